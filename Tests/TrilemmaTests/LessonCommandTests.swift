import Foundation
import Testing

/// A lesson of three screens, quick to run.
private let lesson = """
  ---
  lesson: quick
  title: A quick one
  minutes: 3
  words: chain, bitcoin, run, block_size
  format: 1
  ---
  # A quick one

  ```ask choice id=q1
  How many?
  - one -> Too few.
  * two -> So it is.
  hint: More than one.
  ```

  ```tri run
  chain base from bitcoin
  run 1 h
  ```
  ```text output
    base: chain from bitcoin
    1 h simulated, 6 blocks, seed 42
  ```

  ## Your own

  ```try id=more
  Declare a chain `more` with blocks up to 2 MB.
  check: more.block_size = 2 MB
  hint: chain more from base { ... }
  miss no more: There is no `more`.
  solution: chain more from base { block_size 2 MB }
  wrong: chain less from base { block_size 2 MB }
  ```

  ```ask number id=q2
  How many kilobytes?
  answer: more.block_size within 1 %
  hint: Look at it.
  ```

  """

struct LessonCommandTests {
  private let scratch = try! Scratch()

  private func trilemma(_ arguments: String..., input: String = "") throws -> Program.Outcome {
    try Program.run(
      list: arguments, input: input, in: scratch.folder,
      environment: ["HOME": scratch.folder.path, "XDG_STATE_HOME": scratch.folder.path + "/state"])
  }

  private var progress: [String] {
    (scratch.text("state/trilemma/progress") ?? "").split(separator: "\n").map(String.init)
  }

  @Test func `a lesson is taken, left, taken up again, handed in and graded`() throws {
    try scratch.file("quick.md", lesson)
    let first = try trilemma("lesson", "start", "quick.md", input: "a\nb\n\n")
    #expect(first.code == 0)
    #expect(first.results.contains("not quite. Too few."))
    #expect(first.results.contains("1 h simulated, 6 blocks, seed 42"))
    #expect(!first.results.contains("\u{1B}"))
    let second = try trilemma(
      "lesson", "start", "quick.md",
      input: "chain more from base {\n  block_size 2 MB\n}\n2000 kB\n")
    #expect(second.results.contains("Going on with A quick one, screen 3 of 4"))
    #expect(second.results.contains("3 of 3 answered by yourself"))

    let export = try trilemma("lesson", "export", "quick.md", "--name", "Ada / \"L\"")
    #expect(export.code == 0)
    #expect(scratch.names.contains("quick-ada-l.json"))
    #expect(scratch.text("quick-ada-l.md")?.contains("1 h simulated, 6 blocks") == true)
    let grade = try trilemma(
      "lesson", "grade", "quick.md", "quick-ada-l.json", "nobody.json", "--csv")
    #expect(grade.code == 0)
    #expect(
      grade.results == """
        file,name,points,of,q1,more,q2,reason\r
        quick-ada-l.json,"Ada / ""L""\",3,3,1,1,1,\r
        nobody.json,,0,3,,,,there is no file `nobody.json`\r

        """)
  }

  @Test func `a finished step survives a kill at any moment`() throws {
    let path = try scratch.file("quick.md", lesson)
    let answers = ["b", "", "chain more from base { block_size 2 MB }", "2 MB"]
    for round in 0..<20 {
      let before = progress.count { $0.contains("  passed  ") || $0.contains("  right  ") }
      let terminal = try TerminalSession(
        "lesson", "start", path,
        environment: [
          "HOME": scratch.folder.path, "XDG_STATE_HOME": scratch.folder.path + "/state",
        ])
      // The terminal says that a step is done only after it is kept.
      for answer in ["restart"] + answers { terminal.type(answer + "\r") }
      usleep(UInt32(20_000 + (round * 7919) % 400_000))
      let seen = terminal.breakOff()
      let kept = progress.suffix(from: min(before, progress.count)).joined(separator: "\n")
      if seen.contains("So it is.") { #expect(kept.contains("  right  q1")) }
      if seen.contains("  done") { #expect(kept.contains("  passed  more")) }
      if seen.contains("3 of 3") { #expect(kept.contains("  finished")) }
    }
    #expect(
      try trilemma("lesson", "start", "quick.md", input: "restart\nb\n").results.contains(
        "So it is."))
  }

  @Test func `a class of hand-ins is graded, whatever is in them`() throws {
    try scratch.file("quick.md", lesson)
    func handIn(_ name: String, _ text: String) -> String {
      let answer = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        .replacing("\n", with: "\\n")
      return """
        {"schema":"trilemma.hand-in.1","version":"0.1","lesson":"quick","name":"\(name)","answers":[
        {"id":"q1","text":"two","tries":1,"hints":0,"skipped":false},
        {"id":"more","text":"\(answer)","tries":1,"hints":0,"skipped":false},
        {"id":"q2","text":"2 MB","tries":1,"hints":0,"skipped":false}]}
        """
    }
    let hostile = [
      "sweep base.block_size over 1 MB .. 64 MB by 1 B { run 1000 years }",
      "run 100000000 years", "repeat 5000\nrun 100 years",
      "every 1 ms { set base.block_size 2 MB }\nrun 1 year",
      "channels c on base { snapshot \"/etc/passwd\" }",
      String(repeating: "(", count: 3000), "chain \u{1}\u{7} from bitcoin",
      "workload w on base { rate 1e300 tx/s }\nrun 1 year",
    ]
    var files: [String] = []
    for number in 0..<30 {
      let text: String
      switch number {
      case 0..<12: text = handIn("Pupil \(number)", "chain more from base { block_size 2 MB }")
      case 12..<20: text = handIn("H\\u001b[2J\(number)", hostile[number - 12])
      case 20: text = ""
      case 21: text = "[[[["
      case 22: text = String(repeating: "x", count: 1_000_000)
      case 23: text = "{\"schema\":\"other\"}"
      default: text = handIn("=cmd()", "chain less from base")
      }
      try scratch.file("\(number).json", text)
      files.append("\(number).json")
    }
    let names = scratch.names
    let outcome = try Program.run(
      list: ["lesson", "grade", "quick.md"] + files + ["--csv"], in: scratch.folder)
    #expect(outcome.code == 0)
    let rows = outcome.results.split(separator: "\r\n")
    #expect(rows.count == 31)
    for row in rows[1...12] { #expect(row.contains(",3,3,1,1,1,")) }
    for row in rows[13...] {
      #expect(!row.contains(",3,3,"))
      #expect(!row.hasSuffix(","), "no reason: \(row)")
    }
    #expect(!outcome.results.contains("\u{1B}"))
    #expect(scratch.names == names)
  }

  @Test func `a lesson of one's own begins as a file that passes`() throws {
    #expect(try trilemma("lesson", "new", "mine", "--title", "My \"own\"").code == 0)
    #expect(try trilemma("lesson", "test", "mine.md").results == "ok mine.md\n")
    let again = try trilemma("lesson", "new", "mine")
    #expect(again.code == 74)
    #expect(again.messages.contains("is there already"))
  }

  @Test func `proving names file, line and fault, and promoting mends the record`() throws {
    try scratch.file("quick.md", lesson.replacing("6 blocks", with: "8 blocks"))
    let outcome = try trilemma("lesson", "test", ".")
    #expect(outcome.code == 1)
    #expect(outcome.messages == "quick.md:17: the recorded output is not what the run prints now\n")
    #expect(try trilemma("lesson", "test", "--promote", ".").code == 0)
    #expect(scratch.text("quick.md") == lesson)
  }

  @Test(arguments: [
    (["lesson", "strat"], 64, "did you mean `lesson start`?"),
    (["lesson", "start", "nothing"], 64, "I do not know the lesson `nothing`"),
    (["lesson", "start", "nothing.md"], 66, "there is no file `nothing.md`"),
    (["lesson", "test"], 64, "trilemma lesson test lessons"),
    (["lesson", "grade", "1"], 64, "grade needs hand-ins"),
    (["lesson", "new", "Bad Name"], 64, "small letters"),
    (["lesson", "export", "--name", "x"], 66, "you have not taken a lesson yet"),
  ])
  func `misuse is answered`(arguments: [String], code: Int32, says: String) throws {
    let outcome = try Program.run(
      list: arguments, in: scratch.folder,
      environment: ["XDG_STATE_HOME": scratch.folder.path + "/none"])
    #expect(outcome.code == code)
    #expect(outcome.messages.contains(says), "\(outcome.messages)")
  }

  @Test func `a lesson at the prompt gives the session back`() throws {
    try scratch.file("quick.md", lesson)
    let outcome = try trilemma(
      "-i", "-e", "chain mine from bitcoin",
      input:
        "lesson start quick.md\nb\nplay\nprint mine.block_size\nquit\nprint mine.block_size\nlesson\nquit\n"
    )
    #expect(outcome.messages.contains("I do not know"))
    #expect(outcome.results.contains("1 MB"))
    #expect(outcome.messages.contains("back at the prompt"))
  }

  @Test func `on a projector each step has the screen for itself`() throws {
    let path = try scratch.file("quick.md", lesson)
    let terminal = try TerminalSession(
      "lesson", "start", path, "--projector", environment: ["HOME": scratch.folder.path])
    try terminal.wait(for: "\u{1B}[2J\u{1B}[H")
    try terminal.wait(for: "answer> ")
    terminal.type("b\r")
    try terminal.wait(for: "\u{1B}[2J\u{1B}[H")
    try terminal.wait(for: "(Enter) ")
    // Ctrl-D leaves.
    terminal.type("\u{4}")
    #expect(try terminal.end() == 0)
  }
}
