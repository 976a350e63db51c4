public import Quantities

/// How validators agree on a block by votes, by taking turns, or by asking each other.
public struct VotingParameters: Hashable, Sendable {
  /// BFT: until a round without a proposal is given up; half a second more in each further round. Snow:
  /// until the next proposer's turn (CometBFT's default).
  public var proposeTimeout = Interval.seconds(3)
  /// BFT: until a round without a decision is given up; half a second more in each further round
  /// (CometBFT's default).
  public var voteTimeout = Interval.seconds(1)
  /// Blocks are executed while their successors are voted on (BFT).
  public var pipelined = false
  /// Bytes of a vote (an assumption).
  public var voteSize: Int64 = 200
  /// What checking a signature takes (an assumption for Ed25519).
  public var signatureTime = Interval.seconds(70e-6)
  /// DPoS: elected producers with equal turns; with `shares` turns go by those.
  public var producers = 21
  /// DPoS: blocks on top until a block is final; none for more than two thirds of the producers.
  public var irreversibility: Int64?
  /// DPoS: share of the supply that votes, where `staked` does not say how much does (an assumption).
  public var turnout = 0.4
  /// Snow: how many validators a poll asks, k.
  public var sampleSize = 20
  /// Snow: how many equal answers a poll needs, alpha.
  public var sampleQuorum = 15
  /// Snow: how many successful polls in a row decide, beta.
  public var decisionPolls = 20
  /// Snow: polls that run at a time.
  public var parallelPolls = 4
  /// Share of its stake that a validator loses who signs two blocks of one height.
  public var doubleSignPenalty = 0.05

  public init() {}

  /// By how much a timeout grows with each round (CometBFT's default).
  static let timeoutStep = 0.5
  /// Copies of each vote that gossip sends (an assumption).
  static let voteCopies = 3.0
}

extension VotingParameters {
  /// The same with every number within what the engine carries.
  func bounded() -> VotingParameters {
    var v = self
    func within<T: Comparable>(_ value: T, _ low: T, _ high: T) -> T { min(max(value, low), high) }
    func share(_ x: Double) -> Double { x.isNaN ? 0 : within(x, 0, 1) }
    v.proposeTimeout = within(proposeTimeout, .seconds(0.001), .seconds(1e6))
    v.voteTimeout = within(voteTimeout, .zero, .seconds(1e6))
    v.voteSize = within(voteSize, 0, 1_000_000_000)
    v.signatureTime = within(signatureTime, .zero, .seconds(1e3))
    v.producers = within(producers, 1, 1_000)
    v.irreversibility = irreversibility.map { within($0, 0, 1_000_000) }
    v.turnout = share(turnout)
    v.sampleSize = within(sampleSize, 1, 1_000)
    v.sampleQuorum = within(sampleQuorum, 1, v.sampleSize)
    v.decisionPolls = within(decisionPolls, 1, 10_000)
    v.parallelPolls = within(parallelPolls, 1, 1_000)
    v.doubleSignPenalty = share(doubleSignPenalty)
    return v
  }
}

extension ChainParameters.Consensus {
  /// Whether known validators decide at once, so that there are no branches.
  public var isVoting: Bool {
    switch self {
    case .bft, .dpos, .snow: true
    case .pow, .pos, .central: false
    }
  }
}

extension ChainParameters {
  /// Who votes on each block: everybody with a share, or the equal validators.
  public var voters: Double {
    switch consensus {
    case .bft: Double(shares.isEmpty ? validators : Producers.count(of: shares))
    case .snow, .dpos, .pow, .pos, .central: 0
    }
  }

  /// Bytes that the two votes of everybody on one block put on each node's line, as often as gossip sends
  /// them.
  public var voteBytes: Double {
    2 * voters * Double(voting.voteSize) * VotingParameters.voteCopies
  }

  /// Seconds that checking the two votes of everybody takes.
  public var signatureSeconds: Double { 2 * voters * voting.signatureTime.seconds }

  /// Share of adversaries among validators who decide at once that the chain survives: a third of the
  /// votes (Dwork, Lynch and Stockmeyer 1988), for polls what keeps two decisions apart.
  public var votingTolerance: Double? {
    switch consensus {
    case .bft, .dpos: 1.0 / 3
    case .snow: Polls(voting).tolerance
    case .pow, .pos, .central: nil
    }
  }

  /// Coins whose holders choose or are the validators; where that is unknown on a chain with elections,
  /// what of the supply votes.
  public var votingStake: Double {
    consensus == .dpos && staked == 0 ? supply * voting.turnout : staked
  }

  /// USD to break a chain with stake: a third of the stake loses what is slashed of it, and of the rest
  /// what the price then falls.
  fileprivate func stakeAttackCost(price: Double) -> Double {
    let lost = voting.doubleSignPenalty
    return votingStake * price / 3 * (lost + (1 - lost) * trust.priceDrop)
  }
}

extension Chain {
  /// USD that it takes to break a chain whose validators decide at once; nothing without stake.
  public var stakeAttackCost: Double? {
    guard parameters.consensus.isVoting, parameters.votingStake > 0 else { return nil }
    return parameters.stakeAttackCost(price: coin.price)
  }
}
