import Quantities
import Simulation

extension Chain {
  /// Lets validators begin, with their stake locked.
  mutating func startStaking() {
    guard parameters.consensus == .pos, !parameters.isSharded else { return }
    staking = Staking(parameters, rest: latest.lastNumber, draws: votes)
    ledger.lock(stake: coin.amount(coins: parameters.staked))
  }

  /// Takes validators to other rules: on another stake they begin anew.
  mutating func followStaking(from old: ChainParameters) {
    let wasStaking = old.consensus == .pos && !old.isSharded
    let isStaking = parameters.consensus == .pos && !parameters.isSharded
    if wasStaking, !isStaking || old.staked != parameters.staked {
      if let staking { votes = staking.draws }
      staking = nil
      ledger.unlock(ledger.staked)
    }
    guard isStaking else { return }
    if staking == nil {
      startStaking()
    } else if old.slot != parameters.slot || old.network != parameters.network {
      staking?.attesting = Attesting(parameters)
    }
    seatAbsent()
  }

  /// Counts epochs anew, as where they have another length.
  mutating func restartEpochs(from old: Int64) {
    for i in applied.indices { applied[i].epoch = 0 }
    staking?.stake.countEpochs(from: old)
    for a in staking?.adversaries.indices ?? 0..<0 { staking?.adversaries[a].baseEpoch = 0 }
  }

  /// One slot: the end of an epoch if one is over, and a block unless the proposer is away.
  mutating func passSlot(at now: Instant) {
    if checkpoints.epochHasEnded { endEpoch(at: now) }
    checkpoints.passSlot()
    let proposer = producers.draw(&lots)
    let lot = lots.uniform()
    let presence = staking?.stake.presence ?? 0
    if lot < presence, !withholds(at: now) {
      propose(by: proposer, at: now)
    } else {
      staking?.passSlot()
      if now >= window.start { window.missedSlots += 1 }
      if lot >= presence {
        proposeAside(proposer, lot: (lot - presence) / (1 - presence), at: now)
      }
    }
    followAttacks(at: now)
  }

  /// Lets a proposer make the block of a slot, on the last one or in its place.
  private mutating func propose(by proposer: Int, at now: Instant) {
    note(slotOf: proposer, at: now)
    var isAdjacent = staking?.head?.age == 1
    switch staking?.fate(before: proposer) ?? .stays {
    case .stays: break
    case .isReplaced:
      undoBlock()
      history.counts.turns += 1
      history.reorgDepth = max(history.reorgDepth, 1)
      isAdjacent = false
    case .wins:
      noteInTree(
        proposer, parent: applied.dropLast().last?.number ?? staking?.rest ?? 0, height: height,
        at: now)
      staking?.passSlot()
      return
    }
    extend(by: proposer, at: now)
    let bytes = parameters.padded(bytes: lastBlock?.bytes ?? 0, gas: lastBlock?.gas ?? 0).bytes
    if now >= window.start { window.sizes.add(Double(max(1, bytes))) }
    let own = producers.shares.indices.contains(proposer) ? producers.shares[proposer] : 0
    staking?.attest(proposer, own: own, bytes: bytes, isAdjacent: isAdjacent)
  }

  /// Makes a block part of the chain, in the tree as well.
  mutating func extend(by producer: Int, at time: Instant, isHostile: Bool = false) {
    let parent = applied.last?.number ?? staking?.rest ?? 0
    let number = noteInTree(
      producer, parent: parent, height: height + 1, at: time, isHostile: isHostile)
    apply(by: producer, at: time)
    applied[applied.count - 1].number = number
    applied[applied.count - 1].epoch = checkpoints.epoch
    if applied.count > Self.memory { rest(Self.memory / 4) }
  }

  /// Blocks that are kept to be undone while nothing becomes final.
  static let memory = 4_096

  private mutating func rest(_ count: Int) {
    guard count > 0, let last = applied.prefix(count).last else { return }
    staking?.rest = last.number
    spare = last.contents
    applied.removeFirst(min(count, applied.count))
  }

  @discardableResult
  mutating func noteInTree(
    _ producer: Int, parent: Int64, height: Int64, at time: Instant, isHostile: Bool = false
  ) -> Int64 {
    let number = latest.lastNumber + 1
    latest.append(
      number: number, parent: parent, height: height, time: time.microseconds,
      producer: Int32(clamping: producer), isHostile: isHostile)
    return number
  }

  /// Counts a block that was made, wherever it stands.
  mutating func note(slotOf producer: Int, at now: Instant) {
    if now >= window.start {
      window.found += 1
      if window.foundBy.indices.contains(producer) { window.foundBy[producer] += 1 }
    }
    history.counts.found += 1
    history.found.add(1, at: now)
    history.lost.add(1, at: now)
  }

  /// Counts the votes of an epoch, and takes from the stake what it costs.
  private mutating func endEpoch(at now: Instant) {
    guard let stake = staking?.stake else { return }
    let epoch = checkpoints.epoch
    let final = checkpoints.endEpoch(
      voted: stake.presence, slotsPerEpoch: parameters.slotsPerEpoch)
    if let final {
      finalize(throughEpoch: final, at: now)
      let settled = applied.firstIndex { $0.epoch > final } ?? applied.count
      finalizedHeight = max(finalizedHeight, height - Int64(applied.count - settled))
      if finalizedHeight > 0 {
        tell(.finality) { "checkpoint finalised: block \($0.finalizedHeight) stays" }
      }
      // Who can make two branches final may undo what is.
      let base = staking?.adversaries.filter(\.rules).map(\.baseHeight).min() ?? .max
      rest(max(0, min(settled, Int(clamping: base - (height - Int64(applied.count))))))
    }
    let coins = parameters.staked
    let churn = coins > 0 ? StakingRules.churn(staked: coins) / coins : 1.0 / 65_536
    let locked = stake.locked
    guard
      let toll = staking?.stake.endEpoch(epoch, isLeaking: checkpoints.isLeaking, churn: churn)
    else { return }
    let dollars = locked > 0 ? coin.dollars(ledger.staked) * toll.leaked / locked : 0
    if var attackers = staking?.adversaries, !attackers.isEmpty {
      epochEnded(&attackers, isFinal: final != nil, leaked: dollars)
      staking?.adversaries = attackers
    }
    settle(toll, of: locked)
  }

  /// Moves in the ledger what left the stake.
  mutating func settle(_ toll: Stake.Toll, of locked: Double) {
    guard locked > 0 else { return }
    let staked = ledger.staked.units
    func part(_ weight: Double) -> Int128 {
      min(staked, Int128(nearest: staked.double * min(1, max(0, weight / locked))))
    }
    ledger.burn(stake: Amount(units: part(toll.leaked + toll.slashed)))
    ledger.unlock(min(ledger.staked, Amount(units: part(toll.released))))
  }

  /// New coins of a slot for its proposer: a lottery by stake that pays everyone the same in expectation
  /// as attesting does.
  var slotReward: Amount {
    let staked = parameters.staked * (staking?.stake.active ?? 1)
    let perYear = Self.issuanceFactor * staked.squareRoot()
    return coin.amount(coins: perYear * parameters.slot.seconds / Unit.year)
  }

  /// Coins per year and square root of a staked coin: Ethereum's base reward factor 64 with all online.
  private static let issuanceFactor = 166.3
}
