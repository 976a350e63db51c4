import Quantities

extension Chain {
  mutating func beginOnPeg(_ place: Int, at now: Instant) {
    guard takeKeys(place), var peg else { return }
    let attack = layerAttacks[place]
    let wanted = attack.parameters.value > 0 ? units(ofParent: attack.parameters.value) : nil
    peg.thief = Peg.Thief(
      label: attack.label, launch: attack.launch, since: now, wanted: wanted)
    self.peg = peg
    stealOn(at: now)
    // There is nothing that the keys open.
    if self.peg?.thefts.contains(where: { !$0.isIncluded }) != true {
      self.peg?.thief = nil
      decideOnLayer(place, succeeded: false)
    }
  }

  /// The keys are exchanged, and the thief has what it has.
  mutating func endOnPeg(_ place: Int, at now: Instant) { peg?.thief = nil }

  /// Lets an attacker take the keys of as many parties as it needs and can pay.
  ///
  /// - Returns: whether they are enough; otherwise the attack has failed.
  mutating func takeKeys(_ place: Int) -> Bool {
    let attack = layerAttacks[place].parameters
    guard attack.kind == .keyTheft else {
      decideOnLayer(place, succeeded: false)
      return false
    }
    let price = parameters.trust.keyPrice
    let affordable = attack.budget.map { price > 0 ? max(0, $0) / price : 1e9 }
    let taken = parameters.peg.taken(
      keys: attack.keys ?? parameters.peg.threshold,
      parties: affordable.map { Int(min(1e9, $0)) } ?? .max)
    let cost = Double(taken.parties) * price
    layerAttacks[place].outcome.money.cost += cost
    layerAttacks[place].outcome.money.profit -= cost
    guard taken.keys >= parameters.peg.threshold else {
      decideOnLayer(place, succeeded: false)
      return false
    }
    return true
  }

  /// Base units of the first parent's coin for so many dollars.
  func units(ofParent dollars: Double) -> Int128 {
    guard let coin = parent?.coin, coin.price > 0 else { return 0 }
    return coin.amount(coins: dollars / coin.price).units
  }

  /// Lets whoever has the keys take what the bridge holds and has not promised to anybody yet.
  mutating func stealOn(at now: Instant) {
    guard var peg, let thief = peg.thief, let parent,
      !peg.thefts.contains(where: { !$0.isIncluded })
    else { return }
    let promised = peg.withdrawals.reduce(0) { $0 + ($1.stage == .sent ? $1.units : 0) }
    let units = min(peg.held - promised, thief.wanted ?? .max)
    guard units > 0 else { return }
    let theft = Peg.Theft(token: peg.nextToken(), units: units)
    peg.thefts.append(theft)
    if let wanted = thief.wanted { peg.thief?.wanted = wanted - units }
    self.peg = peg
    var letter = Letter(
      token: theft.token, bytes: parent.transactionSize + 72 * Int64(parameters.peg.threshold),
      gas: 100_000 + 4_100 * Int64(parameters.peg.threshold))
    letter.effect = .release(units)
    send(letter, at: now)
  }

  /// Counts what a thief got: the first time decides its attack.
  mutating func countLoot(_ units: Int128, of thief: Peg.Thief?, at now: Instant) {
    guard let thief, let coin = parent?.coin else { return }
    let dollars = coin.dollars(Amount(units: units))
    guard
      let place = layerAttacks.firstIndex(where: {
        $0.label == thief.label && $0.launch == thief.launch
      })
    else {
      var more = AttackOutcome(kind: .keyTheft, share: 0)
      more.money.stolen = dollars
      more.money.profit = dollars
      closedAttacks.append((thief.label, more))
      return
    }
    layerAttacks[place].outcome.money.stolen += dollars
    layerAttacks[place].outcome.money.profit += dollars
    layerAttacks[place].outcome.delaySum += (now - thief.since).seconds
    layerAttacks[place].outcome.delayWeight += 1
    decideOnLayer(place, succeeded: true)
  }
}
