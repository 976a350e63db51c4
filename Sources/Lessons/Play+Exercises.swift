public import Scenarios
import Terminal

extension Play {
  func task(of exercise: Exercise, width: Int) -> StyledText {
    StyledText("\nYour turn\n", .bold) + Markdown.shown(exercise.text, width: width)
      + StyledText("\n")
  }

  /// Runs what was typed and looks at what came of it.
  mutating func attempt(
    _ exercise: Exercise, with line: String, in session: inout Session, emit: (Output) -> Void
  ) {
    guard !line.isEmpty else { return }
    let before = session.journal.count
    enter(line, in: &session, emit: emit)
    guard session.journal.count != before else { return }
    look(at: exercise, in: &session, emit: emit)
  }

  /// After `:undo` or `:load` too, which change the session from outside.
  public mutating func sessionChanged(_ session: inout Session, emit: (Output) -> Void) {
    guard setAside == nil, case .attempting(let exercise) = stage else { return }
    if session.passes(exercise) { look(at: exercise, in: &session, emit: emit) }
  }

  private mutating func look(
    at exercise: Exercise, in session: inout Session, emit: (Output) -> Void
  ) {
    let statements = session.journal.dropFirst(typedFrom)
    let typed = statements.joined(separator: "\n")
    let held = session.checks(of: exercise)
    let count = held.count(where: \.self)
    guard !session.passes(exercise) else {
      keep(.passed, id: exercise.id, text: typed, emit)
      say(
        StyledText("  done", .good)
          + StyledText(held.count > 1 ? ", all \(count) checks hold\n" : "\n"), emit)
      return goOn(in: &session, emit: emit)
    }
    // What takes several statements is judged when it may be whole.
    let isWhole =
      exercise.endsWithRun
      ? session.endsWithRun : statements.count >= exercise.steps.count
    guard isWhole else {
      let next = count == held.count ? "now `run`, so that it is measured" : "go on"
      return say("  \(count) of \(held.count) checks hold so far; \(next)", .dim, emit)
    }
    keep(.failed, id: exercise.id, text: typed, emit)
    if let miss = session.miss(of: exercise) { return sayIndented(miss.text, emit) }
    if count > best {
      best = count
      return say("  \(count) of \(held.count) checks hold so far; go on", .dim, emit)
    }
    giveHint(emit)
  }

  /// The next hint, or the solution when there is none left.
  mutating func giveHint(_ emit: (Output) -> Void) {
    let (id, all): (String, [String])
    switch stage {
    case .asking(let question): (id, all) = (question.id, question.hints)
    case .attempting(let exercise): (id, all) = (exercise.id, exercise.hints)
    case .pause, .stopped, .over:
      return say("  \(setAside == nil ? "Enter" : "`next`") goes on", .dim, emit)
    }
    guard hints < all.count else {
      if case .attempting(let exercise) = stage { return say(solved(exercise), emit) }
      return say(
        all.isEmpty
          ? "  there is no hint; `skip` shows the answer"
          : "  that was the last hint; `skip` shows the answer",
        .dim, emit)
    }
    hints += 1
    keep(.hinted, id: id, text: String(hints), emit)
    sayIndented("hint \(hints) of \(all.count): \(all[hints - 1])", emit)
  }

  func solved(_ exercise: Exercise) -> StyledText {
    var text = StyledText("  a solution:\n", .bold)
    for line in exercise.solution.split(separator: "\n") { text.append("    \(line)\n", .accent) }
    return text
  }
}
