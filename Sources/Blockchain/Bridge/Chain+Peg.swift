public import Quantities
import Simulation

extension Chain {
  mutating func openPeg(at now: Instant) {
    peg = Peg(held: pegEscrow.units, interval: parameters.nominalInterval, at: now)
  }

  mutating func passPeg(at now: Instant) {
    reconsiderBurns()
    postCheckpoint(at: now)
    startCrossings(at: now)
    advanceCrossings(at: now)
  }

  mutating func followParent(ofPeg receipts: [Receipt], at now: Instant) {
    followHashPower()
    for receipt in receipts { take(ofPeg: receipt) }
    advanceCrossings(at: now)
    stealOn(at: now)
    if let backing = peg?.backing { peg?.backingCourse.record(backing, at: now) }
  }

  mutating func adoptPeg(from old: ChainParameters, at now: Instant) { followHashPower() }

  /// What the bridge holds on the parent at time zero: all coins of a side that has the parent's coin.
  var pegEscrow: Amount {
    if hasParentsCoin { return ledger.genesis }
    return parent?.lockable(dollars: parameters.lockedValue) ?? .zero
  }

  /// Whether what the bridge makes are the side's own coins.
  var hasParentsCoin: Bool { parent?.coin.symbol == coin.symbol }

  var pegFault: String? {
    guard let peg else { return nil }
    if let fault = peg.fault { return fault }
    guard let parent, parent.escrow.units != peg.held else { return nil }
    return "the bridge counts \(peg.held), the parent \(parent.escrow.units)"
  }

  /// Time from a withdrawal's request until the money is on the parent: measured, or where nobody has
  /// withdrawn the side's confirmations, half a checkpoint and a block of the parent.
  public var pegWithdrawalTime: Interval {
    if let mean = peg?.withdrawalTimes.histogram(in: window).mean { return .seconds(mean) }
    let blocks = Int64(parameters.peg.confirmations) + Int64(parameters.peg.checkpointBlocks / 2)
    return parameters.nominalInterval * blocks + (parent?.interval ?? .zero)
  }

  /// Miners who hash for the parent at once bring a part of its hash rate.
  mutating func followHashPower() {
    if let parent { parameters.shareHashPower(of: parent) }
  }

  /// Whether enough signers are there: an outage takes the same part of them as of the producers.
  private var signersAreThere: Bool {
    let present = Double(parameters.peg.keys) * (1 - offlineShare)
    return Int(present + 1e-9) >= parameters.peg.threshold
  }

  // MARK: The side

  /// Notes that blocks above a height were taken off the side's chain.
  mutating func noteFork(above height: Int64) {
    guard let lowest = peg?.fork, height < lowest else { return }
    peg?.fork = height
  }

  /// Burns in blocks that others replaced happen again in the newest.
  private mutating func reconsiderBurns() {
    guard var peg, peg.fork != .max else { return }
    for i in peg.withdrawals.indices {
      if case .burned(let at) = peg.withdrawals[i].stage, at > peg.fork {
        peg.withdrawals[i].stage = .burned(height)
      }
    }
    peg.fork = .max
    self.peg = peg
  }

  /// Lets producers tell the parent how far the side has come.
  private mutating func postCheckpoint(at now: Instant) {
    let blocks = Int64(parameters.peg.checkpointBlocks)
    guard blocks > 0, var peg, height >= peg.lastCheckpoint + blocks, peg.checkpoints.count < 64,
      let parent
    else { return }
    let token = peg.nextToken()
    peg.checkpoints.append(.init(token: token, height: height))
    peg.lastCheckpoint = height
    self.peg = peg
    send(pegLetter(token, bytes: 500, signed: true, on: parent), at: now)
  }

  /// Lets users ask for what they want to move in the time that passed.
  private mutating func startCrossings(at now: Instant) {
    guard var peg, let parent else { return }
    let step = max(parameters.nominalInterval, parent.interval / 2)
    guard now >= peg.since + step else { return }
    let seconds = (now - peg.since).seconds
    let middle = peg.since + (now - peg.since) / 2
    peg.since = now
    defer { self.peg = peg }
    // Nobody uses a bridge that cannot pay.
    guard parameters.peg.withdrawals > 0, peg.thief == nil, peg.held >= peg.owed,
      parent.coin.price > 0, peg.withdrawals.count < Peg.mostKept,
      peg.deposits.count < Peg.mostKept
    else { return }
    let flow = parameters.peg.withdrawals / 86_400 * seconds / parent.coin.dollarsPerUnit + peg.rest
    let units = Int128(nearest: flow.rounded(.down))
    peg.rest = min(1, max(0, flow - units.double))
    guard units > 0 else { return }
    let deposit = Peg.Deposit(token: peg.nextToken(), units: units)
    var burned = min(units, peg.minted)
    if hasParentsCoin { burned = ledger.burn(ofUsers: Amount(units: burned)).units }
    peg.minted -= burned
    if burned > 0 {
      peg.withdrawals.append(
        Peg.Withdrawal(
          token: peg.nextToken(), units: burned, requested: middle, stage: .burned(height)))
    }
    // Who cannot pay does not ask.
    guard units <= parent.funds.units else { return }
    peg.deposits.append(deposit)
    var letter = pegLetter(deposit.token, bytes: parent.transactionSize, signed: false, on: parent)
    letter.effect = .lock(units)
    send(letter, at: now)
  }

  /// A transaction of the bridge: each signature adds 72 bytes and 4 100 gas (3 000 for the check, the rest
  /// for its data).
  private func pegLetter(
    _ token: Int64, bytes: Int64, signed: Bool, on parent: ParentView
  ) -> Letter {
    let signatures = signed ? Int64(parameters.peg.threshold) : 0
    let gas = max(21_000, min(parent.transactionGas, 100_000)) + 4_100 * signatures
    return Letter(token: token, bytes: max(1, bytes) + 72 * signatures, gas: gas)
  }

  /// Lets what has waited long enough go on.
  private mutating func advanceCrossings(at now: Instant) {
    guard var peg, let parent else { return }
    let depth = Int64(parameters.peg.confirmations) - 1
    for i in peg.deposits.indices {
      if case .locked(let block) = peg.deposits[i].stage, parent.height >= block + depth {
        peg.deposits[i].stage = .minted
        peg.minted += peg.deposits[i].units
        if hasParentsCoin { ledger.mint(forUsers: Amount(units: peg.deposits[i].units)) }
      }
    }
    peg.deposits.removeAll { $0.isFinal && $0.stage == .minted }
    peg.forgetOldCrossings()
    let canSign = signersAreThere && peg.thief == nil
    var free = peg.held - peg.withdrawals.reduce(0) { $0 + ($1.stage == .sent ? $1.units : 0) }
    for i in peg.withdrawals.indices where canSign {
      guard case .burned(let block) = peg.withdrawals[i].stage, height >= block + depth,
        parameters.peg.checkpointBlocks == 0 || peg.checkpointed >= block,
        peg.withdrawals[i].units <= free
      else { continue }
      free -= peg.withdrawals[i].units
      peg.withdrawals[i].stage = .sent
      var letter = pegLetter(
        peg.withdrawals[i].token, bytes: parent.transactionSize, signed: true, on: parent)
      letter.effect = .release(peg.withdrawals[i].units)
      send(letter, at: now)
    }
    self.peg = peg
  }

  // MARK: The parent's answers

  private mutating func take(ofPeg receipt: Receipt) {
    guard var peg else { return }
    defer { self.peg = peg }
    if let i = peg.deposits.firstIndex(where: { $0.token == receipt.token }) {
      let units = peg.deposits[i].units
      switch receipt.event {
      case .included:
        peg.held += units
        tell(.deposits) { "\($0.worth(ofParent: units)) locked in block \(receipt.height)" }
        peg.deposits[i].stage =
          peg.deposits[i].stage == .orphaned ? .minted : .locked(receipt.height)
      case .undone:
        peg.held -= units
        peg.deposits[i].stage = peg.deposits[i].stage == .minted ? .orphaned : .sent
      case .final: peg.deposits[i].isFinal = true
      }
    } else if let i = peg.withdrawals.firstIndex(where: { $0.token == receipt.token }) {
      let withdrawal = peg.withdrawals[i]
      switch receipt.event {
      case .included:
        peg.held -= withdrawal.units
        peg.withdrawals[i].stage = .paid
        guard !withdrawal.isCounted else { return }
        peg.withdrawals[i].isCounted = true
        tell(.withdrawals) {
          "\($0.worth(ofParent: withdrawal.units)) paid out in block \(receipt.height), \(Readable.time(receipt.at - withdrawal.requested)) after the request"
        }
        let seconds = (receipt.at - withdrawal.requested).seconds
        peg.withdrawalTimes.add(seconds, in: window, at: receipt.at)
        peg.withdrawalCourse.record(seconds, at: receipt.at)
      case .undone:
        peg.held += withdrawal.units
        peg.withdrawals[i].stage = .sent
      case .final: peg.withdrawals.remove(at: i)
      }
    } else if let i = peg.thefts.firstIndex(where: { $0.token == receipt.token }) {
      let units = peg.thefts[i].units
      switch receipt.event {
      case .included:
        peg.held -= units
        peg.stolen += units
        peg.thefts[i].isIncluded = true
        tell(.thefts) { "the thief takes \($0.worth(ofParent: units)) in block \(receipt.height)" }
        if !peg.thefts[i].isCounted {
          peg.thefts[i].isCounted = true
          let thief = peg.thief
          self.peg = peg
          countLoot(units, of: thief, at: receipt.at)
        }
      case .undone:
        peg.held += units
        peg.stolen -= units
        peg.thefts[i].isIncluded = false
      case .final: peg.thefts.remove(at: i)
      }
    } else if let i = peg.checkpoints.firstIndex(where: { $0.token == receipt.token }),
      receipt.event == .included
    {
      peg.checkpointed = max(peg.checkpointed, peg.checkpoints[i].height)
      tell(.finality, "checkpoint of block \(peg.checkpoints[i].height) on the parent")
      peg.checkpoints.remove(at: i)
    }
  }
}

extension ChainParameters {
  /// Whether its miners hash for its parent anyway, so that its blocks cost them nothing more.
  var isMergedMined: Bool { kind == .sidechain && consensus == .pow && peg.mergedMining }

  /// Takes over the part of the parent's hash rate that also works for the side.
  mutating func shareHashPower(of parent: ParentView) {
    guard isMergedMined, parent.hashRate > 0 else { return }
    hashRate = max(1, parent.hashRate * peg.mergedShare)
    algorithmHashRate = max(parent.hashRate, parent.algorithmHashRate)
  }
}
