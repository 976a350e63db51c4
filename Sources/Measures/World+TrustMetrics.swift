import Blockchain
import Quantities

extension World {
  /// What is measured of whom one trusts with a system.
  func trustValue(named name: String, of id: SystemID) -> Double? {
    switch name {
    case "attack_cost": attackTree(of: id).cheapest?.cost
    case "attack_share": attackShareNeeded(of: id, at: now)
    case "loss_probability": attackTree(of: id).probability / Unit.year
    case "funds_at_risk": attackTree(of: id).probability * heldValue(of: id)
    case "assumptions": Double(attackTree(of: id).leaves)
    case "gini": Concentration.gini(realisedProduction(of: id))
    case "hhi": Concentration.hhi(realisedProduction(of: id))
    case "entropy": Concentration.entropy(realisedProduction(of: id))
    case "added_inequality": addedInequality(of: id)
    case "join_cost": joinCost(of: id)
    case "decentralization": score(.decentralization, of: id)
    case "security": score(.security, of: id)
    case "scalability": score(.scalability, of: id)
    default: nil
    }
  }

  /// Blocks of each producer over the window, those with power who made none among them.
  private func realisedProduction(of id: SystemID) -> [Double] {
    let chain = chain(id)
    let shares = chain.producerShares
    return chain.window.production.enumerated().compactMap { place, blocks in
      let hasPower = shares.indices.contains(place) && shares[place] > 0
      return blocks > 0 || hasPower ? Double(max(0, blocks)) : nil
    }
  }

  private func addedInequality(of id: SystemID) -> Double? {
    guard let made = Concentration.gini(realisedProduction(of: id)),
      let held = Concentration.gini(chain(id).producerShares.filter { $0 > 0 })
    else { return nil }
    return made - held
  }

  /// Share that the cheapest attack needs besides what an attacker holds already.
  func attackShareNeeded(of id: SystemID, at moment: Instant) -> Double? {
    let chain = chain(id)
    let p = chain.parameters
    func keys(_ need: Int, of all: Int) -> Double { Double(need) / Double(max(1, all)) }
    switch p.kind {
    case .chain, .sidechain:
      let ruling = p.consensus == .central ? 1 : p.consensus.rulingShare
      let producers = max(0, ruling - attackShare(on: id, at: moment))
      return p.kind == .sidechain
        ? min(producers, keys(p.peg.threshold, of: p.peg.keys)) : producers
    case .rollup:
      let council = keys(p.rollup.councilThreshold, of: p.rollup.councilKeys)
      return p.rollup.data == .committee
        ? min(council, keys(p.rollup.committeeThreshold, of: p.rollup.committeeSize)) : council
    case .bridge where p.bridge.mechanism == .multisig:
      return keys(p.peg.threshold, of: p.peg.keys)
    case .plasma, .channels, .bridge:
      return chain.parents.compactMap {
        attackShareNeeded(of: SystemID(index: $0), at: moment)
      }.min()
    }
  }
}
