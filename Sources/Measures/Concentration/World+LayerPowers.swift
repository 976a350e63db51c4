import Blockchain
import Quantities

extension World {
  /// A council that can replace the contracts, a sequencer that users can get around in time.
  func rollupPowers(of chain: Chain) -> Powers {
    let rules = chain.parameters.rollup
    let trust = chain.parameters.trust
    let council = rules.councilThreshold
    let parents = parentPowers(of: chain)
    var safety = Power(trust.owners.map { min($0, council) } ?? council)
    if rules.data == .committee { safety = safety.or(Power(rules.committeeThreshold)) }
    let escape = rules.forcedInclusion
    // Who can leave before an upgrade holds is not at the mercy of the council.
    let isFree = escape.map { rules.upgradeDelay > $0 } ?? false
    let permanent = isFree ? parents.censor.permanent : min(parents.censor.permanent, council)
    let censor = Power(
      permanent: permanent, temporary: rules.sequencers,
      for: escape ?? max(rules.upgradeDelay, .days(1)))
    var halt = censor
    if rules.data == .committee {
      halt = halt.or(Power(rules.committeeSize - rules.committeeThreshold + 1))
    }
    return Powers(
      safety: safety, censor: censor, halt: halt,
      upgrade: Power(trust.upgradeEntities ?? council))
  }

  /// An operator, whom users get around by leaving.
  func plasmaPowers(of chain: Chain) -> Powers {
    let trust = chain.parameters.trust
    let parents = parentPowers(of: chain)
    let exit = Power(
      permanent: parents.censor.permanent, temporary: 1,
      for: chain.parameters.plasma.challengeWindow)
    let contracts = Power(trust.upgradeEntities ?? Self.fewOwners)
    return Powers(safety: contracts, censor: exit, halt: exit, upgrade: contracts)
  }

  /// The parent's producers; the largest hubs until payments find a way around them or channels close.
  func channelPowers(of chain: Chain) -> Powers {
    let rules = chain.parameters.channels
    let trust = chain.parameters.trust
    var powers = parentPowers(of: chain)
    let others =
      rules.topology == .attachment && rules.purpose == .payments
      ? max(1, min(trust.owners ?? Self.hubs, rules.nodes)) : 1
    let hubs = Power(
      permanent: powers.censor.permanent, temporary: others,
      for: trust.switchingTime ?? .hours(6))
    powers.censor = hubs
    powers.halt = hubs
    if let upgrade = trust.upgradeEntities { powers.upgrade = Power(upgrade) }
    return powers
  }

  /// Signers, or whoever rules one of the two sides.
  func bridgePowers(of chain: Chain) -> Powers {
    let p = chain.parameters
    switch p.bridge.mechanism {
    case .canonical, .lightClient: return parentPowers(of: chain)
    case .liquidity:
      var powers = parentPowers(of: chain)
      let providers = Power(
        permanent: powers.halt.permanent, temporary: 1, for: .days(7))
      powers.censor = providers
      powers.halt = providers
      return powers
    case .multisig:
      let keys = Signers(keys: p.peg.holdings, of: "bridge")
      let all = Power(keys.fewest(holding: p.peg.threshold))
      let block = Power(keys.fewest(blocking: p.peg.threshold))
      return Powers(safety: all, censor: block, halt: block, upgrade: all)
    }
  }

  /// The weakest of the systems that it stands on.
  private func parentPowers(of chain: Chain) -> Powers {
    let all = chain.parents.map { powers(of: SystemID(index: $0)) }
    return all.dropFirst().reduce(all.first ?? Powers(all: Power(1))) { $0.or($1) }
  }

  /// Who can replace the contracts of a plasma chain unless it says (an assumption).
  private static let fewOwners = 3
  /// Nodes that forward most payments of a channel network unless it says (an assumption).
  private static let hubs = 10
}
