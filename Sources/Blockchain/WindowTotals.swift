public import Quantities
public import Simulation

/// What a chain did since its window of measurement began.
public struct WindowTotals: Sendable {
  public let start: Instant
  public var arrived: Int64 = 0
  public var included: Int64 = 0
  /// Gave up waiting.
  public var expired: Int64 = 0
  /// Never let in: priced out at once, too large, or evicted.
  public var dropped: Int64 = 0
  /// Blocks that are on the chain.
  public var blocks: Int64 = 0
  /// USD that attackers paid for space.
  public var spamDollars = 0.0
  /// Blocks that were found (proof of work), whether they stayed or not.
  public var found: Int64 = 0
  public var missedSlots: Int64 = 0
  /// Parts of slots in which shards made no block, summed.
  public var missedShards = 0.0
  /// Units of work of the included transactions: one that crosses shards has two.
  public var units = 0.0
  /// USD that users paid.
  public var feeDollars = 0.0
  /// USD worth of new coins.
  public var issuedDollars = 0.0
  /// USD worth of fees that were destroyed.
  public var burnedDollars = 0.0
  /// Bytes of its blocks, padded where they are; at most 2^63 - 1.
  public var bytes: Int64 = 0
  /// Gas of its blocks, likewise.
  public var gas: Int64 = 0
  /// Energy that its producers used.
  public var joules = 0.0
  /// Seconds from submission to inclusion.
  public var inclusionTime = LogHistogram.latency
  /// Seconds from submission to finality.
  public var finalityTime = LogHistogram.latency
  /// USD per transaction.
  public var fee = LogHistogram.fees
  /// Seconds between blocks.
  public var interval = LogHistogram.latency
  /// Blocks of each producer that are on the chain.
  public var production: [Int64]
  /// Blocks that each producer found (proof of work).
  public var foundBy: [Int64]
  /// Sizes of the blocks in bytes.
  public var sizes = LogHistogram(ratio: 1.1)
  /// Payments over channels.
  public var channels = ChannelTotals()
  /// Seconds until blocks reached the nodes, where every message is simulated.
  public var propagationTime = LogHistogram.latency

  init(start: Instant, producers: Int) {
    self.start = start
    production = [Int64](repeating: 0, count: producers)
    foundBy = production
  }
}
