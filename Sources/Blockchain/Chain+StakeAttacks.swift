import Quantities
import Simulation

/// What attackers with stake do, slot by slot.
extension Chain {
  /// Lets an attacker with stake begin.
  mutating func launchOnStake(_ attack: AttackParameters, label: Int, launch: Int, at now: Instant)
  {
    guard staking != nil else { return }
    let makesBlocks = attack.kind == .majority || attack.kind == .eclipse
    var attacker = StakeAdversary(
      label: label, launch: launch, account: makesBlocks ? openAccount(for: label) : 0,
      parameters: attack, since: now, baseHeight: height, baseEpoch: checkpoints.epoch)
    attacker.absent = StakeAdversary.absence(attack, slashing: parameters.slashing)
    attacker.branch = applied.last?.number ?? staking?.rest
    staking?.adversaries.append(attacker)
    seatAbsent()
    switch attack.kind {
    case .longRange: rewriteFromOldKeys()
    case .nothingAtStake where parameters.slashing: punish(attack.share)
    default: break
    }
  }

  /// Ends an attack because its time is over.
  mutating func expireOnStake(label: Int, launch: Int) {
    guard
      let a = staking?.adversaries.firstIndex(where: {
        $0.label == label && $0.launch == launch
      }), let attacker = staking?.adversaries[a]
    else { return }
    switch attacker.parameters.kind {
    case .partition: conclude(a, success: attacker.epochsWithoutFinality > 0, depth: attacker.made)
    case .majority:
      conclude(a, success: attacker.epochsWithoutFinality > StakingRules.patience)
    case .nothingAtStake:
      conclude(a, success: attacker.epochsWithoutFinality >= 2, depth: attacker.made)
    default: conclude(a, success: false)
    }
  }

  /// Makes those be away whom attacks keep away.
  mutating func seatAbsent() {
    guard let attackers = staking?.adversaries else { return }
    let present = attackers.reduce(presence) { $0 * (1 - $1.absent) }
    staking?.stake.bringOnline(present)
  }

  /// Part of the absent validators who are so by attacks, and how that divides among these.
  private var kept: (part: Double, sum: Double) {
    let attackers = staking?.adversaries ?? []
    let present = attackers.reduce(presence) { $0 * (1 - $1.absent) }
    guard present < 1 else { return (0, 0) }
    let sum = attackers.reduce(0) { $0 + $1.absent }
    return ((parameters.online - present) / (1 - present), sum)
  }

  /// Whether a proposer who is there gives his block to nobody but the victim of an eclipse.
  mutating func withholds(at now: Instant) -> Bool {
    for a in staking?.adversaries.indices ?? 0..<0 {
      guard let attacker = staking?.adversaries[a], attacker.parameters.kind == .eclipse,
        let lot = staking?.draws.uniform(), lot < attacker.parameters.share
      else { continue }
      staking?.adversaries[a].made += 1
      note(slotOf: attacker.account, at: now)
      return true
    }
    return false
  }

  /// Lets the proposer of a slot who is away make a block where the public chain does not see it.
  ///
  /// - Parameter lot: uniform, tells who of the absent it is.
  mutating func proposeAside(_ proposer: Int, lot: Double, at now: Instant) {
    let (part, sum) = kept
    guard lot < part, sum > 0 else { return }
    var place = lot / part * sum
    for a in staking?.adversaries.indices ?? 0..<0 {
      guard let attacker = staking?.adversaries[a] else { return }
      place -= attacker.absent
      guard place < 0 else { continue }
      staking?.adversaries[a].made += 1
      if attacker.parameters.kind == .majority {
        staking?.adversaries[a].secret.append(now)
        note(slotOf: attacker.account, at: now)
      } else {
        note(slotOf: proposer, at: now)
        let number = noteInTree(
          proposer, parent: attacker.branch ?? 0, height: attacker.baseHeight + attacker.made + 1,
          at: now)
        staking?.adversaries[a].branch = number
      }
      return
    }
  }

  /// Lets attackers act at the end of a slot.
  mutating func followAttacks(at now: Instant) {
    var a = 0
    while let attackers = staking?.adversaries, a < attackers.count {
      staking?.adversaries[a].slots += 1
      if !act(a, attackers[a], at: now) { a += 1 }
    }
  }

  /// - Returns: whether the attack is over.
  private mutating func act(_ a: Int, _ attacker: StakeAdversary, at now: Instant) -> Bool {
    let told = attacker.parameters
    switch told.kind {
    case .majority: return attacker.rules ? overrule(a, attacker, at: now) : outvote(a, attacker)
    case .eclipse:
      guard attacker.made >= Int64(told.confirmations) else { return false }
      let forgone = Double(attacker.made) * attackTerms.blockReward
      staking?.adversaries[a].lost += forgone
      conclude(a, success: true, stolen: told.value)
      return true
    case .nothingAtStake:
      guard !parameters.slashing, checkpoints.finalized > attacker.baseEpoch + 1 else {
        return false
      }
      // Both branches have two thirds of the votes.
      history.finalityReversals += attacker.made
      conclude(a, success: true, depth: attacker.made, stolen: told.value)
      return true
    default: return false
    }
  }

  /// A majority that cannot make anything final: it keeps its votes to itself, and puts its branch in the
  /// place of the public one when the payment has its confirmations and the branch more weight. The
  /// weight is that of the latest vote of each validator, and one votes once in an epoch.
  ///
  /// Once the public chain has become final without it, it has lost.
  private mutating func outvote(_ a: Int, _ attacker: StakeAdversary) -> Bool {
    if finalizedHeight > attacker.baseHeight {
      conclude(a, success: attacker.epochsWithoutFinality > StakingRules.patience)
      return true
    }
    guard height - attacker.baseHeight >= Int64(attacker.parameters.confirmations),
      let stake = staking?.stake
    else { return false }
    let slots = Double(parameters.slotsPerEpoch)
    let voted = min(1, Double(attacker.slots) / slots)
    let own = stake.absence * kept.part * voted
    let boost = StakingRules.proposerBoost / slots
    guard own > stake.presence * voted + boost else { return false }
    return rewrite(a, attacker)
  }

  /// Two thirds make one branch final for the public and then another. Each of the two needs two thirds
  /// of the votes, so at least a third of the stake has voted for both (Buterin and Griffith 2017).
  private mutating func overrule(_ a: Int, _ attacker: StakeAdversary, at now: Instant) -> Bool {
    if let lot = staking?.draws.uniform(), lot < attacker.parameters.share {
      staking?.adversaries[a].made += 1
      staking?.adversaries[a].secret.append(now)
      note(slotOf: attacker.account, at: now)
    }
    guard finalizedHeight > attacker.baseHeight else { return false }
    if parameters.slashing { punish(1.0 / 3, adversary: a) }
    return rewrite(a, staking?.adversaries[a] ?? attacker)
  }

  /// Puts an attacker's secret blocks in the place of those of the chain.
  private mutating func rewrite(_ a: Int, _ attacker: StakeAdversary) -> Bool {
    let depth = height - attacker.baseHeight
    guard depth <= Int64(applied.count), !attacker.secret.isEmpty else {
      conclude(a, success: false)
      return true
    }
    for _ in 0..<depth { undoBlock() }
    history.counts.turns += 1
    history.reorgDepth = max(history.reorgDepth, depth)
    for time in attacker.secret { extend(by: attacker.account, at: time, isHostile: true) }
    staking?.head = nil
    conclude(a, success: true, depth: depth, stolen: attacker.parameters.value)
    return true
  }

  /// Takes note of an epoch for every attack.
  func epochEnded(_ attackers: inout [StakeAdversary], isFinal: Bool, leaked: Double) {
    let kept = kept
    for a in attackers.indices {
      attackers[a].epochs += 1
      if !isFinal && attackers[a].epochs > 1 { attackers[a].epochsWithoutFinality += 1 }
      guard kept.sum > 0, attackers[a].parameters.kind != .nothingAtStake else { continue }
      attackers[a].lost += leaked * kept.part * attackers[a].absent / kept.sum
    }
  }

  /// Slashes an attacker who voted twice, at what that will have taken when all penalties are due.
  private mutating func punish(_ share: Double, adversary: Int? = nil) {
    guard let stake = staking?.stake, stake.locked > 0 else { return }
    let before = coin.dollars(ledger.staked)
    let part = min(share * stake.active, stake.presence * stake.active) / stake.locked
    settle(
      Stake.Toll(slashed: staking?.stake.slash(share, epoch: checkpoints.epoch) ?? 0),
      of: stake.locked)
    let a = adversary ?? (staking?.adversaries.count ?? 1) - 1
    staking?.adversaries[a].lost += before * part * StakingRules.slashing(share: share)
    if adversary == nil { conclude(a, success: false) }
  }

  /// A history of their own, signed with keys whose stake has long left.
  ///
  /// A node that syncs believes it unless it has a checkpoint of the last weak-subjectivity period. Less
  /// than two thirds of the keys need so much time that the stake of the others leaks in that history.
  private mutating func rewriteFromOldKeys() {
    guard let last = staking?.adversaries.indices.last,
      let attack = staking?.adversaries[last].parameters
    else { return }
    let epoch = epochLength.seconds
    let age = attack.checkpointAge.map { $0.seconds / epoch } ?? .infinity
    let needed = StakingRules.leakPeriod(present: attack.share) ?? .infinity
    let succeeds = age > Double(weakSubjectivityPeriod) && age >= needed && needed.isFinite
    let rewritten = min(age * Double(parameters.slotsPerEpoch), Double(height))
    conclude(
      last, success: succeeds, depth: succeeds ? Int64(rewritten) : 0,
      stolen: succeeds ? attack.value : 0)
  }

  /// Epochs for which a checkpoint of the chain can be trusted.
  public var weakSubjectivityPeriod: Int64 {
    let balance =
      parameters.staked > 0 ? parameters.staked / Double(max(1, parameters.validators)) : 32
    return StakingRules.weakSubjectivityPeriod(
      validators: parameters.validators, balance: balance)
  }

  private var epochLength: Interval { parameters.epoch }

  /// Ends an attack; who was kept away comes back.
  private mutating func conclude(
    _ a: Int, success: Bool, depth: Int64 = 0, stolen: Double = 0
  ) {
    guard let attacker = staking?.adversaries[a] else { return }
    let outcome = attacker.verdict(
      success: success, depth: depth, stolen: stolen, epoch: epochLength)
    staking?.verdicts.append((attacker.label, outcome))
    staking?.adversaries.remove(at: a)
    if attacker.parameters.kind == .partition || attacker.parameters.kind == .nothingAtStake {
      history.reorgDepth = max(history.reorgDepth, depth)
    }
    seatAbsent()
  }
}
