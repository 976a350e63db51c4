import Quantities
public import Simulation

/// What a chain did since time zero, in bounded memory, for plots.
public struct ChainHistory: Sendable {
  public var arrived: RateSeries
  public var included: RateSeries
  /// USD that users paid.
  public var feeDollars: RateSeries
  /// USD worth of new coins.
  public var issuedDollars: RateSeries
  /// USD worth of fees that were destroyed.
  public var burnedDollars: RateSeries
  public var bytes: RateSeries
  public var gas: RateSeries
  public var joules: RateSeries
  public var backlog: TimeSeries
  /// Median wait in seconds of each block, weighted by its transactions.
  public var inclusionTime: TimeSeries
  public var finalityTime: TimeSeries
  /// Median fee in USD of each block, weighted by its transactions.
  public var fee: TimeSeries
  /// Seconds between blocks.
  public var interval: TimeSeries
  public var height: TimeSeries
  /// Coins per gas.
  public var baseFee: TimeSeries
  /// Coins per blob gas.
  public var blobFee: TimeSeries
  public var difficulty: TimeSeries
  /// Transactions per second.
  public var capacity: TimeSeries
  /// USD.
  public var attackCost: TimeSeries
  /// Payments over channels that were tried.
  public var tried: RateSeries
  /// Part of the channels that cannot pay in one direction, and USD in them.
  public var depleted: TimeSeries
  public var locked: TimeSeries

  /// The most blocks that were ever replaced at once.
  public var reorgDepth: Int64 = 0
  /// Blocks that were replaced after they had counted as final.
  public var finalityReversals: Int64 = 0
  public var counts = Counts()

  /// What can be counted since time zero.
  public struct Counts: Hashable, Sendable {
    /// Blocks that were found, whether they stayed or not.
    public var found: Int64 = 0
    /// How often the chain gave up blocks for others.
    public var turns: Int64 = 0
  }
  /// Mean seconds until other producers hear of a block, and the deepest change of branch so far.
  public var delay: TimeSeries
  public var reorgs: TimeSeries
  /// Blocks on the chain of each producer.
  public var production: [Int64] = []
  /// Blocks found (proof of work), and those of them that are not on the chain.
  public var found: RateSeries
  public var lost: RateSeries

  /// Buckets start at a sixteenth of a block interval.
  init(interval nominal: Interval) {
    let width = nominal / 16
    arrived = RateSeries(width: width)
    included = RateSeries(width: width)
    feeDollars = RateSeries(width: width)
    issuedDollars = RateSeries(width: width)
    burnedDollars = RateSeries(width: width)
    bytes = RateSeries(width: width)
    gas = RateSeries(width: width)
    joules = RateSeries(width: width)
    backlog = TimeSeries(width: width)
    inclusionTime = TimeSeries(width: width)
    finalityTime = TimeSeries(width: width)
    fee = TimeSeries(width: width)
    interval = TimeSeries(width: width)
    height = TimeSeries(width: width)
    baseFee = TimeSeries(width: width)
    blobFee = TimeSeries(width: width)
    difficulty = TimeSeries(width: width)
    capacity = TimeSeries(width: width)
    found = RateSeries(width: width)
    lost = RateSeries(width: width)
    delay = TimeSeries(width: width)
    reorgs = TimeSeries(width: width)
    attackCost = TimeSeries(width: width)
    tried = RateSeries(width: width)
    depleted = TimeSeries(width: width)
    locked = TimeSeries(width: width)
  }

  mutating func count(production producer: Int, by change: Int64) {
    if production.count <= producer {
      production += [Int64](repeating: 0, count: producer + 1 - production.count)
    }
    production[producer] += change
  }
}
