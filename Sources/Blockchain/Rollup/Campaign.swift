import Quantities
import Simulation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Rollup {
  /// How far an attack on a rollup has come.
  struct Campaign: Sendable {
    /// The attack's label and launch.
    struct Key: Hashable, Sendable {
      var label: Int
      var launch: Int
    }

    enum Stage: Sendable {
      /// A false root waits for a block of the parent.
      case posting
      /// Nobody has challenged the false root, and its window runs.
      case unchallenged(until: Instant)
      /// Somebody has, and the dispute narrows down to one step.
      case disputed(until: Instant)
      /// Stolen keys have signed an upgrade that takes effect then.
      case scheduled(Instant)
      /// The money is on its way to the attacker.
      case draining
      /// The data of the committee is kept back.
      case withholding
      /// The sequencers leave a victim out, who turns to the parent.
      case censoring
    }

    let key: Key
    var stage: Stage
    /// The bond of a false root.
    var bond: Int128 = 0
    /// Victims of censorship that are in the parent's inbox: when they asked, and when they are in.
    var probes: [(sent: Instant, included: Instant)] = []
    var lastProbe: Instant?
    /// Victims that have not been included yet.
    var waiting: [Instant] = []
  }
}

extension Chain {
  private func attack(_ key: Rollup.Campaign.Key) -> Int? {
    layerAttacks.firstIndex { $0.label == key.label && $0.launch == key.launch }
  }

  private func campaign(_ key: Rollup.Campaign.Key) -> Int? {
    rollup?.campaigns.firstIndex { $0.key == key }
  }

  /// Lets an attack on a rollup begin.
  mutating func beginOnRollup(_ place: Int, at now: Instant) {
    let attack = layerAttacks[place]
    let key = Rollup.Campaign.Key(label: attack.label, launch: attack.launch)
    guard let parent, rollup != nil else { return }
    switch attack.parameters.kind {
    case .spam: meddle(instead: place, share: attack.parameters.share, at: now)
    case .censorship:
      let sequencers = parameters.rollup.sequencers
      let bad =
        sequencers == 1 ? 1 : Int((attack.parameters.share * Double(sequencers)).rounded())
      guard bad >= sequencers else {
        meddle(instead: place, share: Double(bad) / Double(sequencers), at: now)
        return
      }
      rollup!.campaigns.append(Rollup.Campaign(key: key, stage: .censoring))
      pursueCampaigns(at: now)
    case .invalidState:
      // A parent that checks proofs takes no false root; one that is not allowed the bond posts none.
      let bond = bondUnits(on: parent)
      let dollars = parent.coin.dollars(Amount(units: bond))
      guard !parameters.rollup.proves, dollars <= attack.parameters.budget ?? .infinity else {
        decideOnLayer(place, succeeded: false)
        return
      }
      rollup!.campaigns.append(Rollup.Campaign(key: key, stage: .posting, bond: bond))
      var letter = Letter(token: 0, bytes: Self.envelope, gas: parameters.rollup.rootGas)
      if bond > 0 { letter.effect = .lock(bond) }
      sendToParent(.falseRoot(key), letter, at: now)
    case .dataWithholding:
      let rules = parameters.rollup
      let needed = rules.committeeSize - rules.committeeThreshold + 1
      let share = attack.parameters.share
      let have =
        attack.parameters.keys
        ?? (share > 0 ? Int((share * Double(rules.committeeSize)).rounded(.down)) : needed)
      // What lies on the parent cannot be kept back.
      guard rules.data == .committee, have >= needed else {
        decideOnLayer(place, succeeded: false)
        return
      }
      rollup!.isFrozen = true
      rollup!.campaigns.append(Rollup.Campaign(key: key, stage: .withholding))
    case .keyTheft:
      let needed = parameters.rollup.councilThreshold
      let keys = attack.parameters.keys ?? needed
      let cost = Double(keys) * parameters.trust.keyPrice
      guard cost <= attack.parameters.budget ?? .infinity else {
        decideOnLayer(place, succeeded: false)
        return
      }
      layerAttacks[place].outcome.money.cost += cost
      layerAttacks[place].outcome.money.profit -= cost
      guard keys >= needed else {
        decideOnLayer(place, succeeded: false)
        return
      }
      let due = min(now + parameters.rollup.upgradeDelay, .limit)
      rollup!.campaigns.append(Rollup.Campaign(key: key, stage: .scheduled(due)))
      panic(at: now)
      pursueCampaigns(at: now)
    default: decideOnLayer(place, succeeded: false)
    }
  }

  /// Hands an attack on the blocks over to those who meddle with any chain's.
  private mutating func meddle(instead place: Int, share: Double, at now: Instant) {
    let attack = layerAttacks.remove(at: place)
    var parameters = attack.parameters
    parameters.share = share
    meddlers.append(
      Meddler(
        label: attack.label, launch: attack.launch, parameters: parameters,
        outcome: attack.outcome, lastOpen: now, funds: parameters.budget ?? .infinity))
  }

  /// Lets attacks go on whose time has come.
  mutating func pursueCampaigns(at now: Instant) {
    guard rollup?.campaigns.isEmpty == false else { return }
    for key in rollup!.campaigns.map(\.key) {
      guard let c = campaign(key), let place = attack(key) else { continue }
      switch rollup!.campaigns[c].stage {
      case .posting, .draining, .withholding: break
      case .unchallenged(let end), .scheduled(let end):
        if end <= now { drain(c, place, at: now) }
      case .disputed(let end):
        guard end <= now else { continue }
        let bond = rollup!.campaigns[c].bond
        returnBond(bond, at: now)
        tell(.disputes, "fraud proven: the false root is void, its bond goes to the challenger")
        // The bond goes to whoever challenged.
        let dollars = parent?.coin.dollars(Amount(units: bond)) ?? 0
        layerAttacks[place].outcome.money.cost += dollars
        layerAttacks[place].outcome.money.profit -= dollars
        layerAttacks[place].outcome.delaySum += (now - layerAttacks[place].since).seconds
        layerAttacks[place].outcome.delayWeight += 1
        rollup!.campaigns.remove(at: c)
        decideOnLayer(place, succeeded: false)
      case .censoring: probe(c, place, at: now)
      }
    }
  }

  /// Sends what the attacker takes, as far as users have not asked for it before.
  private mutating func drain(_ c: Int, _ place: Int, at now: Instant) {
    guard let parent else { return }
    let key = rollup!.campaigns[c].key
    let dollars = layerAttacks[place].parameters.value
    let wanted =
      parent.coin.price > 0
      ? parent.coin.amount(coins: min(dollars / parent.coin.price, 1e14)).units : Int128.max
    let claimed = rollup!.leaving.reduce(Int128(0)) { $0 + $1.units * Int128($1.count) }
    let units = min(wanted, freeEscrow - claimed)
    guard units > 0 else {
      rollup!.campaigns.remove(at: c)
      decideOnLayer(place, succeeded: false)
      return
    }
    rollup!.campaigns[c].stage = .draining
    sendToParent(
      .drain(key, units: units),
      Letter(
        token: 0, bytes: Self.envelope, gas: parameters.rollup.rootGas, effect: .release(units)),
      at: now)
  }

  /// The money is gone.
  mutating func landDrain(of key: Rollup.Campaign.Key, units: Int128, _ receipt: Receipt) {
    guard let c = campaign(key), let place = attack(key), let parent else { return }
    let dollars = parent.coin.dollars(Amount(units: units))
    let fee = parent.coin.dollars(Amount(units: receipt.fee))
    layerAttacks[place].outcome.money.stolen += dollars
    layerAttacks[place].outcome.money.cost += fee
    layerAttacks[place].outcome.money.profit += dollars - fee
    layerAttacks[place].outcome.delaySum += (receipt.at - layerAttacks[place].since).seconds
    layerAttacks[place].outcome.delayWeight += 1
    returnBond(rollup!.campaigns[c].bond, at: receipt.at)
    rollup!.campaigns.remove(at: c)
    // What rounding has left behind is no loot.
    decideOnLayer(place, succeeded: dollars >= Self.leastLoot)
    panic(at: receipt.at)
  }

  private mutating func returnBond(_ bond: Int128, at now: Instant) {
    guard bond > 0 else { return }
    sendToParent(
      .bondBack(units: bond),
      Letter(
        token: 0, bytes: Self.envelope, gas: parameters.rollup.rootGas, effect: .release(bond)),
      at: now)
  }

  /// A false root stands on the parent: whoever watches looks at it within the window.
  mutating func landFalseRoot(of key: Rollup.Campaign.Key, _ receipt: Receipt) {
    guard let c = campaign(key), let place = attack(key), let parent,
      case .posting = rollup!.campaigns[c].stage
    else { return }
    let fee = parent.coin.dollars(Amount(units: receipt.fee))
    layerAttacks[place].outcome.money.cost += fee
    layerAttacks[place].outcome.money.profit -= fee
    let rules = parameters.rollup
    let watchers = layerAttacks[place].parameters.watchers ?? rules.watchers
    let unseen = rules.unseen(by: watchers)
    if rollup!.watching.uniform() < unseen {
      tell(.disputes, "nobody has noticed: no challenge will come")
      rollup!.campaigns[c].stage = .unchallenged(
        until: min(receipt.at + rules.challengeWindow, .limit))
      return
    }
    let noticed = rules.challengeWindow.seconds * rollup!.watching.uniform()
    let answers = Double(rules.rounds(of: parameters))
    let pace = parent.interval.seconds * Self.blocksToAnswer
    let moves = Letter(
      token: 0, bytes: Self.envelope, gas: parameters.rollup.rootGas)
    // Each round is a transaction on the parent of either side.
    var both = moves
    both.count = Int64(2 * answers)
    sendToParent(.exit(units: 0), both, at: receipt.at)
    tell(
      .disputes,
      "challenge: a watcher disputes the root, \(Readable.number(answers)) rounds to play")
    rollup!.campaigns[c].stage = .disputed(
      until: min(receipt.at + .seconds(noticed + answers * pace), .limit))
  }

  /// Blocks of the parent in which a side of a dispute answers (an assumption).
  private static let blocksToAnswer = 20.0

  /// Sends victims of censorship to the parent, and counts those who are in.
  private mutating func probe(_ c: Int, _ place: Int, at now: Instant) {
    guard let parent else { return }
    let key = rollup!.campaigns[c].key
    let forced = parameters.rollup.forcedInclusion
    let pause = max(parent.interval, (forced ?? .hours(24)) / 24)
    if rollup!.campaigns[c].lastProbe.map({ now - $0 >= pause }) ?? true {
      rollup!.campaigns[c].lastProbe = now
      rollup!.campaigns[c].waiting.append(now)
      if forced != nil {
        let bytes = Self.envelope + parameters.transactionSize
        sendToParent(
          .probe(campaign: key, sent: now),
          Letter(token: 0, bytes: bytes, gas: parent.gas(execution: 60_000, calldata: bytes)),
          at: now)
      }
    }
    while let first = rollup!.campaigns[c].probes.first, first.included <= now {
      rollup!.campaigns[c].probes.removeFirst()
      rollup!.campaigns[c].waiting.removeAll { $0 == first.sent }
      layerAttacks[place].outcome.delaySum += (first.included - first.sent).seconds
      layerAttacks[place].outcome.delayWeight += 1
    }
  }

  /// The parent has a victim's transaction: the sequencer may leave it out only for so long.
  mutating func landProbe(of key: Rollup.Campaign.Key, sent: Instant, at now: Instant) {
    guard let c = campaign(key), let delay = parameters.rollup.forcedInclusion else { return }
    rollup!.campaigns[c].probes.append((sent, min(now + delay, .limit)))
  }

  /// Ends an attack on a rollup because its time is over.
  mutating func endOnRollup(_ place: Int, at now: Instant) {
    let attack = layerAttacks[place]
    let key = Rollup.Campaign.Key(label: attack.label, launch: attack.launch)
    guard let c = campaign(key) else { return }
    switch rollup!.campaigns[c].stage {
    case .withholding:
      layerAttacks[place].outcome.successes += 1
      layerAttacks[place].outcome.delaySum += (now - attack.since).seconds
      layerAttacks[place].outcome.delayWeight += 1
      rollup!.isFrozen = rollup!.campaigns.contains {
        if case .withholding = $0.stage { $0.key != key } else { false }
      }
    case .censoring:
      let nobodyGotIn = layerAttacks[place].outcome.delayWeight == 0
      if nobodyGotIn { layerAttacks[place].outcome.successes += 1 }
      // Who has waited until now is let in now.
      for sent in rollup!.campaigns[c].waiting where nobodyGotIn {
        layerAttacks[place].outcome.delaySum += (now - sent).seconds
        layerAttacks[place].outcome.delayWeight += 1
      }
    default: break
    }
    rollup!.campaigns.remove(at: c)
  }

  // MARK: Users who fear for their money

  /// Steps of what users would pay to get out.
  private static let steps = 16
  /// Part of what a user has that leaving may cost (an assumption).
  private static let worthOfLeaving = 0.01

  /// Lets all users ask for their money on the parent at once; they compete for its blocks.
  private mutating func panic(at now: Instant) {
    let users = Int64(parameters.rollup.users)
    guard let parent, rollup != nil, !rollup!.isPanicking, users > 0 else { return }
    rollup!.isPanicking = true
    tell(.exits, "panic: \(counted(users, "user asks", "users ask")) for the money on the parent")
    let each = ledger.users.units / Int128(users)
    guard each > 0 else { return }
    for step in 0..<Self.steps {
      let n = users / Int64(Self.steps) + (Int64(step) < users % Int64(Self.steps) ? 1 : 0)
      let place = (Double(step) + 0.5) / Double(Self.steps)
      let factor = exp(1.2 * SpecialFunctions.normalQuantile(place))
      var letter = Letter(
        token: 0, count: n, bytes: Self.envelope, gas: parameters.rollup.exitGas)
      letter.bid = Int128(nearest: each.double * Self.worthOfLeaving * factor)
      if parent.feeMarket == .firstPrice { letter.offer = letter.bid }
      sendToParent(.exit(units: each), letter, at: now)
    }
  }

  /// Users whom the parent has heard leave with what they have.
  mutating func leave(units: Int128, count: Int64, at now: Instant) {
    guard units > 0 else { return }
    let n = min(count, Int64(clamping: ledger.users.units / units))
    guard n > 0 else { return }
    let gone = ledger.burn(ofUsers: Amount(units: units * Int128(n))).units
    rollup!.books.left += gone
    rollup!.books.owed += gone
    let rules = parameters.rollup
    let wait = rules.proves ? rules.executionDelay : rules.challengeWindow
    if let last = rollup!.leaving.last, last.requested == now, last.units == units,
      last.carrier < 0
    {
      rollup!.leaving[rollup!.leaving.count - 1].count += n
    } else {
      rollup!.leaving.append(
        Rollup.Leaving(
          units: units, count: n, requested: now, carrier: -1, due: min(now + wait, .limit)))
    }
    for campaign in rollup!.campaigns {
      guard case .scheduled = campaign.stage, let a = attack(campaign.key) else { continue }
      layerAttacks[a].outcome.exits += n
    }
  }

  /// Counts withdrawals that came through while somebody keeps the data back.
  mutating func countExits(_ n: Int64) {
    for a in layerAttacks.indices where layerAttacks[a].parameters.kind == .dataWithholding {
      layerAttacks[a].outcome.exits += n
    }
  }

  // MARK: Attempts at once

  /// Posts false roots on copies of the present rollup: each is seen by every watcher with the same
  /// probability, or by nobody, P = (1 - w)^n.
  func attemptsOnRollup(
    _ attack: AttackParameters, times: Int, label: Int, launch: Int
  ) -> AttackOutcome {
    let attack = attack.bounded()
    var outcome = AttackOutcome(kind: attack.kind, share: attack.share)
    outcome.attempts = Int64(max(0, times))
    outcome.decided = outcome.attempts
    guard let parent, !parameters.rollup.proves, attack.kind == .invalidState else {
      return outcome
    }
    let bond = parent.coin.dollars(Amount(units: bondUnits(on: parent)))
    guard bond <= attack.budget ?? .infinity else { return outcome }
    let unseen = parameters.rollup.unseen(by: attack.watchers ?? parameters.rollup.watchers)
    var stream = RandomStream(seed: seed, name, "false roots \(label) \(launch)")
    outcome.successes = stream.binomial(trials: outcome.attempts, probability: unseen)
    let loot = min(attack.value, parent.coin.dollars(Amount(units: freeEscrow)))
    let seen = Double(outcome.attempts - outcome.successes)
    outcome.attempted.stolen = Double(outcome.successes) * loot
    outcome.attempted.cost = seen * bond
    outcome.attempted.profit = outcome.attempted.stolen - outcome.attempted.cost
    return outcome
  }
}

extension RollupParameters {
  /// Probability that none of so many watchers notices a wrong root and acts.
  func unseen(by watchers: Int) -> Double { pow(1 - watchProbability, Double(watchers)) }

  /// Rounds in which a dispute narrows the gas between two roots down to one unit of it.
  func rounds(of chain: ChainParameters) -> Int {
    let blocks = max(1, rootInterval.seconds / chain.blockInterval.seconds)
    let gas = Double(chain.effectiveGasTarget ?? 1_000_000) * blocks
    return max(1, Int(log2(max(2, gas)).rounded(.up)))
  }
}
