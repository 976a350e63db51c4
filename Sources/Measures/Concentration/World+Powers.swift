public import Blockchain
import Quantities

extension World {
  /// Who has which power over a system now: its producers by their present power, with an attacker as one
  /// of them, its signers by their keys.
  public func powers(of id: SystemID) -> Powers {
    let chain = chain(id)
    let p = chain.parameters
    switch p.kind {
    case .chain: return producerPowers(of: id)
    case .sidechain:
      let keys = Signers(keys: p.peg.holdings, of: "bridge")
      var powers = producerPowers(of: id)
      powers.safety = powers.safety.or(Power(keys.fewest(holding: p.peg.threshold)))
      powers.halt = powers.halt.or(Power(keys.fewest(blocking: p.peg.threshold)))
      powers.upgrade = Power(p.trust.upgradeEntities ?? keys.fewest(holding: p.peg.threshold))
      return powers
    case .rollup: return rollupPowers(of: chain)
    case .plasma: return plasmaPowers(of: chain)
    case .channels: return channelPowers(of: chain)
    case .bridge: return bridgePowers(of: chain)
    }
  }

  /// The fewest parties who can use a power, coalitions of a while counted; without one the fewer of
  /// those who can break safety and those who can halt.
  func nakamoto(_ kind: Powers.Kind?, of id: SystemID) -> Double {
    let powers = powers(of: id)
    guard let kind else {
      return Double(min(powers.safety.temporary, powers.halt.temporary))
    }
    return Double(powers[kind].temporary)
  }

  /// Producers, and those who own the power behind them.
  fileprivate func producerPowers(of id: SystemID) -> Powers {
    let p = chain(id).parameters
    if p.consensus == .central { return Powers(all: Power(1)) }
    let shares = presentShares(of: id)
    let ruling = p.consensus.rulingShare
    func power(_ threshold: Double, _ owners: Int?, until time: Interval?) -> Power {
      let producers = Concentration.nakamoto(shares, threshold: threshold) ?? 1
      guard let owners else { return Power(producers) }
      return Power(
        permanent: owners, temporary: min(owners, producers),
        for: time ?? (p.consensus == .pow ? .days(2) : .days(14)))
    }
    // Validators who vote let a block fail with the same third that halts them.
    let censoring = p.consensus == .bft || p.consensus == .snow ? ruling : 0.5
    let trust = p.trust
    let upgrade =
      trust.upgradeEntities
      ?? (p.consensus.isVoting
        ? Concentration.nakamoto(shares, threshold: 0.5) ?? 1 : Powers.nobody)
    return Powers(
      safety: power(ruling, trust.owners, until: trust.switchingTime),
      censor: power(
        censoring, trust.censorOwners ?? trust.owners,
        until: trust.censorTime ?? trust.switchingTime
      ), halt: power(ruling, trust.haltOwners ?? trust.owners, until: trust.switchingTime),
      upgrade: Power(upgrade))
  }

  /// The producers' power now; whoever attacks is one of them.
  func presentShares(of id: SystemID) -> [Double] {
    let chain = chain(id)
    let shares = chain.producerShares
    let attacker = attackShare(on: id, at: now)
    // Miners who attack are among the producers already.
    guard attacker > 0, chain.parameters.consensus != .pow else { return shares }
    return [attacker] + shares.map { $0 * (1 - attacker) }
  }
}

extension Powers {
  init(all power: Power) { self.init(safety: power, censor: power, halt: power, upgrade: power) }

  /// As many as count as nobody in particular: every user decides for himself which rules to run.
  static let nobody = 128
}

extension World {
  /// The powers of a chain's producers alone.
  func powers(of id: SystemID, asProducers: Bool) -> Powers {
    asProducers ? producerPowers(of: id) : powers(of: id)
  }

  /// The place of a system of this world.
  func place(of chain: Chain) -> Int { systemNames.firstIndex(of: chain.name) ?? 0 }
}
