private import CLibedit

#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// One line after the other from a person at a terminal, with editing, history and completion.
///
/// It holds libedit's state and C streams, which live outside Swift. Used from the main thread only.
public final class LineEditor {
  public enum Line: Hashable, Sendable {
    /// What was typed, without its line break; a recalled block holds line breaks inside.
    case line(String)
    /// Ctrl-C: what had been typed is gone.
    case interrupted
    /// Ctrl-D on an empty line, or the terminal has gone away.
    case end
  }

  let editor: OpaquePointer
  let past: OpaquePointer
  let historyFile: String?
  private let streams: [UnsafeMutablePointer<FILE>]
  private let outputHandle: Int32
  private var prompt: UnsafeMutablePointer<CChar>?
  private var wasInterrupted = false
  private var complete: ((String) -> Completion)?

  /// Nil where libedit cannot start, which is when memory or file handles have run out.
  ///
  /// - Parameter historyFile: is read now and grows with every remembered text; problems with it are
  ///   ignored, because nobody's work depends on it.
  public init?(
    program: String, input: Int32 = 0, output: Int32 = 1, errors: Int32 = 2, historyFile: String?
  ) {
    LineEditor.chooseLocale()
    var opened: [UnsafeMutablePointer<FILE>] = []
    for (handle, mode) in [(input, "r"), (output, "w"), (errors, "w")] {
      guard let stream = fdopen(dup(handle), mode) else { break }
      opened.append(stream)
    }
    guard opened.count == 3, let past = history_init(),
      let editor = el_init(program, opened[0], opened[1], opened[2])
    else {
      for stream in opened { fclose(stream) }
      return nil
    }
    streams = opened
    outputHandle = output
    self.editor = editor
    self.past = past
    self.historyFile = historyFile
    configure()
    loadHistory()
  }

  deinit {
    el_end(editor)
    history_end(past)
    for stream in streams { fclose(stream) }
    free(prompt)
  }

  /// Shows the prompt and waits for a line. The prompt has to be ASCII: libedit crashes on others
  /// where the locale is `C`.
  ///
  /// - Parameter complete: is asked when Tab is pressed, with the text from the start of the line to
  ///   the cursor, and let go of when the line is there.
  public func readLine(
    prompt text: String, completing complete: @escaping (String) -> Completion
  ) -> Line {
    self.complete = complete
    defer { self.complete = nil }
    free(prompt)
    prompt = strdup(text)
    wasInterrupted = false
    el_resize(editor)
    // libedit would draw the prompt first and leave a moment in which Ctrl-C is still a signal.
    el_set_number(editor, EL_PREP_TERM, 1)
    var count: Int32 = 0
    errno = 0
    guard let characters = el_gets(editor, &count), count > 0 else {
      return wasInterrupted || errno == EINTR ? .interrupted : .end
    }
    if wasInterrupted { return .interrupted }
    let bytes = UnsafeBufferPointer(start: characters, count: Int(count))
    var line = bytes.map { UInt8(bitPattern: $0) }
    if line.last == UInt8(ascii: "\n") { line.removeLast() }
    return .line(String(decoding: line, as: UTF8.self))
  }

  /// Columns of the terminal; 80 where it does not tell.
  var width: Int {
    var size = winsize()
    guard ioctl(outputHandle, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Puts lines below the one being edited; libedit then has to draw the prompt again.
  func show(_ lines: [String]) {
    fputs("\n" + lines.joined(separator: "\n") + "\n", streams[1])
    fflush(streams[1])
  }

  /// libedit decodes what is typed by the locale; one that knows ASCII only would lose the rest.
  private static func chooseLocale() {
    let isChosen = setlocale(LC_CTYPE, "") != nil
    let codeset = nl_langinfo(Int32(CODESET)).map { String(cString: $0) } ?? ""
    if !isChosen || codeset == "ANSI_X3.4-1968" || codeset == "US-ASCII" {
      setlocale(LC_CTYPE, "C.UTF-8")
    }
  }

  private func configure() {
    el_set_pointer(editor, EL_CLIENTDATA, Unmanaged.passUnretained(self).toOpaque())
    el_set_prompt(editor) { LineEditor.owner(of: $0)?.prompt }
    el_set_text(editor, EL_EDITOR, "emacs")
    el_attach_history(editor, past)
    el_add_command(editor, "trilemma-complete", "Complete the word") { editor, _ in
      LineEditor.owner(of: editor)?.completeWord() ?? UInt8(CC_ERROR)
    }
    el_add_command(editor, "trilemma-interrupt", "Give the line up") { editor, _ in
      LineEditor.owner(of: editor)?.giveUpLine() ?? UInt8(CC_ERROR)
    }
    for (key, command) in LineEditor.keys { el_bind_key(editor, key, command) }
    el_source(editor, nil)
    // Ctrl-C arrives as a key while a line is edited, and as a signal while something runs.
    el_set_tty(editor, "-d", "-isig")
  }

  private static let keys = [
    ("^C", "trilemma-interrupt"), ("^I", "trilemma-complete"), ("^R", "em-inc-search-prev"),
    ("\\e[3~", "ed-delete-next-char"), ("\\e[1;5C", "em-next-word"), ("\\e[1;5D", "ed-prev-word"),
  ]

  private static func owner(of editor: OpaquePointer?) -> LineEditor? {
    var pointer: UnsafeMutableRawPointer?
    guard el_get_pointer(editor, EL_CLIENTDATA, &pointer) == 0, let pointer else { return nil }
    return Unmanaged<LineEditor>.fromOpaque(pointer).takeUnretainedValue()
  }

  /// Marks the end of the line with `^C`, so that it stays readable above, and ends it.
  private func giveUpLine() -> UInt8 {
    wasInterrupted = true
    if let line = el_wline(editor) {
      el_cursor(editor, Int32(clamping: line.pointee.lastchar - line.pointee.cursor))
    }
    el_insertstr(editor, "^C")
    el_push(editor, "\n")
    return UInt8(CC_REFRESH)
  }

  private func completeWord() -> UInt8 {
    guard let complete, let line = el_line(editor)?.pointee, let start = line.buffer,
      let cursor = line.cursor
    else { return UInt8(CC_ERROR) }
    let bytes = UnsafeBufferPointer(start: start, count: max(cursor - start, 0))
    let before = String(decoding: bytes.lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    switch complete(before).step(before: before) {
    case .nothing: return UInt8(CC_ERROR)
    case .replace(let length, let text):
      el_deletestr(editor, Int32(clamping: length))
      return el_insertstr(editor, text) == 0 ? UInt8(CC_REFRESH) : UInt8(CC_ERROR)
    case .list(let candidates):
      show(CandidateList(candidates: candidates).lines(width: width))
      return UInt8(CC_REDISPLAY)
    }
  }
}
