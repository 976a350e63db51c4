import Blockchain
import Syntax

/// What lessons ask of a session.
extension Session {
  /// What stands above pictures as the scenario.
  public var title: String {
    get { interpreter.scenario }
    set { interpreter.scenario = newValue }
  }

  /// Whether something declared here has this name: a system, a workload, a label or a value.
  public func knows(_ name: String) -> Bool { interpreter.scope.names.contains(name) }

  /// Whether a word begins a statement of the language.
  public static func beginsStatement(_ word: String) -> Bool {
    StatementWord.named(word) != nil || SystemKind.named(word) != nil
  }

  /// The words of the language in a text that somebody has to learn, each once, in order: statements,
  /// kinds, settings, metrics, presets, attacks, functions. Connectives, units, words that settings
  /// take and outcomes after a dot explain themselves.
  public static func words(in text: String) -> [String] {
    var seen: Set<String> = []
    return tokens(of: text).filter { token in
      guard let groups = learnable[token.word] else { return false }
      let isOutcome =
        token.followsDot && !groups.contains("metric") && outcomes.contains(token.word)
      // `min` is a unit after a number, and `max` the end of a distribution after a dot.
      let isOther = groups == ["function"] && !token.isCalled
      return !isOutcome && !isOther && seen.insert(token.word).inserted
    }.map(\.word)
  }

  /// Every word of a text, whether of the language or not.
  public static func allWords(in text: String) -> Set<String> { Set(tokens(of: text).map(\.word)) }

  private static let outcomes = Set(AttackOutcome.Field.allCases.map(\.rawValue))

  /// Groups of each word that has to be learnt.
  private static let learnable: [String: Set<String>] = {
    var groups: [String: Set<String>] = [:]
    for entry in Vocabulary.all {
      let isLearnable =
        ["statement", "system", "metric", "preset", "attack", "function"].contains(entry.group)
        || entry.group.hasPrefix("setting of")
      if isLearnable { groups[entry.word, default: []].insert(entry.group) }
    }
    return groups
  }()

  private struct Token {
    var word: String
    var followsDot: Bool
    var isCalled: Bool
  }

  /// The words outside comments and quoted texts.
  private static func tokens(of text: String) -> [Token] {
    var result: [Token] = []
    for line in text.split(separator: "\n") {
      var word = ""
      var isQuoted = false
      var followsDot = false
      var last: Character = " "
      func close(before next: Character) {
        if let first = word.first, first.isLetter {
          result.append(Token(word: word, followsDot: followsDot, isCalled: next == "("))
        }
        word = ""
      }
      for character in line {
        if character == "\"" { isQuoted.toggle() }
        if character == "#", !isQuoted { break }
        if !isQuoted, character.isASCII,
          character.isLetter || character.isNumber || character == "_"
        {
          if word.isEmpty { followsDot = last == "." }
          word.append(character)
        } else {
          close(before: character)
        }
        last = character
      }
      close(before: " ")
    }
    return result
  }
}

extension Statement {
  /// Whether it shows something and changes nothing.
  var onlyLooks: Bool {
    switch kind {
    case .expect, .plot, .plotAgainst, .heatmap, .histogram, .bars, .triangle, .tree, .compare,
      .explain, .show, .print, .help:
      true
    default: false
    }
  }
}
