import Quantities

/// Somebody with stake who follows a policy of its own.
struct StakeAdversary: Sendable {
  /// Label under which its outcome is counted.
  let label: Int
  /// Tells it from others under the same label.
  let launch: Int
  /// Place among the producers under which its blocks are counted.
  let account: Int
  let parameters: AttackParameters
  let since: Instant
  /// The public chain when it began: blocks, and the epoch.
  let baseHeight: Int64
  var baseEpoch: Int64
  /// Part of the validators whose blocks and votes the public chain misses.
  var absent = 0.0
  /// Slots since it began.
  var slots: Int64 = 0
  /// Blocks that it made, or that were lost with it.
  var made: Int64 = 0
  /// When its secret blocks were made.
  var secret: [Instant] = []
  /// Running number of the last block of the other branch.
  var branch: Int64?
  var epochs: Int64 = 0
  var epochsWithoutFinality: Int64 = 0
  /// USD of stake that it lost.
  var lost = 0.0

  /// The part of the validators whose blocks and votes the public chain misses.
  ///
  /// A partition takes the smaller side away. A majority of less than two thirds keeps its votes to
  /// itself. Where honest validators are divided between two branches, half of them are on the other.
  static func absence(_ attack: AttackParameters, slashing: Bool) -> Double {
    switch attack.kind {
    case .partition: min(attack.share, 1 - attack.share)
    case .majority: attack.share < StakingRules.quorum ? attack.share : 0
    case .nothingAtStake: slashing ? 0 : (1 - attack.share) / 2
    default: 0
    }
  }

  /// Whether it can make final what it wants.
  var rules: Bool { parameters.kind == .majority && parameters.share >= StakingRules.quorum }

  /// What has come of it so far, in money.
  ///
  /// Without finality it waits, and its cost is the stake that it lost.
  func outcome(epoch: Interval) -> AttackOutcome {
    var outcome = AttackOutcome(kind: parameters.kind, share: parameters.share)
    outcome.money.blocks = Double(made)
    outcome.money.cost = lost
    outcome.money.profit = -lost
    outcome.delaySum = epoch.seconds * Double(epochsWithoutFinality)
    outcome.delayWeight = 1
    return outcome
  }

  /// The outcome of an attempt that has ended.
  func verdict(
    success: Bool, depth: Int64 = 0, stolen: Double = 0, epoch: Interval
  ) -> AttackOutcome {
    var outcome = outcome(epoch: epoch)
    outcome.decided = 1
    outcome.successes = success ? 1 : 0
    outcome.depth = depth
    outcome.money.stolen = stolen
    outcome.money.profit += stolen
    return outcome
  }
}
