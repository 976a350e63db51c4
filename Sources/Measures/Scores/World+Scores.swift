public import Blockchain
public import Quantities

extension World {
  /// What a system's corner scores are made of: measured where there were users, otherwise what its rules
  /// and settings say.
  ///
  /// - Parameter moment: whose attackers hold a part of the power; none for now.
  public func scoreInputs(of id: SystemID, at moment: Instant? = nil) -> Scores.Inputs {
    scoreInputs(of: id, at: moment, for: Scores.Corner.allCases)
  }

  /// Only those that some corners need; the others as of a system without anything.
  private func scoreInputs(
    of id: SystemID, at moment: Instant?, for corners: [Scores.Corner]
  ) -> Scores.Inputs {
    let chain = chain(id)
    func read(_ name: String) -> Double? {
      Metric.named(name).flatMap { value(of: $0, nil, id) }.flatMap { $0.isNaN ? nil : $0 }
    }
    var inputs = Scores.Inputs(
      capacity: 0, fee: 0, inclusion: 0, finality: 0, powers: Powers(all: Power(1)),
      verifyShare: 0, fullNodes: 0, joinCost: nil, attackCost: nil, loss: 0, tolerance: 0)
    if corners.contains(.scalability) {
      inputs.capacity = read("capacity") ?? read("throughput") ?? 0
      inputs.fee = read("fee") ?? chain.usualFee ?? 0
      inputs.inclusion = read("inclusion_time") ?? chain.plannedInclusion
      inputs.finality = read("finality_time") ?? plannedFinality(of: id)
    }
    if corners.contains(.decentralization) {
      inputs.powers = powers(of: id)
      inputs.verifyShare = read("verify_share") ?? 0
      inputs.fullNodes = read("full_nodes") ?? 0
      inputs.joinCost = joinCost(of: id)
    }
    if corners.contains(.security) {
      let tree = attackTree(of: id, at: moment ?? now)
      inputs.attackCost = tree.cheapest?.cost
      inputs.loss = tree.probability
      inputs.tolerance = tolerance(of: id, at: moment ?? now)
    }
    return inputs
  }

  /// A corner score; what stands on another system is no stronger than that in decentralization and
  /// security.
  public func score(_ corner: Scores.Corner, of id: SystemID) -> Double {
    let own = ownScore(corner, of: id)
    guard corner != .scalability else { return own }
    return chain(id).parents.reduce(own) { min($0, score(corner, of: SystemID(index: $1))) }
  }

  func ownScore(_ corner: Scores.Corner, of id: SystemID) -> Double {
    let inputs = scoreInputs(of: id, at: nil, for: [corner])
    return Scores(inputs, weights: chain(id).parameters.trust.weights)[corner]
  }

  /// Adversary share that a system survives now, less what an attacker holds; of a layer that of its parent.
  func tolerance(of id: SystemID, at moment: Instant) -> Double {
    let chain = chain(id)
    guard chain.parameters.kind.hasConsensus else {
      return chain.parents.map { tolerance(of: SystemID(index: $0), at: moment) }.min() ?? 0
    }
    if chain.parameters.consensus == .central { return 0 }
    let survived =
      Metric.named("tolerance").flatMap { value(of: $0, nil, id) }
      ?? chain.parameters.consensus.rulingShare
    return max(0, survived - attackShare(on: id, at: moment))
  }

  /// USD to become a producer: as set, or a machine, or the smallest stake among the producers; nothing
  /// where nobody can.
  func joinCost(of id: SystemID) -> Double? {
    let chain = chain(id)
    let p = chain.parameters
    if let known = p.trust.entryCost { return known > 0 ? known : nil }
    guard p.kind.hasConsensus else { return nil }
    switch p.consensus {
    case .central: return nil
    case .pow: return Self.machine
    case .pos: return p.staked * chain.coin.price / Double(max(1, p.validators))
    case .bft, .dpos, .snow:
      let least = chain.producerShares.filter { $0 > 0 }.min() ?? 0
      let cost = p.votingStake * chain.coin.price * least
      return cost > 0 ? cost : nil
    }
  }

  /// USD of a mining machine (an assumption).
  private static let machine = 4_000.0

  /// USD that a system holds: what it has locked on its parent, or what its coins are worth.
  func heldValue(of id: SystemID) -> Double {
    let chain = chain(id)
    let p = chain.parameters
    switch p.kind {
    case .chain: return p.supply * chain.coin.price
    case .channels:
      if let locked = measuredLocked(of: id) { return locked }
      return Double(p.channels.nodes) * p.channels.channelsPerNode * p.channels.capacity
        * chain.coin.price
    case .bridge:
      if let locked = measuredLocked(of: id) { return locked }
      return p.bridge.mechanism == .liquidity
        ? max(p.lockedValue, 2 * p.bridge.capital) : p.lockedValue
    case .rollup, .plasma, .sidechain: return p.lockedValue
    }
  }

  /// USD that its own books say is tied up.
  private func measuredLocked(of id: SystemID) -> Double? {
    Metric.named("locked").flatMap { value(of: $0, nil, id) }.flatMap { $0 > 0 ? $0 : nil }
  }

  /// Time until a transaction is final by the rules alone, where nobody has sent any.
  private func plannedFinality(of id: SystemID) -> Double {
    let chain = chain(id)
    let p = chain.parameters
    guard p.kind.hasConsensus else {
      let batches = p.kind == .rollup ? p.rollup.batchInterval.seconds : 0
      let below = chain.parents.map { plannedFinality(of: SystemID(index: $0)) }.max() ?? 0
      return p.kind == .channels ? p.channels.hold.seconds : batches + below
    }
    let interval = p.nominalInterval.seconds
    switch p.consensus {
    case .pow: return Double(p.finalityDepth) * interval
    case .pos: return 2.5 * Double(p.slotsPerEpoch) * interval
    case .bft, .snow: return interval
    case .dpos:
      let depth =
        p.voting.irreversibility.map(Double.init) ?? Double(p.voting.producers * 2 / 3 + 1)
      return depth * interval
    case .central: return p.authorizationTime.seconds + p.settlementTime.seconds
    }
  }
}

extension Chain {
  /// USD of a transaction where nobody has paid any: as set, or what the rules ask at least.
  var usualFee: Double? {
    let p = parameters
    if let known = p.trust.usualFee { return known }
    switch p.feeMarket {
    case .posted: return p.postedFee * coin.price
    case .eip1559:
      return (p.baseFeeFloor + p.priorityFee) * Double(p.transactionGas) * coin.price
    case .firstPrice: return p.minimumRelayFee * Double(p.transactionSize) * coin.price
    }
  }

  /// Time until the next block, or an operator's answer.
  var plannedInclusion: Double {
    if parameters.kind == .channels {
      return parameters.channels.hold.seconds * Double(min(parameters.channels.hops, 3))
    }
    let answer = parameters.consensus == .central ? parameters.authorizationTime.seconds : 0
    return parameters.nominalInterval.seconds + answer
  }
}
