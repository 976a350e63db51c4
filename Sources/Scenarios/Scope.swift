import Blockchain
import Measures
import Quantities
import Syntax

/// What has been declared: systems, workloads, values, prices, seed and replicates.
///
/// Worlds are built from it at time zero; `reset` and `sweep` return to it.
struct Scope: Sendable {
  struct System: Sendable {
    var name: String
    var parameters: ChainParameters
    /// Names of the systems that it stands on.
    var parents: [String] = []
    /// What it was declared from, for `show`.
    var base: String?
    /// Settings that its declaration or `set` changed.
    var changes: Int
    /// Each consensus that it has come to while it runs.
    var adopted: [ChainParameters.Consensus] = []

    var kind: SystemKind { SystemKind.of(parameters.kind) }

    /// Notes that it may be measured as a chain of this kind, too.
    mutating func note(_ consensus: ChainParameters.Consensus) {
      if parameters.consensus != consensus, !adopted.contains(consensus) {
        adopted.append(consensus)
      }
    }
  }

  struct Workload: Sendable {
    var name: String
    var parameters: WorkloadParameters
    /// Names of its systems.
    var systems: [String]
  }

  struct Binding: Sendable {
    var name: String
    /// NaN while it is not known before the run.
    var quantity: Quantity
  }

  /// Reads a data file that a setting names.
  var readFile: (@Sendable (String) throws(DataRefusal) -> [UInt8])?
  var systems: [System] = []
  var workloads: [Workload] = []
  var bindings: [Binding] = []
  /// Labels of attacks, in the order in which worlds know them.
  var labels: [Label] = []
  /// What a sweep gives to attacks of its body, in place of what they say.
  var sweptSettings: [(label: String, setting: Setting)] = []
  var prices = Prices()
  var seed: UInt64 = 42
  var repeats = 1
  var warmup = Interval.zero
  /// While checking, what a run would measure is unknown and no fault.
  var isChecking = false
  /// Settings, as `eth.slot`, that bodies and ramps may have changed at times that only the run knows; while
  /// checking, nothing is concluded from their values.
  var unsettled: Set<String> = []
  /// Whether several systems are compared of which one has the metric; the others then show no value.
  var comparesKinds = false
  /// Prices as declared, which `reset` brings back.
  private(set) var declaredPrices = Prices()

  func system(_ name: String) -> System? { systems.first { $0.name == name } }
  func systemIndex(_ name: String) -> Int? { systems.firstIndex { $0.name == name } }
  func workload(_ name: String) -> Workload? { workloads.first { $0.name == name } }
  func workloadIndex(_ name: String) -> Int? { workloads.firstIndex { $0.name == name } }
  func binding(_ name: String) -> Quantity? { bindings.first { $0.name == name }?.quantity }

  /// Everything that has a name, in order of declaration.
  var names: [String] {
    systems.map(\.name) + workloads.map(\.name) + bindings.map(\.name) + labels.map(\.name)
  }

  func coin(of parameters: ChainParameters) -> Coin {
    prices.coin(parameters.coin) ?? Coin(symbol: parameters.coin, decimals: 18, price: 1)
  }

  /// Says what a coin is worth, for good or until `reset`.
  mutating func price(_ coin: String, dollars: Double, isDeclared: Bool) {
    prices.set(coin, dollars: dollars)
    if isDeclared { declaredPrices.set(coin, dollars: dollars) }
  }

  mutating func restorePrices() { prices = declaredPrices }

  mutating func bind(_ name: String, to quantity: Quantity) {
    bindings.removeAll { $0.name == name }
    bindings.append(Binding(name: name, quantity: quantity))
  }

  /// A world at time zero that holds everything declared.
  func world(replicate: Int) -> World {
    var world = World(seed: seed &+ UInt64(replicate), prices: prices)
    for system in systems {
      _ = world.add(system.parameters, named: system.name, on: identifiers(of: system.parents))
    }
    for workload in workloads {
      _ = world.add(
        workload.parameters, named: workload.name, on: identifiers(of: workload.systems))
    }
    for label in labels { world.add(label) }
    return world
  }

  /// The kinds of consensus that a system may have where a statement stands: one, unless bodies change it.
  func possibleConsensus(
    of system: String, _ parameters: ChainParameters
  ) -> [ChainParameters.Consensus] {
    guard isChecking, unsettled.contains("\(system).consensus") else {
      return [parameters.consensus]
    }
    return [parameters.consensus] + (self.system(system)?.adopted ?? [])
  }

  /// The same with each setting as it is in the worlds now, and every consensus that it has in one of them.
  func present(in worlds: [World]) -> Scope {
    guard let world = worlds.first else { return self }
    var scope = self
    for i in systems.indices {
      scope.systems[i].parameters = world.chain(SystemID(index: i)).parameters
      scope.systems[i].note(systems[i].parameters.consensus)
      for other in worlds {
        scope.systems[i].note(other.chain(SystemID(index: i)).parameters.consensus)
      }
    }
    for i in workloads.indices {
      scope.workloads[i].parameters = world.workload(WorkloadID(index: i)).parameters
    }
    return scope
  }

  /// Systems keep the order of their declaration in every world.
  func identifiers(of systems: [String]) -> [SystemID] {
    systems.compactMap { systemIndex($0).map(SystemID.init(index:)) }
  }

  /// Events that a run of this length needs in all replicates, for the limit on its cost.
  func cost(of length: Interval) -> Double {
    let loads = workloads.map { workload in
      (workload.parameters, workload.systems.compactMap { systemIndex($0) })
    }
    return World.estimatedEvents(
      chains: systems.map(\.parameters), workloads: loads, for: length) * Double(repeats)
  }
}

extension World {
  /// Makes a label known; every world knows them in the same order.
  mutating func add(_ label: Scope.Label) {
    guard let kind = label.attack.kind else { return }
    _ = addAttack(kind, on: SystemID(index: label.system))
  }
}
