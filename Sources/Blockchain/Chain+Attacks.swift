import Quantities
import Simulation

extension Chain {
  /// Lets an attacker begin.
  ///
  /// - Parameters:
  ///   - label: under which its outcome adds up.
  ///   - launch: tells it from others under the same label.
  /// - Returns: when its time or its money runs out, if ever.
  mutating func launch(
    _ attack: AttackParameters, label: Int, launch: Int, at now: Instant
  ) -> Interval? {
    var attack = attack.bounded()
    if attack.kind.isOnLayer || parameters.kind.isLayer && !parameters.kind.hasConsensus {
      return launchOnLayer(attack, label: label, launch: launch, at: now)
    }
    if staking == nil { attack.lasts = attackTerms.patience(of: attack) }
    if parameters.consensus.isVoting, attack.kind != .censorship, attack.kind != .spam {
      return launchOnVotes(attack, label: label, launch: launch, at: now)
    }
    switch attack.kind {
    case .censorship, .spam:
      meddlers.append(
        Meddler(
          label: label, launch: launch, parameters: attack,
          outcome: AttackOutcome(kind: attack.kind, share: attack.share), lastOpen: now,
          funds: attack.budget ?? .infinity))
    case .nothingAtStake, .longRange:
      launchOnStake(attack, label: label, launch: launch, at: now)
    case .majority where parameters.isSharded:
      captures.append(
        CommitteeCapture(label: label, launch: launch, attack: attack, since: now))
    case .invalidState, .dataWithholding, .keyTheft, .revokedState, .floodAndLoot: break
    case .doubleSpend, .majority, .selfishMining, .eclipse, .partition:
      if staking != nil {
        launchOnStake(attack, label: label, launch: launch, at: now)
        return attack.lasts
      }
      guard let tip = race?.tree.canonical else { return nil }
      if attack.kind.mines {
        attack.share = min(attack.share, max(0, 1 - (race?.hostileShare ?? 0)))
      }
      let account = attack.kind.mines ? openAccount(for: label) : 0
      let adversary = Adversary(
        label: label, launch: launch, account: account, parameters: attack,
        since: now.microseconds, base: tip, baseHeight: height,
        before: standing(of: account))
      race?.adversaries.append(adversary)
      if let last = race?.adversaries.indices.last, attack.kind == .partition {
        race?.split(last)
      }
    }
    return attack.lasts
  }

  /// Ends an attack because its time is over.
  mutating func expire(label: Int, launch: Int, at now: Instant) -> AttackOutcome? {
    if let outcome = expireOnLayer(label: label, launch: launch, at: now) { return outcome }
    if let m = meddlers.firstIndex(where: { $0.label == label && $0.launch == launch }) {
      var outcome = meddlers[m].outcome
      outcome.decided = 1
      outcome.successes =
        meddlers[m].parameters.kind == .spam || outcome.delayWeight == 0 && outcome.money.blocks > 0
        ? 1 : 0
      meddlers.remove(at: m)
      return outcome
    }
    expireOnStake(label: label, launch: launch)
    if expireOnVotes(label: label, launch: launch, at: now) { return nil }
    if let c = captures.firstIndex(where: { $0.label == label && $0.launch == launch }) {
      return captures.remove(at: c).failure
    }
    guard
      let a = race?.adversaries.firstIndex(where: {
        $0.label == label && $0.launch == launch && $0.isActive
      }), let before = race?.tree.canonical
    else { return nil }
    race?.expire(a, at: now.microseconds)
    if let move = race?.move(from: before) { carryOut(move) }
    if let attacker = race?.adversaries[a], attacker.parameters.kind == .selfishMining {
      var outcome = taken(by: attacker)
      outcome.decided = 1
      outcome.successes = (outcome.value(of: .relativeRevenue) ?? 0) > 1 ? 1 : 0
      return outcome
    }
    return nil
  }

  /// What has been decided since this was last asked, with the labels.
  mutating func takeVerdicts() -> [(label: Int, outcome: AttackOutcome)] {
    let closed = closedAttacks
    if !closed.isEmpty {
      closedAttacks = []
      return closed
    }
    if let verdicts = staking?.verdicts, !verdicts.isEmpty {
      staking?.verdicts = []
      return verdicts
    }
    if !voting.verdicts.isEmpty {
      defer { voting.verdicts = [] }
      return voting.verdicts
    }
    guard let verdicts = race?.takeVerdicts(), !verdicts.isEmpty else { return [] }
    let terms = attackTerms
    for verdict in verdicts where verdict.kind == .partition {
      history.reorgDepth = max(history.reorgDepth, verdict.depth)
    }
    return closed + verdicts.map { ($0.label, $0.outcome(terms)) }
  }

  /// What has come so far of attacks under a label that go on.
  func outcomeSoFar(label: Int) -> AttackOutcome? {
    var sum: AttackOutcome?
    func add(_ outcome: AttackOutcome) {
      if sum == nil { sum = outcome } else { sum?.merge(outcome) }
    }
    for meddler in meddlers where meddler.label == label { add(meddler.outcome) }
    for attack in layerAttacks where attack.label == label { add(attack.outcome) }
    for attacker in staking?.adversaries ?? [] where attacker.label == label {
      add(attacker.outcome(epoch: parameters.epoch))
    }
    for attacker in race?.adversaries ?? []
    where attacker.label == label && attacker.isActive
      && attacker.parameters.kind == .selfishMining
    {
      add(taken(by: attacker))
    }
    return sum
  }

  /// What money terms the attacks on the chain have now.
  var attackTerms: AttackTerms {
    let market = hashMarket(at: window.start)
    // Machines have to be bought where not so much is for rent.
    let purchase = { (share: Double) in
      guard let market, share < 1, market.rented(share: share) == nil else { return 0.0 }
      return market.hardware(share: share)
    }
    let perBlock = window.blocks > 0 ? window.feeDollars / Double(window.blocks) : 0
    return AttackTerms(
      blockReward: coin.dollars(subsidy) + perBlock,
      interval: parameters.nominalInterval.seconds,
      purchase: purchase)
  }

  /// What a selfish miner has taken of the chain so far.
  ///
  /// Profit and cost are those of its blocks on the chain over its fair part, and of those that it lost.
  private func taken(by attacker: Adversary) -> AttackOutcome {
    let now = standing(of: attacker.account)
    let kind = AttackParameters.Kind.selfishMining
    var outcome = AttackOutcome(kind: kind, share: attacker.parameters.share)
    outcome.attackerBlocks = now.own - attacker.before.own
    outcome.chainBlocks = now.height - attacker.before.height
    outcome.money.blocks =
      Double(now.found - attacker.before.found - outcome.chainBlocks)
    let reward = attackTerms.blockReward
    let fair = attacker.parameters.share * Double(outcome.chainBlocks)
    outcome.money.profit = (Double(outcome.attackerBlocks) - fair) * reward
    outcome.money.cost = Double(max(0, attacker.made - outcome.attackerBlocks)) * reward
    outcome.depth = history.reorgDepth
    return outcome
  }

  private func standing(of account: Int) -> Adversary.Standing {
    let own = history.production.indices.contains(account) ? history.production[account] : 0
    return Adversary.Standing(height: height, own: own, found: history.counts.found)
  }

  /// Place among the producers under which an attacker's blocks are counted; one for each label.
  mutating func openAccount(for label: Int) -> Int {
    if let known = race?.adversaries.first(where: { $0.label == label && $0.parameters.kind.mines })
    {
      return known.account
    }
    if let known = staking?.accounts.first(where: { $0.label == label }) { return known.account }
    let account = max(window.production.count, ledger.producers.count)
    accounts = account + 1 - producers.shares.count
    staking?.accounts.append((label, account))
    makeRoom(producers: account + 1)
    ledger.seat(producers: account + 1, newOffice: false)
    return account
  }
}

/// What an attack is paid and pays.
struct AttackTerms {
  /// USD per block.
  var blockReward: Double
  /// Seconds.
  var interval: Double
  /// USD of hardware for a share of the power, where not enough of it can be rented.
  var purchase: (Double) -> Double

  /// USD a second that a share of the power could earn.
  func rent(of share: Double) -> Double { share / interval * blockReward }

  /// USD before the first block: a majority has to be got.
  func entry(_ kind: AttackParameters.Kind, _ share: Double) -> Double {
    kind == .majority ? purchase(share) : 0
  }

  /// How long an attack can go on, by its own term and by its budget.
  func patience(of attack: AttackParameters) -> Interval? {
    guard let budget = attack.budget, attack.kind.mines else { return attack.lasts }
    let left = budget - entry(attack.kind, attack.share)
    let rent = rent(of: attack.share)
    let affordable = left < 0 ? 0 : rent > 0 ? min(left / rent, 1e10) : 1e10
    return min(attack.lasts ?? .seconds(1e10), .seconds(affordable))
  }
}

extension Verdict {
  /// The outcome in money.
  ///
  /// The power that an attacker uses could have earned its part of the rewards all the while: that is its
  /// rent (Budish 2018). A majority has to be got first: by renting if so much is for rent, else by
  /// buying hardware.
  func outcome(_ terms: AttackTerms) -> AttackOutcome {
    var outcome = AttackOutcome(kind: kind, share: share)
    outcome.decided = 1
    outcome.successes = hasSucceeded ? 1 : 0
    outcome.depth = depth
    outcome.money.blocks = Double(made)
    let seconds = Double(duration) / 1e6
    if kind == .partition {
      outcome.money.cost = Double(made) * terms.blockReward
      outcome.money.profit = -outcome.money.cost
      outcome.delaySum = seconds
      outcome.delayWeight = 1
      return outcome
    }
    outcome.money.cost = terms.rent(of: share) * seconds + terms.entry(kind, share)
    let keepsRewards = hasSucceeded && kind != .eclipse
    outcome.money.stolen = hasSucceeded ? value : 0
    outcome.money.profit =
      outcome.money.stolen + (keepsRewards ? Double(made) * terms.blockReward : 0)
      - outcome.money.cost
    if hasSucceeded {
      outcome.delaySum = seconds
      outcome.delayWeight = 1
    }
    return outcome
  }
}
