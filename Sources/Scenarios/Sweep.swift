import Blockchain
import Measures
import Quantities
import Simulation
import Syntax
import Terminal

extension SweepAxis {
  /// The values of each row of this axis: one for each of its paths.
  func points(
    _ evaluator: Evaluator, in body: [Statement]
  ) throws(Rejection) -> [[SweptValue]] {
    switch values {
    case .list(let rows):
      var points: [[SweptValue]] = []
      for row in rows {
        guard row.count == paths.count else {
          throw reject(
            Message(
              .wrongArguments,
              "this row has \(row.count) value\(row.count == 1 ? "" : "s") for \(paths.count) swept "
                + "setting\(paths.count == 1 ? "" : "s")",
              notes: paths.count > 1
                ? ["Try:  sweep a, b over (1 MB, 10 s), (2 MB, 20 s) { ... }"] : []),
            at: row.first?.extent ?? paths[0].extent)
        }
        var point: [SweptValue] = []
        for (path, value) in zip(paths, row) {
          if let word = evaluator.scope.sweptSetting(path, in: body)?
            .word(for: Evaluator.written(value))
          {
            point.append(.word(word))
          } else {
            point.append(
              evaluator.scope.sweptValue(try evaluator.quantity(of: value), of: path, in: body))
          }
        }
        points.append(point)
      }
      return points
    case .range(let low, let high, let step):
      guard paths.count == 1 else {
        throw reject(
          Message(
            .wrongArguments, "a range sweeps one setting; several need pairs",
            notes: ["Try:  sweep a, b over (1 MB, 10 s), (2 MB, 20 s) { ... }"]),
          at: paths[1].extent)
      }
      let from = try evaluator.quantity(of: low)
      let to = try evaluator.quantity(of: high)
      guard from.dimension == to.dimension else {
        throw reject(
          Message(
            .cannotCombine, "a range from \(from.dimension.name) to \(to.dimension.name) is none",
            notes: from.dimension == .number || to.dimension == .number
              ? ["Both ends have their unit:  1 MB .. 4 MB"] : []),
          at: high.extent)
      }
      let steps = try Self.steps(from, to, step, evaluator, at: low.extent.union(high.extent))
      return steps.map {
        [evaluator.scope.sweptValue(Quantity($0, from.dimension), of: paths[0], in: body)]
      }
    }
  }

  private static func steps(
    _ from: Quantity, _ to: Quantity, _ step: SweepValues.Step?, _ evaluator: Evaluator,
    at extent: Extent
  ) throws(Rejection) -> [Double] {
    let a = from.value
    let b = to.value
    guard !a.isNaN, !b.isNaN else { return [] }
    guard a <= b else {
      throw reject(
        Message(
          .outOfRange, "a range goes from the smaller to the larger value",
          notes: ["Try:  1 MB .. 4 MB    or a list, in any order:  4 MB, 2 MB, 1 MB"]), at: extent)
    }
    let slack = 1 + 1e-9
    switch step {
    case nil:
      if a == b { return [a] }
      let values = (0..<8).map { i -> Double in
        let share = Double(i) / 7
        return a > 0 && b / a >= 30 ? a * Elementary.pow(b / a, share) : a + (b - a) * share
      }
      // Between whole numbers above 1, counts are meant.
      guard from.dimension == .number, b > 1, a == a.rounded(), b == b.rounded() else {
        return values
      }
      var counts: [Double] = []
      for value in values.map({ $0.rounded() }) where counts.last != value { counts.append(value) }
      return counts
    case .times(let factor, let at)?:
      guard factor > 1, a > 0 else {
        throw reject(
          Message(
            .outOfRange, "a factor must be above 1, and the range above zero",
            notes: ["Try:  by x2"]),
          at: at)
      }
      var values: [Double] = []
      var x = a
      while x <= b * slack, values.count <= limit {
        values.append(x)
        x *= factor
      }
      return values
    case .by(let expression)?:
      let width = try evaluator.quantity(of: expression)
      guard width.dimension == from.dimension, width.value > 0 else {
        throw reject(
          Message(
            .outOfRange, "the step of a range is a positive amount of the same kind",
            notes: ["Try:  1 MB .. 64 MB by 4 MB"]), at: expression.extent)
      }
      var values: [Double] = []
      var i = 0.0
      while a + i * width.value <= b + (b - a) * 1e-9, values.count <= limit {
        values.append(a + i * width.value)
        i += 1
      }
      return values
    }
  }

  /// Values of one axis at the most; more is refused with the limit on runs.
  static let limit = 100_000
}

extension Interpreter {
  /// Runs the body once for each combination of values, from time zero, in a copy of what is declared.
  mutating func sweep(
    _ axes: [SweepAxis], repeating: Expression?, _ body: [Statement], at extent: Extent
  ) throws(Stop) {
    let combinations: [[SweptValue]]
    let template: Interpreter
    do throws(Rejection) {
      combinations = try self.combinations(axes, body, at: extent)
      template = try self.template(repeating)
    } catch {
      throw .rejected(error)
    }
    let paths = axes.flatMap(\.paths)
    let interruption = interruption
    let threads = options.threads
    interruption.report(progress: 0)
    let outcomes = parallelMap(count: combinations.count, threads: threads) { i in
      defer { interruption.add(progress: 1 / Double(combinations.count)) }
      return interruption.cause == .none
        ? template.row(paths, combinations[i], body)
        : SweepOutcome(
          row: SweepTable.Row(values: combinations[i], worlds: [], labels: [], failure: "stopped"))
    }
    interruption.report(progress: 0)
    var table = SweepTable(paths: paths, rows: [], scope: template.scope)
    for outcome in outcomes {
      table.rows.append(outcome.row)
      reports += outcome.reports
      claims += outcome.claims
      failedClaims += outcome.failedClaims
      if let scope = outcome.scope { table.scope = scope }
    }
    sweeps.append(table)
    let names = paths.map(\.text).joined(separator: ", ")
    let failed = table.rows.filter { $0.failure != nil }
    var line =
      "  \(table.rows.count) run\(table.rows.count == 1 ? "" : "s") over \(names)"
    if template.scope.repeats > 1 { line += ", \(template.scope.repeats) replicates each" }
    line += ", seed \(scope.seed)"
    if interruption.cause != .none {
      let done = table.rows.count - failed.count
      say("  stopped after \(done) of \(table.rows.count) runs; results kept")
      throw .interrupted
    }
    let columns = table.columns(naming: body.flatMap(\.readPaths))
    say(
      StyledText(line + "\n") + table.text(of: columns, on: options.page),
      data: table.data(of: columns))
    for row in failed {
      let values = row.values.map(\.readable).joined(separator: ", ")
      say("  at \(values): \(row.failure ?? "")")
    }
  }

  /// The combinations of the axes' rows that are to be run; the last axis changes fastest.
  func combinations(
    _ axes: [SweepAxis], _ body: [Statement], at extent: Extent
  ) throws(Rejection) -> [[SweptValue]] {
    var combinations: [[SweptValue]] = [[]]
    for axis in axes {
      let points = try axis.points(evaluator, in: body)
      let most = options.maxRuns * (options.shard?.count ?? 1)
      guard combinations.count * max(1, points.count) <= most else {
        throw reject(
          Message(
            .tooExpensive,
            "the sweep has more than \(options.maxRuns) runs",
            notes: ["Fewer values, or a larger --max-runs"]), at: extent)
      }
      combinations = combinations.flatMap { start in points.map { start + $0 } }
    }
    guard let shard = options.shard else { return combinations }
    return Array(combinations[shard.rows(of: combinations.count)])
  }

  /// An interpreter at time zero with everything as declared, for the rows of a sweep.
  private func template(_ repeating: Expression?) throws(Rejection) -> Interpreter {
    var copy = self
    copy.bench = Bench()
    copy.scope.labels = []
    copy.scope.restorePrices()
    for i in copy.scope.systems.indices { copy.scope.systems[i].adopted = [] }
    copy.reports = []
    copy.sweeps = []
    copy.branches = []
    copy.claims = 0
    copy.failedClaims = 0
    copy.isQuiet = true
    copy.traces = false
    copy.options.threads = 1
    copy.options.interactive = false
    if options.repeats == nil, let repeating {
      copy.scope.repeats = Int(
        try evaluator.measure(repeating, .number, for: "repeat", in: Limits.repeats))
    }
    return copy
  }

  private struct SweepOutcome: Sendable {
    var row: SweepTable.Row
    var reports: [Report] = []
    var claims = 0
    var failedClaims = 0
    var scope: Scope?
  }

  private func row(_ paths: [Path], _ values: [SweptValue], _ body: [Statement]) -> SweepOutcome {
    var copy = self
    do throws(Stop) {
      for (path, value) in zip(paths, values) {
        do throws(Rejection) {
          try copy.assign(path, value, in: body)
        } catch {
          throw .rejected(error)
        }
      }
      for statement in body { try copy.execute(statement) }
    } catch {
      let reason: String =
        switch error {
        case .rejected(let rejection), .limit(let rejection): rejection.message.title
        case .interrupted: "stopped"
        case .fault(let text): text
        }
      return copy.outcome(paths, values, failure: reason)
    }
    return copy.outcome(paths, values, failure: nil)
  }

  private func outcome(_ paths: [Path], _ values: [SweptValue], failure: String?) -> SweepOutcome {
    let named = zip(paths, values).map { "\($0.text) \($1.readable)" }
    let said = reports.map { report in
      var report = report
      report.text = StyledText("  at \(named.joined(separator: ", ")): ") + report.text
      return report
    }
    return SweepOutcome(
      row: SweepTable.Row(
        values: values, worlds: failure == nil ? worlds : [], labels: scope.labels,
        failure: failure),
      reports: said, claims: claims, failedClaims: failedClaims, scope: failure == nil ? scope : nil
    )
  }

  /// Gives a swept path its value: a setting, or a new name.
  private mutating func assign(
    _ path: Path, _ value: SweptValue, in body: [Statement]
  ) throws(Rejection) {
    let written = SettingValue.list([value.expression(at: path.extent)])
    switch scope.target(of: path, in: body) {
    case .setting(let target): try set(target, to: written, at: path.extent, marking: false)
    case .attack(let order, let name):
      scope.sweptSettings.append(
        (order.label.text, Setting(name: name, value: written, extent: path.extent)))
    case .name:
      if let quantity = value.quantity { scope.bind(path.text, to: quantity) }
    }
  }
}

extension Expression {
  /// A quantity as it would be written; a bare number is so many times one.
  static func literal(_ q: Quantity, at extent: Extent) -> Expression {
    let unit = q.dimension == .number ? "x" : q.dimension.symbol
    return .quantity(q.value, unit: Word(unit, extent), extent)
  }
}
