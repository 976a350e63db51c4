import Blockchain
import Measures
import Quantities
import Syntax
import Terminal

extension Checker {
  mutating func checkExplain(_ path: Path) {
    attempt { checker throws(Rejection) in
      if path.parts.count == 1, Metric.spelled(path.text) != nil,
        !checker.scope.names.contains(path.text)
      {
        let name = checker.scope.systems.first?.name ?? "base"
        throw reject(
          Message(
            .wrongKind, "`explain` needs a system and its metric",
            notes: ["Try:  explain \(name).\(path.text)"]), at: path.extent)
      }
      switch try checker.scope.resolve(path) {
      case .object(let name): throw reject(checker.scope.isNoValue(name), at: path.extent)
      case .binding:
        throw reject(
          Message(
            .wrongKind, "`\(path.text)` is a value that you named; `explain` tells of metrics",
            notes: ["Try:  print \(path.text)"]), at: path.extent)
      default: break
      }
    }
  }
}

extension Interpreter {
  /// How a number came about, on a screen at most.
  mutating func explain(_ path: Path) throws(Rejection) {
    switch try scope.resolve(path) {
    case .metric(let metric, let statistic, let system, let producer):
      explain(path.text, metric, statistic, producer, of: system)
    case .chainSetting(let setting, let system):
      let parameters =
        lookedAt.first?.chain(SystemID(index: system)).parameters
        ?? scope.systems[system].parameters
      let origin = SettingOrigin(
        setting, of: scope.systems[system], now: parameters, in: scope)
      say(
        lines([
          "\(path.text) = \(setting.written(parameters, scope.coin(of: parameters)))",
          "  \(setting.info.meaning)", "  from     \(origin.text)",
        ]))
    case .workloadSetting(let setting, let workload):
      let parameters =
        lookedAt.first?.workload(WorkloadID(index: workload)).parameters
        ?? scope.workloads[workload].parameters
      say(
        lines([
          "\(path.text) = \(setting.written(parameters, .dollar))", "  \(setting.info.meaning)",
        ]))
    case .outcome(let field, let label):
      let measured = Measurement.outcome(field, label: label)
      let estimate = measured.estimate(over: worlds)
      say(
        lines([
          "\(path.text) = \(readable(estimate.mean, measured.unit, measured.dimension))"
            + interval(estimate, measured.unit, measured.dimension),
          "  \(field.meaning)",
          "  of       \(scope.labels[label].attack.name): \(scope.labels[label].attack.meaning)",
        ]))
    case .attackSetting(let setting, _):
      say(lines(["\(path.text)", "  \(setting.info.meaning)"]))
    case .binding, .object: break
    }
  }

  private mutating func explain(
    _ name: String, _ metric: Metric, _ statistic: Statistic?, _ producer: Int?, of system: Int
  ) {
    let seen = lookedAt
    guard let world = seen.first else { return }
    let id = SystemID(index: system)
    let measurement = Measurement.metric(metric, statistic, system: system, producer: producer)
    let estimate = measurement.estimate(over: seen)
    var derivation = world.derivation(of: metric, statistic, producer: producer, id, depth: 3)
    derivation.value = estimate.mean.isNaN ? nil : estimate.mean
    let parameters = world.chain(id).parameters
    let coin = scope.coin(of: parameters)
    let isScore = Scores.Corner(rawValue: metric.name) != nil
    let nudges = Nudge.strongest(
      of: measurement, system: system, in: world, coin, most: isScore ? 4 : 3, upwards: isScore)

    var text = [
      "\(name) = \(readable(estimate.mean, metric.unit, metric.dimension, isScore: isScore))"
        + interval(estimate, metric.unit, metric.dimension) + "   (\(derivation.origin))"
    ]
    text.append("  formula  " + derivation.formula)
    let parts = derivation.parts.filter { $0.value != nil }
    for (i, part) in parts.prefix(8).enumerated() {
      let value = readable(part.value ?? .nan, part.unit, part.dimension, isScore: isScore)
      text.append(
        (i == 0 ? "  from     " : "           ") + "\(part.name) \(value)  \(part.origin)")
    }
    if !derivation.binds.isEmpty { text.append("  binds    " + derivation.binds) }
    let settings = relevant(Formula.of(metric, under: parameters), parameters)
    for (i, setting) in settings.prefix(isScore ? 0 : 5).enumerated() {
      let origin = SettingOrigin(setting, of: scope.systems[system], now: parameters, in: scope)
      text.append(
        (i == 0 ? "  settings " : "           ")
          + "\(setting.info.name) \(setting.written(parameters, coin)) (\(origin.text))")
    }
    if let theory = derivation.theory, !estimate.mean.isNaN {
      let off = theory.value != 0 ? (estimate.mean / theory.value - 1) * 100 : .nan
      text.append(
        "  theory   \(readable(theory.value, metric.unit, metric.dimension)): \(theory.formula); measured "
          + "\(Readable.number(off.magnitude, digits: 2)) % \(off < 0 ? "below" : "above")")
    }
    let moves = Scores.Corner(rawValue: metric.name).map { corner in
      Scores(world.scoreInputs(of: id), weights: parameters.trust.weights).moves(of: corner)
    }
    if let moves {
      let gains = moves.map { "\($0.name) +\(Readable.fixed($0.gain, places: 1))" }
      text.append("  ways up  " + (gains.isEmpty ? "none" : gains.joined(separator: " | ")))
    }
    if !nudges.isEmpty {
      let shown = nudges.map { nudge in
        let change = readable(nudge.change, metric.unit, metric.dimension, isScore: isScore)
        return
          "\(nudge.setting) \(nudge.to) (now \(nudge.from)) \(nudge.change > 0 ? "+" : "")\(change)"
      }
      text.append((isScore ? "           or: " : "  moves    ") + shown.joined(separator: " | "))
      text.append("           (one setting at half or double, all that was measured held)")
    } else if estimate.mean.isNaN {
      text.append("  moves    there is no data: it needs a run, or users")
    } else if isScore || metric.kind == .powers || Nudge.isFormula(metric) {
      text.append("  moves    no setting at half or double moves it alone")
    } else {
      text.append("  moves    it is counted in the run: change a setting and run again, or `sweep`")
    }
    if !derivation.source.isEmpty { text.append("  source   " + derivation.source) }
    say(
      lines(text), data: table(derivation, estimate),
      tree: tree(derivation, settings, nudges, system))
  }

  /// Settings of a formula that the system has and that act there.
  private func relevant(
    _ formula: Formula, _ parameters: ChainParameters
  ) -> [KnownSetting<ChainParameters>] {
    formula.settings.compactMap { name in
      KnownSetting<ChainParameters>.named(name, of: parameters.kind)
    }.filter {
      $0.info.matters(to: parameters) && $0.read(parameters, .dollar) != .unset
    }
  }

  // MARK: Text

  private func readable(
    _ x: Double, _ unit: String, _ dimension: Dimension, isScore: Bool = false
  ) -> String {
    if x.isNaN { return "-" }
    if isScore, dimension == .number {
      return Readable.fixed(x, places: x.magnitude < 9.95 ? 1 : 0)
    }
    if unit == "%" { return Readable.number(x * 100) + " %" }
    if unit.isEmpty || unit == "bits" || unit == "x" {
      return Readable.number(x) + (unit.isEmpty ? "" : " \(unit)")
    }
    if unit == "USD/day" { return Readable.quantity(Quantity(x * 86_400, .money)) + "/day" }
    if unit.contains("/") || unit == "gwei", let one = scope.prices.unit(unit) {
      return "\(Readable.number(x / one.value)) \(unit)"
    }
    return Readable.quantity(Quantity(x, dimension))
  }

  /// The 95 % interval where replicates give one.
  private func interval(_ estimate: Measured, _ unit: String, _ dimension: Dimension) -> String {
    guard estimate.halfWidth > 0, estimate.halfWidth.isFinite else { return "" }
    return " +- \(readable(estimate.halfWidth, unit, dimension)), 95 % of \(lookedAt.count) runs"
  }

  /// Lines of at most the page's width, a screen of them.
  private func lines(_ lines: [String]) -> StyledText {
    let width = min(80, options.page.width)
    var text = StyledText()
    let wrapped = lines.enumerated().flatMap { i, line in
      StyledText(line, i == 0 ? .bold : .plain).wrapped(width: width, indent: i == 0 ? 2 : 11).lines
    }
    for line in wrapped.prefix(Self.screen) { text.append(line + StyledText("\n")) }
    return text
  }

  private static let screen = 24

  // MARK: Data

  private func table(_ derivation: Derivation, _ estimate: Measured) -> DataTable {
    var rows: [[DataTable.Cell]] = []
    func add(_ one: Derivation, level: Int) {
      rows.append([
        .number(Double(level)), .text(one.name), one.value.map { .number($0) } ?? .missing,
        .text(one.dimension.symbol), .text(one.origin), .text(one.formula),
      ])
      for part in one.parts { add(part, level: level + 1) }
    }
    add(derivation, level: 0)
    return DataTable(
      kind: "explain", title: derivation.name,
      columns: ["level", "name", "value", "unit", "origin", "formula"].map {
        DataTable.Column(name: $0, unit: "")
      }, rows: rows)
  }

  private func tree(
    _ derivation: Derivation, _ settings: [KnownSetting<ChainParameters>], _ nudges: [Nudge],
    _ system: Int
  ) -> ReportTree {
    func branch(_ one: Derivation) -> ReportTree {
      ReportTree(
        name: one.name, value: one.value, unit: one.dimension.symbol, origin: one.origin,
        formula: one.formula, parts: one.parts.map(branch))
    }
    var root = branch(derivation)
    let parameters =
      lookedAt.first?.chain(SystemID(index: system)).parameters
      ?? scope.systems[system].parameters
    let coin = scope.coin(of: parameters)
    root.parts += settings.map { setting in
      ReportTree(
        name: setting.info.name, text: setting.written(parameters, coin),
        origin: SettingOrigin(setting, of: scope.systems[system], now: parameters, in: scope).text)
    }
    root.parts += nudges.map {
      ReportTree(
        name: "move \($0.setting)", value: $0.change, unit: derivation.dimension.symbol,
        text: "\($0.from) -> \($0.to)", origin: "finite difference")
    }
    if let theory = derivation.theory {
      root.parts.append(
        ReportTree(
          name: "theory", value: theory.value, unit: derivation.dimension.symbol,
          origin: "closed form", formula: theory.formula))
    }
    return root
  }

  private mutating func say(_ text: StyledText, data: DataTable, tree: ReportTree) {
    guard !isQuiet else { return }
    reports.append(
      Report(channel: .result, text: text, data: data, tree: tree, seed: scope.seed))
  }
}
