public import Scenarios
public import Simulation
import Syntax
import Terminal

/// What running a lesson shows about it: whether everything that it says of itself is true.
public struct Proof: Sendable {
  public var faults: [LessonFault] = []
  /// The file with every output as it is now; none where nothing changes.
  public private(set) var promoted: String?
  let lesson: Lesson

  /// Columns that a line of a lesson may have.
  static let width = 78

  /// Runs a lesson twice, with every solution, every wrong attempt and every answer.
  public init(
    of lesson: Lesson, in course: Course, options: Session.Options,
    interruption: Interruption = Interruption()
  ) {
    self.lesson = lesson
    var options = options
    options.page = Page(width: Self.width, height: 24, charset: .ascii)
    let fresh = Session.of(lesson, options, interruption: interruption)
    checkForm()
    checkWords(course)
    guard let outputs = walk(fresh) else { return }
    if Self.outputs(of: lesson, in: fresh) != outputs {
      fault("two runs of this lesson do not give the same output", 1)
    }
    compare(outputs)
    faults.sort { $0.line < $1.line }
  }

  private mutating func fault(_ text: String, _ line: Int) {
    faults.append(LessonFault(text, line: line))
  }

  /// Length of lines, questions and exercises that a lesson has to have.
  private mutating func checkForm() {
    for (index, line) in lesson.lines.enumerated() where displayWidth(line) > Self.width {
      fault("the line has \(displayWidth(line)) columns; at most \(Self.width)", index + 1)
    }
    var awaited: Question?
    for piece in lesson.pieces {
      switch piece {
      case .run: awaited = nil
      case .question(let question) where question.isPrediction:
        if let awaited { fault("no run answers the guess `\(awaited.id)`", awaited.line) }
        awaited = question
      case .exercise(let exercise):
        let whole = Self.bare(exercise.solution)
        for hint in exercise.hints.dropLast() where Self.bare(hint).contains(whole) {
          fault(
            "a hint of `\(exercise.id)` before the last holds the whole solution", exercise.line)
        }
      case .prose, .note, .question: break
      }
    }
    if let awaited { fault("no run answers the guess `\(awaited.id)`", awaited.line) }
  }

  private static func bare(_ text: String) -> String { text.filter { !$0.isWhitespace } }

  private mutating func checkWords(_ course: Course) {
    var known: [String: Lesson] = [:]
    for earlier in course.earlier(than: lesson) {
      for word in earlier.front.words { known[word] = earlier }
    }
    let own = Set(lesson.front.words)
    var used: Set<String> = []
    for piece in lesson.pieces {
      let (code, line): (String, Int)
      switch piece {
      case .run(let run): (code, line) = (run.code, run.line)
      case .exercise(let exercise):
        code = ([exercise.solution] + exercise.checks).joined(separator: "\n")
        line = exercise.line
      case .prose, .note, .question: continue
      }
      used.formUnion(Session.allWords(in: code))
      for word in Session.words(in: code) where known[word] == nil && !own.contains(word) {
        fault("`\(word)` is used and not among the words of this or an earlier lesson", line)
      }
    }
    for word in lesson.front.words {
      if let earlier = known[word] {
        fault("`\(word)` is introduced in `\(earlier.id)` already", 1)
      }
      if !used.contains(word) { fault("`words` lists `\(word)`, which no run or exercise uses", 1) }
    }
  }

  /// Goes through the lesson and tries everything; gives the outputs of its runs, or nothing where one
  /// of them fails.
  private mutating func walk(_ fresh: Session) -> [String]? {
    var session = fresh
    var outputs: [String] = []
    var guess: Question?
    for piece in lesson.pieces {
      switch piece {
      case .prose, .note: break
      case .run(let run):
        let (output, status) = Self.output(of: run, in: &session)
        outputs.append(output)
        if status != .held {
          fault("this run fails: \(output.split(separator: "\n").first ?? "\(status)")", run.line)
          return nil
        }
        if let question = guess, case .estimate(let answer) = question.kind {
          check(answer, of: question, in: session)
        }
        guess = nil
      case .question(let question):
        if question.isPrediction { guess = question }
        if case .number(let answer) = question.kind { check(answer, of: question, in: session) }
      case .exercise(let exercise):
        check(exercise, in: session)
        _ = session.enter(exercise.solution) { _ in }
      }
    }
    return outputs
  }

  private mutating func check(_ answer: Question.Answer, of question: Question, in session: Session)
  {
    guard session.shown(answer.expression) != nil else {
      return fault("the answer of `\(question.id)` has no value here", question.line)
    }
    if answer.tolerance == nil,
      !session.holds("(\(answer.expression)) = round(\(answer.expression))")
    {
      fault("the answer of `\(question.id)` needs a tolerance, as in `within 5 %`", question.line)
    }
    if session.judge(answer.expression, against: answer) != .right {
      fault("the answer of `\(question.id)` is not right by its own tolerance", question.line)
    }
    for miss in answer.misses where session.judge(miss.value, against: answer) != .miss(miss.text) {
      fault("the miss `\(miss.value)` of `\(question.id)` never fires", question.line)
    }
  }

  private mutating func check(_ exercise: Exercise, in session: Session) {
    let id = exercise.id
    if session.passes(exercise) {
      fault("`\(id)` holds before anything is typed", exercise.line)
    }
    var solved = session
    var said: String?
    let status = solved.enter(exercise.solution) { said = said ?? $0.diagnostic?.title }
    if status != .held {
      fault("the solution of `\(id)` fails: \(said ?? "\(status)")", exercise.line)
    } else {
      for (check, holds) in zip(exercise.checks, solved.checks(of: exercise)) where !holds {
        fault("the solution of `\(id)` does not meet `\(check)`", exercise.line)
      }
    }
    var fired: Set<Int> = []
    for wrong in exercise.wrongs {
      var attempt = session
      _ = attempt.enter(wrong) { _ in }
      if attempt.passes(exercise) {
        let first = wrong.split(separator: "\n").first ?? ""
        fault("a wrong attempt of `\(id)` passes: \(first)", exercise.line)
      }
      for (index, miss) in exercise.misses.enumerated() where attempt.shows(miss) {
        fired.insert(index)
      }
    }
    for (index, miss) in exercise.misses.enumerated() where !fired.contains(index) {
      fault("no `wrong` of `\(id)` fires `miss \(miss.sign.text)`", exercise.line)
    }
  }

  /// Holds what is recorded against what is printed now.
  private mutating func compare(_ outputs: [String]) {
    var lines = lesson.lines
    var hasChanged = false
    let runs = lesson.pieces.compactMap { if case .run(let run) = $0 { run } else { nil } }
    for (run, output) in zip(runs, outputs).reversed() {
      let recorded = run.output ?? ""
      guard recorded != output else { continue }
      hasChanged = true
      let body = output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(
        String.init)
      lines.replaceSubrange(
        run.outputLines,
        with: run.output == nil ? ["```text output"] + body + ["```"] : body)
      fault(
        run.output == nil
          ? "the output of this run is not recorded"
          : "the recorded output is not what the run prints now", run.line)
      faults[faults.count - 1].isAboutRecord = true
    }
    if hasChanged { promoted = lines.joined(separator: "\n") }
  }

  private static func outputs(of lesson: Lesson, in fresh: Session) -> [String] {
    var session = fresh
    var outputs: [String] = []
    for piece in lesson.pieces {
      if case .run(let run) = piece { outputs.append(output(of: run, in: &session).0) }
      if case .exercise(let exercise) = piece { _ = session.enter(exercise.solution) { _ in } }
    }
    return outputs
  }

  /// What a run prints, without blanks at the ends of lines and blank lines around it.
  static func output(of run: Lesson.Run, in session: inout Session) -> (String, Status) {
    var text = ""
    let status = session.enter(run.code) { report in
      let shown = report.text.plain
      text += shown.hasSuffix("\n") || shown.isEmpty ? shown : shown + "\n"
    }
    var lines = StyledText(text).lines.map(\.withoutTrailingBlanks.plain)
    while lines.first?.isEmpty == true { lines.removeFirst() }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return (lines.map { $0 + "\n" }.joined(), status)
  }
}

extension Exercise.Miss.Sign {
  fileprivate var text: String {
    switch self {
    case .holds(let condition): condition
    case .lacks(let name): "no \(name)"
    }
  }
}

extension Course {
  /// What is wrong between lessons: names that two have, and needs that lead nowhere or in a circle.
  public func faults(of lesson: Lesson) -> [LessonFault] {
    var faults: [LessonFault] = []
    if lessons.contains(where: { $0.id == lesson.id && $0.file != lesson.file }) {
      faults.append(LessonFault("another lesson is called `\(lesson.id)`, too", line: 2))
    }
    guard let needs = lesson.front.needs else { return faults }
    if !lessons.contains(where: { $0.id == needs }) {
      faults.append(LessonFault("there is no lesson `\(needs)`, which this one needs", line: 2))
    } else if needs == lesson.id
      || earlier(than: lesson).contains(where: { $0.front.needs == lesson.id })
    {
      faults.append(LessonFault("what this lesson needs leads back to it", line: 2))
    }
    return faults
  }
}
