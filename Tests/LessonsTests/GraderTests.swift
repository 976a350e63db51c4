import Foundation
import Scenarios
import Simulation
import Testing

@testable import Lessons

struct `Handing in and grading` {
  private func grader() throws -> Grader {
    Grader(of: try lesson(), options: Session.Options(), interruption: Interruption())
  }

  private func handIn(_ answers: [(String, String)], name: String = "Ada") throws -> HandIn {
    var events: [ProgressEvent] = []
    for (id, text) in answers {
      events.append(ProgressEvent(.passed, lesson: "small", id: id, text: text))
    }
    return HandIn(of: try lesson(), by: name, record: LessonRecord(of: "small", from: events))
  }

  private static let right = [
    ("p1", "none"), ("make-big", "chain big from base { block_size 32 MB }"), ("q1", "600 s"),
    ("q2", "every full node"),
  ]

  @Test func `right answers get all points, and a guess none`() throws {
    let grade = try grader().grade(try handIn(Self.right).json, file: "ada.json")
    #expect(grade.points == 3)
    #expect(grade.reasons == [])
    #expect(grade.name == "Ada")
  }

  @Test func `what was written is what is read`() throws {
    let handIn = try handIn(Self.right)
    #expect(try HandIn(reading: handIn.json) == handIn)
  }

  @Test func `another way to the same state counts`() throws {
    var answers = Self.right
    answers[1].1 = "chain big from bitcoin { block_size 1 MB }\nset big.block_size 32_000 kB"
    #expect(try grader().grade(try handIn(answers).json, file: "x").points == 3)
  }

  @Test(arguments: [
    (
      "make-big", "chain big from base { block_size 32 Mbit }",
      "make-big: big.block_size = 32 MB does not hold"
    ),
    ("make-big", "chian big", "make-big: it does not run"),
    (
      "make-big", "sweep base.block_size over 1 MB .. 2 MB by 1 kB { run 100 years }",
      "make-big: stopped at a limit of time or size"
    ),
    (
      "make-big", "reset\nrepeat 5000\nrun 1000 years",
      "make-big: stopped at a limit of time or size"
    ),
    ("make-big", "channels c on base { snapshot \"/etc/passwd\" }", "make-big: it does not run"),
    ("make-big", "at 1 h { set base.block_size 2 MB", "make-big: it does not run"),
    ("q1", "10 s", "q1: not the right value"),
    ("q1", "600 s\nchain big from base", "q1: not the right value"),
    ("q1", "1) > (0", "q1: not the right value"),
    ("q2", "the miner", "q2: not the right option"),
    ("q2", "\u{1B}[2J", "q2: no such option"),
  ])
  func `what is wrong has a reason`(id: String, text: String, reason: String) throws {
    let answers = Self.right.map { $0.0 == id ? (id, text) : $0 }
    let grade = try grader().grade(try handIn(answers).json, file: "x")
    #expect(grade.reasons.count == 1 && grade.reasons[0].hasPrefix(reason), "\(grade.reasons)")
    #expect(grade.points == 2)
  }

  @Test(arguments: [
    "", "{}", "[1, 2", "null", "{\"schema\": \"trilemma.hand-in.9\"}",
    String(repeating: "[", count: 100_000),
    String(repeating: "a", count: 300_000),
  ])
  func `a file that is no hand-in has a reason`(text: String) throws {
    let grade = try grader().grade(Array(text.utf8), file: "x")
    #expect(grade.points == 0)
    #expect(grade.reasons.count == 1)
  }

  @Test func `a hand-in of another lesson is told from this one`() throws {
    var handIn = try handIn(Self.right)
    handIn.lesson = "other\u{1B}"
    #expect(
      try grader().grade(handIn.json, file: "x").reasons == ["it is of the lesson `other\\u{1B}`"])
  }

  @Test func `names keep their letters and lose control characters`() throws {
    let grade = try grader().grade(try handIn(Self.right, name: "Zoë \u{1B}[31m").json, file: "x")
    #expect(grade.name == "Zoë \\u{1B}[31m")
  }

  @Test func `the table has a row for each hand-in and a column for each task`() throws {
    let grader = try grader()
    let grades = [
      grader.grade(try handIn(Self.right).json, file: "a.json"), grader.grade([], file: "b.json"),
    ]
    let data = try #require(grader.report(of: grades, width: 80).data)
    #expect(
      data.columns.map(\.name) == [
        "file", "name", "points", "of", "make-big", "q1", "q2", "reason",
      ])
    #expect(data.rows.map(\.count) == [8, 8])
  }

  @Test func `the page to read holds charts, answers and what was typed`() throws {
    let handIn = try handIn(Self.right)
    let page = handIn.markdown(with: try lesson(), options: .init(), interruption: Interruption())
    for part in [
      "# Larger blocks\n\nAda, trilemma", "6 h simulated, 41 blocks", "> none",
      "chain big from base { block_size 32 MB }", "All checks hold.", "> 600 s",
    ] {
      #expect(page.contains(part), "\(part)")
    }
  }
}
