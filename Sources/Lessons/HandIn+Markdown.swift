public import Scenarios
public import Simulation
import Terminal

extension HandIn {
  /// The lesson's experiments with their charts, and between them what the learner guessed, answered and typed.
  ///
  /// - Parameter lesson: the one that was handed in.
  public func markdown(
    with lesson: Lesson, options: Session.Options, interruption: Interruption
  ) -> String {
    var options = options
    options.page = Page(width: Proof.width, height: 24, charset: .ascii)
    var session = Session.of(lesson, options, interruption: interruption)
    var text = "# \(lesson.front.title)\n\n\(escapingControls(name)), trilemma \(version)\n"
    for piece in lesson.pieces {
      switch piece {
      case .prose(let prose):
        for line in prose.split(separator: "\n") where line.hasPrefix("## ") {
          text += "\n\(line)\n"
        }
      case .note: break
      case .run(let run):
        let (output, _) = Proof.output(of: run, in: &session)
        text += Self.fenced(run.code, "tri") + Self.fenced(output, "text")
      case .question(let question): text += "\n\(question.text)\n\n" + said(question.id)
      case .exercise(let exercise):
        text += "\n\(exercise.text)\n\n" + said(exercise.id)
        if let answer = answers.first(where: { $0.id == exercise.id }), !answer.text.isEmpty {
          var attempt = session
          var output = ""
          let status = attempt.enter(answer.text) { output += $0.text.plain }
          text += Self.fenced(answer.text, "tri") + Self.fenced(output, "text")
          let holds = status == .held && attempt.passes(exercise)
          text += holds ? "\nAll checks hold.\n" : "\nNot all checks hold.\n"
        }
        _ = session.enter(exercise.solution) { _ in }
      }
    }
    return text
  }

  private func said(_ id: String) -> String {
    guard let answer = answers.first(where: { $0.id == id }) else { return "*not reached*\n" }
    let help = [
      answer.skipped ? "skipped" : nil, answer.tries > 1 ? "\(answer.tries) tries" : nil,
      answer.hints > 0 ? "\(answer.hints) hint\(answer.hints == 1 ? "" : "s")" : nil,
    ].compactMap(\.self)
    let isOneLine = !answer.text.contains("\n") && !answer.text.isEmpty
    let shown = isOneLine ? "> \(escapingControls(answer.text))  " : ""
    return shown + (help.isEmpty ? "" : "(\(help.joined(separator: ", ")))") + "\n"
  }

  private static func fenced(_ text: String, _ info: String) -> String {
    guard !text.trimmed.isEmpty else { return "" }
    // A blank line keeps it apart from what it follows.
    let lines = text.split(separator: "\n").map {
      escapingControls(String($0)).replacing("```", with: "'''")
    }
    return "\n```\(info)\n" + lines.map { $0 + "\n" }.joined() + "```\n"
  }
}
