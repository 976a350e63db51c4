import Foundation
import Syntax
import TestSupport
import Testing

@testable import Scenarios

@Suite struct `Samples` {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "samples")

  static let names =
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path()))?
    .filter { $0.hasSuffix(".tri") }.map { String($0.dropLast(4)) }.sorted() ?? []

  @Test(arguments: names)
  func `a sample says what it always said, and its claims hold`(name: String) throws {
    let text = try String(contentsOf: Self.folder.appending(path: "\(name).tri"), encoding: .utf8)
    let said = Conversation(text, name: "samples/\(name).tri")
    #expect(said.status == .held, "\(said.messages)")
    golden(said.results, named: name, in: "Goldens")
  }

  @Test(arguments: names)
  func `a sample tells what it is, what to notice and what to try`(name: String) throws {
    let text = try String(contentsOf: Self.folder.appending(path: "\(name).tri"), encoding: .utf8)
    for heading in ["WHAT IS IT", "THINGS TO NOTICE", "THINGS TO TRY"] {
      #expect(text.contains(heading))
    }
    #expect(text.contains("\nexpect "))
  }

  @Test(arguments: names)
  func `a sample has the usual layout`(name: String) throws {
    let text = try String(contentsOf: Self.folder.appending(path: "\(name).tri"), encoding: .utf8)
    #expect(Source(text: text).formatted() == text)
  }

  @Test(arguments: Preset.all.map(\.name))
  func `a preset has the usual layout`(name: String) throws {
    let text = try #require(Preset.named(name)?.text)
    #expect(Source(text: text).formatted() == text)
  }

  @Test func `there are samples`() { #expect(Self.names.count >= 5) }
}
