import Foundation
import Syntax
import Testing

@testable import Scenarios

/// Every sample typed at the prompt, saved and run again, and in another layout.
///
/// Runs are cut to minutes and attempts to a few dozen, which keeps what a sample declares, changes and
/// asks; its own numbers are held by its golden.
@Suite struct `Samples cut short` {
  private static func text(_ name: String) throws -> String {
    try String(contentsOf: Samples.folder.appending(path: "\(name).tri"), encoding: .utf8)
  }

  /// The statements of a sample, with little for the simulator to do.
  private static func short(_ name: String) throws -> [String] {
    let text = try text(name)
      .replacing(/(\brun|\bwarmup) [0-9_.]+ [a-z]+/) { "\($0.output.1) 2 min" }
      .replacing(/\btries [0-9_]+/, with: "tries 40")
      .replacing(/\brepeat [0-9_]+/, with: "repeat 2")
    let parsed = Parser.parse(Source(text: text))
    #expect(parsed.diagnostics.isEmpty)
    return parsed.statements.map(\.formatted)
  }

  @Test(arguments: Samples.names)
  func `what a person typed and saved gives the same tables when it runs`(name: String) throws {
    var options = Session.Options()
    options.interactive = true
    options.readFile = { name throws(DataRefusal) in
      let file = Samples.folder.appending(path: name)
      guard let data = try? Data(contentsOf: file) else { throw .missing }
      return Array(data)
    }
    var session = Session(options)
    let typed = Conversation(typing: try Self.short(name), into: &session)
    options.interactive = false
    let saved = session.saved()
    let again = Conversation(saved, name: "saved.tri", options: options)
    let errors = again.codes.filter { !$0.hasPrefix("T08") }
    #expect(errors.isEmpty, "\(again.messages)")
    #expect(again.tables == typed.tables)
    #expect(!typed.tables.isEmpty)
    // What is saved is in the usual layout, but for its first line.
    #expect(Source(text: saved).formatted() == saved)
  }

  @Test(arguments: Samples.names)
  func `a sample in another layout is the same tree, and fmt gives it back`(name: String) throws {
    let text = try Self.text(name)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let untidy = lines.map { line in
      let rest = line.drop { $0 == " " }
      return rest.count == line.count || rest.hasPrefix("#") ? line + "  " : "\t\t" + rest + " \t"
    }.joined(separator: "\r\n")
    let other = Source(text: untidy)
    #expect(
      Parser.parse(other).statements.map(\.formatted)
        == Parser.parse(Source(text: text)).statements.map(\.formatted))
    let formatted = try #require(other.formatted())
    #expect(formatted == text)
    #expect(Source(text: formatted).formatted() == formatted)
  }
}
