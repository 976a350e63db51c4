import Quantities

extension Chain {
  /// Posts a state root when it is time, with the money that leaves (fraud).
  mutating func postRoot(at now: Instant) {
    let rules = parameters.rollup
    guard !rules.proves, height > 0, now - rollup!.lastRoot >= rules.rootInterval, let parent
    else { return }
    // One at a time: a root says what earlier ones would have said.
    let waits = rollup!.mail.contains {
      if case .root = $0.content { $0.waiting > 0 } else { false }
    }
    guard !waits, !rollup!.isFrozen else { return }
    rollup!.lastRoot = now
    var letter = Letter(token: 0, bytes: Self.envelope, gas: rules.rootGas)
    // One bond stands for all roots of an honest proposer: it moves along with them.
    let bond = bondUnits(on: parent)
    if rollup!.books.bonds == 0, bond > 0 { letter.effect = .lock(bond) }
    let token = sendToParent(.root, letter, at: now)
    bundle(carrier: token, at: now)
  }

  /// A bond in base units of the parent; at most what its users have.
  func bondUnits(on parent: ParentView) -> Int128 {
    min(parent.coin.amount(coins: parameters.rollup.bond).units, max(0, parent.funds.units))
  }

  /// Lets the money leave that asked to since the last time: users' by the flow of withdrawals, others
  /// bring as much; and what the sequencer needs to pay the parent.
  mutating func bundle(carrier: Int64, at now: Instant) {
    let rules = parameters.rollup
    let passed = now - rollup!.lastBundle
    guard
      rollup!.leaving.count < Self.mostBundles, !rollup!.isFrozen,
      !rules.proves || passed >= min(rules.rootInterval, rules.batchInterval)
    else { return }
    let asked = rollup!.lastBundle + passed / 2
    rollup!.lastBundle = now
    let dollars = rules.withdrawals * passed.seconds / 86_400
    let wanted = coin.price > 0 ? coin.amount(coins: dollars / coin.price).units : 0
    let there = min(wanted, ledger.users.units / 2)
    if there > 0 {
      let n = Int64(min(max(dollars / Self.usualWithdrawal, 1), 10_000).rounded())
      let each = there / Int128(n)
      if each > 0 {
        let gone = ledger.burn(ofUsers: Amount(units: each * Int128(n))).units
        rollup!.books.left += gone
        rollup!.books.owed += gone
        rollup!.leaving.append(
          Rollup.Leaving(units: each, count: n, requested: asked, carrier: carrier))
        sendToParent(
          .deposit(units: each),
          Letter(
            token: 0, count: n, bytes: Self.envelope, gas: rules.exitGas, effect: .lock(each)),
          at: now)
      }
    }
    bringHome(carrier: carrier, requested: asked)
  }

  /// Lets sequencers withdraw what they have paid to the parent, as far as they have earned it here.
  private mutating func bringHome(carrier: Int64, requested: Instant) {
    var cost = rollup!.books.spent - rollup!.books.reimbursed
    var repaid: Int128 = 0
    for producer in ledger.producers.indices where cost > 0 {
      let part = ledger.burn(
        Amount(units: min(cost, ledger.producers[producer].units)), ofProducer: producer)
      cost -= part.units
      repaid += part.units
    }
    guard repaid > 0 else { return }
    rollup!.books.reimbursed += repaid
    rollup!.books.left += repaid
    rollup!.books.owed += repaid
    rollup!.leaving.append(
      Rollup.Leaving(
        units: repaid, count: 1, requested: requested, carrier: carrier, isOfUsers: false))
  }

  /// Bundles on their way out at most; more money waits for the next.
  private static let mostBundles = 4_096
  /// USD that one user withdraws (an assumption).
  private static let usualWithdrawal = 10_000.0

  /// Says when what a root or a batch carries can be claimed.
  mutating func setDue(carrier: Int64, _ due: Instant?) {
    for i in rollup!.leaving.indices where rollup!.leaving[i].carrier == carrier {
      rollup!.leaving[i].due = due.map { min($0, .limit) }
    }
  }

  /// Claims what has come due, as far as the escrow holds it.
  mutating func pay(at now: Instant) {
    guard !rollup!.leaving.isEmpty, !rollup!.isFrozen else { return }
    guard rollup!.leaving.contains(where: { $0.due.map { $0 <= now } ?? false }) else { return }
    var free = freeEscrow
    for i in rollup!.leaving.indices {
      let bundle = rollup!.leaving[i]
      guard let due = bundle.due, due <= now, bundle.count > 0 else { continue }
      let n = min(bundle.count, Int64(clamping: free / max(1, bundle.units)))
      guard n > 0 else { continue }
      free -= bundle.units * Int128(n)
      rollup!.leaving[i].count -= n
      let letter = Letter(
        token: 0, count: n, bytes: Self.envelope, gas: parameters.rollup.exitGas,
        effect: .release(bundle.units))
      sendToParent(
        .claim(units: bundle.units, requested: bundle.requested), letter, at: now)
    }
    rollup!.leaving.removeAll { $0.count == 0 }
  }

  /// What the parent holds, less bonds and what is on its way out already.
  var freeEscrow: Int128 {
    guard let parent, let rollup else { return 0 }
    var free = parent.escrow.units - rollup.books.bonds
    for mail in rollup.mail where mail.waiting > 0 {
      switch (mail.content, mail.letter.effect) {
      case (.bondBack, _): break
      case (_, .release(let units)): free -= units * Int128(mail.waiting)
      default: break
      }
    }
    return max(0, free)
  }

  /// Sends proofs that are ready, for batches whose data the parent has.
  mutating func sendProofs(at now: Instant) {
    guard parameters.rollup.proves, !rollup!.isFrozen else { return }
    for b in rollup!.batches.indices {
      let batch = rollup!.batches[b]
      guard !batch.isProofSent, let proven = batch.proven else { continue }
      guard proven <= now else { break }
      guard batch.withoutData <= 0 else { continue }
      rollup!.batches[b].isProofSent = true
      sendToParent(
        .proof(batch: batch.id),
        Letter(
          token: 0, count: batch.copies, bytes: Self.envelope, gas: parameters.rollup.proofGas),
        at: now)
    }
  }

  /// Where proofs begin or end, what is under way counts by the new rule.
  mutating func restartProofs(at now: Instant) {
    for b in rollup!.batches.indices {
      if parameters.rollup.proves {
        if rollup!.batches[b].proven == nil {
          rollup!.batches[b].proven = now + parameters.rollup.proofTime
          rollup!.batches[b].withoutProof = rollup!.batches[b].copies
          rollup!.batches[b].open = rollup!.batches[b].copies
        }
      } else {
        rollup!.batches[b].withoutProof = 0
        rollup!.batches[b].open = 0
      }
    }
  }
}
