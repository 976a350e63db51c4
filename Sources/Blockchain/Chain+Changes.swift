import Quantities

extension Chain {
  /// Lives by other rules from now on; the ledger, the waiting transactions and the history stay.
  ///
  /// - Returns: whether its clock has to start anew.
  mutating func adopt(_ new: ChainParameters, coin: Coin, at now: Instant) -> Bool {
    let old = parameters
    let before = checkpoints.epoch
    if let race, !race.adversaries.isEmpty, old.consensus == .pow, new.consensus != .pow {
      endAttacks(at: now)
    }
    parameters = new.bounded()
    // The coin of a ledger cannot change; its price can.
    parameters.coin = old.coin
    parameters.kind = old.kind
    self.coin = coin
    followHashing(from: old, at: now)
    seatProducers(from: old)
    followStaking(from: old)
    if parameters.consensus != old.consensus || parameters.consensus.isVoting {
      noteStandstill(at: now)
      prepareVoting()
    }
    if parameters.shardCount != old.shardCount || old.consensus != parameters.consensus {
      landEverything(at: now)
      openShards()
    }
    if parameters.consensus != old.consensus || parameters.slotsPerEpoch != old.slotsPerEpoch {
      checkpoints = Checkpoints(slotsPerEpoch: parameters.slotsPerEpoch)
      unfinalized.restart(epoch: checkpoints.epoch)
      restartEpochs(from: before)
    }
    if parameters.feeMarket == .eip1559 {
      if old.initialBaseFee != parameters.initialBaseFee {
        baseFeeAttos = Attos.of(coins: parameters.initialBaseFee)
      }
      baseFeeAttos = max(baseFeeAttos, Attos.of(coins: parameters.baseFeeFloor))
    }
    if parameters.kind.isLayer { adoptLayer(from: old, at: now) }
    arrangeFlows()
    return parameters.consensus != old.consensus
      || parameters.nominalInterval != old.nominalInterval
      || parameters.consensus == .pow && parameters.hashRate != old.hashRate
      || parameters.consensus.isVoting && parameters.online != old.online
  }

  /// Another target interval scales the difficulty; another hash rate does not, unless it was unknown.
  private mutating func followHashing(from old: ChainParameters, at now: Instant) {
    let nominal = parameters.effectiveHashRate * parameters.blockInterval.seconds
    guard parameters.consensus == .pow else {
      race = nil
      if parameters.consensus != .pos || old.consensus != .pos { applied = [] }
      contents.keepsTakings = false
      return
    }
    guard old.consensus == .pow else {
      contents.keepsTakings = true
      startRace(difficulty: nominal, at: now)
      return
    }
    if parameters.network != old.network || parameters.forkChoice != old.forkChoice
      || parameters.miners != old.miners
    {
      race?.tree.rewire(parameters, bytes: lastBlock?.bytes ?? 0)
      hasSimulatedHops = BlockDelays.everyNodeMines(parameters)
    }
    race?.tree.rule = Difficulty.Rule(parameters)
    let factor = parameters.blockInterval.seconds / old.blockInterval.seconds
    let becameKnown = (old.hashRate > 0) != (parameters.hashRate > 0)
    guard factor != 1 || becameKnown else { return }
    race?.tree.adjust { rule in
      rule.value = becameKnown ? nominal : rule.value * factor
      rule.restart(at: now)
    }
  }

  /// Decides the attacks of miners: the branches that they work on come to an end.
  private mutating func endAttacks(at now: Instant) {
    let open = race?.adversaries.filter(\.isActive).map { ($0.label, $0.launch) } ?? []
    for (label, launch) in open {
      if let outcome = expire(label: label, launch: launch, at: now) {
        closedAttacks.append((label, outcome))
      }
    }
    closedAttacks = takeVerdicts()
  }

  /// Gives the power to produce to those who now have it.
  private mutating func seatProducers(from old: ChainParameters) {
    let next = Producers(parameters)
    guard next != producers else { return }
    producers = next
    race?.producers = next
    ledger.seat(
      producers: next.shares.count, newOffice: parameters.consensus != old.consensus)
    makeRoom(producers: next.shares.count)
  }

  /// Lets this many producers be counted.
  mutating func makeRoom(producers count: Int) {
    let missing = count - window.production.count
    guard missing > 0 else { return }
    window.production += [Int64](repeating: 0, count: missing)
    window.foundBy += [Int64](repeating: 0, count: missing)
  }

  /// Another price of the coin: users bid the same money, so other amounts.
  mutating func reprice(_ coin: Coin) {
    self.coin = coin
    arrangeFlows()
  }
}
