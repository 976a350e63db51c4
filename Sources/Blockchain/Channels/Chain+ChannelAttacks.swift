import Quantities
import Simulation

extension Chain {
  mutating func beginOnChannels(_ place: Int, at now: Instant) {
    guard channels != nil, parent != nil else { return }
    let before = channels?.closings.count ?? 0
    switch layerAttacks[place].parameters.kind {
    case .revokedState:
      if channels?.application != nil {
        submitOldState(layerAttacks[place], at: now)
      } else {
        publishOldStates(layerAttacks[place], at: now)
      }
    case .floodAndLoot: flood(place, at: now)
    default: break
    }
    // Nothing to attack: over at once.
    if channels?.closings.count == before { decideOnLayer(place, succeeded: false) }
  }

  mutating func endOnChannels(_ place: Int, at now: Instant) {
    let attack = layerAttacks[place]
    guard let closings = channels?.closings else { return }
    for (index, closing) in closings.enumerated() {
      guard let crime = closing.crime, crime.label == attack.label, crime.launch == attack.launch
      else { continue }
      channels?.closings[index].crime?.isDecided = true
    }
    if layerAttacks[place].outcome.money.stolen > 0 { layerAttacks[place].outcome.successes = 1 }
  }

  /// Open channels at random: as many as are asked for, or that share of all; one at least.
  private mutating func victims(_ attack: AttackParameters) -> [Int] {
    guard let network = channels else { return [] }
    var open = (0..<network.channels).filter { network.states[$0] == .open }
    let share = (attack.share * Double(open.count)).rounded()
    let n = min(open.count, max(1, attack.victims ?? Int(share)))
    for i in 0..<n {
      open.swapAt(i, i + (channels?.events.index(below: open.count - i) ?? 0))
    }
    return Array(open.prefix(n))
  }

  // MARK: Revoked states

  /// Publishes states that give back what has been paid since.
  private mutating func publishOldStates(_ attack: LayerAttack, at now: Instant) {
    let chosen = victims(attack.parameters)
    let most = coin.amount(
      coins: attack.parameters.value / max(1e-300, coin.price) / Double(max(1, chosen.count))
    ).units
    for channel in chosen {
      guard let network = channels else { return }
      let side = channels?.events.index(below: 2) ?? 0
      let isAway =
        (channels?.events.uniform() ?? 0) < attack.parameters.victimOffline
        && !parameters.channels.watchtower
      var crime = ChannelCrime(
        label: attack.label, launch: attack.launch, kind: .revokedState, victimIsThere: !isAway)
      crime.own = network.scale.units(network.balances[2 * channel + side])
      crime.gain = min(most, network.scale.units(network.balances[2 * channel + 1 - side]))
      forceClose(channel, by: side, crime: crime, at: now)
    }
  }

  /// A party of an application submits a state that others have signed later ones after.
  private mutating func submitOldState(_ attack: LayerAttack, at now: Instant) {
    guard let application = channels?.application, application.isOpen else { return }
    let most = coin.amount(coins: attack.parameters.value / max(1e-300, coin.price)).units
    let others = application.payouts.count - 1
    // One who answers is enough.
    let away = (0..<others).count { _ in
      (channels?.events.uniform() ?? 0) < attack.parameters.victimOffline
    }
    var crime = ChannelCrime(
      label: attack.label, launch: attack.launch, kind: .revokedState,
      victimIsThere: parameters.channels.watchtower || away < others)
    crime.own = application.payouts[0]
    crime.gain = min(most, application.deposits - application.payouts[0])
    channels?.application?.isOpen = false
    let index = channels?.closings.count ?? 0
    channels?.closings.append(ChannelClosing(channel: -1, closer: 0, crime: crime))
    post(.commitment, index, ChannelWeights.submission, at: now)
  }

  /// A submitted state is in a block: a later one beats it, or it counts after the window.
  mutating func confirmSubmission(_ index: Int, at now: Instant) {
    guard let application = channels?.application, var closing = channels?.closings[index],
      !closing.hasAnswered
    else { return }
    closing.hasAnswered = true
    closing.whole = application.outstanding
    closing.local = closing.whole
    var submitted = [application.sequence - 1]
    if closing.crime?.victimIsThere == true { submitted.append(application.sequence) }
    let isBeaten = StateChannel.settled(submitted) == application.sequence
    closing.hasSwept = isBeaten
    channels?.closings[index] = closing
    guard isBeaten else { return }
    post(
      .justice, index, ChannelWeights.submission, effect: .release(closing.whole), at: now)
  }

  // MARK: Flood and loot

  /// Holds as many payments as channels take in each of many channels, so that all victims close at once
  /// and not all get their claims into blocks in time (Harris and Zohar 2020).
  private mutating func flood(_ place: Int, at now: Instant) {
    guard let parent else { return }
    let attack = layerAttacks[place]
    let chosen = victims(attack.parameters)
    let count = Double(max(1, chosen.count))
    let most =
      channels?.scale.grains(
        coins: attack.parameters.value / max(1e-300, coin.price) / count) ?? 0
    let opening = parent.cost(bytes: ChannelWeights.opening.bytes, gas: ChannelWeights.opening.gas)
    for channel in chosen {
      guard let network = channels else { return }
      let arcs = [Int32(2 * channel), Int32(2 * channel + 1)]
      let arc = network.spendable(arcs[0]) >= network.spendable(arcs[1]) ? arcs[0] : arcs[1]
      let budget = min(most, network.spendable(arc))
      let least = network.scale.grainsPerUnit * (coin.decimals >= 8 ? ChannelWeights.dust : 1)
      let room = Int64(ChannelWeights.mostPending - network.pending[Int(arc)])
      let n = min(room, budget / least)
      guard n > 0 else { continue }
      let each = network.scale.whole(budget / n)
      channels?.hold(each, over: arc, times: n)
      var crime = ChannelCrime(label: attack.label, launch: attack.launch, kind: .floodAndLoot)
      crime.held = n
      crime.each = network.scale.units(each)
      crime.deadline = parent.height + Int64(parameters.channels.expiryDelta)
      crime.rate = parent.unitsPerByte
      let offer = crime.offer(ChannelWeights.commitment(held: n))
      // The victim closes, who has the secrets and nobody to give them to.
      forceClose(channel, by: 1 - Int(arc & 1), crime: crime, offer: offer, at: now)
      layerAttacks[place].outcome.money.cost += opening * coin.dollarsPerUnit
      layerAttacks[place].outcome.money.profit -= opening * coin.dollarsPerUnit
    }
  }

  // MARK: What comes of it

  private func attack(of crime: ChannelCrime) -> Int? {
    layerAttacks.firstIndex { $0.label == crime.label && $0.launch == crime.launch }
  }

  /// Takes note of a paper that belongs to an attack.
  mutating func noteCrime(_ paper: Paper, _ index: Int, _ receipt: Receipt, at now: Instant) {
    guard paper.rawValue <= Paper.justice.rawValue, receipt.event != .final,
      let crime = channels?.closings[index].crime, !crime.isDecided, let place = attack(of: crime)
    else { return }
    let sign: Int64 = receipt.event == .included ? 1 : -1
    let n = Double(sign * receipt.count)
    switch (crime.kind, paper) {
    case (.revokedState, .commitment), (.revokedState, .sweep):
      let fee = receipt.fee.double * coin.dollarsPerUnit * n
      layerAttacks[place].outcome.money.cost += fee
      layerAttacks[place].outcome.money.profit -= fee
      if paper == .sweep, sign > 0 { decide(index, wins: true, at: now) }
    case (.revokedState, .justice):
      if sign > 0 { decide(index, wins: false, at: now) }
    case (.floodAndLoot, .commitment), (.floodAndLoot, .claim):
      let size =
        paper == .claim ? ChannelWeights.claim : ChannelWeights.commitment(held: crime.held)
      layerAttacks[place].outcome.money.blocks += n * part(of: size)
      if paper == .claim, receipt.height <= crime.deadline {
        channels?.closings[index].crime?.claimed += sign * receipt.count
      }
    default: break
    }
  }

  /// The part of a block of the parent that a paper takes.
  private func part(of size: ChannelWeights.Size) -> Double {
    let byBytes = parent?.blockSize.map { Double(size.bytes) / max(1, Double($0)) } ?? 0
    let byGas = parent?.gasLimit.map { Double(size.gas) / max(1, Double($0)) } ?? 0
    return max(byBytes, byGas)
  }

  /// Decides what time has decided.
  mutating func followCrimes(at now: Instant) {
    guard let closings = channels?.closings, !layerAttacks.isEmpty else { return }
    let height = parent?.height ?? 0
    for (index, closing) in closings.enumerated() {
      guard let crime = closing.crime, !crime.isDecided else { continue }
      switch crime.kind {
      case .floodAndLoot where height >= crime.deadline:
        decide(index, wins: (channels?.closings[index].crime?.claimed ?? 0) < crime.held, at: now)
      case .revokedState:
        // Justice that is late is none.
        guard crime.victimIsThere, let confirmed = closing.confirmed,
          height > confirmed + Int64(max(1, parameters.channels.toSelfDelay))
        else { continue }
        decide(index, wins: true, at: now)
      default: break
      }
    }
  }

  /// Books what an attack on one channel came to, and closes the attack with its last one.
  private mutating func decide(_ index: Int, wins: Bool, at now: Instant) {
    guard let crime = channels?.closings[index].crime, !crime.isDecided,
      let place = attack(of: crime)
    else { return }
    channels?.closings[index].crime?.isDecided = true
    let dollars = coin.dollarsPerUnit
    var stolen = 0.0
    var lost = 0.0
    switch crime.kind {
    case .floodAndLoot:
      stolen = (crime.each * Int128(crime.held - min(crime.held, crime.claimed))).double * dollars
    default:
      if wins { stolen = crime.gain.double * dollars } else { lost = crime.own.double * dollars }
    }
    layerAttacks[place].outcome.money.stolen += stolen
    layerAttacks[place].outcome.money.cost += lost
    layerAttacks[place].outcome.money.profit += stolen - lost
    let attack = layerAttacks[place]
    let isOpen =
      channels?.closings.contains {
        guard let other = $0.crime else { return false }
        return !other.isDecided && other.label == attack.label && other.launch == attack.launch
      } ?? false
    guard !isOpen else { return }
    layerAttacks[place].outcome.delaySum += (now - attack.since).seconds
    layerAttacks[place].outcome.delayWeight += 1
    let money = layerAttacks[place].outcome.money
    decideOnLayer(
      place, succeeded: crime.kind == .floodAndLoot ? money.stolen > 0 : money.stolen > lost)
  }

  // MARK: Attempts

  /// Independent attempts to get away with an old state, each on a channel as it is now: the victim is away
  /// for as long as it could answer, or takes everything.
  func attemptsOnChannels(
    _ attack: AttackParameters, times: Int, _ draws: RandomStream
  ) -> AttackOutcome {
    let attack = attack.bounded()
    var outcome = AttackOutcome(kind: attack.kind, share: attack.share)
    outcome.attempts = Int64(times)
    outcome.decided = Int64(times)
    guard let network = channels, let parent, attack.kind == .revokedState else { return outcome }
    var draws = draws
    let dollars = coin.dollarsPerUnit
    let most = coin.amount(coins: attack.value / max(1e-300, coin.price)).units
    let open = (0..<network.channels).filter { network.states[$0] == .open }
    let application = network.application
    guard !open.isEmpty || application != nil else { return outcome }
    let publishing =
      application == nil ? ChannelWeights.commitment(held: 0) : .init(weight: 1_000, gas: 100_000)
    let commitment = parent.cost(bytes: publishing.bytes, gas: publishing.gas) * dollars
    let sweep =
      parent.cost(bytes: ChannelWeights.sweep.bytes, gas: ChannelWeights.sweep.gas) * dollars
    let others = max(1, (application?.payouts.count ?? 2) - 1)
    for _ in 0..<times {
      var own: Int128
      var gain: Int128
      if let application {
        own = application.payouts[0]
        gain = min(most, application.deposits - own)
      } else {
        let arc = 2 * open[draws.index(below: open.count)] + draws.index(below: 2)
        own = network.scale.units(network.balances[arc])
        gain = min(most, network.scale.units(network.balances[arc ^ 1]))
      }
      var isAway = true
      for _ in 0..<others where draws.uniform() >= attack.victimOffline { isAway = false }
      if parameters.channels.watchtower { isAway = false }
      if isAway {
        outcome.successes += 1
        outcome.attempted.stolen += gain.double * dollars
        outcome.attempted.cost += commitment + sweep
        outcome.attempted.profit += gain.double * dollars - commitment - sweep
      } else {
        outcome.attempted.cost += own.double * dollars + commitment
        outcome.attempted.profit -= own.double * dollars + commitment
      }
    }
    return outcome
  }
}
