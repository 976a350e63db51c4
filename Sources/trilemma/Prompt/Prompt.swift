import Lessons
import LineEditor
import Scenarios
import Simulation
import Syntax
import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A conversation: lines from a person, or from a file in their place, against a session.
struct Prompt {
  var session: Session
  var printer: Printer
  var wishes: Wishes
  var measuresTime = false
  /// What was entered in this conversation, for `:history`.
  var entered: [String] = []
  /// The statement that drew the last picture, for `:big`.
  var picture: String?
  /// The lesson that is being taken, if one is.
  var visit: LessonVisit?
  /// The messages of the last statement that had errors, for `:errors`.
  var errors: [Report] = []
  private let flags: RunFlags
  let home = HomeFiles.current
  private let isConversation = isatty(0) == 1
  private let isFresh: Bool
  private var draft = Draft()
  private var transcript = Transcript()
  private var isOver = false
  private var gravest = Status.held

  /// - Parameter status: of what ran before the conversation, from files or `-e`.
  init(session: Session, desk: Desk, flags: RunFlags, after status: Status? = nil) {
    self.session = session
    self.flags = flags
    printer = desk.printer
    wishes = desk.wishes
    isFresh = status == nil
    gravest = status ?? .held
  }

  /// Until the person leaves. Errors never end it; without a person the gravest is handed on.
  mutating func converse() -> Status {
    let reader = openReader()
    if isConversation, visit == nil {
      printer.say(
        PromptTexts.banner(seed: session.options.seed ?? 42, page: session.options.page))
    }
    loadInitialScenario()
    guard isConversation else {
      while !isOver { step(reader) }
      return gravest
    }
    Interrupts.stopRun.handled {
      while !isOver { step(reader) }
    }
    return .held
  }

  private func openReader() -> LineReader {
    guard isConversation,
      let editor = LineEditor(
        program: "trilemma", output: isatty(1) == 1 ? 1 : 2, historyFile: home.history())
    else { return .plain(PlainLines()) }
    return .terminal(editor)
  }

  private mutating func loadInitialScenario() {
    guard !flags.noInit, isConversation, isFresh, visit == nil, let path = home.initialScenario,
      let bytes = try? ScenarioFile.bytes(of: path)
    else { return }
    let source = Source(name: path, bytes: bytes)
    work { session, emit in session.run(source, emit: emit) }
  }

  private mutating func step(_ reader: LineReader) {
    let prompt =
      draft.isEmpty ? visit?.play.prompt ?? PromptTexts.prompt : PromptTexts.continuation
    let line = reader.readLine(
      prompt: prompt, completing: completion(session: session, after: draft.text))
    switch line {
    case .end where draft.isEmpty:
      if isConversation { printer.say(StyledText("\n")) }
      leave()
    case .end, .interrupted:
      if case .end = line { printer.say(StyledText("\n")) }
      leaveDraft()
    case .line(let line):
      guard let typed = transcript.typed(line, isMoreWaiting: { reader.isMoreWaiting }) else {
        return
      }
      take(typed, from: reader)
    }
  }

  private func completion(
    session: Session, after block: String
  ) -> (String) -> Completion {
    { before in
      if block.isEmpty, before.hasPrefix(":"), !before.contains(" ") {
        let names = ColonCommand.names.filter { $0.hasPrefix(before) && $0 != before }
        return Completion(start: 0, candidates: names.map { .init($0, group: "command") })
      }
      let earlier = block.isEmpty ? "" : block + "\n"
      let found = session.completions(before: earlier + before)
      return Completion(
        start: found.start - earlier.utf8.count,
        candidates: found.candidates.map { .init($0.text, group: $0.group) })
    }
  }

  private mutating func take(_ line: String, from reader: LineReader) {
    let trimmed = line.trimmed
    if trimmed.hasPrefix(":") {
      reader.remember(trimmed)
      return obey(trimmed)
    }
    if draft.isEmpty, visit?.takes(trimmed) == true {
      reader.remember(trimmed)
      return learn(trimmed)
    }
    if draft.isEmpty, answer(trimmed) { return reader.remember(trimmed) }
    switch draft.add(line, isComplete: Session.isComplete) {
    case .nothing, .more: break
    case .moreWithHint:
      if isConversation, !reader.isMoreWaiting { printer.say(PromptTexts.openBlock) }
    case .left: printer.say(PromptTexts.leftBlock)
    case .tooLong:
      printer.complain("this block is too long for the prompt", note: "Try: :load FILE")
    case .complete(let text):
      reader.remember(text)
      enter(text)
    }
  }

  /// The few words that work without a colon; false if the line is something else.
  private mutating func answer(_ line: String) -> Bool {
    switch line {
    case "help", "?": showHelp()
    case "quit", "exit": leave()
    case "lesson": obeyLesson("list")
    default:
      if line.hasPrefix("lesson ") {
        obeyLesson(line.dropFirst("lesson ".count).trimmed)
        return true
      }
      guard line.hasPrefix("help ") else { return false }
      enter("? " + line.dropFirst("help ".count).trimmed)
    }
    return true
  }

  func showHelp() {
    printer.print(
      Report(
        channel: .result, text: PromptTexts.help, seed: session.options.seed ?? 42,
        statement: "help"))
  }

  /// Leaves the lesson, or the program.
  mutating func leave() {
    if leaveLesson() { return }
    isOver = true
  }

  mutating func leaveDraft() {
    guard !draft.isEmpty else { return }
    draft.clear()
    printer.say(PromptTexts.leftBlock)
  }

  mutating func enter(_ text: String) {
    entered.append(text)
    if visit != nil { return learn(text) }
    printer.record?.note(typed: text)
    work { session, emit in session.enter(text, emit: emit) }
  }

  /// Lets the session do something that may take long, and shows what it reports.
  mutating func work(_ body: (inout Session, (Report) -> Void) -> Status) {
    let surroundings = Surroundings.current
    session.options.page = surroundings.page(wishes)
    printer.pager = isConversation ? surroundings.results.map { Pager(rows: $0.rows) } : nil
    if printer.pager?.rows == 0 { printer.pager = nil }
    defer { printer.pager = nil }
    let printer = printer
    var problems: [Report] = []
    var drawn: String?
    let begin = ContinuousClock.now
    interruption.clear()
    let deadline = Deadline(after: flags.timeout?.duration)
    printer.progress.start(following: interruption)
    let status = (isConversation ? Interrupts.stopRun : .stopProgram).handled {
      body(&session) { report in
        if report.diagnostic != nil { problems.append(report) }
        if report.data.map({ PromptTexts.pictures.contains($0.kind) }) == true {
          drawn = report.statement
        }
        printer.print(report)
      }
    }
    printer.progress.stop()
    deadline.cancel()
    gravest = gravest.or(status)
    picture = drawn ?? picture
    if !problems.isEmpty { errors = problems }
    if measuresTime {
      printer.say(StyledText("  \(Self.seconds(ContinuousClock.now - begin))", .dim))
    }
  }

  /// `0.042 s`
  private static func seconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let milliseconds = String(attoseconds / 1_000_000_000_000_000)
    return "\(seconds).\(String(repeating: "0", count: 3 - milliseconds.count))\(milliseconds) s"
  }
}
