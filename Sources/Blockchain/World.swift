public import Quantities
import Simulation

/// One of the systems of a world, in the order in which they were added.
public struct SystemID: Hashable, Sendable {
  public let index: Int
  public init(index: Int) { self.index = index }
}

/// One of the workloads of a world, in the order in which they were added.
public struct WorkloadID: Hashable, Sendable {
  public let index: Int
  public init(index: Int) { self.index = index }
}

/// Systems, their users and the time that passes for them; a value, so that a copy is a snapshot.
public struct World: Sendable {
  public internal(set) var now = Instant.zero
  public internal(set) var prices: Prices
  /// How many readable moments of a kind the story keeps at either end; 0 for none. Changes no result.
  public var traceLimit = 0 {
    didSet { for i in chains.indices { chains[i].isTold = traceLimit > 0 } }
  }
  /// What happened since it was last begun.
  public internal(set) var story = Story()

  let seed: UInt64
  var chains: [Chain] = []
  var workloads: [Workload] = []
  var attacks: [AttackRecord] = []
  var queue = EventQueue<Event>()
  var windowStart = Instant.zero
  /// Whether some system stands on another.
  var hasLayers = false
  var demand = Demand()
  /// Events since the last thorough check of the books.
  var eventsSinceCheck = 0

  /// What can happen; each carries the generation of the schedule that it belongs to.
  enum Event: Sendable {
    /// A chain finds a block, passes a slot or books a batch.
    case act(chain: Int32, generation: Int32)
    /// The users of a tick arrive.
    case arrivals(workload: Int32, generation: Int32)
    /// The time of an attack is over.
    case attackEnds(label: Int32, launch: Int32)
    /// Producers of a chain are back.
    case outageEnds(chain: Int32)
  }

  /// The order of what happens at one moment: attacks end, then blocks come, then users.
  enum Priority {
    static let attacks: UInt8 = 0
    static let blocks: UInt8 = 2
    static let arrivals: UInt8 = 3
  }

  public init(seed: UInt64, prices: Prices = Prices()) {
    self.seed = seed
    self.prices = prices
  }

  public var systemNames: [String] { chains.map(\.name) }
  public var workloadNames: [String] { workloads.map(\.name) }

  /// A chain as it is now.
  public func chain(_ id: SystemID) -> Chain { chains[id.index] }

  public func workload(_ id: WorkloadID) -> Workload { workloads[id.index] }
}
