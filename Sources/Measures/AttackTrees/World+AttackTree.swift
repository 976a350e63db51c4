public import Blockchain
public import Quantities

extension World {
  /// What it takes to steal or freeze what a system holds: its own ways, and as a branch those of the
  /// systems that it stands on.
  ///
  /// - Parameter moment: whose attackers hold a part of the power; without it nobody does.
  public func attackTree(of id: SystemID, at moment: Instant? = nil) -> AttackTree {
    let chain = chain(id)
    var tree = AttackTree()
    var ways: [AttackTree.Node] =
      switch chain.parameters.kind {
      case .chain: producerWays(of: id, at: moment, in: &tree)
      case .sidechain: producerWays(of: id, at: moment, in: &tree) + pegWays(of: chain, in: &tree)
      case .rollup: rollupWays(of: chain, in: &tree)
      case .plasma: plasmaWays(of: chain, in: &tree)
      case .channels: channelWays(of: chain, in: &tree)
      case .bridge: bridgeWays(of: chain, in: &tree)
      }
    for parent in chain.parents {
      let below = attackTree(of: SystemID(index: parent), at: moment)
      let branch = tree.branch(below)
      tree.inherited.append(branch)
      ways.append(branch)
    }
    tree.root = .gate("break \(chain.name)", need: 1, ways)
    return tree
  }

  /// Ways to overrule a chain's producers, or to use a mistake in its code.
  private func producerWays(
    of id: SystemID, at moment: Instant?, in tree: inout AttackTree
  ) -> [AttackTree.Node] {
    let chain = chain(id)
    let p = chain.parameters
    let name = chain.name
    let bug = p.bugRisk
    guard p.consensus != .central else {
      return [
        tree.step(
          .init(
            "the operator of \(name) cheats or fails", parties: 1, cost: p.trust.operatorPrice,
            probability: bug))
      ]
    }
    let safety = powers(of: id, asProducers: true).safety
    let ruling = p.consensus == .pow ? "half of the hash rate" : "a third of the stake"
    var parts: [AttackTree.Node] = []
    if let cost = producerAttackCost(of: id, at: moment) {
      let how = p.consensus == .pow ? "machines or rent for" : "buy"
      parts.append(tree.step(.init("\(how) \(ruling) of \(name)", cost: cost)))
    }
    let producers = p.consensus == .pow ? "pools" : "validators"
    if safety.duration > .zero, safety.permanent > safety.temporary {
      let until = Readable.time(safety.duration)
      parts.append(
        tree.step(
          .init(
            "the \(safety.temporary) largest \(producers) of \(name) agree, for \(until)",
            parties: safety.temporary)))
      parts.append(
        tree.step(
          .init("\(safety.permanent) owners behind them agree", parties: safety.permanent)))
    } else {
      parts.append(
        tree.step(
          .init(
            safety.permanent == 1
              ? "one party has more than \(ruling) of \(name)"
              : "\(safety.permanent) \(producers) of \(name) agree",
            parties: safety.permanent)))
    }
    return [
      .gate("control \(ruling) of \(name)", need: 1, parts),
      tree.step(.init("a mistake in the code of \(name)", probability: bug)),
    ]
  }

  /// USD that ruling a chain's producers takes now, less what an attacker holds already.
  func producerAttackCost(of id: SystemID, at moment: Instant?) -> Double? {
    let chain = chain(id)
    let p = chain.parameters
    guard let whole = chain.hashMarket(at: now)?.attackCost ?? chain.votingAttackCost else {
      return nil
    }
    let ruling = p.consensus.rulingShare
    guard ruling > 0, let moment else { return whole }
    return whole * max(0, 1 - attackShare(on: id, at: moment) / ruling)
  }

  /// Who holds the keys of the bridge.
  private func pegWays(of chain: Chain, in tree: inout AttackTree) -> [AttackTree.Node] {
    let p = chain.parameters
    return keyWays(
      "bridge keys of \(chain.name)", p.peg.holdings, need: p.peg.threshold, p.trust, in: &tree)
  }

  /// So many of the keys, or all at once by a common cause.
  func keyWays(
    _ name: String, _ keys: [Int], need: Int, _ trust: TrustParameters, in tree: inout AttackTree
  ) -> [AttackTree.Node] {
    let group = Signers(keys: keys, of: name, failure: trust.keyFailure, price: trust.keyPrice)
    var ways = [tree.keys(need, of: group)]
    if keys.count > 1 {
      ways.append(
        tree.step(
          .init(
            "one cause takes all \(name)", probability: trust.commonCause * trust.keyFailure)))
    }
    return ways
  }
}

extension ChainParameters {
  /// Probability per year that a mistake in the code is used: mature, younger, or a new proof system, unless
  /// the system says (assumptions).
  var bugRisk: Double {
    if let known = trust.codeBug { return known }
    switch kind {
    case .rollup: return 1e-2
    case .chain, .sidechain: return consensus == .pow || consensus == .pos ? 1e-4 : 1e-3
    case .plasma, .channels, .bridge: return 1e-3
    }
  }
}

extension Chain {
  /// USD that a third of the stake loses: all of it where a chain slashes in proportion to who strays
  /// together, otherwise what is slashed and what the price falls.
  var votingAttackCost: Double? {
    guard parameters.consensus == .pos else { return stakeAttackCost }
    guard parameters.staked > 0 else { return nil }
    let third = parameters.staked * coin.price / 3
    return parameters.slashing ? third : third * parameters.trust.priceDrop
  }
}
