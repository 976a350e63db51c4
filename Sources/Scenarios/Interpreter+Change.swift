import Blockchain
import Measures
import Quantities
import Simulation
import Syntax

extension Interpreter {
  /// Changes a setting: of the declaration before the first run, of every world after it.
  mutating func set(
    _ path: Path, to value: SettingValue, at extent: Extent, marking: Bool = true
  ) throws(Rejection) {
    let setting = Setting(name: path.parts[path.parts.count - 1], value: value, extent: extent)
    switch try scope.resolve(path) {
    case .chainSetting(_, let index): try change(system: index, setting)
    case .workloadSetting(_, let index): try change(workload: index, setting)
    case .metric(let metric, _, _, _):
      throw reject(
        Message(.unknownSetting, "`\(metric.name)` is measured, not set"), at: path.extent)
    case .outcome(_, let label), .attackSetting(_, let label):
      throw scope.attacksDoNotChange(label, path)
    case .binding:
      throw reject(
        Message(.wrongKind, "`\(path.text)` is a value", notes: ["Try:  let \(path.text) = ..."]),
        at: path.extent)
    case .object(let name):
      throw reject(
        Message(
          .wrongKind, "`set` needs a setting of `\(name)`",
          notes: ["Try:  set \(name).SETTING VALUE"]),
        at: path.extent)
    }
    if marking, hasRun { mark("set \(path.text) \(value.formatted)") }
  }

  private mutating func change(system index: Int, _ setting: Setting) throws(Rejection) {
    try refuseCoin(among: [setting])
    try refuseLock(among: [setting])
    let name = scope.systems[index].name
    let count = try change(system: index) {
      (scope: inout Scope, parameters, worlds) throws(Rejection) in
      try scope.apply(setting, to: &parameters, system: name, worlds: worlds)
      if let message = parameters.contradiction { throw reject(message, at: setting.extent) }
      return 1
    }
    scope.systems[index].changes += count
  }

  /// A ledger is in one coin from the moment that there is one.
  func refuseCoin(among settings: [Setting]) throws(Rejection) {
    if !bench.replicates.isEmpty { try Scope.refuseNewShape(among: settings) }
    // Attempts may have made the worlds before the first run.
    guard let setting = settings.first(where: { $0.name.text == "coin" }),
      !bench.replicates.isEmpty
    else { return }
    throw reject(
      Message(.tooLate, "the coin of a chain that runs cannot change; its `price` can"),
      at: setting.extent)
  }

  /// What is locked on a parent changes by what people do.
  func refuseLock(among settings: [Setting]) throws(Rejection) {
    guard let setting = settings.first(where: { $0.name.text == "locked_value" }), hasRun else {
      return
    }
    throw reject(
      Message(
        .tooLate,
        "what a system that runs has locked cannot be set; withdrawals and attacks change it",
        notes: ["Before the first run:  set NAME.locked_value 1 bnUSD"]), at: setting.extent)
  }

  /// Edits the rules of a system: of the declaration before the first run, in every world.
  ///
  /// - Parameter edit: says how many settings of the declaration it changed.
  /// - Returns: that number where the declaration was edited, otherwise 0.
  mutating func change(
    system index: Int,
    _ edit: (inout Scope, inout ChainParameters, [World]) throws(Rejection) -> Int
  ) throws(Rejection) -> Int {
    let id = SystemID(index: index)
    var count = 0
    // Nothing has changed where the edit does not suit one of the replicates.
    var edited = scope
    if !hasRun {
      var parameters = scope.systems[index].parameters
      count = try edit(&edited, &parameters, [])
      edited.systems[index].parameters = parameters
    }
    let worlds = worlds
    var rules: [ChainParameters] = []
    for world in worlds {
      var parameters = world.chain(id).parameters
      _ = try edit(&edited, &parameters, worlds)
      edited.systems[index].note(parameters.consensus)
      rules.append(parameters)
    }
    scope = edited
    for (i, parameters) in rules.enumerated() {
      bench.replicates[i].world.change(id) { $0 = parameters }
      if let coin = scope.prices.coin(parameters.coin) {
        bench.replicates[i].world.setPrice(of: coin.symbol, dollars: coin.price)
      }
    }
    return count
  }

  private mutating func change(workload index: Int, _ setting: Setting) throws(Rejection) {
    let id = WorkloadID(index: index)
    if !hasRun {
      var parameters = scope.workloads[index].parameters
      try scope.apply(setting, to: &parameters, worlds: [])
      scope.workloads[index].parameters = parameters
    }
    let worlds = worlds
    for i in bench.replicates.indices {
      var parameters = bench.replicates[i].world.workload(id).parameters
      try scope.apply(setting, to: &parameters, worlds: worlds)
      bench.replicates[i].world.change(id) { $0 = parameters }
    }
  }

  /// Steps in which a ramp moves.
  private static let rampSteps: Int64 = 100

  mutating func ramp(
    _ path: Path, to goal: Expression, over length: Expression, _ extent: Extent
  ) throws(Rejection) {
    let from = try evaluator.quantity(of: .path(path))
    let to = try evaluator.quantity(of: goal)
    let duration = try evaluator.interval(length, for: "over", in: Limits.moment)
    guard !from.value.isNaN else {
      throw reject(
        Message(.noData, "`\(path.text)` is not set yet, so a ramp has nowhere to start"),
        at: path.extent)
    }
    bench.agenda.removeSteps(of: path)
    let isWhole = scope.isWhole(path)
    for step in 1...Self.rampSteps {
      var x = from.value + (to.value - from.value) * Double(step) / Double(Self.rampSteps)
      if isWhole { x.round() }
      let value = Expression.literal(Quantity(x, from.dimension), at: extent)
      let due =
        now
        + Interval(
          microseconds: Int64(
            (Double(duration.microseconds) * Double(step) / Double(Self.rampSteps)).rounded()))
      bench.agenda.add(at: due, .step(path, .list([value])))
    }
    mark("ramp \(path.text) to \(Readable.quantity(to)) over \(Readable.time(duration))")
  }

  mutating func schedule(
    _ body: [Statement], at time: Expression, relative: Bool, _ extent: Extent
  ) throws(Rejection) {
    let wait = try evaluator.interval(time, for: "at", in: Limits.moment)
    let due = relative ? now + wait : Instant.zero + wait
    guard due >= now else {
      throw reject(
        Message(
          .tooLate, "it is already \(Readable.time(now)), so `at` cannot go back",
          notes: [
            "The first legal time:  at \(Readable.time(now)) { ... }    or    at now + 1 h { ... }"
          ]),
        at: time.extent)
    }
    bench.agenda.add(at: due, .body(body))
  }

  /// The first multiple of a period after now.
  func firstMultiple(of period: Interval) -> Instant {
    let count = now.microseconds / period.microseconds + 1
    return Instant(microseconds: count * period.microseconds)
  }

  mutating func watch(_ condition: Expression, again: Bool, _ body: [Statement]) {
    let systems = condition.paths.compactMap { scope.systemIndex(ofSubject: $0.parts[0].text) }
    let watch = Watch(
      condition: condition, again: again, body: body,
      systems: systems.map(SystemID.init(index:)))
    if bench.replicates.isEmpty {
      bench.watches.append(watch)
    } else {
      for i in bench.replicates.indices { bench.replicates[i].watches.append(watch) }
    }
  }
}

extension Expression {
  /// Every path that it reads.
  var paths: [Path] {
    switch self {
    case .path(let path): [path]
    case .unary(_, let a, _), .convert(let a, _, _): a.paths
    case .binary(_, let a, let b, _): a.paths + b.paths
    case .within(let a, let low, let high, _): a.paths + low.paths + high.paths
    case .call(_, let arguments, _): arguments.flatMap { $0.value.paths }
    case .number, .quantity, .text, .hole: []
    }
  }
}

extension Scope {
  /// Whether a setting takes whole numbers only.
  func isWhole(_ path: Path) -> Bool {
    if case .quantity(.number, _, let whole)? = setting(path)?.shape { return whole }
    return false
  }
}
