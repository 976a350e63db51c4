import Blockchain
import Measures
import Quantities
import Simulation
import Syntax

extension Checker {
  mutating func checkSetup(
    _ value: Expression, _ word: String, _ range: ClosedRange<Double>
  ) {
    attempt { checker throws(Rejection) in
      let n = try checker.whole(value, word)
      guard n.isNaN || range.contains(n) else {
        throw reject(
          .outOfRange(
            word, Evaluator.written(value),
            range: "\(Readable.number(range.lowerBound)) .. \(Readable.number(range.upperBound))"),
          at: value.extent)
      }
      let present = word == "seed" ? Double(checker.scope.seed) : Double(checker.scope.repeats)
      guard !(checker.hasRun || checker.hasAttempted) || n == present else {
        throw reject(
          Message(
            .tooLate,
            "`\(word)` holds for the whole session, so it comes before the first "
              + (checker.hasRun ? "run" : "attempts"),
            notes: ["`reset` goes back to time zero; then  \(word) \(Evaluator.written(value))"]),
          at: value.extent)
      }
    }
  }

  /// Events that carrying out the body of an `every` once is worth, attempts apart.
  static let eventsOfBody = 200.0

  mutating func checkRun(_ length: Expression, _ extent: Extent) {
    expectQuantity(
      length, .time, of: "run", in: Limits.run, try: ["run 7 days", "run 6 h"])
    if !hasRun { declared = Declared(systems: scope.systems, workloads: scope.workloads) }
    hasRun = true
    guard let q = try? evaluator.quantity(of: length), q.dimension == .time, !q.value.isNaN,
      Limits.run.contains(q.value)
    else {
      knowsEnds = false
      return
    }
    let duration = Interval.seconds(q.value)
    elapsed = elapsed + duration
    ends.append(elapsed)
    if (elapsed - .zero) > (Instant.limit - .zero) {
      note(reject(Message(.outOfRange, "time ends after 100 000 years"), at: extent))
      return
    }
    let bodies = periods.reduce(0) { $0 + duration.seconds / $1.seconds * $1.events }
    let events = scope.cost(of: duration) + bodies
    spend(
      events, "Try a shorter run, fewer replicates or fewer values in a sweep.", at: extent)
    note(runs: Double(scope.repeats), events: events, at: extent)
    let worlds = Double(scope.repeats * max(1, scope.systems.count) * branchRepeats)
    if worlds > Limits.worlds, limit == nil {
      limit = reject(
        Message(
          .tooExpensive,
          "this keeps \(Readable.number(worlds)) systems at once; the limit is \(Readable.number(Limits.worlds))",
          notes: ["Fewer replicates, fewer systems or fewer values in a sweep."]), at: extent)
    }
    warn(duration, extent)
  }

  /// Notes what a statement outside of a sweep costs.
  mutating func note(runs: Double, events: Double, at extent: Extent) {
    guard place == .file else { return }
    expenses.append(
      Expense(extent: extent, runs: runs, events: events, isWithinLimits: limit == nil))
  }

  mutating func warn(_ duration: Interval, _ extent: Extent) {
    guard place != .sweep else { return }
    for system in scope.systems
    where system.parameters.kind.hasBlocks && system.parameters.nominalInterval > duration {
      warnings.append(
        reject(
          Message(
            .shortRun,
            "in \(Readable.time(duration)) `\(system.name)` may not find a block (one each \(Readable.time(system.parameters.nominalInterval)))",
            severity: .warning), at: extent))
    }
    for workload in scope.workloads {
      for name in workload.systems {
        guard let system = scope.system(name) else { continue }
        let room = capacity(of: system, under: workload)
        guard let room, workload.parameters.rate > 50 * room else { continue }
        warnings.append(
          reject(
            Message(
              .overload,
              "`\(workload.name)` wants \(Readable.quantity(Quantity(workload.parameters.rate, .transactionRate))), `\(name)` carries about \(Readable.quantity(Quantity(room, .transactionRate)))",
              severity: .warning), at: extent))
      }
    }
  }

  /// What a chain would carry of this workload, before anything runs.
  func capacity(of system: Scope.System, under workload: Scope.Workload) -> Double? {
    var world = World(seed: 0, prices: scope.prices)
    let id = world.add(system.parameters, named: system.name)
    _ = world.add(workload.parameters, named: workload.name, on: [id])
    return world.chain(id).capacity
  }

  mutating func checkSweep(
    _ axes: [SweepAxis], _ repeating: Expression?, _ body: [Statement], _ extent: Extent
  ) {
    var inner = self
    inner.place = .sweep
    inner.restoreDeclared()
    inner.periods = []
    inner.branches = []
    inner.ends = []
    inner.hasRun = false
    inner.hasAttempted = false
    inner.scope.labels = []
    inner.scope.sweptSettings = []
    inner.elapsed = .zero
    var runs = 1.0
    for axis in axes {
      do throws(Rejection) {
        let points = try axis.points(evaluator, in: body)
        runs *= Double(points.count)
        for (i, path) in axis.paths.enumerated() {
          try inner.check(swept: path, values: points.map { $0[i] }, in: body)
        }
      } catch {
        note(error)
      }
    }
    if let repeating {
      checkSweepRepeat(repeating)
      if options.repeats == nil, let n = try? evaluator.quantity(of: repeating).value, n >= 1 {
        inner.scope.repeats = Int(min(n, 5_000))
      }
    }
    if let shard = options.shard, runs < 1e9 { runs = Double(shard.rows(of: Int(runs)).count) }
    if runs > Double(options.maxRuns), limit == nil {
      limit = reject(
        Message(
          .tooExpensive,
          "the sweep has \(Readable.number(runs)) runs; the limit is \(options.maxRuns)",
          notes: ["Fewer values, or a larger --max-runs"]), at: extent)
    }
    let isWithinLimits = limit == nil
    inner.branchRepeats = Int(max(1, min(runs, 1e6)))
    inner.rejections = []
    inner.check(body)
    rejections += inner.rejections
    if place == .file {
      expenses.append(
        Expense(
          extent: extent, runs: runs * Double(inner.scope.repeats), events: inner.cost - cost,
          isWithinLimits: isWithinLimits && inner.limit == nil))
    }
    cost = inner.cost
    limit = limit ?? inner.limit
    swept.append(axes.flatMap(\.paths))
    sweptScope = inner.scope
  }

  mutating func checkSweepRepeat(_ repeating: Expression) {
    attempt { checker throws(Rejection) in
      let n = try checker.whole(repeating, "repeat")
      guard n.isNaN || Limits.repeats.contains(n) else {
        throw reject(
          .outOfRange("repeat", Evaluator.written(repeating), range: "1 .. 5000"),
          at: repeating.extent)
      }
    }
  }

  /// Every swept value must be legal for its setting; a new name takes the first one.
  mutating func check(
    swept path: Path, values: [SweptValue], in body: [Statement]
  ) throws(Rejection) {
    let target: Path
    switch scope.target(of: path, in: body) {
    case .setting(let path): target = path
    case .attack(let order, let name):
      try checkSwept(order, name, values, at: path.extent)
      return
    case .name:
      if path.parts.count == 1, Vocabulary.settings.contains(path.text) {
        throw reject(
          Message(
            .unknownName, "several systems have a `\(path.text)`, or none",
            notes: [
              "Say which:  sweep \(scope.systems.first?.name ?? "base").\(path.text) over ..."
            ]),
          at: path.extent)
      }
      if let quantity = values.first?.quantity { scope.bind(path.text, to: quantity) }
      return
    }
    let owner = target.parts[0].text
    if Attack.named(owner) != nil, scope.systemIndex(owner) == nil {
      throw reject(
        Message(
          .unknownName, "the body launches no attack that is called `\(owner)`",
          notes: ["Try:  sweep \(path.text) over 10 % .. 45 % { attack \(owner) on base }"]),
        at: path.extent)
    }
    for value in values.reversed() {
      var parameters = self
      parameters.rejections = []
      parameters.place = .file
      parameters.checkSet(target, .list([value.expression(at: path.extent)]), path.extent)
      if let first = parameters.rejections.first { throw first }
      scope = parameters.scope
    }
  }
}
