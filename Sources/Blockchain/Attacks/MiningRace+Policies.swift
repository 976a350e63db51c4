import Quantities

/// What attackers do with the blocks that they and others find.
extension MiningRace {
  /// So far behind a double spend gives up.
  static let hopelessDeficit: Int64 = 40

  /// Lets an adversary act on a block that somebody else has just found, or on its own.
  mutating func react(_ a: Int, to block: Int?, at now: Int64) {
    guard adversaries[a].isActive else { return }
    switch adversaries[a].parameters.kind {
    case .doubleSpend, .majority: race(a, at: now)
    case .selfishMining:
      guard let block else {
        // Its own block stays secret, unless it decides a race.
        if adversaries[a].isTied { publishAll(a, at: now) }
        return
      }
      // With a given gamma the network's delays are part of it.
      if adversaries[a].parameters.gamma == nil {
        adversaries[a].unheard.append(block)
      } else {
        answer(a, to: block, at: now)
      }
    case .eclipse:
      let ahead = tree.nodes[adversaries[a].tip].height - adversaries[a].baseHeight
      if ahead >= Int64(adversaries[a].parameters.confirmations) {
        conclude(a, success: true, depth: 0, at: now)
      }
    case .partition, .censorship, .spam, .nothingAtStake, .longRange, .invalidState,
      .dataWithholding, .keyTheft, .revokedState, .floodAndLoot:
      break
    }
  }

  /// A secret branch without the payment, published when the merchant has delivered and it has caught up
  /// (Nakamoto 2008, section 11; Rosenfeld 2014).
  private mutating func race(_ a: Int, at now: Int64) {
    let attacker = adversaries[a]
    let publicTip = tree.canonical
    let theirs = tree.nodes[publicTip].height - attacker.baseHeight
    let ours = tree.nodes[attacker.tip].height - attacker.baseHeight
    // Under GHOST blocks beside the chain count too.
    let strength =
      tree.choice == .ghost ? tree.weight(of: publicTip, above: attacker.base) : theirs
    let needed = attacker.parameters.winsAt == .tie ? strength : strength + 1
    if theirs >= Int64(attacker.parameters.confirmations) && ours >= needed {
      let fork = tree.fork(of: publicTip, attacker.tip)
      let depth = tree.nodes[publicTip].height - tree.nodes[fork].height
      tree.publish(attacker.tip, at: now)
      // Who is level wins by convention: the others follow.
      if ours == strength { tree.abandon(publicTip, downTo: fork) }
      conclude(a, success: true, depth: depth, at: now)
    } else if strength - ours >= Self.hopelessDeficit && attacker.parameters.share <= 0.5 {
      conclude(a, success: false, depth: 0, at: now)
    }
  }

  /// Lets selfish miners hear of the blocks that have reached them by now.
  mutating func deliver(until now: Int64) {
    for a in adversaries.indices where adversaries[a].isActive && !adversaries[a].unheard.isEmpty {
      let due = adversaries[a].unheard.filter { arrival(of: $0, at: a) <= now }
      guard !due.isEmpty else { continue }
      let others = adversaries[a].unheard.filter { arrival(of: $0, at: a) > now }
      adversaries[a].unheard = others
      let inOrder = due.sorted { (arrival(of: $0, at: a), $0) < (arrival(of: $1, at: a), $1) }
      for block in inOrder { answer(a, to: block, at: arrival(of: block, at: a)) }
      tree.updateCanonical(at: now)
    }
  }

  private func arrival(of block: Int, at a: Int) -> Int64 {
    let listener = min(adversaries[a].account, producers.shares.count - 1)
    return tree.arrival(of: block, to: listener, on: .both)
  }

  /// The selfish miner's answer to a block of the others (Eyal and Sirer 2013, algorithm 1).
  private mutating func answer(_ a: Int, to block: Int, at now: Int64) {
    guard tree.nodes[block].height > tree.nodes[adversaries[a].seen].height else { return }
    adversaries[a].seen = block
    let ours = tree.nodes[adversaries[a].tip].height
    let theirs = tree.nodes[block].height
    if theirs > ours {
      adversaries[a].tip = block
      adversaries[a].isTied = false
    } else if theirs == ours {
      let isNew = tree.nodes[adversaries[a].tip].published == BlockTree.never
      tree.publish(adversaries[a].tip, at: now)
      adversaries[a].isTied = isNew
    } else if theirs == ours - 1 {
      publishAll(a, at: now)
    } else {
      tree.publish(adversaries[a].tip, through: theirs, at: now)
    }
  }

  private mutating func publishAll(_ a: Int, at now: Int64) {
    tree.publish(adversaries[a].tip, at: now)
    adversaries[a].seen = adversaries[a].tip
    adversaries[a].isTied = false
  }

  /// Ends an attack because its time is over.
  mutating func expire(_ a: Int, at now: Int64) {
    switch adversaries[a].parameters.kind {
    case .selfishMining:
      tree.publish(adversaries[a].tip, at: now)
      tree.updateCanonical(at: now)
      adversaries[a].isActive = false
    case .partition:
      let attacker = adversaries[a]
      if cut?.label == attacker.label && cut?.launch == attacker.launch {
        heal(a, at: now)
      } else {
        adversaries[a].isActive = false
      }
    default: conclude(a, success: false, depth: 0, at: now)
    }
  }

  private mutating func conclude(_ a: Int, success: Bool, depth: Int64, at now: Int64) {
    let attacker = adversaries[a]
    if tree.nodes[attacker.tip].published == BlockTree.never {
      let base = tree.fork(of: attacker.tip, tree.canonical)
      tree.abandon(attacker.tip, downTo: base)
    }
    adversaries[a].isActive = false
    verdicts.append(
      Verdict(
        label: attacker.label, kind: attacker.parameters.kind, share: attacker.parameters.share,
        value: attacker.parameters.value, hasSucceeded: success, depth: depth,
        made: attacker.made, duration: now - attacker.since))
  }

  /// Cuts the network in two, with part of every producer's machines on the smaller side.
  mutating func split(_ a: Int) {
    // A network that is cut stays so; a second cut changes nothing.
    guard cut == nil || cut?.isHealed == true else { return }
    let share = adversaries[a].parameters.share
    let attacker = adversaries[a]
    cut = Cut(share: min(share, 1 - share), label: attacker.label, launch: attacker.launch)
    tree.isSplit = true
  }

  /// Joins the two sides: each hears of the other's blocks, and one branch loses.
  private mutating func heal(_ a: Int, at now: Int64) {
    var best: [Int] = [0, 0]
    var wasted: Int64 = 0
    for side in [BlockTree.Side.larger, .smaller] {
      let s = Int(side.rawValue)
      for index in tree.nodes.indices
      where tree.nodes[index].side == side
        && tree.nodes[index].work > tree.nodes[best[s]].work
      {
        best[s] = index
      }
    }
    for index in tree.nodes.indices where tree.nodes[index].side != .both {
      tree.nodes[index].crossed = now
    }
    cut?.isHealed = true
    tree.updateCanonical(at: now)
    for index in tree.nodes.indices
    where tree.nodes[index].side != .both && !tree.leads(index, to: tree.canonical) {
      wasted += 1
    }
    let loser = tree.leads(best[0], to: tree.canonical) ? best[1] : best[0]
    let fork = tree.fork(of: loser, tree.canonical)
    let attacker = adversaries[a]
    adversaries[a].isActive = false
    verdicts.append(
      Verdict(
        label: attacker.label, kind: .partition, share: attacker.parameters.share, value: 0,
        hasSucceeded: true,
        depth: tree.nodes[loser].height - tree.nodes[fork].height, made: wasted,
        duration: now - attacker.since))
  }
}

extension MiningRace {
  /// What the first adversary, a selfish miner, has taken of a race that began on an empty chain.
  func selfishOutcome(_ terms: AttackTerms) -> AttackOutcome {
    let attacker = adversaries[0]
    var outcome = AttackOutcome(kind: .selfishMining, share: attacker.parameters.share)
    outcome.decided = 1
    outcome.chainBlocks = tree.nodes[tree.canonical].height - attacker.baseHeight
    outcome.attackerBlocks = tree.hostileBlocksOnChain
    outcome.money.blocks = Double(tree.found - outcome.chainBlocks)
    outcome.depth = tree.deepestReorg
    let fair = attacker.parameters.share * Double(outcome.chainBlocks)
    outcome.money.profit = (Double(outcome.attackerBlocks) - fair) * terms.blockReward
    outcome.money.cost =
      Double(max(0, attacker.made - outcome.attackerBlocks)) * terms.blockReward
    outcome.successes = Double(outcome.attackerBlocks) > fair ? 1 : 0
    return outcome
  }
}
