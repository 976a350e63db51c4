import Foundation
import Testing

@testable import Scenarios

@Suite struct `The README` {
  static let text =
    (try? String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "README.md"), encoding: .utf8)) ?? ""

  /// What stands between fences after a heading.
  static func blocks(after heading: String) -> [String] {
    let parts = text.components(separatedBy: "\n## ")
    guard let part = parts.first(where: { $0.hasPrefix(heading) }) else { return [] }
    return part.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 1 }
      .map { $0.element.trimmingCharacters(in: .whitespacesAndNewlines) }
  }

  @Test func `the tour can be typed`() {
    let tour = Self.blocks(after: "Five minutes").filter { !$0.hasPrefix("trilemma ") }
    #expect(tour.count >= 4)
    let said = Conversation(typing: tour.flatMap { $0.components(separatedBy: "\n") })
    #expect(said.codes.isEmpty, "\(said.messages)")
    #expect(said.status == .held)
    #expect(said.results.contains("backlog (tx)"))
  }

  @Test func `its chart is what the sample draws`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let golden = try String(
      contentsOf: folder.appending(path: "Goldens/congestion.txt"), encoding: .utf8)
    let chart = try #require(
      Self.text.components(separatedBy: "```").dropFirst().first?
        .trimmingCharacters(in: .newlines))
    #expect(golden.contains(chart))
  }

  @Test(arguments: ["swift test", "trilemma run samples/bitcoin-baseline.tri"])
  func `its commands install what they need and stand on one line`(end: String) {
    let lines = Self.blocks(after: "Two commands").flatMap { $0.components(separatedBy: "\n") }
    #expect(
      lines.contains {
        $0.hasPrefix("apt-get update && apt-get install -y libedit-dev && ") && $0.hasSuffix(end)
      })
  }
}
