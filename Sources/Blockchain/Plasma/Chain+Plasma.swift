public import Quantities
import Simulation

extension Chain {
  mutating func openPlasma(at now: Instant) {
    let users = Int64(min(1e11, parameters.plasma.users))
    var plasma = Plasma(
      held: ledger.genesis.units, users: users, interval: parameters.plasma.rootInterval, at: now)
    plasma.seenHeight = parent?.height ?? 0
    self.plasma = plasma
    followOperator(at: now)
  }

  mutating func passPlasma(at now: Instant) {
    if !meddlers.isEmpty { meddle(with: 0, at: now) }
    postOperatorRoot(at: now)
    moveMoney(at: now)
  }

  mutating func followParent(ofPlasma receipts: [Receipt], at now: Instant) {
    for receipt in receipts { take(ofPlasma: receipt, at: now) }
    grantRoom()
    payExits(at: now)
    payClaims(at: now)
    leave(at: now)
    if let backing = plasma?.backing { plasma?.backingCourse.record(backing, at: now) }
  }

  mutating func adoptPlasma(from old: ChainParameters, at now: Instant) {
    if parameters.plasma.conduct != old.plasma.conduct { followOperator(at: now) }
  }

  var plasmaFault: String? {
    guard let plasma else { return nil }
    if let fault = plasma.fault { return fault }
    guard let parent, parent.escrow.units != plasma.held else { return nil }
    return "the plasma contract counts \(plasma.held), the parent \(parent.escrow.units)"
  }

  /// Time from an exit's request until it is paid: measured, or the window and two blocks of the parent.
  public var plasmaWithdrawalTime: Interval {
    if let mean = plasma?.withdrawalTimes.histogram(in: window).mean { return .seconds(mean) }
    return parameters.plasma.challengeWindow + (parent?.interval ?? .zero) * 2
  }

  /// Bytes of an exit: an output, the block that it is in and the path to the root.
  private static let exitBytes: Int64 = 700
  private static let rootBytes: Int64 = 140
  /// Gas of paying an exit that has matured, and of proving one false (assumptions).
  private static let payoutGas: Int64 = 60_000
  private static let challengeGas: Int64 = 100_000

  // MARK: Blocks and roots

  private mutating func postOperatorRoot(at now: Instant) {
    guard var plasma, now >= plasma.lastRoot + parameters.plasma.rootInterval,
      plasma.roots.count < 64
    else { return }
    plasma.lastRoot = now
    let token = plasma.nextToken()
    plasma.roots.append(.init(token: token, height: height))
    self.plasma = plasma
    send(
      Letter(token: token, bytes: Self.rootBytes, gas: max(21_000, parameters.plasma.rootGas)),
      at: now)
  }

  /// Lets as many leave as others bring money.
  private mutating func moveMoney(at now: Instant) {
    guard var plasma, let parent, now >= plasma.since + parameters.plasma.rootInterval else {
      return
    }
    let seconds = (now - plasma.since).seconds
    let middle = plasma.since + (now - plasma.since) / 2
    plasma.since = now
    defer { self.plasma = plasma }
    guard parameters.plasma.withdrawals > 0, plasma.exodus == nil, plasma.stolen == 0,
      plasma.users > 0, parent.coin.price > 0, plasma.asked.count < Self.mostLetters,
      plasma.deposits.count < Self.mostLetters
    else { return }
    let each = (plasma.owned - promised(plasma)) / Int128(plasma.users)
    guard each > 0 else { return }
    let flow = parameters.plasma.withdrawals / 86_400 * seconds / parent.coin.dollarsPerUnit
    let people = flow / each.double + plasma.rest
    plasma.rest = people - people.rounded(.down)
    let n = min(Int64(min(1e11, people)), plasma.users)
    guard n > 0 else { return }
    ask(for: n, each: each, requested: middle, at: now, &plasma)
    guard each * Int128(n) <= parent.funds.units else { return }
    let deposit = Plasma.Deposit(token: plasma.nextToken(), units: each, users: n)
    plasma.deposits.append(deposit)
    var letter = Letter(
      token: deposit.token, bytes: parent.transactionSize, gas: max(21_000, Self.payoutGas))
    letter.effect = .lock(each * Int128(n))
    send(letter, at: now)
  }

  /// Worth of the exits that wait for a block.
  private func promised(_ plasma: Plasma) -> Int128 {
    plasma.asked.reduce(0) { $0 + $1.each * Int128($1.waiting) }
  }

  private static let mostLetters = 4_096

  // MARK: Exits

  /// Users learn that data is missing, or that it is there again.
  private mutating func followOperator(at now: Instant) {
    let isMissing =
      parameters.plasma.conduct == .withholding
      || layerAttacks.contains { $0.parameters.kind == .dataWithholding }
    if !isMissing {
      plasma?.exodus = nil
    } else if var plasma, plasma.exodus == nil {
      plasma.exodus = now
      tell(.exits, "data is missing: \(counted(plasma.users, "user wants", "users want")) to leave")
      plasma.share =
        plasma.users > 0 ? (plasma.owned - promised(plasma)) / Int128(plasma.users) : 0
      self.plasma = plasma
    }
  }

  /// What of the parent's blocks exits may take: gas, or where nothing limits that bytes; none without a cap.
  private var exitBudget: (perBlock: Double, each: Double, payout: Double)? {
    let share = parameters.plasma.exitShare
    guard share < 1, let parent else { return nil }
    if let target = parent.gasTarget {
      return (
        share * Double(target), Double(parameters.plasma.exitGas), Double(Self.payoutGas)
      )
    }
    let bytes = Double(Self.exitBytes)
    return parent.blockSize.map { (share * Double($0), bytes, bytes) }
  }

  private mutating func grantRoom() {
    guard var plasma, let parent else { return }
    let blocks = Double(max(0, parent.height - plasma.seenHeight))
    plasma.seenHeight = parent.height
    if let budget = exitBudget {
      plasma.credit = min(
        plasma.credit + min(blocks, 2) * budget.perBlock, 2 * budget.perBlock + budget.each)
    }
    self.plasma = plasma
  }

  /// Lets users who want to leave ask for it, as far as exits have room.
  private mutating func leave(at now: Instant) {
    guard var plasma, let exodus = plasma.exodus, plasma.users > 0, plasma.share > 0,
      plasma.asked.count < Self.mostLetters * 4
    else { return }
    self.plasma = nil
    defer { self.plasma = plasma }
    var n = plasma.users
    if let budget = exitBudget {
      let room = Int64(min(1e12, (plasma.credit / budget.each).rounded(.down)))
      // What found no room in the last block keeps its place.
      let fits = Int64(min(1e12, (budget.perBlock / budget.each).rounded(.up)))
      n = min(n, room, fits - plasma.exitsWaiting)
      guard n > 0 else { return }
      plasma.credit -= Double(n) * budget.each
    }
    ask(for: n, each: plasma.share, requested: exodus, at: now, &plasma)
  }

  private mutating func ask(
    for n: Int64, each: Int128, requested: Instant, at now: Instant, _ plasma: inout Plasma
  ) {
    let bond = parent?.coin.amount(coins: parameters.plasma.bond).units ?? 0
    let asking = Plasma.Asking(
      token: plasma.nextToken(), each: each, bond: bond, requested: requested, waiting: n, open: n)
    plasma.asked.append(asking)
    plasma.users -= n
    // Nobody pays more for the way out than he has.
    var letter = Letter(
      token: asking.token, count: n, bytes: Self.exitBytes, gas: parameters.plasma.exitGas,
      bid: each)
    letter.effect = .lock(bond)
    send(letter, at: now)
  }

  /// Pays exits that have matured, oldest first, while there is money.
  private mutating func payExits(at now: Instant) {
    guard var plasma, let parent, let first = plasma.exits.first, first.due <= now else { return }
    self.plasma = nil
    defer { self.plasma = plasma }
    var free = plasma.held - plasma.leaving.bonds
    free -= plasma.payouts.reduce(0) { $0 + $1.each * Int128($1.waiting) }
    free -= plasma.claims.reduce(0) { $0 + ($1.token != nil && !$1.isIncluded ? $1.units : 0) }
    // What a false exit takes that is older is gone before.
    let oldest = plasma.claims.filter { $0.token == nil && $0.challenge == nil }.map(\.due).min()
    while let exit = plasma.exits.first, exit.due <= now, exit.upTo <= plasma.exitsFinal,
      oldest.map({ exit.due <= $0 }) ?? true, plasma.payouts.count < Self.mostLetters
    {
      var n = exit.count
      if exit.each > 0 { n = min(n, Int64(clamping: max(0, free) / exit.each)) }
      if let budget = exitBudget {
        n = min(n, Int64(min(1e12, (plasma.credit / budget.payout).rounded(.down))))
        plasma.credit -= Double(max(0, n)) * budget.payout
      }
      guard n > 0 else { break }
      free -= exit.each * Int128(n)
      plasma.exits[0].count -= n
      if plasma.exits[0].count == 0 { plasma.exits.removeFirst() }
      let payout = Plasma.Payout(
        token: plasma.nextToken(), each: exit.each, bond: exit.bond, requested: exit.requested,
        waiting: n, open: n)
      plasma.payouts.append(payout)
      var letter = Letter(
        token: payout.token, count: n, bytes: parent.transactionSize, gas: Self.payoutGas)
      letter.effect = .release(exit.each + exit.bond)
      send(letter, at: now)
    }
  }

  // MARK: The operator's false exits

  mutating func beginOnPlasma(_ place: Int, at now: Instant) {
    let attack = layerAttacks[place]
    let window = parameters.plasma.challengeWindow
    switch attack.parameters.kind {
    case .censorship, .spam:
      layerAttacks.remove(at: place)
      meddlers.append(
        Meddler(
          label: attack.label, launch: attack.launch, parameters: attack.parameters,
          outcome: AttackOutcome(kind: attack.parameters.kind, share: attack.parameters.share),
          lastOpen: now, funds: attack.parameters.budget ?? .infinity))
    case .invalidState, .dataWithholding:
      guard attack.parameters.budget ?? .infinity >= parameters.trust.operatorPrice, var plasma
      else {
        decideOnLayer(place, succeeded: false)
        return
      }
      layerAttacks[place].outcome.money.cost += parameters.trust.operatorPrice
      layerAttacks[place].outcome.money.profit -= parameters.trust.operatorPrice
      let value = attack.parameters.value
      // The output is as new as the block that nobody saw: it matures two windows later.
      var claim = Plasma.Claim(
        label: attack.label, launch: attack.launch, since: now, due: now + window * 2,
        wanted: value > 0 ? units(ofParent: value) : nil)
      let isSeen =
        attack.parameters.kind == .invalidState && plasma.exodus == nil
        && attack.parameters.watchers != 0
      if isSeen {
        claim.challenge = plasma.nextToken()
        send(
          Letter(token: claim.challenge ?? 0, bytes: Self.exitBytes, gas: Self.challengeGas),
          at: now)
      }
      plasma.claims.append(claim)
      tell(
        .disputes,
        isSeen
          ? "the operator starts a false exit; a user challenges it"
          : "the operator starts a false exit that nobody can prove wrong")
      self.plasma = plasma
      followOperator(at: now)
    default: decideOnLayer(place, succeeded: false)
    }
  }

  /// The data is published: who stayed can prove the exit false.
  mutating func endOnPlasma(_ place: Int, at now: Instant) {
    let attack = layerAttacks[place]
    plasma?.claims.removeAll {
      $0.label == attack.label && $0.launch == attack.launch && $0.token == nil
    }
    if attack.parameters.kind == .dataWithholding { endExodus(but: place) }
  }

  private mutating func endExodus(but place: Int) {
    let others = layerAttacks.indices.contains {
      $0 != place && layerAttacks[$0].parameters.kind == .dataWithholding
    }
    if !others && parameters.plasma.conduct == .honest { plasma?.exodus = nil }
  }

  /// Lets a false exit that has matured take what older exits leave.
  private mutating func payClaims(at now: Instant) {
    guard var plasma, let parent, !plasma.claims.isEmpty else { return }
    for c in plasma.claims.indices
    where plasma.claims[c].token == nil && plasma.claims[c].challenge == nil
      && plasma.claims[c].due <= now
    {
      let due = plasma.claims[c].due
      // Their blocks count once they are final.
      if plasma.exits.contains(where: { $0.due <= due && $0.upTo > plasma.exitsFinal }) { continue }
      let older = plasma.exits.reduce(0) { $0 + ($1.due <= due ? $1.each * Int128($1.count) : 0) }
      let paid = plasma.payouts.reduce(0) { $0 + $1.each * Int128($1.waiting) }
      let others = plasma.claims.reduce(0) {
        $0 + ($1.token != nil && !$1.isIncluded ? $1.units : 0)
      }
      let free = plasma.held - plasma.leaving.bonds - older - paid - others
      let units = max(0, min(free, plasma.claims[c].wanted ?? .max))
      plasma.claims[c].units = units
      plasma.claims[c].token = plasma.nextToken()
      var letter = Letter(
        token: plasma.claims[c].token ?? 0, bytes: parent.transactionSize, gas: Self.payoutGas)
      letter.effect = .release(units)
      send(letter, at: now)
    }
    self.plasma = plasma
  }

  // MARK: The parent's answers

  private mutating func take(ofPlasma receipt: Receipt, at now: Instant) {
    guard var plasma else { return }
    self.plasma = nil
    if let i = plasma.asked.firstIndex(where: { $0.token == receipt.token }) {
      takeExit(i, receipt, &plasma)
    } else if let i = plasma.payouts.firstIndex(where: { $0.token == receipt.token }) {
      takePayout(i, receipt, &plasma)
    } else if let i = plasma.deposits.firstIndex(where: { $0.token == receipt.token }) {
      takeDeposit(i, receipt, &plasma)
    } else if let i = plasma.roots.firstIndex(where: { $0.token == receipt.token }) {
      if receipt.event == .included {
        tell(.roots, "root of block \(plasma.roots[i].height) posted in block \(receipt.height)")
      } else if receipt.event == .final {
        let height = plasma.roots[i].height
        plasma.roots.remove(at: i)
        self.plasma = plasma
        finalize(throughHeight: height, at: receipt.at)
        return
      }
    } else if let i = plasma.claims.firstIndex(where: {
      $0.token == receipt.token || $0.challenge == receipt.token
    }) {
      self.plasma = plasma
      takeClaim(i, receipt)
      return
    }
    self.plasma = plasma
  }

  private mutating func takeExit(_ i: Int, _ receipt: Receipt, _ plasma: inout Plasma) {
    let asking = plasma.asked[i]
    let n = receipt.count
    let worth = asking.each * Int128(n)
    switch receipt.event {
    case .included:
      plasma.asked[i].waiting -= n
      plasma.held += asking.bond * Int128(n)
      plasma.owned -= worth
      plasma.exitsStarted += n
      plasma.leaving.worth += worth
      plasma.leaving.bonds += asking.bond * Int128(n)
      ledger.burn(ofUsers: Amount(units: worth))
      append(
        Plasma.Exit(
          each: asking.each, bond: asking.bond, count: n,
          due: receipt.at + parameters.plasma.challengeWindow, requested: asking.requested,
          upTo: plasma.exitsStarted), to: &plasma)
      countExits(n, at: receipt.at)
      tell(.exits) {
        "\(counted(n, "exit", "exits")) started in block \(receipt.height), to be paid in \(Readable.time($0.parameters.plasma.challengeWindow))"
      }
    case .undone:
      plasma.asked[i].waiting += n
      plasma.held -= asking.bond * Int128(n)
      plasma.owned += worth
      plasma.exitsStarted -= n
      plasma.leaving.worth -= worth
      plasma.leaving.bonds -= asking.bond * Int128(n)
      ledger.mint(forUsers: Amount(units: worth))
      var left = n
      while left > 0,
        let last = plasma.exits.lastIndex(where: { $0.upTo > plasma.exitsStarted })
      {
        let gone = min(left, plasma.exits[last].count)
        plasma.exits[last].count -= gone
        plasma.exits[last].upTo = plasma.exitsStarted
        left -= gone
        if plasma.exits[last].count == 0 { plasma.exits.remove(at: last) }
      }
      countExits(-n, at: receipt.at)
    case .final:
      plasma.exitsFinal += n
      plasma.asked[i].open -= n
      if plasma.asked[i].open == 0 { plasma.asked.remove(at: i) }
    }
  }

  /// Joins an exit with the last one where they mature within a thousandth of the window and no false exit
  /// matures between.
  private func append(_ exit: Plasma.Exit, to plasma: inout Plasma) {
    let step = parameters.plasma.challengeWindow / 1_000
    if let last = plasma.exits.indices.last, plasma.exits[last].each == exit.each,
      plasma.exits[last].bond == exit.bond, plasma.exits[last].requested == exit.requested,
      plasma.exits[last].upTo > plasma.exitsFinal,
      exit.due - plasma.exits[last].due <= .zero
        || plasma.exits[last].due.microseconds / max(1, step.microseconds)
          == exit.due.microseconds / max(1, step.microseconds),
      !plasma.claims.contains(where: { plasma.exits[last].due <= $0.due && $0.due < exit.due })
    {
      plasma.exits[last].count += exit.count
      plasma.exits[last].due = max(plasma.exits[last].due, exit.due)
      plasma.exits[last].upTo = exit.upTo
    } else {
      plasma.exits.append(exit)
    }
  }

  /// Exits that came in time count for the attacks that they flee.
  private mutating func countExits(_ n: Int64, at now: Instant) {
    for a in layerAttacks.indices
    where now <= layerAttacks[a].since + parameters.plasma.challengeWindow {
      layerAttacks[a].outcome.exits = max(0, layerAttacks[a].outcome.exits + n)
    }
  }

  private mutating func takePayout(_ i: Int, _ receipt: Receipt, _ plasma: inout Plasma) {
    let payout = plasma.payouts[i]
    let n = receipt.count
    let units = (payout.each + payout.bond) * Int128(n)
    switch receipt.event {
    case .included:
      plasma.payouts[i].waiting -= n
      plasma.held -= units
      plasma.leaving.worth -= payout.each * Int128(n)
      plasma.leaving.bonds -= payout.bond * Int128(n)
      plasma.exitsPaid += n
      tell(
        .withdrawals,
        "\(counted(n, "exit", "exits")) paid in block \(receipt.height), \(Readable.time(receipt.at - payout.requested)) after the request"
      )
      let seconds = (receipt.at - payout.requested).seconds
      let first = max(0, n - max(0, payout.counted - (payout.open - payout.waiting)))
      plasma.payouts[i].counted += first
      plasma.withdrawalTimes.add(seconds, weight: first, in: window, at: receipt.at)
      plasma.withdrawalCourse.record(seconds, weight: Double(first), at: receipt.at)
    case .undone:
      plasma.payouts[i].waiting += n
      plasma.held += units
      plasma.leaving.worth += payout.each * Int128(n)
      plasma.leaving.bonds += payout.bond * Int128(n)
      plasma.exitsPaid -= n
    case .final:
      plasma.payouts[i].open -= n
      plasma.payouts[i].counted = max(0, plasma.payouts[i].counted - n)
      if plasma.payouts[i].open == 0 { plasma.payouts.remove(at: i) }
    }
  }

  private mutating func takeDeposit(_ i: Int, _ receipt: Receipt, _ plasma: inout Plasma) {
    let deposit = plasma.deposits[i]
    let worth = deposit.units * Int128(deposit.users)
    switch receipt.event {
    case .included:
      plasma.held += worth
      plasma.deposits[i].isLocked = true
    case .undone:
      plasma.held -= worth
      plasma.deposits[i].isLocked = false
    case .final:
      plasma.owned += worth
      plasma.users += deposit.users
      ledger.mint(forUsers: Amount(units: worth))
      plasma.deposits.remove(at: i)
    }
  }

  private mutating func takeClaim(_ i: Int, _ receipt: Receipt) {
    guard let claim = plasma?.claims[i] else { return }
    let place = layerAttacks.firstIndex {
      $0.label == claim.label && $0.launch == claim.launch
    }
    if claim.challenge == receipt.token {
      guard receipt.event == .included else { return }
      plasma?.claims.remove(at: i)
      tell(.disputes, "fraud proven: the operator's false exit is challenged in time")
      guard let place, let coin = parent?.coin else { return }
      let bond = parameters.plasma.bond * coin.price
      layerAttacks[place].outcome.money.cost += bond
      layerAttacks[place].outcome.money.profit -= bond
      decideOnLayer(place, succeeded: false)
      return
    }
    switch receipt.event {
    case .included:
      plasma?.held -= claim.units
      plasma?.stolen += claim.units
      plasma?.claims[i].isIncluded = true
      tell(.thefts) {
        "the operator's false exit takes "
          + ($0.isLoot(claim.units) ? $0.worth(ofParent: claim.units) : "nothing: nothing is left")
      }
      guard !claim.isCounted, let place, let coin = parent?.coin else { return }
      plasma?.claims[i].isCounted = true
      let dollars = coin.dollars(Amount(units: claim.units))
      layerAttacks[place].outcome.money.stolen += dollars
      layerAttacks[place].outcome.money.profit += dollars
      layerAttacks[place].outcome.delaySum += (receipt.at - claim.since).seconds
      layerAttacks[place].outcome.delayWeight += 1
      decideOnLayer(place, succeeded: dollars >= Self.leastLoot)
    case .undone:
      plasma?.held += claim.units
      plasma?.stolen -= claim.units
      plasma?.claims[i].isIncluded = false
    case .final: plasma?.claims.remove(at: i)
    }
  }
}
