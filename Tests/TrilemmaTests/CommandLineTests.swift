import Foundation
import Testing

/// The program without a terminal: what goes where, and the exit codes.
struct CommandLineTests {
  @Test func `a statement runs from the command line`() throws {
    let outcome = try Program.run("-e", "print 700 + 77")
    #expect(outcome.results.contains("777"))
    #expect(outcome.code == 0)
  }

  @Test func `a scenario comes through standard input`() throws {
    for arguments in [[], ["run", "-"], ["-i"]] {
      let outcome = try Program.run(list: arguments, input: "print 700 + 77\n")
      #expect(outcome.results.contains("777"))
      #expect(!outcome.results.contains("trilemma>"))
      #expect(outcome.code == 0)
    }
  }

  @Test func `flags may stand before and after a subcommand`() throws {
    let scratch = try Scratch()
    let path = try scratch.file("a.tri", "print 700 + 77\n")
    let before = try Program.run("--json", "--seed", "7", "run", path)
    let after = try Program.run("run", path, "--json", "--seed", "7")
    #expect(before.results == after.results)
    #expect(before.results.contains("\"seed\":7"))
  }

  @Test(arguments: [
    (["rnu", "x"], "did you mean `run`?"), (["chek", "x"], "did you mean `check`?"),
    (["zzzzzz"], "there are run, check, list, explain,"),
    (["help", "chek"], "did you mean `check`?"),
    (["version"], "trilemma --version"), (["run", "--nope"], "--nope"),
    (["list", "metrcs"], "did you mean `metrics`?"), (["run"], "run needs a scenario"),
    (["--width", "20", "-e", "print 1"], "40 to 120 columns"),
    (["--set", "foo", "-e", "print 1"], "PATH=VALUE"),
    (["--json", "--csv", "-e", "print 1"], "--csv"), (["--nope"], "--nope"),
    (["-i", "-o", "x.txt"], "-o does not go with the prompt"),
    (["--timeout", "soon", "-e", "print 1"], "soon"),
    (["--repeat", "0", "-e", "print 1"], "1 or more"),
    (["fmt"], "fmt needs a scenario"),
    (["merge"], "merge needs the files"),
    (["--shard", "5/4", "-e", "print 1"], "a part such as 3/16"),
    (["explain", "zzzzzz"], "I do not know the word `zzzzzz`"),
  ])
  func `misuse is explained and ends with 64`(arguments: [String], message: String) throws {
    let process = try Program.run(list: arguments)
    #expect(process.messages.contains(message), "\(process.messages)")
    #expect(process.results.isEmpty)
    #expect(process.code == 64)
  }

  @Test func `a file in place of a command is told how to run`() throws {
    let scratch = try Scratch()
    try scratch.file("a.tri", "print 1\n")
    let outcome = try Program.run("a.tri", in: scratch.folder)
    #expect(outcome.messages.contains("trilemma run a.tri"))
    #expect(outcome.code == 64)
  }

  @Test func `a missing file is 66, with names near it, and nothing runs`() throws {
    let scratch = try Scratch()
    try scratch.file("congestion.tri", "print 700 + 77\n")
    let outcome = try Program.run("run", "congestion.tri", "congetsion.tri", in: scratch.folder)
    #expect(
      outcome.messages
        == "error: there is no file `congetsion.tri`\n  Did you mean `congestion.tri`?\n")
    #expect(outcome.results.isEmpty)
    #expect(outcome.code == 66)
  }

  @Test func `a forgotten ending is found`() throws {
    let scratch = try Scratch()
    try scratch.file("a.tri")
    let outcome = try Program.run("run", "a", in: scratch.folder)
    #expect(outcome.messages.contains("Did you mean `a.tri`?"))
  }

  @Test func `a folder is no scenario`() throws {
    let outcome = try Program.run("run", "/tmp")
    #expect(outcome.messages.contains("`/tmp` is a folder"))
    #expect(outcome.code == 66)
  }

  @Test func `a huge file is refused before it is read`() throws {
    let scratch = try Scratch()
    let path = try scratch.file("huge.tri")
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.truncate(atOffset: 1 << 40)
    let outcome = try Program.run("run", path)
    #expect(outcome.messages.contains("larger than 16 MiB"))
    #expect(outcome.code == 124)
  }

  @Test func `endless input is refused as well`() throws {
    let outcome = try Program.run("run", "/dev/zero")
    #expect(outcome.messages.contains("larger than 16 MiB"))
    #expect(outcome.code == 124)
  }

  @Test func `errors go to standard error and end with 65`() throws {
    let outcome = try Program.run("-e", "nonsense of a kind", "-e", "print 700 + 77")
    #expect(outcome.messages.contains("nonsense"))
    #expect(outcome.results.isEmpty)
    #expect(outcome.code == 65)
  }

  @Test func `keep-going runs what follows an error`() throws {
    let outcome = try Program.run(
      "--keep-going", "-e", "nonsense of a kind", "-e", "print 700 + 77")
    #expect(outcome.results.contains("777"))
    #expect(outcome.code == 65)
  }

  @Test func `a time limit ends a run with 124`() throws {
    let outcome = try Program.run(
      "--timeout", "300ms", "-e", "chain base from bitcoin", "-e", "run 5000 years")
    #expect(outcome.code == 124)
  }

  @Test func `results go to a file, whole, and not through a link's place`() throws {
    let scratch = try Scratch()
    try scratch.file("real.txt", "before")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.folder.path + "/link.txt", withDestinationPath: "real.txt")
    let outcome = try Program.run(
      "-e", "print 700 + 77", "-o", "link.txt", in: scratch.folder,
      environment: ["CLICOLOR_FORCE": "1"])
    #expect(outcome.results.isEmpty)
    #expect(scratch.text("real.txt")?.contains("777") == true)
    #expect(scratch.text("real.txt")?.contains("\u{1B}") == false)
    #expect(scratch.names == ["link.txt", "real.txt"])
  }

  @Test func `a run that failed leaves the file of results as it was`() throws {
    let scratch = try Scratch()
    try scratch.file("old.txt", "before")
    let outcome = try Program.run(
      "-e", "print 700 + 77", "-e", "nonsense of a kind", "-o", "old.txt", in: scratch.folder)
    #expect(scratch.text("old.txt") == "before")
    #expect(outcome.messages.contains("`old.txt` was not written"))
    #expect(scratch.names == ["old.txt"])
  }

  @Test(arguments: ["/tmp", "/nonexistent/x"])
  func `a file of results that cannot be is told before anything runs`(path: String) throws {
    let outcome = try Program.run("-e", "nonsense of a kind", "-o", path)
    #expect(!outcome.messages.contains("nonsense"))
    #expect(outcome.code == 74)
  }

  @Test func `a full disk is an error of output`() throws {
    let outcome = try Program.shell("\"$0\" -e 'print 1' > /dev/full")
    #expect(outcome.messages.contains("cannot write"))
    #expect(outcome.code == 74)
  }

  @Test func `a reader that leaves early is no failure`() throws {
    let outcome = try Program.shell(
      "(sleep 0.3; \"$0\" -e 'print 1'; echo \"code $?\" >&2) | true")
    #expect(outcome.messages == "code 0\n")
  }

  @Test func `quiet prints no results`() throws {
    let outcome = try Program.run("--quiet", "-e", "print 700 + 77")
    #expect(outcome.results.isEmpty)
    #expect(outcome.code == 0)
  }

  @Test func `each result is an object of JSON on a line, and so is each message`() throws {
    let good = try Program.run("--json", "--seed", "9", "-e", "print 700 + 77")
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(good.results.utf8)) as? [String: Any])
    #expect(object["schema"] as? String == "trilemma/1")
    #expect(object["seed"] as? Int == 9)
    #expect(object["statement"] as? String == "print 700 + 77")
    let bad = try Program.run("--json", "-e", "nonsense of a kind")
    for line in bad.messages.split(separator: "\n") {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(object?["kind"] as? String == "diagnostic")
      #expect(object?["code"] is String)
    }
  }

  @Test func `tables of comma-separated values have an empty line between them`() throws {
    let outcome = try Program.run("--csv", "-e", "print 700 + 77", "-e", "print 600 + 66")
    let blank = outcome.results.split(separator: "\r\n", omittingEmptySubsequences: false)
      .dropLast().filter(\.isEmpty)
    #expect(outcome.results.contains("777"))
    #expect(blank.count == 1)
  }

  @Test func `an error before the lines of standard input counts in the exit code`() throws {
    let outcome = try Program.run("-i", "-e", "nonsense of a kind", input: "print 700 + 77\n")
    #expect(outcome.results.contains("777"))
    #expect(outcome.code == 65)
  }

  @Test func `the version is told`() throws {
    #expect(try Program.run("--version").results == "trilemma 0.1\n")
  }

  @Test func `list alone names its topics`() throws {
    #expect(try Program.run("list").results.contains("trilemma list presets"))
  }

  @Test func `check runs nothing`() throws {
    let scratch = try Scratch()
    let path = try scratch.file("a.tri", "print 700 + 77\n")
    let outcome = try Program.run("check", path)
    #expect(outcome.results == "nothing runs\n")
    #expect(outcome.messages == "\(path): no errors\n")
    #expect(outcome.code == 0)
  }

  @Test func `check tells what runs and sweeps cost, and whether that is too much`() throws {
    let scratch = try Scratch()
    let text =
      "chain base from bitcoin\nsweep base.block_size over 1 MB, 2 MB, 4 MB repeat 2 { run 1 day }\nrun 7 days\n"
    let path = try scratch.file("a.tri", text)
    let outcome = try Program.run("check", path)
    #expect(
      outcome.results == """
        line  statement                                 runs  events  limits
        ----  ----------------------------------------  ----  ------  ------
           2  sweep base.block_size over 1 MB, 2 MB...     6     864  within
           3  run 7 days                                   1    1008  within
        all: 7 runs, about 1872 events
        limits: 4e8 events, 1000 runs a sweep (--max-runs)

        """)
    let few = try Program.run("check", "--max-runs", "2", "--json", path)
    #expect(few.results.contains(",6,864,\"no\"]"))
    #expect(few.messages.contains("T038"))
    #expect(few.code == 124)
  }

  @Test func `Ctrl-C ends a program that has no prompt`() throws {
    let terminal = try TerminalSession("-e", "chain base from bitcoin", "-e", "run 5000 years")
    try terminal.wait(for: " left")
    terminal.type("\u{3}")
    #expect(try terminal.end() == 130)
  }

  @Test func `fmt rewrites a file, and --check only looks`() throws {
    let scratch = try Scratch()
    let file = scratch.folder.path + "/a.tri"
    try Data("seed   7# seven\nprint 1MB\n".utf8).write(to: URL(fileURLWithPath: file))
    let looked = try Program.run(list: ["fmt", "--check", file])
    #expect(looked.code == 1 && looked.messages.contains("not in the usual layout"))
    #expect(try Program.run(list: ["fmt", file]).code == 0)
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text == "seed 7  # seven\nprint 1 MB\n")
    #expect(try Program.run(list: ["fmt", "--check", file]).code == 0)
    try Data("chain {{{".utf8).write(to: URL(fileURLWithPath: file))
    #expect(try Program.run(list: ["fmt", file]).code == 65)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "chain {{{")
  }

  @Test func `a picture becomes a drawing, and a run a page`() throws {
    let scratch = try Scratch()
    let text = "chain a from visa; run 1 h; print 1 < 2; compare a by capacity"
    let drawing = scratch.folder.path + "/a.svg"
    #expect(try Program.run(list: ["-e", text, "-o", drawing]).code == 0)
    let svg = try String(contentsOfFile: drawing, encoding: .utf8)
    #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"))
    #expect(svg.contains(">capacity</text>") && !svg.contains("\u{1B}"))
    let page = scratch.folder.path + "/a.html"
    #expect(try Program.run(list: ["-e", text, "-o", page]).code == 0)
    let html = try String(contentsOfFile: page, encoding: .utf8)
    #expect(html.contains("print 1 &lt; 2") && html.contains("</html>"))
    let none = try Program.run(list: ["-e", "print 1", "-o", drawing])
    #expect(none.code == 74 && none.messages.contains("no picture"))
    #expect(try String(contentsOfFile: drawing, encoding: .utf8) == svg)
    #expect(try Program.run(list: ["-e", text, "--json", "-o", page]).code == 64)
  }

  @Test func `parts of a sweep joined are the whole`() throws {
    let scratch = try Scratch()
    let text =
      "chain a from visa\nchain b from visa\nworkload s on a, b { rate 1 tx/s }\n"
      + "sweep s.rate over 10 tx/s .. 50 tx/s by 10 tx/s { run 10 s }\nplot offered of a, b against rate\n"
    let scenario = scratch.folder.path + "/s.tri"
    try Data(text.utf8).write(to: URL(fileURLWithPath: scenario))
    let whole = try Program.run(list: ["run", scenario, "--csv"]).results
    var parts: [String] = []
    for number in 1...7 {
      let part = scratch.folder.path + "/\(number).csv"
      let outcome = try Program.run(
        list: ["run", scenario, "--csv", "--shard", "\(number)/7", "-o", part])
      #expect(outcome.code == 0, "\(outcome.messages)")
      parts.append(part)
    }
    let merged = try Program.run(list: ["merge"] + parts)
    #expect(merged.results == whole)
    try Data("other\r\n1\r\n".utf8).write(to: URL(fileURLWithPath: parts[3]))
    let wrong = try Program.run(list: ["merge"] + parts)
    #expect(wrong.code == 65 && wrong.messages.contains("does not belong"))
  }
}
