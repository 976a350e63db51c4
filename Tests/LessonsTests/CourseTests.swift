import Foundation
import Scenarios
import Testing

@testable import Lessons

struct `The course` {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("lessons")

  @Test func `every file of the folder is in the program, and readable`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
    #expect(CourseFiles.all.map(\.name) == names)
    for (name, bytes) in CourseFiles.all {
      _ = try Lesson(reading: String(decoding: bytes, as: UTF8.self), file: name)
    }
  }

  @Test func `sixteen lessons follow one another, with numbers as in their names`() {
    let lessons = Course.standard.lessons
    #expect(lessons.count == 16)
    for (index, lesson) in lessons.enumerated() {
      #expect(lesson.file.hasPrefix(index < 9 ? "0\(index + 1)-" : "\(index + 1)-"))
      #expect(lesson.front.needs == (index == 0 ? nil : lessons[index - 1].id))
    }
  }

  @Test(arguments: Course.standard.lessons)
  func `every lesson has what a class needs`(lesson: Lesson) {
    let guesses = lesson.questions.filter(\.isPrediction).count
    let notes = lesson.pieces.filter(\.isNote).count
    let bare = lesson.exercises.filter { $0.wrongs.isEmpty || $0.misses.isEmpty }.map(\.id)
    #expect((15...25).contains(lesson.front.minutes))
    #expect(lesson.exercises.count >= 2)
    #expect(guesses >= 1)
    #expect(lesson.questions.count - guesses >= 2)
    #expect(notes >= 1)
    #expect(bare == [])
    let text = lesson.lines.joined(separator: "\n")
    for claim in lesson.front.claims {
      #expect(claim.count == 3 && claim.hasPrefix("c") && Int(claim.dropFirst()) != nil)
    }
    if !lesson.front.claims.isEmpty { #expect(text.contains("## The verdict")) }
  }

  /// One that runs quickly without optimisation; `lesson test` runs them all.
  private static let quick = ["one-ledger"].compactMap(Course.standard.lesson)

  @Test(arguments: quick)
  func `a lesson can be taken with the right answers`(lesson: Lesson) throws {
    var taking = Taking(lesson, of: .standard)
    try taking.goThrough { stage, taking in
      switch stage {
      case .asking(let question): taking.type(question.rightAnswer)
      case .attempting(let exercise): taking.type(exercise.solution)
      default: taking.type("")
      }
    }
    #expect(!taking.kinds.contains(.wrong) && !taking.kinds.contains(.failed))
    #expect(!taking.kinds.contains(.skipped))
  }

  @Test(arguments: quick)
  func `a lesson can be taken with wrong answers and all hints`(lesson: Lesson) throws {
    var taking = Taking(lesson, of: .standard)
    try taking.goThrough { stage, taking in
      switch stage {
      case .asking(let question):
        for answer in question.wrongAnswers { taking.type(answer) }
        for _ in question.hints { taking.type("hint") }
        if case .asking(question) = taking.play.stage { taking.type("skip") }
      case .attempting(let exercise):
        for wrong in exercise.wrongs { taking.type(wrong) }
        for _ in exercise.hints { taking.type("hint") }
        let last = taking.type("hint")
        #expect(last.contains("a solution"))
        taking.type("skip")
      default: taking.type("")
      }
    }
    #expect(!taking.kinds.contains(.passed) && !taking.kinds.contains(.right))
    for id in lesson.exercises.map(\.id) { #expect(taking.record.given[id]?.isSkipped == true) }
  }
}

extension Taking {
  /// Answers stage after stage until the lesson is over.
  fileprivate mutating func goThrough(_ answer: (Play.Stage, inout Taking) -> Void) throws {
    var steps = 0
    while !isOver {
      answer(play.stage, &self)
      steps += 1
      try #require(steps < 200, "the lesson does not end")
    }
  }
}

extension Question {
  fileprivate var rightAnswer: String {
    switch kind {
    case .choice(let options), .prediction(let options):
      options.first(where: \.isRight)?.text ?? ""
    case .number(let answer): answer.expression
    case .estimate: "5"
    }
  }

  fileprivate var wrongAnswers: [String] {
    switch kind {
    case .choice(let options): options.filter { !$0.isRight }.map(\.text)
    case .prediction(let options): [options.first { !$0.isRight }?.text ?? ""]
    case .number(let answer): answer.misses.map(\.value) + ["nonsense!", "1 kWh"]
    case .estimate: ["1"]
    }
  }
}
