import Quantities

/// What a chain whose validators decide at once is about to do, and what it remembers.
struct Voting: Sendable {
  /// A block that is agreed on, and comes when its round is over.
  struct Commit: Hashable, Sendable {
    var producer: Int
    /// Rounds that failed before.
    var round: Int
    /// How long before it came the block was closed.
    var closed = Interval.zero
    /// From the block until it is final.
    var decision = Interval.zero
  }

  /// None while it stands still, or takes turns.
  var commit: Commit?
  /// Rounds that have failed since it stands still.
  var failedRounds = 0
  /// Since when there is no block.
  var haltedSince: Instant?
  /// Who fights it.
  var attacks: [VotingAttack] = []
  var verdicts: [(label: Int, outcome: AttackOutcome)] = []
  /// Its clock has to start anew.
  var mustRestart = false
  /// DPoS: turns so far, and the height of each producer's last block.
  var turns = 0
  var lastBlocks: [Int64] = []

  /// How long votes take now, and for which share of the stake that holds.
  var latency: VotingLatency?
  var latencyShare = -1.0
}

/// An attack on a chain whose validators decide at once.
struct VotingAttack: Sendable {
  let label: Int
  let launch: Int
  let parameters: AttackParameters
  let since: Instant
  /// Blocks of the smaller side of a partition, that it gives up in the end.
  var wasted: Int64 = 0
  /// When nothing could be decided any more.
  var stoppedAt: Instant?
  /// Seconds in which nothing could be decided.
  var stopped = 0.0
}

extension ChainParameters {
  /// Gas per second that a node executes, with all cores that the software demands.
  var executionRate: Double {
    max(1, operators.gasPerCore * max(1, operators.minimumCores))
  }
}
