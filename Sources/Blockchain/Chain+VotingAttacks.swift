import Quantities
import Simulation

extension VotingAttack {
  /// Share of the stake that still decides with the others.
  var remaining: Double {
    switch parameters.kind {
    case .partition: max(parameters.share, 1 - parameters.share)
    // Whoever has two thirds signs two blocks and has no need to stop the chain.
    case .majority: signsTwice || parameters.share < 1.0 / 3 ? 1 : 1 - parameters.share
    case .doubleSpend, .selfishMining, .eclipse, .censorship, .spam, .nothingAtStake, .longRange,
      .invalidState, .dataWithholding, .keyTheft, .revokedState, .floodAndLoot:
      1
    }
  }

  var signsTwice: Bool { parameters.share >= 2.0 / 3 - 1e-9 }
}

extension Chain {
  /// Lets an attacker of the votes begin: a majority that withholds its votes, or signs twice; a victim
  /// who hears of one side only; a network that is cut in two.
  mutating func launchOnVotes(
    _ attack: AttackParameters, label: Int, launch: Int, at now: Instant
  ) -> Interval? {
    let begun = VotingAttack(
      label: label, launch: launch, parameters: attack, since: now)
    switch attack.kind {
    case .majority, .eclipse:
      let isWeak = attack.kind == .eclipse || attack.share < 1.0 / 3
      if begun.signsTwice || isWeak && attack.lasts == nil {
        decide(begun, at: now)
        return nil
      }
    case .partition: break
    case .doubleSpend, .selfishMining, .censorship, .spam, .nothingAtStake, .longRange,
      .invalidState, .dataWithholding, .keyTheft, .revokedState, .floodAndLoot:
      return nil
    }
    voting.attacks.append(begun)
    voting.mustRestart = true
    noteStandstill(at: now)
    return attack.lasts
  }

  /// Ends an attack on the votes because its time is over.
  mutating func expireOnVotes(label: Int, launch: Int, at now: Instant) -> Bool {
    guard let a = voting.attacks.firstIndex(where: { $0.label == label && $0.launch == launch })
    else { return false }
    noteStandstill(at: now)
    let attack = voting.attacks.remove(at: a)
    voting.mustRestart = true
    noteStandstill(at: now)
    decide(attack, at: now)
    return true
  }

  /// Counts for each attack how long nothing could be decided.
  mutating func noteStandstill(at now: Instant) {
    let stands = !canDecide
    for a in voting.attacks.indices {
      if let since = voting.attacks[a].stoppedAt {
        voting.attacks[a].stopped += (now - since).seconds
      }
      voting.attacks[a].stoppedAt = stands ? now : nil
    }
  }

  /// Whether blocks still become final.
  private var canDecide: Bool {
    parameters.consensus == .dpos ? presentShare > 2.0 / 3 : !isHalted
  }

  /// DPoS: whether a producer is on the smaller side of a partition, or holds his block back; those come
  /// last in the order of turns.
  mutating func losesTurn(_ producer: Int) -> Bool {
    guard !voting.attacks.isEmpty else { return false }
    // The part of the turns before his.
    let before =
      parameters.shares.isEmpty
      ? (Double(producer) + 0.5) / Double(producers.shares.count)
      : producers.shares[..<producer].reduce(0, +) + producers.shares[producer] / 2
    for a in voting.attacks.indices where before >= voting.attacks[a].remaining {
      if voting.attacks[a].parameters.kind == .partition { voting.attacks[a].wasted += 1 }
      return true
    }
    return false
  }

  /// What an attack on the votes has come to.
  private mutating func decide(_ attack: VotingAttack, at now: Instant) {
    let outcome = outcome(of: attack)
    if attack.parameters.kind == .majority, attack.signsTwice {
      // Two final blocks of one height.
      history.finalityReversals += 1
      history.reorgDepth = max(history.reorgDepth, 1)
    }
    voting.verdicts.append((attack.label, outcome))
  }

  /// With two thirds of the stake it signs two blocks of one height, one of them for its victim alone, and
  /// loses what evidence of that costs; with less it takes nothing.
  func outcome(of attack: VotingAttack) -> AttackOutcome {
    let told = attack.parameters
    var outcome = AttackOutcome(kind: told.kind, share: told.share)
    outcome.decided = 1
    outcome.money.blocks = Double(attack.wasted)
    outcome.delaySum = attack.stopped
    outcome.delayWeight = 1
    guard told.kind != .partition else { return outcome }
    guard attack.signsTwice else { return outcome }
    outcome.successes = 1
    outcome.depth = told.kind == .majority ? 1 : 0
    outcome.money.cost =
      told.share * parameters.votingStake * coin.price * parameters.voting.doubleSignPenalty
    outcome.money.stolen = told.value
    outcome.money.profit = told.value - outcome.money.cost
    return outcome
  }

  /// Attempts of an attack on the votes, which all end alike: money as the mean of an attempt.
  func attemptsOnVotes(_ attack: AttackParameters, times: Int) -> AttackOutcome {
    let one = VotingAttack(
      label: 0, launch: 0, parameters: attack.bounded(), since: previousBlockTime)
    var sum = AttackOutcome(kind: attack.kind, share: attack.share)
    let single = outcome(of: one)
    sum.decided = Int64(times)
    sum.successes = single.successes * Int64(times)
    sum.attempts = Int64(times)
    sum.depth = single.depth
    sum.attempted.cost = single.money.cost * Double(times)
    sum.attempted.stolen = single.money.stolen * Double(times)
    sum.attempted.profit = single.money.profit * Double(times)
    return sum
  }
}
