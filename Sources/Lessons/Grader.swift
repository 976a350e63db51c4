public import Scenarios
public import Simulation
import Syntax
import Terminal

/// Runs hand-ins of one lesson again and says what of them is right.
///
/// Each answer is tried by itself, from the lesson's own state at that place, so that one wrong answer
/// does not spoil the next; nothing that it says reads or writes a file.
public struct Grader: Sendable {
  let lesson: Lesson
  /// The lesson's state before each question and exercise.
  private var states: [String: Session] = [:]

  /// Events that all runs of one answer may take together.
  public static let eventLimit = 10_000_000
  private static let sweepLimit = 64

  public init(of lesson: Lesson, options: Session.Options, interruption: Interruption) {
    self.lesson = lesson
    var options = options
    options.page = Page(width: Proof.width, height: 24, charset: .ascii)
    var session = Session.of(lesson, options, interruption: interruption)
    for piece in lesson.pieces {
      if let id = piece.id {
        states[id] = session
        states[id]?.options.eventLimit = Self.eventLimit
        states[id]?.options.maxRuns = Self.sweepLimit
      }
      _ = session.advance(over: piece) { _ in }
    }
  }

  /// Questions and exercises that count, in order. A guess is never wrong.
  public var tasks: [String] {
    lesson.pieces.compactMap { piece in
      if case .question(let question) = piece, question.isPrediction { nil } else { piece.id }
    }
  }

  /// - Parameter bytes: of the file that was handed in.
  public func grade(_ bytes: [UInt8], file: String) -> Grade {
    let handIn: HandIn
    do throws(HandIn.Refusal) {
      handIn = try HandIn(reading: bytes)
    } catch {
      return Grade(file: file, name: "", reasons: [error.text])
    }
    var grade = Grade(file: file, name: Self.harmless(handIn.name))
    guard handIn.lesson == lesson.id else {
      let other = escapingControls(String(handIn.lesson.prefix(40)))
      grade.reasons = ["it is of the lesson `\(other)`"]
      return grade
    }
    for piece in lesson.pieces {
      guard let id = piece.id, tasks.contains(id) else { continue }
      let reason: String?
      if let answer = handIn.answers.first(where: { $0.id == id }) {
        reason = answer.skipped ? "skipped" : fault(of: answer.text, for: piece)
      } else {
        reason = "not answered"
      }
      grade.marks[id] = reason == nil
      if let reason { grade.reasons.append("\(id): \(reason)") }
    }
    return grade
  }

  /// A name without control characters, and not a formula for a spreadsheet.
  private static func harmless(_ name: String) -> String {
    let shown = escapingControls(String(name.prefix(100)))
    return shown.first.map { "=+-@".contains($0) } == true ? "'" + shown : shown
  }

  /// Why an answer does not count; nothing if it does.
  private func fault(of text: String, for piece: Lesson.Piece) -> String? {
    guard let id = piece.id, let state = states[id] else { return "not in this lesson" }
    switch piece {
    case .question(let question):
      switch question.kind {
      case .choice(let options):
        guard let index = Play.option(text, of: options) else { return "no such option" }
        return options[index].isRight ? nil : "not the right option"
      case .number(let answer):
        return state.judge(text, against: answer) == .right ? nil : "not the right value"
      case .prediction, .estimate: return nil
      }
    case .exercise(let exercise):
      var attempt = state
      var said: String?
      switch attempt.enter(text, emit: { said = said ?? $0.diagnostic?.title }) {
      case .held, .claimFailed: break
      case .limitReached, .interrupted: return "stopped at a limit of time or size"
      default: return "it does not run" + (said.map { ": " + escapingControls($0) } ?? "")
      }
      if exercise.endsWithRun, !attempt.endsWithRun { return "nothing ran after the last change" }
      let missing = zip(exercise.checks, attempt.checks(of: exercise)).first { !$0.1 }
      return missing.map { "\($0.0) does not hold" }
    case .prose, .run, .note: return nil
    }
  }
}

/// What one hand-in is worth, and why not more.
public struct Grade: Hashable, Sendable {
  public var file: String
  public var name: String
  /// Whether each task is right; empty for a file that is no hand-in.
  public var marks: [String: Bool] = [:]
  public var reasons: [String] = []

  public init(file: String, name: String, reasons: [String] = []) {
    self.file = file
    self.name = name
    self.reasons = reasons
  }

  public var points: Int { marks.values.count(where: \.self) }
}

extension Grader {
  /// A row for each hand-in: file, name, points, a column for each task, and the reasons.
  public func report(of grades: [Grade], width: Int) -> Report {
    let tasks = tasks
    let data = DataTable(
      kind: "grade", title: lesson.front.title,
      columns: (["file", "name", "points", "of"] + tasks + ["reason"]).map {
        .init(name: $0, unit: "")
      },
      rows: grades.map { grade in
        [
          .text(grade.file), .text(grade.name), .number(Double(grade.points)),
          .number(Double(tasks.count)),
        ]
          + tasks.map { id in grade.marks[id].map { .number($0 ? 1 : 0) } ?? .missing }
          + [.text(grade.reasons.joined(separator: "; "))]
      })
    var table = TextTable(columns: [
      .init("name"), .init("points", .right), .init("file"), .init("reason"),
    ])
    for grade in grades {
      let reason = grade.reasons.first.map { grade.reasons.count > 1 ? "\($0), ..." : $0 } ?? ""
      table.rows.append([
        StyledText(grade.name), StyledText("\(grade.points)/\(tasks.count)"),
        StyledText(grade.file),
        StyledText(reason),
      ])
    }
    return Report(
      channel: .result,
      text: StyledText("\(lesson.front.title)\n", .bold) + table.drawn(on: Page(width: width))
        + StyledText("\n"),
      data: data, statement: "lesson grade \(lesson.id)")
  }
}
