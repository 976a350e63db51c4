import Scenarios
import Simulation
import Syntax
import Terminal

extension Session {
  /// A session as lessons run in: declarations are answered and may be repeated, no file is read.
  static func of(_ lesson: Lesson, _ options: Options, interruption: Interruption) -> Session {
    var options = options
    options.interactive = true
    options.readFile = nil
    options.overrides = []
    options.shard = nil
    var session = Session(options, interruption: interruption)
    session.title = lesson.id
    return session
  }

  /// Whether a condition of the language holds now; false where it has no meaning yet.
  func holds(_ condition: String) -> Bool {
    var copy = self
    return copy.enter("expect \(condition)") { _ in } == .held
  }

  /// Whether the checks of an exercise hold, in order.
  func checks(of exercise: Exercise) -> [Bool] { exercise.checks.map(holds) }

  /// Whether all checks hold, and of what the last run measured where the exercise asks for a run.
  func passes(_ exercise: Exercise) -> Bool {
    (!exercise.endsWithRun || endsWithRun) && exercise.checks.allSatisfy(holds)
  }

  /// Whether nothing was changed after the last run.
  var endsWithRun: Bool { journal.last?.hasPrefix("run ") == true }

  /// The first mistake that is known for what there is now.
  func miss(of exercise: Exercise) -> Exercise.Miss? {
    exercise.misses.first(where: shows)
  }

  func shows(_ miss: Exercise.Miss) -> Bool {
    switch miss.sign {
    case .holds(let condition): holds(condition)
    case .lacks(let name): !knows(name)
    }
  }

  /// What was typed in place of a value, against the value that is right.
  enum Judgement: Hashable {
    case right, wrong
    /// One of the mistakes that the question knows.
    case miss(String)
    /// No value; what to say.
    case unreadable(String)
    /// A value of another kind, such as data for a time.
    case otherKind
  }

  func judge(_ typed: String, against answer: Question.Answer) -> Judgement {
    let typed = typed.trimmed
    let forbidden: Set<Character> = ["\n", ";", "#", "{", "}", "\""]
    guard !typed.isEmpty, typed.count < 200, !typed.contains(where: forbidden.contains) else {
      return .unreadable("type one value, such as 7 tx/s or 50 %")
    }
    var copy = self
    var said: String?
    let status = copy.enter("let answer_given = \(typed)") { report in
      said = said ?? report.diagnostic?.title
    }
    guard status == .held else {
      // What is said of `let` would speak of a statement that nobody typed.
      let own = said.flatMap { $0.contains("`let`") ? nil : $0 }
      return .unreadable(own ?? "that is no value; type one such as 7 tx/s or 50 %")
    }
    let within = answer.tolerance.map { " within \($0)" } ?? ""
    switch copy.enter("expect answer_given = (\(answer.expression))\(within)", emit: { _ in }) {
    case .held: return .right
    case .invalid: return .otherKind
    default: break
    }
    for miss in answer.misses where copy.holds("answer_given = (\(miss.value)) within 1 %") {
      return .miss(miss.text)
    }
    return .wrong
  }

  /// An expression as `print` shows its value.
  func shown(_ expression: String) -> String? {
    var copy = self
    var text = ""
    let status = copy.enter("print \(expression)") { report in
      if report.channel == .result { text += report.text.plain }
    }
    return status == .held ? text.trimmed : nil
  }
}
