import Foundation
import Testing

/// What a pipe gets of whole samples, the quick ones.
struct PipeTests {
  private static let samples = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "samples")

  @Test(
    arguments: ["sharding-unsafe", "channel-breach", "stage-math"],
    [[], ["--json"], ["--csv"], ["--threads", "1"]])
  func `a pipe gets the same bytes twice, without an escape`(
    name: String, flags: [String]
  ) throws {
    let arguments = ["run", "\(name).tri"] + flags
    let first = try Program.run(list: arguments, in: Self.samples)
    let terminal = ["TERM": "xterm-256color", "COLUMNS": "200", "COLORTERM": "truecolor"]
    let second = try Program.run(list: arguments, in: Self.samples, environment: terminal)
    #expect(first.code == 0)
    #expect(!first.results.isEmpty)
    #expect(first.results == second.results)
    #expect(first.messages == second.messages)
    #expect(!(first.results + first.messages).contains("\u{1B}"))
    // Data keeps the letters of names; pictures and messages are plain.
    let isPlain = (first.results + first.messages).utf8.allSatisfy { $0 < 0x80 }
    #expect(isPlain || flags == ["--json"] || flags == ["--csv"])
  }
}
