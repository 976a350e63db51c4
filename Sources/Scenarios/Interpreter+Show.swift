import Blockchain
import Measures
import Quantities
import Simulation
import Syntax
import Terminal

extension Scope {
  /// Tables that `show` and `trilemma list` print.
  static let tables = [
    "presets", "metrics", "attacks", "units", "prices", "settings", "functions", "statements",
    "systems",
  ]

  func checkShow(_ what: Word, _ subject: Word?) throws(Rejection) {
    if let subject {
      switch what.text {
      case "preset":
        guard Preset.named(subject.text) == nil else { return }
        throw reject(
          .unknown(
            .unknownBase, "preset", subject.text, among: Preset.all.map(\.name),
            listed: Preset.listed),
          at: subject.extent)
      case "attack_tree":
        guard system(subject.text) == nil else { return }
        throw unknownName(subject)
      default: break
      }
    }
    guard !Self.tables.contains(what.text), system(what.text) == nil, workload(what.text) == nil,
      binding(what.text) == nil, label(what.text) == nil
    else { return }
    if Preset.named(what.text) != nil {
      throw reject(
        Message(
          .wrongKind, "`\(what.text)` is a preset", notes: ["Try:  show preset \(what.text)"]),
        at: what.extent)
    }
    if Metric.spelled(what.text) != nil {
      let name = subject?.text ?? systems.first?.name ?? "base"
      throw reject(
        Message(
          .wrongKind, "`\(what.text)` is a metric; it is printed, drawn or explained",
          notes: ["Try:  print \(name).\(what.text)    or    explain \(name).\(what.text)"]),
        at: what.extent)
    }
    throw reject(
      .unknown(
        .unknownName, "name", what.text, among: Self.tables + names,
        listed: "There is: show " + Self.tables.joined(separator: ", ")), at: what.extent)
  }
}

extension Interpreter {
  mutating func show(_ what: Word, _ subject: Word?, at extent: Extent) throws(Rejection) {
    try scope.checkShow(what, subject)
    if what.text == "preset", let subject, let preset = Preset.named(subject.text) {
      say(StyledText(ScenarioText.folded(preset.text, to: options.page.width)))
    } else if what.text == "attack_tree", let subject, let i = scope.systemIndex(subject.text) {
      showAttackTree(i)
    } else if let i = scope.systemIndex(what.text) {
      showSystem(i)
    } else if let i = scope.workloadIndex(what.text) {
      showWorkload(i)
    } else if let quantity = scope.binding(what.text) {
      say("  \(what.text) = \(Readable.quantity(quantity))")
    } else if let i = scope.labelIndex(what.text) {
      showLabel(i)
    } else {
      let table = Listing.table(what.text, scope: scope, page: options.page)
      say(table.text, data: table.data)
    }
  }

  private mutating func showSystem(_ index: Int) {
    let system = scope.systems[index]
    let parameters = worlds.first?.chain(SystemID(index: index)).parameters ?? system.parameters
    let coin = scope.coin(of: parameters)
    let rows = KnownSetting<ChainParameters>.table(of: parameters.kind)
      .filter { $0.info.matters(to: parameters) }
      .map { ($0.info.name, $0.written(parameters, coin)) }
    sayTable(system.heading, rows)
  }

  private mutating func showWorkload(_ index: Int) {
    let workload = scope.workloads[index]
    let parameters =
      worlds.first?.workload(WorkloadID(index: index)).parameters ?? workload.parameters
    let rows = KnownSetting<WorkloadParameters>.workload.map {
      ($0.info.name, $0.written(parameters, .dollar))
    }
    sayTable("\(workload.name): workload on \(workload.systems.joined(separator: ", "))", rows)
  }

  private mutating func sayTable(_ heading: String, _ rows: [(String, String)]) {
    var table = TextTable(
      columns: [TextTable.Column("setting"), TextTable.Column("value")], wraps: true)
    for (name, value) in rows { table.rows.append([StyledText(name), StyledText(value)]) }
    say(
      StyledText(heading + "\n") + table.drawn(on: options.page) + StyledText("\n"),
      data: DataTable(
        kind: "show", title: heading,
        columns: [
          DataTable.Column(name: "setting", unit: ""), DataTable.Column(name: "value", unit: ""),
        ], rows: rows.map { [.text($0.0), .text($0.1)] }))
  }

  mutating func help(_ word: Word?) {
    say(Listing.help(word?.text, scope: scope))
  }
}

/// Help and tables as text.
enum Listing {
  static func help(_ word: String?, scope: Scope) -> StyledText {
    guard let word else { return overview }
    if Scope.tables.contains(word) {
      return table(word, scope: scope, page: Page()).text
    }
    let entries = Vocabulary.entries(of: word)
    if entries.isEmpty {
      if let code = DiagnosticCode.all.first(where: { $0.id == word.uppercased() }) {
        return code.explanation
      }
      if let label = scope.label(word) {
        return StyledText(
          "\(word) is the attack \(label.attack.name) on \(scope.systems[label.system].name); show \(word)\n"
        )
      }
      if let system = scope.system(word) {
        return StyledText(
          "\(word) is \(system.kind.article)" + (system.base.map { " from \($0)" } ?? "")
            + "; show \(word)\n")
      }
      if word.contains("/"), let one = scope.prices.unit(word) {
        return StyledText(
          "\(word)  unit\n  \(one.dimension.name)\n  Example:  print 1 \(word)\n")
      }
      let near =
        Synonyms.understood[word.lowercased()] ?? Synonyms.metrics[word.lowercased()]
        ?? Synonyms.settings[word.lowercased()]
        ?? Synonyms.units[word] ?? Suggestion.nearest(to: word, among: Vocabulary.all.map(\.word))
      return StyledText(
        "There is no help for `\(escapingControls(word))`"
          + (near.map { "; did you mean `? \($0)`?" } ?? "; try `? statements`") + "\n")
    }
    var text = StyledText()
    for (i, entry) in entries.enumerated() {
      if i > 0 { text.append("\n") }
      text.append(entry.word, .bold)
      text.append("  \(entry.group)\n")
      for line in entry.lines { text.append("  \(line)\n") }
      text.append("  Example:  \(entry.example)\n")
    }
    return text
  }

  static let overview = StyledText(
    """
    To a first chart in four lines:
      chain base from bitcoin
      workload shopping on base { rate 8 tx/s; bid 5 USD }
      run 1 day
      plot backlog of base
    More:  ? WORD   ? statements   ? settings   ? metrics   ? units   ? functions   show presets

    """)

  static func table(_ topic: String, scope: Scope, page: Page) -> (
    text: StyledText, data: DataTable
  ) {
    let (titles, rows): ([String], [[String]]) =
      switch topic {
      case "presets": (["preset", "what it is"], Preset.all.map { [$0.name, $0.summary] })
      case "metrics":
        (
          ["metric", "unit", "meaning"],
          Metric.all.map {
            [$0.name + ($0.kind == .distribution ? " ~" : ""), $0.unit, $0.meaning]
          }
        )
      case "attacks":
        (
          ["attack", "suits", "meaning"],
          Attack.all.map {
            [
              $0.name, $0.kind == nil ? "(later)" : $0.suited, $0.meaning,
            ]
          }
        )
      case "units":
        (
          ["unit", "also", "meaning"],
          Unit.all.map { [$0.name, $0.aliases.joined(separator: ", "), $0.meaning] }
        )
      case "prices":
        (
          ["coin", "USD", "base unit"],
          scope.prices.coins.map { [$0.symbol, Readable.number($0.price), "1e-\($0.decimals)"] }
        )
      case "functions":
        (["function", "meaning"], Function.all.map { [$0.name, $0.meaning] })
      case "statements":
        (
          ["statement", "form"],
          StatementWord.all.map { [$0.word, $0.form] }
        )
      case "systems":
        (
          ["name", "kind", "from"],
          scope.systems.map { [$0.name, $0.parameters.kind.rawValue, $0.base ?? "-"] }
            + scope.workloads.map { [$0.name, "workload", "-"] }
            + scope.labels.map { [$0.name, "attack", "-"] }
        )
      default:
        (
          ["setting", "of", "takes", "meaning"],
          KnownSetting<ChainParameters>.everywhere.map { kind, setting in
            [setting.info.name, kind.rawValue, setting.info.shape.briefly, setting.info.meaning]
          }
            + KnownSetting<WorkloadParameters>.workload.map {
              [$0.info.name, "workload", $0.info.shape.briefly, $0.info.meaning]
            }
            + KnownSetting<AttackLaunch>.attack.map {
              [$0.info.name, "attack", $0.info.shape.briefly, $0.info.meaning]
            }
        )
      }
    var table = TextTable(columns: titles.map { TextTable.Column($0) }, wraps: true)
    table.rows = rows.map { $0.map { StyledText($0) } }
    return (
      table.drawn(on: page),
      DataTable(
        kind: "show", title: topic, columns: titles.map { DataTable.Column(name: $0, unit: "") },
        rows: rows.map { $0.map { .text($0) } })
    )
  }
}

extension SettingInfo.Shape {
  /// A word or two for a table.
  fileprivate var briefly: String {
    switch self {
    case .quantity(.number, _, let whole): whole ? "a count" : "a number"
    case .quantity(let dimension, _, _): dimension.likelyUnits[0]
    case .word: "a word"
    case .share: "a share"
    case .shares: "shares"
    case .mix: "kinds"
    case .patience: "a time"
    case .coin: "a symbol"
    case .counts: "counts"
    case .file: "a file"
    }
  }
}

extension Scope.System {
  /// `arb: rollup on eth from arbitrum`
  var heading: String {
    var text = "\(name): \(parameters.kind.rawValue)"
    if parameters.kind == .bridge {
      text += " between " + parents.joined(separator: ", ")
    } else if !parents.isEmpty {
      text += " on " + parents.joined(separator: ", ")
    }
    return text + (base.map { " from \($0)" } ?? "")
  }
}
