import Blockchain
import Quantities
import Simulation
import Syntax
import Terminal

extension Interpreter {
  /// Makes a label known in every world, in the order of the source and so the same in all.
  mutating func declareLabel(of order: AttackOrder) throws(Rejection) {
    let known = scope.labels.count
    let index = try scope.declareLabel(of: order)
    guard scope.labels.count > known else { return }
    let label = scope.labels[index]
    everyWorld { $0.add(label) }
  }

  /// Launches an attack that acts while the world runs, or makes its attempts at once.
  mutating func attack(_ order: AttackOrder) throws(Stop) {
    let index: Int
    let launch: AttackLaunch
    do throws(Rejection) {
      index = try scope.declareLabel(of: order)
      launch = try scope.launch(order, worlds: worlds)
    } catch {
      throw .rejected(error)
    }
    scope.labels[index].launch = launch
    guard let tries = launch.tries else {
      begin(launch.parameters, order, label: index)
      return
    }
    try attempt(launch.parameters, tries, order, label: index)
  }

  private mutating func begin(
    _ parameters: AttackParameters, _ order: AttackOrder, label index: Int
  ) {
    if bench.replicates.isEmpty {
      bench.launches.append((index, parameters))
    } else {
      everyWorld { $0.launch(parameters, as: AttackID(index: index)) }
    }
    mark(order.line)
    // One that succeeds or gives up ends when it does, in each replicate at its own time.
    if let lasts = parameters.lasts, !parameters.kind.fields.contains(.successRate) {
      bench.marks.append(
        Mark(at: now + lasts, text: "attack \(order.name.text) on \(order.system.text) ends"))
    }
    guard options.interactive, !isInBody else { return }
    say("  \(order.label.text): begins at \(Readable.time(now)) on \(order.system.text)")
  }
}

extension Interpreter {
  /// Attempts between two looks at the interruption; a saved session repeats whole rounds.
  private static let round = 1_000

  private mutating func attempt(
    _ parameters: AttackParameters, _ tries: Int, _ order: AttackOrder, label index: Int
  ) throws(Stop) {
    let chain = scope.systems[scope.labels[index].system].parameters
    let events =
      World.estimatedBlocks(of: parameters, on: chain) * Double(tries) * Double(scope.repeats)
    guard events <= Double(options.eventLimit) else {
      throw .limit(
        reject(.needsEvents(events, limit: options.eventLimit, Self.fewerTries), at: order.extent))
    }
    prepare()
    attempted = 0
    let shows = !isQuiet && !isInBody
    while attempted < tries {
      let times = min(Self.round, tries - attempted)
      guard attempt(parameters, times, as: AttackID(index: index)) else { break }
      attempted += times
      if shows { interruption.report(progress: Double(attempted) / Double(tries)) }
    }
    if shows { interruption.report(progress: 0) }
    let data = outcomes(of: index, kind: "attack")
    guard attempted == tries else {
      // The run that the body belongs to says that it was stopped.
      if isInBody { return }
      say("  stopped after \(attempted) of \(tries) attempts; results kept", data: data)
      throw .interrupted
    }
    say("  \(order.label.text): \(summary(of: index)), seed \(scope.seed)", data: data)
  }

  /// One round in every replicate, or in none.
  private mutating func attempt(
    _ parameters: AttackParameters, _ times: Int, as id: AttackID
  ) -> Bool {
    guard interruption.cause == .none else { return false }
    let interruption = interruption
    var replicates = bench.replicates
    let wholes = replicates.updateInParallel(threads: options.threads) { replicate in
      replicate.world.attempt(parameters, times: times, as: id, interruption: interruption)
    }
    guard !wholes.contains(false) else { return false }
    bench.replicates = replicates
    return true
  }

  static let fewerTries = "Fewer `tries`, fewer replicates or fewer values in a sweep."

  /// How many attempts succeeded, all replicates together.
  private func summary(of index: Int) -> String {
    let outcomes = worlds.map { $0.outcome(of: AttackID(index: index)) }
    let decided = outcomes.reduce(0) { $0 + Int($1.decided) }
    let successes = outcomes.reduce(0) { $0 + Int($1.successes) }
    guard decided > 0 else { return "no attempt came to an end" }
    let interval = Estimate.wilson(successes: successes, of: decided)
    func percent(_ share: Double) -> String { Readable.number(share * 100) }
    return "\(successes) of \(decided) attempts succeeded, "
      + "\(percent(Double(successes) / Double(decided))) % (95 % interval "
      + "\(percent(interval.lowerBound)) .. \(percent(interval.upperBound)) %)"
  }

  private func outcomes(of index: Int, kind: String) -> DataTable {
    let label = scope.labels[index]
    return DataTable(
      kind: kind, title: "\(label.attack.name) on \(scope.systems[label.system].name)",
      columns: [DataTable.Column(name: "label", unit: "")]
        + label.attack.fields.map {
          DataTable.Column(name: $0.rawValue, unit: $0.dimension.symbol)
        },
      rows: [
        [.text(label.name)]
          + label.attack.fields.map {
            let x = Measurement.outcome($0, label: index).mean(over: worlds)
            return x.isNaN ? .missing : .number(x)
          }
      ])
  }
}

extension Interpreter {
  /// What became of an attack, and what its last launch was told.
  mutating func showLabel(_ index: Int) {
    let label = scope.labels[index]
    var table = TextTable(columns: [
      TextTable.Column("outcome"), TextTable.Column("value"), TextTable.Column("meaning"),
    ])
    for field in label.attack.fields {
      let estimate = Measurement.outcome(field, label: index).estimate(over: worlds)
      table.rows.append([
        StyledText(field.rawValue),
        StyledText(readable(estimate, field)),
        StyledText(field.meaning),
      ])
    }
    var text = StyledText(
      "\(label.name): attack \(label.attack.name) on \(scope.systems[label.system].name)\n")
    if let launch = label.launch {
      let told = label.attack.settings.compactMap { label.attack.setting($0) }
        .map { "\($0.info.name) \($0.written(launch, .dollar))" }
        .filter { !$0.hasSuffix(" -") }
      for line in Self.wrapped(told, width: options.page.width - 2) { text.append("  \(line)\n") }
    }
    say(
      text + table.drawn(on: options.page) + StyledText("\n"), data: outcomes(of: index, kind: "show"))
  }

  private func readable(_ estimate: Measured, _ field: AttackOutcome.Field) -> String {
    func read(_ x: Double) -> String {
      Value.quantity(Quantity(x, field.dimension), shownIn: field.unit == "%" ? "%" : nil)
        .readable(scope.prices)
    }
    guard !estimate.mean.isNaN else { return "-" }
    return read(estimate.mean) + (estimate.halfWidth > 0 ? " +- \(read(estimate.halfWidth))" : "")
  }

  /// Pieces with commas between, in lines of this width.
  private static func wrapped(_ pieces: [String], width: Int) -> [String] {
    var lines = [""]
    for (i, piece) in pieces.enumerated() {
      let piece = piece + (i < pieces.count - 1 ? "," : "")
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = piece
      } else if last.count + 1 + piece.count <= width {
        lines[lines.count - 1] += " " + piece
      } else {
        lines.append(piece)
      }
    }
    return lines
  }
}
