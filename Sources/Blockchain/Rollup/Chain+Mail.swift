import Quantities
import Simulation

extension Chain {
  /// Sends equal transactions to the parent, for what they cost there now.
  ///
  /// - Returns: their token.
  @discardableResult
  mutating func sendToParent(
    _ content: Rollup.Content, _ letter: Letter, at now: Instant
  ) -> Int64 {
    guard rollup != nil, letter.count > 0 else { return 0 }
    var letter = letter
    letter.token = rollup!.newToken()
    let mail = Rollup.Mail(
      token: letter.token, content: content, letter: letter, waiting: letter.count, sent: now,
      lastBid: now)
    letter.bid = min(letter.bid, bid(for: mail, at: now))
    rollup!.mail.append(mail)
    rollup!.mail[rollup!.mail.count - 1].letter = letter
    send(letter, at: now)
    return letter.token
  }

  /// What a transaction may cost: of a batch twice what its users paid, and after a quarter of an hour whatever
  /// it takes; of anything else several times its price of now.
  private func bid(for mail: Rollup.Mail, at now: Instant) -> Int128 {
    guard let parent else { return 0 }
    let letter = mail.letter
    let price = parent.cost(bytes: letter.bytes, gas: letter.gas, blobs: letter.blobs)
    switch mail.content {
    case .data(let id):
      let paid = rollup?.batches.first { $0.id == id }?.charged.double ?? 0
      let urgency = min(1, (now - mail.sent).seconds / 1_800)
      return Int128(nearest: max(2 * paid, 2 * price * urgency) + 1)
    case .exit: return letter.bid
    // A hundredth of the loot is worth being first.
    case .drain(_, let units): return max(units / 100, Int128(nearest: 4 * price + 1))
    default: return Int128(nearest: 4 * price + 1)
    }
  }

  /// Raises bids that the parent's price has left behind.
  mutating func bidAgain(at now: Instant) {
    guard let parent, rollup != nil else { return }
    let pause = max(parent.interval * 5, .seconds(1))
    for i in rollup!.mail.indices {
      let mail = rollup!.mail[i]
      guard mail.waiting > 0, now - mail.lastBid >= pause else { continue }
      rollup!.mail[i].lastBid = now
      let bid = bid(for: mail, at: now)
      guard bid > mail.letter.bid else { continue }
      var letter = mail.letter
      letter.count = 0
      send(letter, at: now)
      letter.count = mail.waiting
      letter.bid = bid
      rollup!.mail[i].letter.bid = bid
      send(letter, at: now)
    }
  }

  /// Takes note of what became of its transactions on the parent.
  mutating func followParent(ofRollup receipts: [Receipt], at now: Instant) {
    guard rollup != nil else { return }
    var moved = BookEntry()
    for receipt in receipts {
      guard let place = rollup!.place(of: receipt.token) else { continue }
      let mail = rollup!.mail[place]
      switch receipt.event {
      case .included:
        rollup!.mail[place].waiting -= receipt.count
        rollup!.mail[place].landed += receipt.count
        note(mail, receipt, sign: 1, &moved)
      case .undone:
        rollup!.mail[place].waiting += receipt.count
        rollup!.mail[place].landed -= receipt.count
        note(mail, receipt, sign: -1, &moved)
      case .final:
        rollup!.mail[place].landed -= receipt.count
        settle(mail, receipt, at: now)
        if rollup!.mail[place].landed == 0, rollup!.mail[place].waiting == 0 {
          rollup!.mail.remove(at: place)
        }
      }
    }
    balance(moved)
    finalizeBatches(at: now)
    if let backing = rollupBacking { rollup!.backing.record(backing, at: now) }
    updateTariff()
    serveParent(at: now)
    bidAgain(at: now)
  }

  /// What letters of one block of the parent should have moved into the escrow, less what they took out.
  struct BookEntry {
    var expected: Int128 = 0
    var drained: Int128 = 0
  }

  /// Books that some of a letter is in a block, or no longer is.
  private mutating func note(
    _ mail: Rollup.Mail, _ receipt: Receipt, sign: Int64, _ moved: inout BookEntry
  ) {
    let n = receipt.count * sign
    let count = Int128(n)
    let isOwnCost: Bool
    if isTold { tell(of: mail, receipt, isUndone: sign < 0) }
    switch mail.content {
    case .data(let id):
      isOwnCost = true
      guard let b = rollup!.batches.firstIndex(where: { $0.id == id }) else { break }
      tally(mail.letter.gas * n, of: b, receipt) { $0.withoutData -= n }
      if sign > 0, !parameters.rollup.proves { measurePosting(b, receipt) }
    case .proof(let id):
      isOwnCost = true
      guard let b = rollup!.batches.firstIndex(where: { $0.id == id }) else { break }
      tally(mail.letter.gas * n, of: b, receipt) { $0.withoutProof -= n }
      if sign > 0 { measurePosting(b, receipt) }
      let whole = rollup!.batches[b].withoutProof == 0
      setDue(carrier: id, whole ? receipt.at + parameters.rollup.executionDelay : nil)
    case .root:
      isOwnCost = true
      if receipt.at >= window.start { rollup!.period.parentGas += mail.letter.gas * n }
      if case .lock(let units) = mail.letter.effect { rollup!.books.bonds += units * count }
      setDue(carrier: mail.token, sign > 0 ? receipt.at + parameters.rollup.challengeWindow : nil)
    case .claim(let units, let requested):
      isOwnCost = false
      rollup!.books.owed -= units * count
      if sign > 0, receipt.at >= window.start {
        rollup!.period.withdrawals.add((receipt.at - requested).seconds, weight: Double(n))
      }
      countExits(n)
    case .deposit(let units):
      isOwnCost = false
      rollup!.books.arriving += units * count
    case .forced(let entry):
      isOwnCost = false
      rollup!.inbox.land(entry, at: sign > 0 ? receipt.at : nil, fee: receipt.fee)
    case .exit(let units):
      isOwnCost = false
      if sign > 0 { leave(units: units, count: receipt.count, at: receipt.at) }
    case .probe(let key, let sent):
      isOwnCost = false
      if sign > 0 { landProbe(of: key, sent: sent, at: receipt.at) }
    case .falseRoot(let key):
      isOwnCost = false
      if case .lock(let units) = mail.letter.effect { rollup!.books.bonds += units * count }
      if sign > 0 { landFalseRoot(of: key, receipt) }
    case .drain(let key, let units):
      isOwnCost = false
      rollup!.books.stolen += units * count
      moved.drained += units * count
      if sign > 0 { landDrain(of: key, units: units, receipt) }
    case .bondBack(let units):
      isOwnCost = false
      rollup!.books.bonds -= units * count
    }
    switch mail.letter.effect {
    case .none: break
    case .lock(let units): moved.expected += units * count
    case .release(let units): moved.expected -= units * count
    }
    guard isOwnCost else { return }
    rollup!.books.spent += receipt.fee * count
    if receipt.at >= window.start {
      rollup!.period.spent += receipt.fee * count
    }
  }

  /// Notes what the parent took of it, or has given up again.
  private mutating func tell(of mail: Rollup.Mail, _ receipt: Receipt, isUndone: Bool) {
    let n = receipt.count
    let place = isUndone ? " undone: the parent gave up its block" : " in block \(receipt.height)"
    switch mail.content {
    case .data(let id):
      let each = rollup?.batches.first { $0.id == id }?.count
      let size = each.map { " of \(Readable.number(Double($0))) tx" } ?? ""
      tell(.batches, "\(counted(n, "batch", "batches"))\(size) posted" + place)
    case .proof: tell(.proofs, "\(counted(n, "proof", "proofs")) of validity checked" + place)
    case .root:
      let window = Readable.time(parameters.rollup.challengeWindow)
      tell(
        .roots, "state root posted\(place)" + (isUndone ? "" : ", challenges for \(window)"))
    case .falseRoot: tell(.disputes, "a false state root posted" + place)
    case .claim(let units, let requested):
      let wait = Readable.time(receipt.at - requested)
      tell(.withdrawals) {
        "\(counted(n, "withdrawal", "withdrawals")) of \($0.worth(ofParent: units)) paid\(place), \(wait) after the request"
      }
    case .exit(let units) where units > 0:
      tell(.exits, "\(counted(n, "user", "users")) left through the parent" + place)
    case .drain(_, let units):
      tell(.thefts) { "an attacker takes \($0.worth(ofParent: units * Int128(n)))" + place }
    case .forced, .probe:
      tell(
        .letters,
        "\(counted(n, "transaction", "transactions")) forced in through the parent" + place)
    case .deposit, .exit, .bondBack: break
    }
  }

  /// Counts the work of a batch once the parent has all of it.
  private mutating func tally(
    _ gas: Int64, of b: Int, _ receipt: Receipt, _ change: (inout Rollup.Batch) -> Void
  ) {
    func add(_ sign: Int64) {
      guard rollup!.batches[b].isComplete, receipt.at >= window.start else { return }
      rollup!.period.parentGas += sign * rollup!.batches[b].parentGas
      rollup!.period.ownGas += Double(sign) * rollup!.batches[b].gas
    }
    add(-1)
    rollup!.batches[b].parentGas += gas
    change(&rollup!.batches[b])
    add(1)
  }

  private mutating func measurePosting(_ b: Int, _ receipt: Receipt) {
    guard receipt.at >= window.start, let batch = rollup?.batches[b] else { return }
    rollup!.period.posting.add(
      (receipt.at - batch.closed).seconds, weight: Double(batch.count * receipt.count))
  }

  /// What is final there takes effect here.
  private mutating func settle(_ mail: Rollup.Mail, _ receipt: Receipt, at now: Instant) {
    let isLast = parameters.rollup.proves
    switch mail.content {
    case .data(let id):
      guard !isLast, let b = rollup!.batches.firstIndex(where: { $0.id == id }) else { return }
      rollup!.batches[b].open -= receipt.count
    case .proof(let id):
      guard let b = rollup!.batches.firstIndex(where: { $0.id == id }) else { return }
      rollup!.batches[b].open -= receipt.count
    case .deposit(let units):
      let amount = units * Int128(receipt.count)
      rollup!.books.arriving -= amount
      ledger.mint(forUsers: Amount(units: amount))
    default: break
    }
  }

  /// Counts blocks as final whose batches all are.
  private mutating func finalizeBatches(at now: Instant) {
    var last: Int64?
    var n = 0
    while n < rollup!.batches.count, rollup!.batches[n].open <= 0 {
      last = rollup!.batches[n].lastHeight
      n += 1
    }
    guard let last else { return }
    rollup!.batches.removeFirst(n)
    finalize(throughHeight: last, at: now)
  }

  /// Where the escrow could not give what was asked of it, somebody goes without: first who drained it.
  private mutating func balance(_ moved: BookEntry) {
    guard let escrow = parent?.escrow.units else { return }
    let known = rollup!.books.escrow(of: ledger)
    let missing = escrow - known
    guard missing != 0, moved.expected < 0 || moved.drained != 0 else { return }
    let back = min(max(0, missing), max(0, moved.drained))
    rollup!.books.stolen -= back
    rollup!.books.owed += missing - back
  }

  /// Lives by other rules.
  mutating func adoptRollup(from old: ChainParameters, at now: Instant) {
    guard rollup != nil else { return }
    if parameters.rollup.bytesPerTransaction != old.rollup.bytesPerTransaction {
      rollup!.tariff.bytes = nil
    }
    if parameters.rollup.proof != old.rollup.proof { restartProofs(at: now) }
    updateTariff()
  }

  /// What is wrong with the books between it and its parent, if anything.
  var rollupFault: String? {
    guard let rollup, let parent else { return nil }
    if rollup.books.escrow(of: ledger) != parent.escrow.units {
      return "the parent holds \(parent.escrow.units) for \(rollup.books.escrow(of: ledger))"
    }
    if rollup.books.arriving < 0 || rollup.books.bonds < 0 || rollup.books.owed < 0 {
      return "it owes less than nothing"
    }
    if rollup.inbox.isInconsistent { return "transactions of the inbox got lost" }
    return nil
  }
}

extension Rollup.Books {
  /// What the parent should hold: what is here, what is on its way, the bonds, less what was stolen.
  func escrow(of ledger: Ledger) -> Int128 {
    ledger.genesis.units + ledger.minted.units - left + owed + arriving + bonds - stolen
  }

  /// What it owes to its users.
  func debt(of ledger: Ledger) -> Int128 {
    ledger.genesis.units + ledger.minted.units - left + owed
  }
}
