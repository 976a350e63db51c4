public import Scenarios
import Terminal

extension Play {
  /// Words that work in a lesson without a colon.
  public static let commands = [
    "hint", "skip", "play", "next", "back", "where", "restart", "quit", "help",
  ]

  public var prompt: String {
    if setAside != nil { return "play> " }
    return switch stage {
    case .pause, .stopped: "(Enter) "
    case .asking: "answer> "
    case .attempting: "trilemma> "
    case .over: "trilemma> "
    }
  }

  /// Whether the next line is complete as it is, rather than a part of a statement.
  public var takesLines: Bool {
    if setAside != nil { return false }
    return switch stage {
    case .attempting, .over: false
    case .pause, .asking, .stopped: true
    }
  }

  /// One complete input: a command, an answer, a statement, or nothing to go on.
  public mutating func take(
    _ input: String, in session: inout Session, emit: (Output) -> Void
  ) {
    follow(session.options.page)
    let line = input.trimmed
    switch line.lowercased() {
    case "hint": return giveHint(emit)
    case "skip": return skip(in: &session, emit: emit)
    case "play": return beginPlaying(session, emit)
    case "next": return goNext(in: &session, emit: emit)
    case "back": return goBack(in: &session, emit: emit)
    case "where": return say(whereabouts, emit)
    case "restart":
      keep(.restarted, emit)
      guess = nil
      note(.began, text: lesson.fingerprint, emit)
      record.fingerprint = lesson.fingerprint
      return show(0, in: &session, emit: emit)
    case "help": return say(Self.helpText, emit)
    default: break
    }
    if setAside != nil {
      if line.isEmpty { return say("  `next` goes on with the lesson", .dim, emit) }
      enter(line, in: &session, emit: emit)
      return
    }
    switch stage {
    case .pause, .stopped:
      if line.isEmpty { return goNext(in: &session, emit: emit) }
      guard Self.isStatement(line) else {
        return say("  Enter goes on, `play` lets you try things, `help` tells the rest", .dim, emit)
      }
      beginPlaying(session, emit)
      enter(line, in: &session, emit: emit)
    case .asking(let question):
      if line.isEmpty { return say(expected(by: question), .dim, emit) }
      if Self.isStatement(line), !question.isAnswer(line) {
        enter(line, in: &session, emit: emit)
      } else {
        answer(question, with: line, in: &session, emit: emit)
      }
    case .attempting(let exercise): attempt(exercise, with: line, in: &session, emit: emit)
    case .over: break
    }
  }

  /// Whether a line asks the session for something, rather than answering a question.
  private static func isStatement(_ line: String) -> Bool {
    let word = String(line.prefix { $0.isLetter || $0 == "_" || $0 == "?" })
    return word.hasPrefix("?") || (Session.beginsStatement(word) && word != line)
  }

  private mutating func goNext(in session: inout Session, emit: (Output) -> Void) {
    if let before = setAside {
      restore(before, in: &session)
      say("  back in the lesson, as it was", .dim, emit)
      switch stage {
      case .asking(let question): say(asked(question, width: session.options.page.width), emit)
      case .attempting(let exercise):
        say(task(of: exercise, width: session.options.page.width), emit)
      case .pause, .stopped: goOnOrRepeat(in: &session, emit: emit)
      case .over: break
      }
      return
    }
    switch stage {
    case .pause, .stopped: goOnOrRepeat(in: &session, emit: emit)
    case .asking(let question): say(expected(by: question), .dim, emit)
    case .attempting: say("  `hint` helps, `skip` shows a solution and goes on", .dim, emit)
    case .over: break
    }
  }

  private mutating func goOnOrRepeat(in session: inout Session, emit: (Output) -> Void) {
    if stage == .stopped {
      show(screen, in: &session, emit: emit)
    } else {
      goOn(in: &session, emit: emit)
    }
  }

  private mutating func goBack(in session: inout Session, emit: (Output) -> Void) {
    guess = nil
    if screen == 0 { say("  this is the first screen", .dim, emit) }
    show(max(0, screen - 1), in: &session, emit: emit)
  }

  private mutating func beginPlaying(_ session: Session, _ emit: (Output) -> Void) {
    guard setAside == nil else { return }
    setAside = session
    say("  try what you like; `next` brings the lesson back as it was", .dim, emit)
  }

  private mutating func restore(_ before: Session, in session: inout Session) {
    let page = session.options.page
    session = before
    session.options.page = page
    setAside = nil
  }

  private mutating func skip(in session: inout Session, emit: (Output) -> Void) {
    if let before = setAside { restore(before, in: &session) }
    switch stage {
    case .asking(let question):
      say(solved(question, in: session), emit)
      keep(.skipped, id: question.id, emit)
    case .attempting(let exercise):
      say(solved(exercise), emit)
      keep(.skipped, id: exercise.id, emit)
    case .pause, .stopped, .over: break
    }
    goOn(in: &session, emit: emit)
  }

  /// Lets the session do what a line says, and speaks of words that come later in the course.
  @discardableResult
  mutating func enter(
    _ line: String, in session: inout Session, emit: (Output) -> Void
  ) -> Status {
    let status = session.enter(line) { emit(.report($0)) }
    if status == .invalid {
      for word in Session.words(in: line) {
        guard let later = course.later(than: lesson, introducing: word),
          let number = course.number(of: later)
        else { continue }
        say("  `\(word)` is a word of lesson \(number), \(later.front.title)", .dim, emit)
        break
      }
    }
    return status
  }

  var whereabouts: StyledText {
    let tasks = lesson.pieces.compactMap(\.id)
    let done = tasks.count { record.given[$0]?.isDone == true }
    let left = lesson.front.minutes * (screens.count - screen) / screens.count
    let number = course.number(of: lesson).map { "lesson \($0), " } ?? ""
    return StyledText(
      "  \(number)\(lesson.front.title)\n"
        + "  screen \(screen + 1) of \(screens.count), \(done) of \(tasks.count) questions and exercises done, "
        + "about \(max(left, 1)) min left\n")
  }

  static let helpText = StyledText(
    """
      Enter     goes on            hint      helps with the exercise
      back      a screen back      skip      shows the answer and goes on
      where     how far you are    restart   begins the lesson again
      play      try anything; next brings the lesson back as it was
      quit      leaves; lesson start goes on from here
      The whole language works here, too: ? block_size explains a word.

    """)
}
