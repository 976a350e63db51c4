import Testing

@testable import Lessons

struct `Reading lessons` {
  @Test func `a lesson is front matter and pieces in order`() throws {
    let lesson = try lesson()
    #expect(lesson.id == "small")
    #expect(lesson.front.title == "Larger blocks")
    #expect(lesson.front.minutes == 5)
    #expect(lesson.front.words == ["chain", "bitcoin", "run", "block_size", "block_interval"])
    #expect(lesson.pieces.compactMap(\.id) == ["p1", "make-big", "q1", "q2"])
    let exercise = try #require(lesson.exercises.first)
    #expect(exercise.checks.count == 2)
    #expect(exercise.misses.map(\.sign) == [.holds("big.block_size = 32 Mbit"), .lacks("big")])
    #expect(exercise.wrongs.count == 2)
    #expect(
      lesson.questions[1].kind
        == .number(
          .init(
            expression: "base.block_interval", tolerance: "5 %",
            misses: [.init(value: "10 s", text: "Those are seconds.")])))
  }

  @Test func `statements of a solution go on in indented lines`() throws {
    let text = altered(
      "solution: chain big from base { block_size 32 MB }",
      "solution: chain big from base {\n    block_size 32 MB\n  }\n  run 1 h")
    let solution = try lesson(text).exercises[0].solution
    #expect(solution == "chain big from base {\n  block_size 32 MB\n}\nrun 1 h")
  }

  @Test(arguments: [
    ("---\nlesson: small", "lesson: small", 1, "a lesson begins with `---`"),
    ("format: 1", "format: 7", 2, "`format` has to be 1"),
    ("because: Bitcoin", "becuse: Bitcoin", 53, "`becuse: Bitcoin aims at 600 s"),
    ("id=q1", "id=q1 hard", 48, "`hard` has no meaning here"),
    ("minutes: 5", "minutes: none", 2, "`minutes` takes a whole number from 1 to 120"),
    ("title: Larger blocks\n", "", 2, "the front matter has no `title`"),
    ("title: Larger blocks", "title: [", 2, "the front matter is not YAML"),
    ("minutes: 5", "minutes: 5\nlevel: hard", 2, "the front matter does not know `level`"),
    ("lesson: small", "lesson: Small One", 2, "`lesson` takes small letters"),
    ("id=p1", "", 12, "this block needs a name"),
    ("id=q2", "id=q1", 56, "`q1` names two blocks"),
    ("* about 36 -> Six", "- about 36 -> Six", 12, "what the run will show is marked with `*`"),
    ("* every full node ->", "- every full node ->", 56, "a choice has one right option"),
    ("- the miner       -> The", "- the miner: The", 56, "every option needs a reply"),
    ("ask choice", "ask nicely", 56, "`ask` is followed by choice, number or predict"),
    ("answer: base.block_interval within 5 %\n", "", 48, "a value needs one line such as"),
    (
      "solution: chain big from base { block_size 32 MB }\n", "", 31,
      "an exercise needs one `solution:`"
    ),
    (
      "miss no big: I see no chain called `big` yet.", "miss no big:", 38,
      "a miss has a sign and a text"
    ),
    ("hint: Who has to download it?\n```", "hint: Who?", 56, "this block is not closed"),
  ])
  func `what is wrong is named with its line`(
    part: String, other: String, line: Int, says: String
  ) throws {
    let error = try #require(throws: LessonFaults.self) { try lesson(altered(part, other)) }
    #expect(error.faults.contains { $0.line == line && $0.text.hasPrefix(says) }, "\(error.faults)")
  }

  @Test func `line ends and marks of other systems are read`() throws {
    let other = "\u{FEFF}" + smallLesson.replacing("\n", with: "\r\n")
    #expect(try lesson(other).pieces == lesson().pieces)
  }

  @Test func `a file that is too large is refused`() {
    #expect(throws: LessonFaults.self) {
      try lesson(smallLesson + String(repeating: "a ", count: 600_000))
    }
  }

  @Test func `other fences are only shown`() throws {
    let lesson = try lesson(altered("That was quick.", "```tri\nchain other from bitcoin\n```"))
    #expect(
      lesson.pieces.contains { piece in
        if case .prose(let text) = piece {
          text.contains("chain other from bitcoin")
        } else {
          false
        }
      })
  }

  @Test func `a lesson stands behind the one that it needs`() throws {
    let second = try lesson(altered("lesson: small", "lesson: second\nneeds: small"))
    let course = Course([second, try lesson()])
    #expect(course.lessons.map(\.id) == ["small", "second"])
    #expect(course.lesson("2")?.id == "second")
    #expect(course.lesson("sec")?.id == "second")
    #expect(course.lesson("third") == nil)
  }

  @Test func `a circle of needs is a fault and no endless loop`() throws {
    let first = try lesson(altered("lesson: small", "lesson: first\nneeds: second"), file: "1.md")
    let second = try lesson(altered("lesson: small", "lesson: second\nneeds: first"), file: "2.md")
    let course = Course([first, second])
    #expect(course.faults(of: first).map(\.text) == ["what this lesson needs leads back to it"])
    #expect(course.lessons.count == 2)
  }
}
