#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that a conversation is written into as it goes, readable as Markdown.
final class Record {
  let path: String
  private let handle: Int32
  private var isOpen = false
  /// Why writing ended before its time.
  private(set) var problem: String?

  init(_ path: String, heading: String) throws(SafeFile.Refusal) {
    // Finds out whether the path may be written, and keeps what stands there until the first line.
    try SafeFile(path).write([])
    let handle = open(path, O_WRONLY | O_APPEND)
    guard handle >= 0 else { throw .system(String(cString: strerror(errno))) }
    self.path = path
    self.handle = handle
    write("# \(heading)\n")
  }

  deinit { close(handle) }

  /// What was typed, with the prompts as they stood.
  func note(typed text: String) {
    begin()
    var prompt = PromptTexts.prompt
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      write(prompt + line + "\n")
      prompt = PromptTexts.continuation
    }
  }

  func note(shown text: String) {
    begin()
    write(text.hasSuffix("\n") ? text : text + "\n")
  }

  /// Ends the block, so that the file reads well from here on.
  func finish() {
    guard isOpen else { return }
    write("```\n")
    isOpen = false
  }

  private func begin() {
    guard !isOpen else { return }
    write("\n```\n")
    isOpen = true
  }

  private func write(_ text: String) {
    guard problem == nil else { return }
    let code = writeAll(Array(text.utf8), to: handle)
    if code != 0 { problem = String(cString: strerror(code)) }
  }
}
