import Foundation
import Testing

@Suite(.serialized)
struct PromptInTerminalTests {
  private static let prompt = "trilemma> "
  private static let up = "\u{1B}[A"

  /// At its first prompt.
  private func started(_ environment: [String: String] = [:]) throws -> TerminalSession {
    let terminal = try TerminalSession(environment: environment)
    try terminal.wait(for: Self.prompt)
    return terminal
  }

  @Test func `the banner tells version, seed and page`() throws {
    let terminal = try TerminalSession(environment: ["NO_COLOR": "1"])
    let seen = try terminal.wait(for: Self.prompt)
    #expect(seen.contains("trilemma 0.1  seed 42  blocks 80x24     help | ? WORD | quit"))
  }

  @Test(arguments: [
    ["LC_ALL": "C"], ["TERM": "dumb"], ["TERM": "no-such-terminal"],
    ["LC_ALL": "xx_YY.UTF-8"], ["TERM": "dumb", "LC_ALL": "C"],
  ])
  func `it works in every terminal`(environment: [String: String]) throws {
    let terminal = try started(environment)
    terminal.type("print 700 + 77 # grün 漢字\r")
    try terminal.wait(for: "777")
    try terminal.wait(for: Self.prompt)
    terminal.type("quit\r")
    #expect(try terminal.end() == 0)
  }

  @Test func `Tab completes the only word`() throws {
    let terminal = try started()
    terminal.type("histog\t")
    // The screen gets only what is new.
    try terminal.wait(for: "ram")
  }

  @Test func `Tab shows a choice and keeps the line`() throws {
    let terminal = try started()
    terminal.type("pri\t")
    let seen = try terminal.wait(for: Self.prompt + "pri")
    #expect(seen.contains("price"))
    #expect(seen.contains("print"))
    terminal.type("nt 700 + 77\r")
    try terminal.wait(for: "777")
  }

  @Test func `Tab in an unfinished block knows the lines before`() throws {
    let terminal = try started()
    terminal.type("chain base from bitcoin {\r")
    try terminal.wait(for: "...> ")
    terminal.type("block_si\t")
    try terminal.wait(for: "ze")
  }

  @Test func `Up recalls a whole block, also in the next session`() throws {
    let scratch = try Scratch()
    let environment = ["XDG_STATE_HOME": scratch.folder.path]
    let block = "chain base from bitcoin {\r  block_size 4 MB\r}\r"
    let terminal = try started(environment)
    terminal.type(block)
    try terminal.wait(for: "}\r\n")
    try terminal.wait(for: Self.prompt)
    terminal.type(Self.up)
    try terminal.wait(for: "block_size 4 MB")
    terminal.type("\u{3}")
    try terminal.wait(for: Self.prompt)
    terminal.type("quit\r")
    #expect(try terminal.end() == 0)

    let next = try started(environment)
    next.type(Self.up + Self.up)
    try next.wait(for: "block_size 4 MB")
  }

  @Test func `the folder of the history belongs to its person alone`() throws {
    let scratch = try Scratch()
    let terminal = try started(["XDG_STATE_HOME": scratch.folder.path + "/state"])
    terminal.type("print 700 + 77\r")
    try terminal.wait(for: "777")
    try terminal.wait(for: Self.prompt)
    terminal.type("\u{4}")
    #expect(try terminal.end() == 0)
    let manager = FileManager.default
    for (name, mode) in [("state/trilemma", 0o700), ("state/trilemma/history", 0o600)] {
      let path = scratch.folder.path + "/" + name
      #expect(try manager.attributesOfItem(atPath: path)[.posixPermissions] as? Int == mode)
    }
  }

  @Test func `Ctrl-C gives up the line`() throws {
    let terminal = try started()
    terminal.type("print 700 + 77\u{3}")
    let seen = try terminal.wait(for: Self.prompt)
    #expect(seen.contains("^C"))
    #expect(!seen.contains("777"))
    terminal.type("print 600 + 66\r")
    try terminal.wait(for: "666")
  }

  @Test(arguments: ["\u{3}", "\r\r", ":cancel\r", "\u{4}"])
  func `an unfinished block can always be left`(keys: String) throws {
    let terminal = try started()
    terminal.type("chain base from bitcoin {\r")
    try terminal.wait(for: "...> ")
    terminal.type(keys)
    try terminal.wait(for: "left the unfinished block")
    try terminal.wait(for: Self.prompt)
    terminal.type("print 700 + 77\r")
    try terminal.wait(for: "777")
  }

  @Test func `after three lines of a block the way out is told once`() throws {
    let terminal = try started()
    terminal.type("chain base from bitcoin {\r")
    for line in ["block_size 4 MB", "block_interval 10 min", "transaction_size 250 B"] {
      try terminal.wait(for: "...> ")
      terminal.type(line + "\r")
    }
    try terminal.wait(for: "the block is still open")
    try terminal.wait(for: "...> ")
    terminal.type("consensus pow\r")
    let seen = try terminal.wait(for: "...> ")
    #expect(!seen.contains("still open"))
  }

  @Test func `Ctrl-D leaves`() throws {
    let terminal = try started()
    terminal.type("\u{4}")
    #expect(try terminal.end() == 0)
  }

  @Test(arguments: ["quit", "exit", ":quit", ":q"])
  func `words that leave`(word: String) throws {
    let terminal = try started()
    terminal.type(word + "\r")
    #expect(try terminal.end() == 0)
  }

  @Test func `Ctrl-C stops a run and keeps the session`() throws {
    let terminal = try started()
    terminal.type("chain base from bitcoin\r")
    try terminal.wait(for: Self.prompt)
    terminal.type("run 5000 years\r")
    // By then the run is long under way.
    try terminal.wait(for: " left")
    terminal.type("\u{3}")
    try terminal.wait(for: "stopped")
    try terminal.wait(for: Self.prompt)
    terminal.type("print 700 + 77\r")
    try terminal.wait(for: "777")
  }

  @Test func `Ctrl-C stops a sweep, keeps what there is and keeps the session`() throws {
    let terminal = try started()
    terminal.type("chain base from bitcoin\r")
    try terminal.wait(for: Self.prompt)
    terminal.type("sweep base.block_size over 1 MB .. 400 MB by 1 MB { run 30 days }\r")
    try terminal.wait(for: " left")
    terminal.type("\u{3}")
    let seen = try terminal.wait(for: Self.prompt)
    #expect(seen.contains("stopped after"))
    #expect(seen.contains("of 400 runs; results kept"))
    terminal.type("print 700 + 77\r")
    try terminal.wait(for: "777")
  }

  @Test func `a run is told as a story that fits the window`() throws {
    let terminal = try started(["NO_COLOR": "1"])
    terminal.resize(columns: 60, rows: 14)
    terminal.type(":trace on\r")
    try terminal.wait(for: "trace on")
    terminal.type("chain base from bitcoin; run 1 day\r")
    let seen = try terminal.wait(for: " blocks\r\n")
    #expect(seen.contains("block 1 by miner"))
    #expect(seen.contains("... and "))
    let lines = seen.split(whereSeparator: \.isNewline)
    #expect(lines.filter { $0.contains("  block ") }.count < 12)
    #expect(lines.allSatisfy { $0.count <= 75 })
  }

  @Test func `a new size of the window counts for the next picture, and keeps the line`() throws {
    let terminal = try started(["NO_COLOR": "1"])
    terminal.type("print 700 ")
    try terminal.wait(for: "print 700 ")
    terminal.resize(columns: 100, rows: 40)
    terminal.type("+ 77\r")
    try terminal.wait(for: "777")
    try terminal.wait(for: Self.prompt)
    terminal.type(":set\r")
    try terminal.wait(for: "width 100")
    try terminal.wait(for: Self.prompt)
    terminal.resize(columns: 50)
    terminal.type("chain base from bitcoin; run 1 day; plot interval of base\r")
    let seen = try terminal.wait(for: "t (h)")
    let lines = seen.split(whereSeparator: \.isNewline).drop { !$0.contains("interval (") }
    #expect(!lines.isEmpty)
    #expect(lines.allSatisfy { $0.count <= 50 })
  }

  @Test func `the history counts what was typed, and errors are told again`() throws {
    let terminal = try started()
    terminal.type("print 700 + 77\r")
    try terminal.wait(for: "777")
    terminal.type("plt 1\r")
    try terminal.wait(for: "did you mean `plot`?")
    terminal.type(":history\r")
    try terminal.wait(for: "   1  print 700 + 77\r\n   2  plt 1")
    terminal.type(":errors\r")
    try terminal.wait(for: "did you mean `plot`?")
    terminal.type(":time on\r")
    try terminal.wait(for: "time on")
    terminal.type("print 600 + 66\r")
    let seen = try terminal.wait(for: "0.00")
    #expect(seen.contains("666"))
    terminal.type(":undo\r")
    try terminal.wait(for: "taken back: print 600 + 66")
  }

  @Test func `errors do not end the session`() throws {
    let terminal = try started()
    terminal.type("nonsense of a kind\r")
    try terminal.wait(for: "error")
    try terminal.wait(for: Self.prompt)
    terminal.type(":errors\r")
    try terminal.wait(for: "nonsense")
  }

  @Test func `a pasted transcript runs without its prompts and outputs`() throws {
    let terminal = try started()
    terminal.type("trilemma> print 700 + 77\r  an output line\rtrilemma> print 600 + 66\r")
    let seen = try terminal.wait(for: "\n666") + terminal.output
    #expect(seen.contains("777"))
    #expect(!seen.contains("error"))
  }

  @Test func `the init file runs first, unless it is not wanted`() throws {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(
      at: scratch.folder.appendingPathComponent("trilemma"), withIntermediateDirectories: true)
    try scratch.file("trilemma/init.tri", "print 700 + 77\n")
    let environment = ["XDG_CONFIG_HOME": scratch.folder.path]
    let terminal = try TerminalSession(environment: environment)
    #expect(try terminal.wait(for: Self.prompt).contains("777"))
    let bare = try TerminalSession("--no-init", environment: environment)
    #expect(try !bare.wait(for: Self.prompt).contains("777"))
  }

  @Test func `keys bound in .editrc work`() throws {
    let scratch = try Scratch()
    try scratch.file(".editrc", "trilemma:bind -s ^G \"print 700 + 77\"\n")
    let terminal = try started(["HOME": scratch.folder.path])
    terminal.type("\u{7}\r")
    try terminal.wait(for: "777")
  }

  @Test func `a session is saved and loaded`() throws {
    let scratch = try Scratch()
    let path = scratch.folder.path + "/first.tri"
    let terminal = try started()
    terminal.type("print 700 + 77\r")
    try terminal.wait(for: "777")
    terminal.type(":save \(path)\r")
    try terminal.wait(for: "saved to")
    #expect(scratch.text("first.tri")?.contains("print 700 + 77") == true)
    terminal.type(":load \(path)\r")
    try terminal.wait(for: "777")
  }

  @Test func `help leads to a first chart`() throws {
    let terminal = try started()
    terminal.type("help\r")
    let seen = try terminal.wait(for: Self.prompt)
    for line in ["chain base from bitcoin", "run 1 day", "plot backlog of base"] {
      #expect(seen.contains(line))
    }
  }

  @Test func `statements run first where the prompt is to stay`() throws {
    let terminal = try TerminalSession("-i", "-e", "print 700 + 77")
    try terminal.wait(for: "777")
    try terminal.wait(for: Self.prompt)
  }

  @Test func `a long table waits after each screen`() throws {
    let terminal = try started()
    terminal.type("show units\r")
    try terminal.wait(for: "-- more")
    terminal.type("\r")
    try terminal.wait(for: "-- more")
    terminal.type("q")
    try terminal.wait(for: Self.prompt)
    terminal.type("print 700 + 77\r")
    try terminal.wait(for: "777")
  }

  @Test func `a transcript holds what was typed and shown`() throws {
    let scratch = try Scratch()
    let terminal = try started()
    let file = scratch.folder.path + "/talk.md"
    terminal.type(":transcript on \(file)\r")
    try terminal.wait(for: "goes to")
    terminal.type("print 700 + 77\r")
    try terminal.wait(for: "777")
    terminal.type(":transcript off\r")
    try terminal.wait(for: "written to")
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(
      text
        == "# A conversation with trilemma 0.1\n\n```\ntrilemma> print 700 + 77\n777\n```\n")
  }

  @Test func `an editor changes the last statement`() throws {
    let scratch = try Scratch()
    let terminal = try started([
      "EDITOR": "sed -i s/5/7/", "XDG_STATE_HOME": scratch.folder.path,
    ])
    terminal.type("print 500 + 2\r")
    try terminal.wait(for: "502")
    terminal.type(":edit\r")
    try terminal.wait(for: "702")
  }

  @Test func `the last picture can be had once more`() throws {
    let terminal = try started()
    terminal.type(":big\r")
    try terminal.wait(for: "there was no picture yet")
    terminal.type("chain a from visa; run 1 h; compare a by capacity\r")
    try terminal.wait(for: "capacity (tx/s)")
    terminal.type(":big\r")
    try terminal.wait(for: "capacity (tx/s)")
  }
}
