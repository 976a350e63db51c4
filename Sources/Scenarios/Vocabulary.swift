import Blockchain
import Measures
import Quantities
import Syntax

/// Every word of the language with its help, gathered from the tables.
enum Vocabulary {
  struct Entry: Sendable {
    var word: String
    /// `setting`, `metric`, `unit`, ...
    var group: String
    var lines: [String]
    var example: String
  }

  static let settings: Set<String> = Set(
    KnownSetting<ChainParameters>.names + KnownSetting<WorkloadParameters>.names)

  /// Words that cannot be names.
  static let reserved: Set<String> = Set(
    StatementWord.all.map(\.word) + SystemKind.all.map(\.word) + Function.all.map(\.name)
      + Connective.all.map(\.word))

  static let all: [Entry] =
    StatementWord.all.map(entry)
    + SystemKind.all.filter { StatementWord.named($0.word) == nil }.map(entry)
    + Connective.all.filter { StatementWord.named($0.word) == nil }.map(entry)
    + KnownSetting<ChainParameters>.everywhere.map { entry($1.info, of: $0) }
    + KnownSetting<WorkloadParameters>.workload.map { entry(ofWorkload: $0.info) }
    + Metric.all.map(entry) + Preset.all.map(entry) + Attack.all.map(entry)
    + KnownSetting<AttackLaunch>.attack.map { entry($0.info) }
    + AttackOutcome.Field.allCases.map(entry)
    + Function.all.map(entry) + Unit.all.map(entry) + TransactionKind.allCases.map(entry)
    + choices

  /// What is known of a word; of another name of a unit, what is known of the unit.
  static func entries(of word: String) -> [Entry] {
    let found = all.filter { $0.word == word }
    guard found.isEmpty, let unit = Unit.all.first(where: { $0.aliases.contains(word) }) else {
      return found
    }
    return [entry(unit)]
  }

  private static func entry(_ row: StatementWord) -> Entry {
    Entry(
      word: row.word, group: "statement",
      lines: [row.meaning, "Form:  \(row.form)"],
      example: row.example)
  }

  private static func entry(_ row: Connective) -> Entry {
    Entry(word: row.word, group: "connective", lines: [row.meaning], example: row.example)
  }

  private static func entry(_ kind: SystemKind) -> Entry {
    Entry(
      word: kind.word, group: "system",
      lines: kind.isAvailable
        ? [
          kind.meaning,
          "Stands on: \(kind.base.map(\.rawValue).joined(separator: ", "))",
          "Settings: ? settings",
        ] : [kind.meaning, "Not in this version; what works today: `chain` and `workload`"],
      example: kind.isAvailable ? kind.example : "show presets")
  }

  private static func entry(_ info: SettingInfo, of kind: ChainParameters.Kind) -> Entry {
    let row = SystemKind.of(kind)
    let others = KnownSetting<ChainParameters>.kinds(with: info.name).filter { $0 != kind }
    var lines = help(info, standard: SettingHelp.standard(of: info.name, kind))
    if !info.suits.isEmpty { lines.append("For consensus: " + info.suits.joined(separator: ", ")) }
    if !others.isEmpty {
      lines.append("Also of: " + others.map(\.rawValue).joined(separator: ", "))
    }
    let example =
      kind == .chain
      ? "chain base from \(Preset.suited(to: info.suits)) { \(info.examples[0]) }"
      : "\(row.home.declarations) { \(info.examples[0]) }"
    return Entry(
      word: info.name, group: "setting of \(row.article)", lines: lines, example: example)
  }

  private static func entry(ofWorkload info: SettingInfo) -> Entry {
    Entry(
      word: info.name, group: "setting of a workload",
      lines: help(info, standard: SettingHelp.standardOfWorkload(info.name)),
      example: "chain base from bitcoin; workload shop on base { \(info.examples[0]) }")
  }

  private static func help(_ info: SettingInfo, standard: String?) -> [String] {
    var lines = [info.meaning, "Takes: \(info.shape.description)"]
    if let range = info.range { lines.append("Legal: \(range)") }
    if let standard = info.standard ?? standard { lines.append("Unless set: \(standard)") }
    return lines
  }

  private static func entry(_ metric: Metric) -> Entry {
    var lines = [metric.meaning, "Unit: \(metric.unit.isEmpty ? "a count" : metric.unit)"]
    if metric.kind == .distribution {
      lines.append("A distribution: .mean .max .p95; the bare name is the median")
    }
    if metric.kind == .state { lines.append("Read now; others cover the last run") }
    let kinds = ChainParameters.Kind.allCases.filter(metric.kinds.contains)
    if kinds != ChainParameters.Kind.allCases {
      lines.append("Of: " + kinds.map(\.rawValue).joined(separator: ", "))
    }
    let home = SystemKind.of(
      kinds.first { metric.example.contains(SystemKind.of($0).home.name + ".") } ?? .chain
    ).home
    return Entry(
      word: metric.name, group: "metric", lines: lines,
      example:
        "\(home.declarations); workload shop on \(home.name) { rate 5 tx/s; bid 5 USD }; run \(home.time); "
        + metric.example)
  }

  private static func entry(_ preset: Preset) -> Entry {
    Entry(
      word: preset.name, group: "preset", lines: [preset.summary],
      example: "show preset \(preset.name)")
  }

  private static func entry(_ attack: Attack) -> Entry {
    guard attack.kind != nil else {
      return Entry(
        word: attack.name, group: "attack",
        lines: [
          attack.meaning, "Form:  \(attack.example)",
          "Not in this version; what works today: "
            + Attack.known.map(\.name).joined(separator: ", "),
        ], example: "show attacks")
    }
    return Entry(
      word: attack.name, group: "attack",
      lines: [
        attack.meaning, "Suits: \(attack.suited)",
        "Settings: " + attack.settings.joined(separator: ", ") + "   (? share)",
        "Outcomes: " + attack.fields.map(\.rawValue).joined(separator: ", "),
      ], example: "\(attack.home); \(attack.example); run \(attack.time); show \(attack.name)")
  }

  /// A setting of attacks.
  private static func entry(_ info: SettingInfo) -> Entry {
    let takers = Attack.known.filter { $0.settings.contains(info.name) }
    var lines = [info.meaning, "Takes: \(info.shape.description)"]
    if let range = info.range { lines.append("Legal: \(range)") }
    if info.name == "share" {
      lines.append(
        "Unless set: "
          + takers.map { "\($0.name) \(Readable.number($0.share * 100)) %" }
          .joined(separator: ", "))
    } else {
      lines.append("Unless set: \(info.standard ?? "-")")
      lines.append("For: " + takers.map(\.name).joined(separator: ", "))
    }
    let attack = takers[0]
    return Entry(
      word: info.name, group: "setting of an attack", lines: lines,
      example:
        "\(attack.home); attack \(attack.name) on \(attack.target) { \(info.examples[0]) }")
  }

  private static func entry(_ field: AttackOutcome.Field) -> Entry {
    let attack = field.attacks[0]
    return Entry(
      word: field.rawValue, group: "outcome of an attack",
      lines: [
        field.meaning, "Unit: \(field.unit.isEmpty ? "a bare number" : field.unit)",
        "Of: " + field.attacks.map(\.name).joined(separator: ", "),
      ],
      example:
        "\(attack.home); \(attack.example); run \(attack.time); print \(attack.name).\(field.rawValue)"
    )
  }

  private static func entry(_ function: Function) -> Entry {
    var lines = [function.meaning]
    if case .closed(let parameters, _, _) = function.form {
      lines.append("Form:  \(function.name)(\(parameters.map(\.name).joined(separator: ", ")))")
    }
    if !function.source.isEmpty { lines.append("Source: \(function.source)") }
    return Entry(
      word: function.name, group: "function", lines: lines, example: function.examples[0])
  }

  private static func entry(_ unit: Unit) -> Entry {
    Entry(
      word: unit.name, group: "unit",
      lines: [unit.meaning, "Dimension: \(unit.dimension.name)"]
        + (unit.aliases.isEmpty ? [] : ["Also: " + unit.aliases.joined(separator: ", ")]),
      example: "print 1 \(unit.name)")
  }

  private static func entry(_ kind: TransactionKind) -> Entry {
    Entry(
      word: kind.rawValue, group: "kind of transaction",
      lines: [
        "\(Readable.number(kind.size)) times the bytes and \(Readable.number(kind.gas)) times the gas of a standard transaction",
        "Median willingness to pay: \(Readable.number(kind.bid)) USD",
      ],
      example: "chain base from bitcoin; workload shop on base { mix \(kind.rawValue) 100 % }")
  }

  /// The words that settings take.
  private static let choices: [Entry] =
    (KnownSetting<ChainParameters>.everywhere.map(\.setting.info)
    + KnownSetting<AttackLaunch>.attack.map(\.info))
    .flatMap { info -> [Entry] in
      guard case .word(let words) = info.shape, words != ["yes", "no"], words != ["on", "off"]
      else { return [] }
      return words.map { word in
        Entry(
          word: word, group: "word of `\(info.name)`", lines: [info.meaning],
          example: "? \(info.name)")
      }
    }
}

/// What a setting is unless it is set.
enum SettingHelp {
  static func standard(of name: String, _ kind: ChainParameters.Kind) -> String? {
    guard let setting = KnownSetting<ChainParameters>.named(name, of: kind) else { return nil }
    let text = setting.written(.standard(coin: "NAME", kind: kind), .dollar)
    return text == "-" ? nil : text
  }

  static func standardOfWorkload(_ name: String) -> String? {
    guard let setting = KnownSetting<WorkloadParameters>.named(name) else { return nil }
    let text = setting.written(WorkloadParameters(), .dollar)
    return text == "-" ? nil : text
  }

  /// Of a setting of whichever system has it, or of a workload.
  static func standard(of name: String) -> String? {
    KnownSetting<ChainParameters>.kinds(with: name).first.flatMap { standard(of: name, $0) }
      ?? standardOfWorkload(name)
  }
}
