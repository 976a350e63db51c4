public import Scenarios
public import Simulation
import Terminal

/// A learner's way through a lesson: lines in, reports and events out.
///
/// Pure like a session: it keeps no file and reads no clock. The caller holds the session that the
/// learner types into; each screen begins from the lesson's own state, so that an experiment never
/// spoils what comes later.
public struct Play: Sendable {
  public enum Output: Sendable {
    case report(Report)
    /// To be kept before anything else is shown.
    case event(ProgressEvent)
    /// A new screen begins.
    case screen
  }

  /// What the learner is expected to do.
  enum Stage: Hashable, Sendable {
    /// To read, and go on with Enter.
    case pause
    case asking(Question)
    case attempting(Exercise)
    /// A run was stopped; Enter starts the screen again.
    case stopped
    case over
  }

  public let lesson: Lesson
  let course: Course
  let showsNotes: Bool
  let screens: [Screen]
  /// The lesson's own state at the start of each screen that was reached.
  var states: [Session]
  /// The screen that is shown.
  var screen = 0
  var stage = Stage.pause
  /// Where the learner tries things out; what the session was before.
  var setAside: Session?
  /// A guess that the next run answers.
  var guess: Guess?
  public internal(set) var record: LessonRecord
  /// Tries and hints at the present question or exercise.
  var tries = 0
  var hints = 0
  /// Statements in the session's journal before the learner typed any.
  var typedFrom = 0
  /// Columns of the page.
  private var width = Markdown.proseWidth
  /// Most checks that held at once.
  var best = 0

  struct Guess: Hashable, Sendable {
    var question: Question
    var text: String
  }

  /// - Parameter record: what the learner did before; `begin` goes on from there.
  public init(
    _ lesson: Lesson, of course: Course, record: LessonRecord = LessonRecord(),
    options: Session.Options, interruption: Interruption, showsNotes: Bool = false
  ) {
    self.lesson = lesson
    self.course = course
    self.record = record
    self.showsNotes = showsNotes
    screens = Screen.screens(of: lesson)
    states = [Session.of(lesson, options, interruption: interruption)]
  }

  public var isOver: Bool { stage == .over }

  /// Shows the first screen that was not seen to its end.
  public mutating func begin(in session: inout Session, emit: (Output) -> Void) {
    follow(session.options.page)
    let resumed = min(firstOpenScreen, screens.count - 1)
    if resumed == 0 || record.isFinished {
      note(.began, text: lesson.fingerprint, emit)
      say(heading, emit)
    } else {
      say(
        StyledText("Going on with ", .dim) + StyledText(lesson.front.title, .bold)
          + StyledText(
            ", screen \(resumed + 1) of \(screens.count); `restart` begins again\n", .dim), emit)
    }
    let place = record.isFinished ? 0 : resumed
    guard let ready = catchUp(to: place, page: session.options.page) else {
      stage = .stopped
      return say(StyledText("  stopped; Enter tries again\n"), emit)
    }
    guess = openGuess(before: ready)
    show(ready, in: &session, emit: emit)
  }

  /// Takes the page as it is now.
  mutating func follow(_ page: Page) { width = page.width }

  /// A guess that was made before a screen and that no run has answered.
  private func openGuess(before screen: Int) -> Guess? {
    for index in (0..<screens[screen].pieces.lowerBound).reversed() {
      switch lesson.pieces[index] {
      case .run: return nil
      case .question(let question) where question.isPrediction:
        guard let given = record.given[question.id], !given.isSkipped else { return nil }
        return Guess(question: question, text: given.text)
      default: continue
      }
    }
    return nil
  }

  /// The first screen that the record does not have, in the file as it is now.
  private var firstOpenScreen: Int {
    if record.fingerprint == lesson.fingerprint { return record.reached }
    // The file has changed: behind the last question or exercise that is done and still there.
    let done = screens.lastIndex { screen in
      screen.pieces.contains { index in
        lesson.pieces[index].id.flatMap { record.given[$0] }?.isDone == true
      }
    }
    return done.map { $0 + 1 } ?? 0
  }

  /// Works out the lesson's state at a screen; nothing if it was interrupted.
  private mutating func catchUp(to screen: Int, page: Page) -> Int? {
    while states.count <= screen {
      var state = states[states.count - 1]
      state.options.page = page
      for index in screens[states.count - 1].pieces {
        guard state.advance(over: lesson.pieces[index], emit: { _ in }) else { return nil }
      }
      states.append(state)
    }
    return screen
  }

  var heading: StyledText {
    let number = course.number(of: lesson).map { "Lesson \($0) of \(course.lessons.count), " } ?? ""
    return StyledText(
      "\(number)about \(lesson.front.minutes) minutes\n"
        + "Enter goes on; hint, skip, back, where, play, quit are always there\n", .dim)
  }

  func note(
    _ kind: ProgressEvent.Kind, id: String = "-", text: String = "", _ emit: (Output) -> Void
  ) {
    emit(.event(ProgressEvent(kind, lesson: lesson.id, id: id, text: text)))
  }

  /// Notes an event, in the record as well.
  mutating func keep(
    _ kind: ProgressEvent.Kind, id: String = "-", text: String = "", _ emit: (Output) -> Void
  ) {
    let event = ProgressEvent(kind, lesson: lesson.id, id: id, text: text)
    record.add(event)
    emit(.event(event))
  }

  func say(_ text: StyledText, _ emit: (Output) -> Void) {
    emit(
      .report(
        Report(channel: .result, text: text.wrapped(width: width, indent: 2), statement: "lesson")))
  }

  func say(_ text: String, _ style: Style = .plain, _ emit: (Output) -> Void) {
    say(StyledText(text + "\n", style), emit)
  }
}

extension Play {
  /// Shows a screen from its start, and waits for what its last piece asks for.
  mutating func show(_ number: Int, in session: inout Session, emit: (Output) -> Void) {
    emit(.screen)
    screen = number
    setAside = nil
    (tries, hints, best) = (0, 0, 0)
    stage = .pause
    let page = session.options.page
    var state = states[number]
    state.options.page = page
    for index in screens[number].pieces {
      let piece = lesson.pieces[index]
      switch piece {
      case .prose(let text):
        say(StyledText("\n") + Markdown.shown(text, width: page.width) + StyledText("\n"), emit)
      case .note(let text):
        guard showsNotes else { continue }
        let shown = Markdown.shown(text, width: page.width - 2).lines
          .map { StyledText("! ", .warning) + $0 }
        say(StyledText("\n") + StyledText(lines: shown) + StyledText("\n"), emit)
      case .run(let run):
        say(echo(of: run.code), emit)
        guard state.advance(over: piece, emit: { emit(.report($0)) }) else {
          stage = .stopped
          session = states[number]
          session.options.page = page
          return say("  stopped; Enter runs it again", .dim, emit)
        }
        resolveGuess(in: state, emit)
      case .question(let question):
        stage = .asking(question)
        say(asked(question, width: page.width), emit)
      case .exercise(let exercise):
        stage = .attempting(exercise)
        typedFrom = state.journal.count
        say(task(of: exercise, width: page.width), emit)
      }
    }
    session = state
    if stage == .pause { say(StyledText(), emit) }
  }

  /// Notes that the screen is done, and shows the next one or the end.
  mutating func goOn(in session: inout Session, emit: (Output) -> Void) {
    let page = session.options.page
    if states.count == screen + 1 {
      guard catchUp(to: screen + 1, page: page) != nil else {
        stage = .stopped
        return say("  stopped; Enter goes on", .dim, emit)
      }
    }
    if screen + 1 > record.reached || record.fingerprint != lesson.fingerprint {
      record.fingerprint = lesson.fingerprint
      keep(.reached, text: String(screen + 1), emit)
    }
    guard screen + 1 < screens.count else { return finish(emit) }
    show(screen + 1, in: &session, emit: emit)
  }

  private mutating func finish(_ emit: (Output) -> Void) {
    keep(.finished, emit)
    stage = .over
    let given = lesson.questions.filter { !$0.isPrediction }.map(\.id) + lesson.exercises.map(\.id)
    let own = given.count { record.given[$0].map { $0.isDone && !$0.isSkipped } == true }
    var text = StyledText("\n\(lesson.front.title)", .bold)
    text.append(": done, \(own) of \(given.count) answered by yourself\n")
    if let next = course.next(after: lesson) {
      text.append("  next: lesson start \(next.id)   \(next.front.title)\n", .dim)
    }
    say(text, emit)
  }

  private func echo(of code: String) -> StyledText {
    var text = StyledText("\n")
    for line in code.split(separator: "\n", omittingEmptySubsequences: false) {
      text.append("  > ", .dim)
      text.append(line + "\n", .accent)
    }
    return text
  }

  private mutating func resolveGuess(in state: Session, _ emit: (Output) -> Void) {
    guard let guess else { return }
    self.guess = nil
    var text = StyledText("\n  You said: ", .bold)
    text.append(escapingControls(guess.text))
    switch guess.question.kind {
    case .prediction(let options):
      guard let right = options.first(where: \.isRight) else { return }
      text.append("\n  It shows: ", .bold)
      text.append(
        right.text + (right.reply.map { (right.text.hasSuffix(".") ? " " : ". ") + $0 } ?? ""))
    case .estimate(let answer):
      text.append("\n  It shows: ", .bold)
      text.append(state.shown(answer.expression) ?? answer.expression)
      if state.judge(guess.text, against: answer) == .right {
        text.append("   well guessed", .good)
      }
      if let because = guess.question.because { text.append(". " + because) }
    default: return
    }
    say(
      text.wrapped(width: min(width, Markdown.proseWidth), indent: 12)
        + StyledText("\n"), emit)
  }
}

extension Session {
  /// Takes a lesson's own way over a piece; false if that was interrupted.
  mutating func advance(over piece: Lesson.Piece, emit: (Report) -> Void) -> Bool {
    switch piece {
    case .run(let run): enter(run.code, emit: emit) != .interrupted
    case .exercise(let exercise): enter(exercise.solution, emit: { _ in }) != .interrupted
    case .prose, .question, .note: true
    }
  }
}

extension Lesson {
  /// Tells one state of the file from another (FNV-1a, 64 bits).
  public var fingerprint: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for line in lines {
      for byte in line.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 10) &* 0x100_0000_01b3
    }
    return String(hash, radix: 16)
  }
}
