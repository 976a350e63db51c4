public import Quantities
import Simulation

extension Chain {
  /// How long money takes to leave by the system's own rules: measured where somebody left, otherwise what
  /// the rules add up to.
  ///
  /// A chain's money counts elsewhere once it is final there. A rollup's waits for the challenge window
  /// or the proof, a plasma chain's for the exit game, a sidechain's for its signers.
  public var canonicalDelay: Interval {
    switch parameters.kind {
    case .chain: ownFinality
    case .channels: parameters.nominalInterval
    case .rollup:
      parameters.rollup.proof == .fraud
        ? parameters.rollup.challengeWindow
        : parameters.rollup.proofTime + parameters.rollup.executionDelay
    case .plasma: plasmaWithdrawalTime
    case .sidechain: pegWithdrawalTime
    case .bridge: bridgeDelay(from: 1)
    }
  }

  /// Time until a block is final by the chain's own rule: measured where there were users.
  private var ownFinality: Interval {
    if let mean = window.finalityTime.mean { return .seconds(mean) }
    let interval = parameters.nominalInterval
    switch parameters.consensus {
    case .pow: return interval * Int64(parameters.finalityDepth)
    // Two epochs after the one in whose middle it was made.
    case .pos: return interval * Int64(parameters.slotsPerEpoch) * 5 / 2
    case .dpos:
      let depth =
        parameters.voting.irreversibility ?? Int64(parameters.voting.producers) * 2 / 3 + 1
      return interval * depth
    case .bft, .snow: return interval
    case .central: return interval + parameters.settlementTime
    }
  }
}
