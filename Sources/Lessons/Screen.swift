/// The part of a lesson that is shown before the learner has to do something.
struct Screen: Hashable {
  /// Indices of pieces of the lesson. Behind a question or exercise there are only notes.
  var pieces: Range<Int>

  /// A screen ends after a question or an exercise, before a new section, between two runs, and after
  /// a picture unless a question or exercise follows it at once.
  /// With more lines of output than this a run fills the best part of a terminal.
  private static let pictureLines = 12

  static func screens(of lesson: Lesson) -> [Screen] {
    var screens: [Screen] = []
    var start = 0
    var ends = false
    for index in lesson.pieces.indices {
      let rest = lesson.pieces[(index + 1)...]
      let next = rest.first { !$0.isNote }
      switch lesson.pieces[index] {
      case .question, .exercise: ends = true
      case .run(let run):
        let isPicture = run.lines > Self.pictureLines && next?.isTask != true
        ends = next.map { $0.isRun || $0.isSection || isPicture } ?? true
      case .prose: ends = next?.isSection ?? true
      case .note: break
      }
      // A note belongs to what it stands behind.
      guard rest.isEmpty || (ends && rest.first?.isNote != true) else { continue }
      screens.append(Screen(pieces: start..<(index + 1)))
      start = index + 1
      ends = false
    }
    return screens
  }
}

extension Lesson.Piece {
  var isNote: Bool { if case .note = self { true } else { false } }
  var isRun: Bool { if case .run = self { true } else { false } }
  var isTask: Bool { id != nil }
  var isSection: Bool { if case .prose(let text) = self { text.hasPrefix("## ") } else { false } }

  /// Name of a question or exercise.
  var id: String? {
    switch self {
    case .question(let question): question.id
    case .exercise(let exercise): exercise.id
    default: nil
    }
  }
}

extension Lesson.Run {
  /// Lines of the recorded output.
  var lines: Int { output?.split(separator: "\n", omittingEmptySubsequences: false).count ?? 0 }
}

extension Lesson {
  var questions: [Question] {
    pieces.compactMap { if case .question(let question) = $0 { question } else { nil } }
  }

  var exercises: [Exercise] {
    pieces.compactMap { if case .exercise(let exercise) = $0 { exercise } else { nil } }
  }
}
