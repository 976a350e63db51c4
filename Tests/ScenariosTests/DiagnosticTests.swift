import Foundation
import Syntax
import Terminal
import TestSupport
import Testing

@testable import Scenarios

@Suite struct `Messages` {
  /// Raised by no scenario: a contradiction in the program, or the command line.
  static let withoutScenario: Set<String> = ["T045", "T099"]

  static let codes = DiagnosticCode.all.map(\.id).filter { !withoutScenario.contains($0) }

  @Test(arguments: codes)
  func `every code has a bad scenario with its message`(code: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Bad")
    let text = try String(contentsOf: folder.appending(path: "\(code).tri"), encoding: .utf8)
    let said = Conversation(text, name: "\(code).tri")
    #expect(said.codes.contains(code))
    golden(said.messages, named: code, in: "Bad")
  }

  @Test(arguments: DiagnosticCode.all.filter { !withoutScenario.contains($0.id) })
  func `the wrong example raises the code and the right one does not`(code: DiagnosticCode) {
    let frame = "chain base from bitcoin; chain eth from ethereum\n"
    func said(_ example: String) -> [String] {
      let alone = Conversation(example)
      return alone.codes.isEmpty || alone.codes.contains(code.id)
        ? alone.codes : Conversation(frame + example).codes
    }
    #expect(
      said(code.examples.wrong).contains(code.id)
        || Conversation(frame + code.examples.wrong).codes.contains(code.id))
    #expect(!said(code.examples.right).contains(code.id))
  }

  static let lessons: Set<String> = [
    "one-ledger", "full-road", "fair-prices", "bigger-blocks", "faster-blocks", "is-it-final",
    "when-miners-cheat", "work-to-stake", "forks", "committees-and-shards", "channels",
    "optimistic-rollups", "proofs-and-trust", "trading", "bridges", "own-stack",
  ]

  @Test(arguments: DiagnosticCode.all)
  func `explain tells cause, a wrong and a right example and a lesson`(code: DiagnosticCode) throws
  {
    let text = try #require(Session().explanation(of: code.id.lowercased())).text.plain
    #expect(text.hasPrefix("\(code.id)  \(code.title)\n"))
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains(code.cause))
    let prose = text.split(separator: "\n").prefix { !$0.hasPrefix("  Wrong:") }
    #expect(prose.allSatisfy { displayWidth(String($0)) <= 80 })
    #expect(Self.lessons.contains(code.lesson))
    #expect(text.hasSuffix("  Lesson: trilemma lesson start \(code.lesson)\n"))
    guard code != .internalFault else { return }
    #expect(text.contains("  Wrong:  ") && text.contains("  Right:  "))
  }

  @Test func `codes are unique`() {
    let ids = DiagnosticCode.all.map(\.id)
    #expect(Set(ids).count == ids.count)
  }

  @Test func `at most five errors of a file are shown, and the rest is counted`() {
    let said = Conversation((1...9).map { "print nothing\($0)" }.joined(separator: "\n"))
    #expect(said.codes.count == 5)
    #expect(said.messages.contains("... and 4 more"))
  }

  @Test(arguments: codes)
  func `a message takes at most eight lines of 78 columns`(code: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Bad")
    let text = try String(contentsOf: folder.appending(path: "\(code).tri"), encoding: .utf8)
    var session = Session()
    var reports: [Report] = []
    _ = session.run(Source(name: "\(code).tri", text: text)) { reports.append($0) }
    for report in reports where report.diagnostic != nil {
      let lines = report.text.plain.split(separator: "\n")
      #expect(lines.count <= 8)
      #expect(lines.allSatisfy { displayWidth(String($0)) <= 78 })
    }
  }

  @Test func `nothing runs when a later line is wrong`() {
    let said = Conversation("chain base from bitcoin\nrun 1 day\nprint base.heigth")
    #expect(said.results.isEmpty)
    #expect(said.status == .invalid)
  }
}
