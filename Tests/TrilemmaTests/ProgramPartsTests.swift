import ArgumentParser
import Foundation
import Scenarios
import Testing

@testable import trilemma

struct ProgramPartsTests {
  @Test(
    arguments: [
      (Status.held, 0), (.claimFailed, 1), (.invalid, 65), (.missingFile("x"), 66), (.fault, 70),
      (.limitReached, 124), (.interrupted, 130),
    ] as [(Status, Int32)])
  func `each outcome has its exit code`(status: Status, code: Int32) {
    #expect(status.exitCode == code)
  }

  @Test func `of two outcomes the graver one counts`() {
    let order: [Status] = [
      .held, .claimFailed, .invalid, .missingFile(""), .limitReached, .interrupted, .fault,
    ]
    for (lighter, graver) in zip(order, order.dropFirst()) {
      #expect(lighter.or(graver).exitCode == graver.exitCode)
      #expect(graver.or(lighter).exitCode == graver.exitCode)
    }
  }

  @Test(arguments: [
    ("60s", 60_000), ("2 min", 120_000), ("500ms", 500), ("1.5", 1500), ("1h", 3_600_000),
    ("0.1ms", 1),
  ])
  func `time limits are read`(text: String, milliseconds: Int64) {
    #expect(TimeLimit(argument: text)?.duration == .milliseconds(milliseconds))
  }

  @Test func `no time limit is a limit too`() {
    #expect(TimeLimit(argument: "none") == TimeLimit(duration: nil))
  }

  @Test(arguments: ["", "s", "0", "-1s", "1 day", "1e5s", "1..2", "inf", "nan", "99999999999h"])
  func `other time limits are refused`(text: String) {
    #expect(TimeLimit(argument: text) == nil)
  }

  @Test func `a batch has a limit of a minute unless it is told otherwise`() throws {
    #expect(try RunFlags.parse([]).limit == .seconds(60))
    #expect(try RunFlags.parse(["--timeout", "none"]).limit == nil)
    #expect(try RunFlags.parse(["--timeout", "5s"]).limit == .seconds(5))
  }

  @Test func `settings split at the first sign`() throws {
    let flags = try RunFlags.parse(["--set", "base.block_size=2 MB", "--set", "a.b = \"x=y\""])
    #expect(flags.overrides.map(\.path) == ["base.block_size", "a.b"])
    #expect(flags.overrides.map(\.value) == ["2 MB", "\"x=y\""])
  }

  @Test func `flags reach the session`() throws {
    let options = try RunFlags.parse([
      "--seed", "18446744073709551615", "--repeat", "8", "--threads", "2", "--max-runs", "5",
      "--keep-going", "-e", "-1", "-e", "print 2",
    ]).sessionOptions
    #expect(options.seed == .max)
    #expect(options.repeats == 8)
    #expect(options.threads == 2)
    #expect(options.maxRuns == 5)
    #expect(options.keepGoing)
  }

  @Test(arguments: [
    (0.3, 3, "  [###.......]  30 %  7 s left"), (1, 9, "  [##########] 100 %  1 s left"),
    (0.01, 2, "  [..........]   1 %  4 min left"), (0.0001, 10, "  [..........]   0 %  28 h left"),
  ])
  func `progress shows share and time left`(share: Double, seconds: Int, text: String) {
    #expect(ProgressLine.text(share: share, after: .seconds(seconds)) == text)
  }

  @Test(arguments: [0, -1, 1.5, .nan, .infinity])
  func `unknown progress shows nothing`(share: Double) {
    #expect(ProgressLine.text(share: share, after: .seconds(5)) == nil)
  }

  @Test(arguments: [
    ("a.tri", ".", "a.tri"), ("x/a.tri", "x", "a.tri"), ("/a.tri", "/", "a.tri"), ("x/", "x", ""),
  ])
  func `a path is a folder and a name`(path: String, folder: String, name: String) {
    #expect(FilePlace(path).folder == folder)
    #expect(FilePlace(path).name == name)
  }

  @Test func `files of a person are where the environment says, or below home`() {
    let home = HomeFiles { $0 == "HOME" ? "/home/ada" : nil }
    #expect(home.initialScenario == "/home/ada/.config/trilemma/init.tri")
    #expect(home.state == "/home/ada/.local/state/trilemma")
    let set = HomeFiles { ["HOME": "/home/ada", "XDG_STATE_HOME": "/state"][$0] }
    #expect(set.state == "/state/trilemma")
    let relative = HomeFiles { ["HOME": "/home/ada", "XDG_STATE_HOME": "state"][$0] }
    #expect(relative.state == "/home/ada/.local/state/trilemma")
  }

  @Test func `a home that is not there is not made`() throws {
    let scratch = try Scratch()
    let home = scratch.folder.path + "/ada"
    #expect(HomeFiles { $0 == "HOME" ? home : nil }.history() == nil)
    #expect(HomeFiles { _ in nil }.history() == nil)
    #expect(scratch.names.isEmpty)
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: false)
    #expect(
      HomeFiles { $0 == "HOME" ? home : nil }.history()
        == home + "/.local/state/trilemma/history")
  }
}
