import ArgumentParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What the argument parser knows of a command: the same that `--help` is made from.
struct HelpData: Decodable {
  var command: Command

  /// Of the whole program.
  static func all() throws -> HelpData {
    try JSONDecoder().decode(HelpData.self, from: Data(Trilemma._dumpHelp().utf8))
  }

  struct Command: Decodable {
    var commandName: String
    var abstract: String?
    var discussion: String?
    var shouldDisplay: Bool?
    var arguments: [Argument]?
    var subcommands: [Command]?

    /// Those that `--help` lists, with the words that lead to each: `lesson start`.
    var shown: [(path: String, command: Command)] {
      (subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" }
        .flatMap { child in
          [(child.commandName, child)]
            + child.shown.map { ("\(child.commandName) \($0.path)", $0.command) }
        }
    }
  }

  struct Argument: Decodable {
    enum Kind: String, Decodable { case positional, option, flag }

    struct Name: Decodable {
      var kind: String
      var name: String

      var written: String { kind == "long" ? "--\(name)" : "-\(name)" }
    }

    var kind: Kind
    var abstract: String?
    var sectionTitle: String?
    var shouldDisplay: Bool?
    var isOptional: Bool?
    var isRepeating: Bool?
    var names: [Name]?
    var valueName: String?
    var defaultValue: String?
    var allValues: [String]?

    /// `-o file`, `--seed seed`, `files`.
    var written: String {
      let names = (names ?? []).map(\.written).joined(separator: ", ")
      switch kind {
      case .positional: return valueName ?? ""
      case .flag: return names
      case .option: return "\(names) \(valueName ?? "")"
      }
    }

    var isShown: Bool { shouldDisplay != false && !written.isEmpty }

    /// The meaning, with the words that it takes and what holds without it.
    var meaning: String {
      var text = abstract ?? ""
      let values = allValues ?? []
      let facts =
        [
          values.isEmpty ? nil : "values: " + values.joined(separator: ", "),
          defaultValue.map { "default: \($0)" },
        ].compactMap(\.self)
      if !facts.isEmpty { text += (text.isEmpty ? "" : " ") + "(\(facts.joined(separator: "; ")))" }
      return text
    }
  }
}
