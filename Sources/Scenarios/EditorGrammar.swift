import Blockchain
import Measures
import Quantities

/// How editors colour scenarios: a TextMate grammar made from the tables of the language.
public enum EditorGrammar {
  /// JSON with a line for each kind of word, in alphabetical order.
  public static var text: String {
    let rules: [(name: String, match: String)] = [
      ("comment.line.number-sign", "#.*$"),
      ("string.quoted.double", #""(\\.|[^"\\])*""#),
      ("keyword.control", words(StatementWord.all.map(\.word) + SystemKind.all.map(\.word))),
      ("keyword.operator.word", words(connectives)),
      ("support.function", words(Function.all.map(\.name)) + #"(?=\()"#),
      ("constant.numeric", #"\b[0-9][0-9_]*(\.[0-9]+)?([eE][+-]?[0-9]+)?"#),
      ("support.constant.unit", units),
      (
        "support.type.property-name",
        words(
          KnownSetting<ChainParameters>.names + KnownSetting<WorkloadParameters>.names
            + KnownSetting<AttackLaunch>.names)
      ),
      (
        "variable.other.metric",
        words(Metric.all.map(\.name) + AttackOutcome.Field.allCases.map(\.rawValue))
      ),
      ("entity.name.function.attack", words(Attack.all.map(\.name))),
      ("entity.name.type.preset", words(Preset.all.map(\.name))),
      ("keyword.operator", #"->|\.\.|<=|>=|!=|[-+*/^<>=]"#),
    ]
    let patterns = rules.map { rule in
      #"    { "name": "\#(rule.name).trilemma", "match": "\#(escaped(rule.match))" }"#
    }
    return """
      {
        "$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
        "name": "Trilemma",
        "scopeName": "source.trilemma",
        "fileTypes": ["tri"],
        "patterns": [
      \(patterns.joined(separator: ",\n"))
        ]
      }

      """
  }

  private static let connectives = [
    "from", "on", "between", "of", "over", "to", "by", "and", "or", "not", "in", "within",
    "because", "against", "log", "as", "now", "again", "probability", "yes", "no", "off",
  ]

  private static func words(_ words: [String]) -> String {
    #"\b("# + Set(words).sorted().joined(separator: "|") + #")\b"#
  }

  /// A unit is one only behind a number or an arrow.
  private static var units: String {
    let names = Set(Unit.all.flatMap { [$0.name] + $0.aliases }).filter { $0 != "%" }
      .sorted { ($0.count, $1) > ($1.count, $0) }
    return #"(?<=[0-9]|[0-9] |->|-> )(%|("# + names.joined(separator: "|") + #")\b)"#
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if character == "\\" || character == "\"" { result.append("\\") }
      result.append(character)
    }
  }
}
