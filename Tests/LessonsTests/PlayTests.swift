import Testing

@testable import Lessons

struct `Taking a lesson` {
  @Test func `from start to end with the right answers`() throws {
    var taking = Taking(try lesson())
    #expect(taking.text.contains("Larger blocks\n============="))
    #expect(taking.text.contains("b) about 36"))
    let run = taking.type("b")
    #expect(run.contains("> chain base from bitcoin"))
    #expect(run.contains("6 h simulated, 41 blocks, seed 42"))
    #expect(run.contains("You said: about 36\n  It shows: about 36. Six an hour."))
    #expect(taking.type("").contains("Declare a chain `big`"))
    #expect(
      taking.type("chain big from base { block_size 32 MB }").contains("done, all 2 checks hold"))
    #expect(taking.type("600 s").contains("right\n  Bitcoin aims at 600 s."))
    #expect(taking.type("every full node").contains("done, 3 of 3 answered by yourself"))
    #expect(taking.isOver)
    #expect(taking.record.isFinished)
    #expect(taking.kinds.last == .finished)
  }

  @Test func `every mistake has its own answer`() throws {
    var taking = Taking(try lesson())
    #expect(taking.type("maybe").contains("a to b"))
    taking.type("1")
    taking.type("")
    #expect(
      taking.type("chain huge from base { block_size 32 MB }").contains(
        "I see no chain called `big` yet."))
    #expect(
      taking.type("chain big from base { block_size 32 Mbit }").contains("a megabyte is 8 megabits")
    )
    #expect(
      taking.type("chain big from base { block_size 8 MB }").contains("1 of 2 checks hold") == true
        || taking.text.contains("hint 1 of 2"))
    #expect(taking.type("chian big").contains("error"))
    #expect(taking.type("print big.block_size").contains("8 MB"))
    #expect(taking.type("hint").contains("hint"))
    #expect(
      taking.type("hint").contains("hint 2 of 2: chain big from base")
        || taking.text.contains("a solution"))
    #expect(
      taking.type("hint").contains("a solution:\n    chain big from base { block_size 32 MB }"))
    #expect(taking.type("set big.block_size 32 MB").contains("done"))
    #expect(
      taking.type("10 s").contains(
        "not quite. Those are seconds.\n  hint 1 of 1: It is said above."))
    #expect(taking.type("3 MB").contains("another kind of quantity"))
    #expect(taking.type("a lot").contains("not quite") == false)
    #expect(taking.type("11 min").contains("not quite"))
    #expect(taking.type("base.block_interval").contains("right"))
    #expect(taking.type("a").contains("The miner earns more. Who receives the block?"))
    taking.type("b")
    #expect(taking.isOver)
  }

  @Test func `skipping shows each answer`() throws {
    var taking = Taking(try lesson())
    #expect(taking.type("skip").contains("41 blocks"))
    taking.type("skip")
    #expect(
      taking.type("skip").contains("a solution:\n    chain big from base { block_size 32 MB }"))
    #expect(taking.type("skip").contains("the answer: 10 min. Bitcoin aims at 600 s."))
    #expect(taking.type("skip").contains("the answer: every full node. Each one keeps it."))
    #expect(taking.text.contains("done, 0 of 3 answered by yourself"))
    #expect(taking.record.given["make-big"]?.isSkipped == true)
  }

  @Test func `what was tried out is gone when the lesson goes on`() throws {
    var taking = Taking(try lesson())
    taking.type("b")
    taking.type("play")
    #expect(taking.prompt == "play> ")
    taking.type("set base.block_size 32 MB")
    #expect(taking.type("print base.block_size").contains("32 MB"))
    taking.type("next")
    #expect(taking.type("print base.block_size").contains("1 MB"))
    #expect(
      taking.type("back").contains("How many blocks in 6 hours?")
        || taking.text.contains("41 blocks"))
  }

  @Test func `a statement in a pause is an experiment`() throws {
    var taking = Taking(try lesson())
    taking.type("b")
    #expect(taking.type("print base.height").contains("41"))
    #expect(taking.prompt == "play> ")
    #expect(taking.type("").contains("`next` goes on"))
    #expect(taking.type("next").contains("Declare a chain `big`"))
  }

  @Test func `what is no statement changes nothing in a pause`() throws {
    var taking = Taking(try lesson())
    taking.type("b")
    #expect(taking.type("b").contains("Enter goes on, `play` lets you try things"))
    #expect(taking.prompt == "(Enter) ")
  }

  @Test func `statements are obeyed while a question waits`() throws {
    var taking = Taking(try lesson())
    for _ in 0..<3 { taking.type("skip") }
    #expect(taking.type("print base.block_interval").contains("10 min"))
    #expect(taking.type("? block_size").contains("block_size"))
    #expect(!taking.kinds.contains(.wrong))
    #expect(taking.type("10 min").contains("right"))
  }

  @Test func `it goes on where it was left`() throws {
    let lesson = try lesson()
    var taking = Taking(lesson)
    taking.type("b")
    taking.type("")
    taking.type("chain big from base { block_size 32 MB }")
    let record = LessonRecord(of: lesson.id, from: taking.events)
    var again = Taking(lesson, record: record)
    #expect(again.text.contains("Going on with Larger blocks, screen 4 of 5"))
    #expect(again.text.contains("How long between blocks?"))
    #expect(again.type("print big.block_size").contains("32 MB"))
    again.type("restart")
    #expect(again.text.contains("How many blocks in 6 hours?"))
    #expect(again.record.ids.isEmpty)
  }

  @Test func `it goes on behind the last answer where the file has changed`() throws {
    var taking = Taking(try lesson())
    taking.type("b")
    taking.type("")
    taking.type("chain big from base { block_size 32 MB }")
    let record = LessonRecord(of: "small", from: taking.events)
    let changed = try lesson(
      altered("That was quick.", "That was quick.\n\n## Another section\n\nText."))
    #expect(Taking(changed, record: record).text.contains("How long between blocks?"))
  }

  /// With a guess whose run is asked for in the exercise.
  private static let measured = altered(
    "check: big.block_size = 32 MB\ncheck: big.block_interval = base.block_interval",
    "check: base.block_size = 1 MB\ncheck: base.height > 60"
  )
  .replacing(
    "solution: chain big from base { block_size 32 MB }",
    with: "solution: set base.price 1 kUSD\n  run 6 h"
  )
  .replacing("miss no big: I see no chain called `big` yet.\n", with: "")

  @Test func `what several statements need is judged when it may be whole`() throws {
    var taking = Taking(try lesson(Self.measured))
    taking.type("b")
    taking.type("")
    #expect(taking.type("set base.price 1 kUSD").contains("1 of 2 checks hold so far; go on"))
    #expect(!taking.kinds.contains(.failed) && !taking.kinds.contains(.hinted))
    #expect(taking.type("run 6 h").contains("done, all 2 checks hold"))
  }

  @Test func `a change after the run takes what was measured away`() throws {
    var taking = Taking(try lesson(Self.measured))
    taking.type("b")
    taking.type("")
    taking.type("set base.block_size 2 MB")
    taking.type("run 6 h")
    #expect(taking.type("set base.block_size 1 MB").contains("now `run`, so that it is measured"))
    #expect(taking.type("run 1 h").contains("done"))
  }

  @Test func `a guess waits for its run, also where the lesson was left`() throws {
    var taking = Taking(try lesson())
    taking.type("a")
    let early =
      taking.events.prefix { $0.kind != .reached } + [
        ProgressEvent(.reached, lesson: "small", text: "1")
      ]
    let again = Taking(try lesson(), record: LessonRecord(of: "small", from: Array(early)))
    #expect(again.text.contains("You said: none\n  It shows: about 36. Six an hour."))
  }

  @Test func `a value without its unit is asked for it`() throws {
    var taking = Taking(try lesson())
    for _ in 0..<3 { taking.type("skip") }
    #expect(taking.type("10").contains("10 what? type it with its unit"))
  }

  @Test func `a word of a later lesson is named when it fails`() throws {
    let later = try lesson(
      altered("lesson: small\ntitle: Larger blocks", "lesson: later\nneeds: small\ntitle: Rollups")
        .replacing("words: chain, bitcoin, run, block_size, block_interval", with: "words: rollup"))
    var taking = Taking(try lesson(), of: Course([try lesson(), later]))
    taking.type("play")
    #expect(taking.type("rollup x on nothing").contains("`rollup` is a word of lesson 2, Rollups"))
  }

  @Test func `notes are for teachers`() throws {
    var pupil = Taking(try lesson())
    var teacher = Taking(try lesson(), teacher: true)
    for _ in 0..<4 {
      #expect(!pupil.text.contains("Ask who has to store"))
      pupil.type("skip")
    }
    teacher.type("skip")
    #expect(teacher.type("skip").contains("! Ask who has to store the blocks."))
  }

  @Test func `where and help say what there is`() throws {
    var taking = Taking(try lesson())
    #expect(
      taking.type("where").contains(
        "screen 1 of 5, 0 of 4 questions and exercises done, about 5 min left"))
    #expect(taking.type("help").contains("skip"))
    #expect(taking.type("back").contains("this is the first screen"))
  }
}

struct `Progress` {
  @Test(arguments: [
    ProgressEvent(.began, lesson: "small", text: "ab12"),
    ProgressEvent(
      .passed, lesson: "small", id: "make-big",
      text: "chain big from base {\n\tblock_size 1 MB # \\n\n}"),
    ProgressEvent(.skipped, lesson: "small", id: "q1"),
  ])
  func `an event is a line that reads back`(event: ProgressEvent) {
    let line = event.line(at: "2026-11-21T10:00:00Z")
    #expect(!line.contains("\n"))
    #expect(ProgressEvent(line: line) == event)
  }

  @Test(arguments: [
    "", "2026-11-21T10:00:00Z", "2026-11-21T10:00:00Z  small", "2026-11-21T10:00:00Z  small  rea",
    "garbage  small  passed  x",
  ])
  func `a line that was cut off is none`(line: String) {
    #expect(ProgressEvent(line: line) == nil)
  }

  @Test func `control characters are spelled out`() {
    let line = ProgressEvent(.wrong, lesson: "small", id: "q", text: "\u{1B}[2J").line(at: "T")
    #expect(!line.unicodeScalars.contains { $0.value < 32 })
  }

  @Test func `a later failure does not take back what was passed`() {
    let record = LessonRecord(
      of: "small",
      from: [
        ProgressEvent(.passed, lesson: "small", id: "a", text: "x"),
        ProgressEvent(.failed, lesson: "small", id: "a", text: "y"),
        ProgressEvent(.passed, lesson: "other", id: "b", text: "z"),
      ])
    #expect(record.given["a"]?.isDone == true)
    #expect(record.ids == ["a"])
  }
}
