public import Quantities

extension ChainParameters {
  /// The most that are simulated.
  public static let mostShards = 1_024

  public var isSharded: Bool { shardCount > 1 }

  /// Shards that the consensus of now has.
  public var shardCount: Int { consensus == .pos ? shards : 1 }

  /// Share of the transactions that touch two shards: of random pairs of accounts 1 - 1/S.
  public var crossShare: Double {
    guard isSharded else { return 0 }
    return crossShard ?? 1 - 1 / Double(shards)
  }

  /// Units of work of a transaction: one on each shard that it touches.
  func units(crossing: Bool) -> Double { crossing && isSharded ? 2 : 1 }

  /// The mean of that.
  public var unitsPerTransaction: Double { 1 + crossShare }

  /// Validators of a shard.
  public var committee: Int {
    let whole = max(1, validators / max(1, shardCount))
    return committeeSize > 0 ? min(committeeSize, validators) : whole
  }

  /// Time between two draws of the committees.
  public var committeeTerm: Interval {
    committeeEpoch ?? Interval(microseconds: slot.microseconds * Int64(slotsPerEpoch))
  }
}
