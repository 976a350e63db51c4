public import Quantities

/// Who might run a node, and what hardware costs (assumptions; each can be set).
public struct NodeParameters: Hashable, Sendable {
  /// How many people might run one.
  public var candidates = 100_000.0
  /// Median of what they can spend, USD per month.
  public var budget = 25.0
  /// Standard deviation of its logarithm.
  public var budgetSigma = 1.2
  /// Median upload of their lines, bytes per second.
  public var bandwidth = 6_250_000.0
  public var bandwidthSigma = 1.2
  /// How much of the past a node keeps.
  public var history = Interval.seconds(5 * 31_557_600)
  /// Bytes of state beside the blocks.
  public var stateSize: Int64 = 0
  /// Gas per second that a core verifies.
  public var gasPerCore = 50_000_000.0
  /// Share of its processor that a node may need, so that it can catch up.
  public var safeProcessorShare = 0.2
  /// Share of its line that a node may need.
  public var safeLineShare = 0.25
  /// Copies of each byte that gossip sends.
  public var gossipAmplification = 10.0
  /// USD per terabyte.
  public var storagePrice = 70.0
  /// USD per gigabyte.
  public var memoryPrice = 3.0
  /// USD per core.
  public var corePrice = 25.0
  /// Months until hardware has paid for itself.
  public var amortization = Interval.seconds(36 * 31_557_600 / 12)
  /// USD per kilowatt-hour.
  public var powerPrice = 0.15
  /// Bytes of memory that the software demands at least.
  public var minimumMemory: Int64 = 4_000_000_000
  /// Cores that the software demands at least.
  public var minimumCores = 2.0
  /// Bytes on disk that the software demands at least.
  public var minimumStorage: Int64 = 0
  /// Bytes per second that the software demands a line for at least.
  public var minimumBandwidth = 0.0

  public init() {}
}

extension NodeParameters {
  /// The same with every number within what the formulas carry.
  func bounded() -> NodeParameters {
    var n = self
    func within(_ value: Double, _ low: Double, _ high: Double) -> Double {
      value.isNaN ? low : min(max(value, low), high)
    }
    n.candidates = within(candidates, 0, 1e12)
    n.budget = within(budget, 0, 1e12)
    n.budgetSigma = within(budgetSigma, 0, 100)
    n.bandwidth = within(bandwidth, 0, 1e15)
    n.bandwidthSigma = within(bandwidthSigma, 0, 100)
    n.history = min(max(history, .zero), .seconds(1e12))
    n.stateSize = min(max(stateSize, 0), 1_000_000_000_000_000_000)
    n.gasPerCore = within(gasPerCore, 1, 1e18)
    n.safeProcessorShare = within(safeProcessorShare, 1e-6, 1)
    n.safeLineShare = within(safeLineShare, 1e-6, 1)
    n.gossipAmplification = within(gossipAmplification, 0, 1e6)
    n.storagePrice = within(storagePrice, 0, 1e12)
    n.memoryPrice = within(memoryPrice, 0, 1e12)
    n.corePrice = within(corePrice, 0, 1e12)
    n.amortization = min(max(amortization, .seconds(1)), .seconds(1e12))
    n.powerPrice = within(powerPrice, 0, 1e9)
    n.minimumMemory = min(max(minimumMemory, 0), 1_000_000_000_000_000_000)
    n.minimumCores = within(minimumCores, 0, 1e9)
    n.minimumStorage = min(max(minimumStorage, 0), 1_000_000_000_000_000_000)
    n.minimumBandwidth = within(minimumBandwidth, 0, 1e15)
    return n
  }
}
