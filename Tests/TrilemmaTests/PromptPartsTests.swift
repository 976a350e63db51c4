import Terminal
import Testing

@testable import trilemma

/// What the prompt does with lines, without a terminal.
struct PromptPartsTests {
  private func balanced(_ text: String) -> Bool {
    text.count { $0 == "{" } <= text.count { $0 == "}" }
  }

  @Test func `a statement is complete when the session says so`() {
    var draft = Draft()
    #expect(draft.add("chain a {", isComplete: balanced) == .more)
    #expect(draft.add("  x 1", isComplete: balanced) == .more)
    #expect(draft.add("}", isComplete: balanced) == .complete("chain a {\n  x 1\n}"))
    #expect(draft.isEmpty)
  }

  @Test func `one empty line belongs to a block, two leave it`() {
    var draft = Draft()
    #expect(draft.add("", isComplete: balanced) == .nothing)
    #expect(draft.add("chain a {", isComplete: balanced) == .more)
    #expect(draft.add("", isComplete: balanced) == .more)
    #expect(draft.add("x 1", isComplete: balanced) == .more)
    #expect(draft.add("", isComplete: balanced) == .moreWithHint)
    #expect(draft.add("  ", isComplete: balanced) == .left)
    #expect(draft.isEmpty)
  }

  @Test func `a block has a largest size`() {
    var draft = Draft()
    let line = String(repeating: "{", count: 100_000)
    #expect(draft.add(line, isComplete: balanced) == .more)
    #expect(draft.add(line, isComplete: balanced) == .more)
    #expect(draft.add(line, isComplete: balanced) == .tooLong)
    #expect(draft.isEmpty)
  }

  @Test(arguments: [
    ("trilemma> run 6 h", "run 6 h"), ("     ...>   size 4 MB", "  size 4 MB"), ("...> }", "}"),
    ("trilemma>", ""), ("trilemma> trilemma> run 1 h", "run 1 h"), ("  trilemma> x", "x"),
  ])
  func `prompts are taken off`(line: String, typed: String) {
    #expect(Transcript.withoutPrompt(line) == typed)
  }

  @Test(arguments: ["run 6 h", "trilemma>x", "  base: chain", "print 1 ...> 2", ""])
  func `lines without a prompt have none`(line: String) {
    #expect(Transcript.withoutPrompt(line) == nil)
  }

  @Test func `output between the prompts of a paste is dropped`() {
    var transcript = Transcript()
    let lines = ["trilemma> run 1 h", "  1 h simulated", "trilemma> plot x", "####"]
    var typed: [String?] = []
    for (index, line) in lines.enumerated() {
      typed.append(transcript.typed(line) { index < lines.count - 1 })
    }
    #expect(typed == ["run 1 h", nil, "plot x", nil])
    #expect(transcript.typed("print 1") { false } == "print 1")
  }

  @Test func `typing after a single pasted line is no output`() {
    var transcript = Transcript()
    #expect(transcript.typed("trilemma> run 1 h") { false } == "run 1 h")
    #expect(transcript.typed("plot x") { false } == "plot x")
  }

  @Test(arguments: [
    (":save f.tri", ColonCommand.save("f.tri")), (":save \"my file.tri\"", .save("my file.tri")),
    (":load  f.tri ", .load("f.tri")), (":UNDO", .undo), (":q", .quit), (":exit", .quit),
    (":set width 100", .width(100)), (":set width auto", .width(nil)),
    (":set charset ascii", .charset(.ascii)), (":set colour never", .color(.never)),
    (":set seed 7", .statement("seed 7")), (":set", .settings), (":trace on", .trace(true)),
    (":time off", .time(false)), (":errors", .errors), (":history", .history), (":help", .help),
    (":cancel", .cancel), (":reset", .reset), (":projector on", .projector(true)),
    (":big", .big), (":edit", .edit), (":transcript on a b.md", .transcript("a b.md")),
    (":transcript off", .transcript(nil)),
  ])
  func `commands are understood`(line: String, command: ColonCommand) throws {
    #expect(try ColonCommand(line) == command)
  }

  @Test(arguments: [
    (":sav f", "I do not know the command `:sav`", "Did you mean `:save`?"),
    (":save", "`:save` needs the name of a file", "Try: :save first.tri"),
    (":set width 20", "`:set width` takes 40 to 120 columns, or auto", nil),
    (":set color red", "`:set color` takes auto, always or never", nil),
    (":set widht 60", "`:set` does not know `widht`", "Did you mean `width`?"),
    (":trace", "`:trace` takes on or off", "Try: :trace on"),
    (
      ":transcript", "`:transcript` takes on with the name of a file, or off",
      "Try: :transcript on lesson.md"
    ),
    (
      ":transcript on", "`:transcript` takes on with the name of a file, or off",
      "Try: :transcript on lesson.md"
    ),
  ])
  func `commands that are wrong get help`(line: String, text: String, note: String?) {
    #expect(throws: ColonCommand.Refusal(text, note: note)) { try ColonCommand(line) }
  }

  @Test func `an unknown command lists all`() throws {
    let refusal = #expect(throws: ColonCommand.Refusal.self) { try ColonCommand(":xyzzy") }
    #expect(refusal?.note?.contains(":save :load") == true)
  }

  @Test func `a long text is shown a screen at a time`() {
    let pager = Pager(rows: 6)
    let text = (1...12).map { "\($0)\n" }.joined()
    #expect(pager.screens(of: text).map { $0.filter { $0 == "\n" }.count } == [5, 5, 2])
    #expect(pager.screens(of: text).joined() == text)
    #expect(pager.screens(of: "1\n2\n3\n4\n5\n").count == 1)
    #expect(pager.screens(of: "") == [""])
  }

  @Test func `a projector gets small pictures with nothing dim`() {
    var wishes = Wishes()
    wishes.isForProjector = true
    let page = Surroundings(results: .init(columns: 100, rows: 50)).page(wishes)
    #expect(page.width == 60 && page.height == 14)
    #expect(
      (StyledText("a", .dim) + StyledText("b", .bold)).bright.runs.map(\.style) == [.plain, .bold])
  }
}
