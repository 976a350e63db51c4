import Blockchain
import Quantities
import Simulation

extension World {
  /// A council that replaces the contracts, a false root that nobody challenges, a mistake in the proof
  /// system that the council may not or cannot mend, and with a committee data that it keeps back.
  func rollupWays(of chain: Chain, in tree: inout AttackTree) -> [AttackTree.Node] {
    let p = chain.parameters
    let rules = p.rollup
    let trust = p.trust
    let name = chain.name
    let bug = tree.step(.init("a mistake in the proofs of \(name)", probability: p.bugRisk))
    var ways: [AttackTree.Node] = []
    let keys = [Int](repeating: 1, count: rules.councilKeys)
    let council = Signers(
      keys: keys, of: "council keys of \(name)", failure: trust.keyFailure, price: trust.keyPrice)
    if rules.override == .bugsOnly {
      ways.append(bug)
    } else {
      let takeOver = keyWays(
        council.name, keys, need: rules.councilThreshold, trust, in: &tree)
      ways.append(.gate("take over the council of \(name)", need: 1, takeOver))
      ways.append(
        .gate(
          "a mistake that the council does not mend", need: 2,
          [bug, tree.keys(rules.councilKeys - rules.councilThreshold + 1, of: council)]))
    }
    if rules.proof == .fraud { ways.append(falseRoot(of: chain, in: &tree)) }
    if rules.data == .committee {
      ways.append(
        .gate(
          "the committee keeps back the data of \(name)", need: 1,
          keyWays(
            "committee keys of \(name)", [Int](repeating: 1, count: rules.committeeSize),
            need: max(1, rules.committeeSize - rules.committeeThreshold + 1), trust, in: &tree)))
    }
    return ways
  }

  /// Whoever posts roots posts a false one, and no watcher acts within the window.
  private func falseRoot(of chain: Chain, in tree: inout AttackTree) -> AttackTree.Node {
    let rules = chain.parameters.rollup
    let trust = chain.parameters.trust
    let bond = rules.bond * chain.coin.price
    var parts = [
      tree.step(
        .init(
          "the proposer of \(chain.name) posts a false root", parties: 1,
          cost: trust.keyPrice + bond, probability: trust.keyFailure))
    ]
    let watchers = max(rules.watchers, rules.outsideChallengers ?? 0)
    if watchers > 0 {
      parts.append(
        tree.step(
          .init(
            "none of the \(watchers) watchers of \(chain.name) acts in "
              + Readable.time(rules.challengeWindow), parties: watchers,
            cost: Double(watchers) * trust.keyPrice,
            probability: rules.challengeWindow > .zero
              ? Self.power(1 - rules.watchProbability, watchers) : 1)))
    }
    if rules.permissionlessProofs == true {
      // Nobody can buy everybody; that nobody else looks is all that can be counted on.
      parts.append(
        tree.step(
          .init(
            "nobody else looks at \(chain.name)", cost: watchers == 0 ? 0 : nil, probability: 1)))
    }
    return .gate("a false root that nobody challenges", need: parts.count, parts)
  }

  static func power(_ x: Double, _ count: Int) -> Double {
    var result = 1.0
    for _ in 0..<min(max(count, 0), 10_000) {
      result *= x
      if result < 1e-300 { return 0 }
    }
    return result
  }

  /// Whoever may replace the contracts, and an operator who withholds so that not all can leave in time.
  func plasmaWays(of chain: Chain, in tree: inout AttackTree) -> [AttackTree.Node] {
    let p = chain.parameters
    let owners = powers(of: SystemID(index: place(of: chain))).upgrade.permanent
    var ways = keyWays(
      "contract keys of \(chain.name)", [Int](repeating: 1, count: min(owners, 1_000)),
      need: min(owners, 1_000), p.trust, in: &tree)
    ways.append(
      tree.step(.init("a mistake in the contracts of \(chain.name)", probability: p.bugRisk)))
    let late = lateExits(of: chain)
    guard late > 0 else { return ways }
    ways.append(
      .gate(
        "an exit that not everybody can make in time", need: 2,
        [
          tree.step(
            .init(
              "the operator of \(chain.name) withholds its data", parties: 1,
              cost: p.trust.keyPrice, probability: p.trust.keyFailure)),
          tree.step(
            .init(
              "part of the \(Readable.number(p.plasma.users)) users who are too late", parties: 0,
              cost: 0, probability: late)),
        ]))
    return ways
  }

  /// Part of the users of a plasma chain whose exits do not fit into the parent's gas within the window.
  private func lateExits(of chain: Chain) -> Double {
    guard let parent = parent(of: chain), let target = parent.parameters.effectiveGasTarget,
      chain.parameters.plasma.users > 0
    else { return 0 }
    let rules = chain.parameters.plasma
    let blocks = rules.challengeWindow.seconds / parent.parameters.nominalInterval.seconds
    let exits = blocks * Double(target) * rules.exitShare / Double(rules.exitGas)
    return max(0, 1 - exits / rules.users)
  }

  /// A partner who cheats while nobody looks after the channel, and blocks that are filled until the time
  /// to answer is over.
  func channelWays(of chain: Chain, in tree: inout AttackTree) -> [AttackTree.Node] {
    let p = chain.parameters
    let rules = p.channels
    let missing = rules.watchtower ? Self.towerFails : Self.ownerAway
    var ways = [
      tree.step(.init("a mistake in the software of \(chain.name)", probability: p.bugRisk)),
      tree.step(
        .init(
          "a partner closes with an old state, and nobody answers in \(rules.toSelfDelay) blocks",
          probability: p.trust.keyFailure * missing)),
    ]
    if let parent = parent(of: chain) {
      let seconds = Double(rules.toSelfDelay) * parent.parameters.nominalInterval.seconds
      let fee = parent.window.fee.mean ?? parent.usualFee ?? 0
      let cost = (parent.capacity ?? 0) * seconds * fee * Self.outbidding
      ways.append(
        tree.step(
          .init("fill the blocks of \(parent.name) for \(rules.toSelfDelay) blocks", cost: cost)))
    }
    return ways
  }

  /// Signers, where it trusts any; otherwise its two sides and its own code.
  func bridgeWays(of chain: Chain, in tree: inout AttackTree) -> [AttackTree.Node] {
    let p = chain.parameters
    let bug = tree.step(
      .init("a mistake in the contracts of \(chain.name)", probability: p.bugRisk))
    guard p.bridge.mechanism == .multisig else { return [bug] }
    return [bug]
      + keyWays(
        "bridge keys of \(chain.name)", p.peg.holdings, need: p.peg.threshold, p.trust, in: &tree)
  }

  /// Part of the time for which nobody looks after a channel (assumptions).
  private static let ownerAway = 0.01
  private static let towerFails = 0.001
  /// How many times the usual fee it takes to keep the answers of victims out (an assumption).
  private static let outbidding = 10.0
}
