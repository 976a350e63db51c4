/// The part of a lesson that is shown before the learner has to do something.
struct Screen: Hashable {
  /// Indices of pieces of the lesson. A question or exercise is always the last that is shown.
  var pieces: Range<Int>

  /// A screen ends after a question or an exercise, before a new section, and after a run unless a
  /// question or exercise follows it at once.
  static func screens(of lesson: Lesson) -> [Screen] {
    var screens: [Screen] = []
    var start = 0
    for index in lesson.pieces.indices {
      let next = lesson.pieces[(index + 1)...].first { !$0.isNote }
      let ends: Bool
      switch lesson.pieces[index] {
      case .question, .exercise: ends = true
      case .run: ends = next.map { !$0.isTask } ?? true
      case .prose: ends = next.map(\.isProse) ?? true
      case .note: ends = false
      }
      if ends || index == lesson.pieces.indices.last {
        screens.append(Screen(pieces: start..<(index + 1)))
        start = index + 1
      }
    }
    return screens
  }
}

extension Lesson.Piece {
  var isNote: Bool { if case .note = self { true } else { false } }
  var isProse: Bool { if case .prose = self { true } else { false } }
  var isTask: Bool {
    switch self {
    case .question, .exercise: true
    default: false
    }
  }

  /// Name of a question or exercise.
  var id: String? {
    switch self {
    case .question(let question): question.id
    case .exercise(let exercise): exercise.id
    default: nil
    }
  }
}

extension Lesson {
  var questions: [Question] {
    pieces.compactMap { if case .question(let question) = $0 { question } else { nil } }
  }

  var exercises: [Exercise] {
    pieces.compactMap { if case .exercise(let exercise) = $0 { exercise } else { nil } }
  }
}
