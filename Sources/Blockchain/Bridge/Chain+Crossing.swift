import Quantities
import Simulation

extension Chain {
  /// Lets users go, those on their way go on, and providers bring their money back.
  mutating func passBridge(at now: Instant) {
    guard bridge != nil, views.count == 2 else { return }
    setBridgeFee()
    forgetOldLetters()
    acceptTransfers(at: now)
    for way in 0..<2 { dispatch(way, at: now) }
    if holdsBothEnds { haul(at: now) }
    robBridge(at: now)
    if let locked = bridgeLocked { bridge?.lockedCourse.record(locked, at: now) }
    if holdsBothEnds, let transit = bridgeTransit { bridge?.transitCourse.record(transit, at: now) }
  }

  private static let mostLetters = 256
  /// Letters that are kept until they are final; older ones count as final.
  private static let mostKept = 1_024

  /// Whether too many letters wait for a block; they get in by their age.
  private static func isFull<Item>(_ letters: [Item], _ waiting: KeyPath<Item, Int64>) -> Bool {
    letters.count >= mostLetters && letters[letters.count - mostLetters][keyPath: waiting] > 0
  }

  private mutating func forgetOldLetters() {
    for way in 0..<2 {
      let departures = (bridge?.ways[way].departures.count ?? 0) - Self.mostKept
      if departures > 0, bridge?.ways[way].departures.first?.waiting == 0 {
        bridge?.ways[way].departures.removeFirst()
      }
      let arrivals = (bridge?.ways[way].arrivals.count ?? 0) - Self.mostKept
      if arrivals > 0, bridge?.ways[way].arrivals.first?.waiting == 0 {
        bridge?.ways[way].arrivals.removeFirst()
      }
    }
    if (bridge?.hauls.count ?? 0) > Self.mostKept, bridge?.hauls.first?.stage == .arrived {
      bridge?.hauls.removeFirst()
    }
  }

  /// Whether anybody carries messages: signers in sufficient number, or any relayer at all.
  private var isStaffed: Bool {
    switch parameters.bridge.mechanism {
    case .canonical: true
    case .multisig:
      Int(Double(parameters.peg.keys) * (1 - offlineShare) + 1e-9) >= parameters.peg.threshold
    case .liquidity, .lightClient: offlineShare < 1
    }
  }

  // MARK: Departures

  /// Units that a transfer pays and gets: at the source and the target with liquidity, otherwise at the first
  /// end.
  private func worth(of way: Int) -> (pays: Int128, gets: Int128) {
    func units(at end: Int) -> Int128 {
      let coin = views[end].coin
      return coin.price > 0 ? coin.amount(coins: transferAmount / coin.price).units : 0
    }
    guard holdsBothEnds else { return (units(at: 0), units(at: 0)) }
    let pays = units(at: way)
    let isSame = views[0].coin.symbol == views[1].coin.symbol
    return (pays, isSame ? pays : units(at: 1 - way))
  }

  /// How many transfers of a way can go now.
  private func room(for way: Int, _ worth: (pays: Int128, gets: Int128)) -> Int64 {
    guard let bridge, isStaffed, bridge.thief == nil,
      !Self.isFull(bridge.ways[way].departures, \.waiting)
    else { return 0 }
    var most = Int64.max
    func limit(_ funds: Int128, _ each: Int128) {
      if each > 0 { most = min(most, Int64(clamping: max(0, funds) / each)) }
    }
    if holdsBothEnds {
      limit(bridge.held[1 - way] - bridge.reserved[1 - way], worth.gets)
      limit(views[way].funds.units, worth.pays)
    } else if way == 0 {
      // Nobody locks more in a bridge that cannot pay.
      if bridge.held[0] < bridge.owed { return 0 }
      limit(views[0].funds.units, worth.pays)
    } else {
      let burning = bridge.ways[1].departures.reduce(0) { $0 + $1.pays * Int128($1.waiting) }
      limit(bridge.claims - burning, worth.pays)
    }
    return most
  }

  private mutating func acceptTransfers(at now: Instant) {
    let expired = mempool.passTime(to: now.microseconds)
    contents.clear()
    defer { recordTransfers(expired: expired, at: now) }
    guard var bridge else { return }
    // Who gave up stands in neither queue any more.
    let queued = bridge.ways[0].queued + bridge.ways[1].queued
    let fresh = mempool.count - queued
    if fresh > 0 {
      let forward = bridge.choice.binomial(
        trials: fresh, probability: parameters.bridge.forwardShare)
      bridge.ways[0].queued += forward
      bridge.ways[1].queued += fresh - forward
    } else if fresh < 0 {
      let share = Double(bridge.ways[0].queued) / Double(max(1, queued))
      let gone = min(bridge.ways[0].queued, Int64((Double(-fresh) * share).rounded()))
      bridge.ways[0].queued -= gone
      bridge.ways[1].queued = max(0, bridge.ways[1].queued + fresh + gone)
    }
    self.bridge = bridge
    let worths = [worth(of: 0), worth(of: 1)]
    let wanted = (0..<2).map { min(bridge.ways[$0].queued, room(for: $0, worths[$0])) }
    let most = wanted[0] + wanted[1]
    guard most > 0 else { return }
    mempool.fill(BlockSpace(bytes: most, gas: .max), on: terms(at: now), into: &contents)
    ledger.collect(fees: Amount(units: contents.fees), burning: .zero, for: 0)
    guard contents.count > 0 else { return }
    let submitted = contents.waits.reduce(0.0) { $0 + Double($1.submitted) * Double($1.count) }
    let middle = Int64(submitted / Double(contents.count))
    let first = min(
      wanted[0],
      Int64((Double(contents.count) * Double(wanted[0]) / Double(most)).rounded(.up)))
    let second = min(wanted[1], contents.count - first)
    depart(0, count: contents.count - second, worths[0], submitted: middle, at: now)
    depart(1, count: second, worths[1], submitted: middle, at: now)
  }

  private mutating func depart(
    _ way: Int, count: Int64, _ worth: (pays: Int128, gets: Int128), submitted: Int64,
    at now: Instant
  ) {
    guard count > 0, let token = bridge?.nextToken(.departure) else { return }
    bridge?.ways[way].queued -= count
    bridge?.ways[way].departures.append(
      .init(
        token: token, pays: worth.pays, gets: worth.gets, submitted: submitted, waiting: count,
        open: count))
    if holdsBothEnds {
      bridge?.reserved[1 - way] += worth.gets * Int128(count)
    } else if way == 1 {
      bridge?.reserved[0] += worth.gets * Int128(count)
    }
    var letter = Letter(
      token: token, count: count, bytes: Self.transferBytes,
      gas: max(1, parameters.bridge.transferGas))
    if holdsBothEnds || way == 0 { letter.effect = .lock(worth.pays) }
    send(letter, to: way, at: now)
  }

  private mutating func recordTransfers(expired: Int64, at now: Instant) {
    totals.expired &+= expired
    totals.included &+= contents.count
    let dollars = coin.dollarsPerUnit
    let paid = contents.fees.double * dollars
    if now >= window.start {
      window.expired &+= expired
      window.included &+= contents.count
      window.feeDollars += paid
      for charge in contents.charges {
        window.fee.add(charge.fee.double * dollars, weight: charge.count)
      }
    }
    history.included.add(Double(contents.count), at: now)
    history.feeDollars.add(paid, at: now)
    history.backlog.record(Double(backlog), at: now)
    if let fee = contents.medianFee {
      history.fee.record(fee.double * dollars, weight: Double(contents.count), at: now)
    }
  }

  // MARK: Arrivals

  private func counts(_ stay: Bridge.Stay, on way: Int, at now: Instant) -> Bool {
    switch parameters.bridge.mechanism {
    case .canonical: stay.due <= now
    case .liquidity: true
    case .multisig: views[way].height >= stay.block + Int64(parameters.peg.confirmations) - 1
    case .lightClient: (bridge?.finalHeights[way] ?? -1) >= stay.block
    }
  }

  /// Pays those whose payment counts at the source.
  private mutating func dispatch(_ way: Int, at now: Instant) {
    guard isStaffed, let bridge, bridge.thief == nil,
      !Self.isFull(bridge.ways[way].arrivals, \.waiting)
    else { return }
    let stays = bridge.ways[way].stays
    var taken = 0
    var batches: [Bridge.Stay] = []
    while taken < stays.count, counts(stays[taken], on: way, at: now) {
      let stay = stays[taken]
      taken += 1
      if let last = batches.indices.last, batches[last].pays == stay.pays,
        batches[last].gets == stay.gets
      {
        batches[last].join(stay)
      } else {
        batches.append(stay)
      }
    }
    guard taken > 0 else { return }
    self.bridge?.ways[way].stays.removeFirst(taken)
    for batch in batches {
      guard let token = self.bridge?.nextToken(.arrival) else { return }
      self.bridge?.ways[way].lastBatch = batch.count
      self.bridge?.ways[way].arrivals.append(
        .init(
          token: token, pays: batch.pays, gets: batch.gets, submitted: batch.submitted,
          waiting: batch.count, open: batch.count))
      var letter = Letter(
        token: token, count: batch.count, bytes: arrivalBytes, gas: max(1, arrivalGas))
      if holdsBothEnds || way == 1 { letter.effect = .release(batch.gets) }
      send(letter, to: 1 - way, at: now)
    }
    if parameters.bridge.mechanism == .lightClient, let token = self.bridge?.nextToken(.header) {
      send(
        Letter(token: token, bytes: 600, gas: max(1, parameters.bridge.headerGas)), to: 1 - way,
        at: now)
    }
  }

  // MARK: Providers

  /// Lets providers move what they have too much of at one end to the other.
  private mutating func haul(at now: Instant) {
    guard let present = bridge, now >= present.nextHaul, offlineShare < 1 else { return }
    let delay = max(bridgeDelay(from: 0), bridgeDelay(from: 1))
    bridge?.nextHaul = now + max(parameters.blockInterval, delay / 200)
    for end in 0..<2 where present.hauls.count < Self.mostKept {
      let excess = present.held[end] - present.reserved[end] - present.capital[end]
      let other = 1 - end
      guard excess > 0, views[end].coin.price > 0, views[other].coin.price > 0,
        let token = bridge?.nextToken(.haulOut)
      else { continue }
      let isSame = views[end].coin.symbol == views[other].coin.symbol
      let dollars = views[end].coin.dollars(Amount(units: excess))
      let enters =
        isSame
        ? excess : views[other].coin.amount(coins: dollars / views[other].coin.price).units
      guard enters > 0 else { continue }
      bridge?.hauls.append(.init(token: token, from: end, leaves: excess, enters: enters))
      bridge?.reserved[end] += excess
      var letter = Letter(
        token: token, bytes: Self.transferBytes, gas: max(1, parameters.bridge.transferGas))
      letter.effect = .release(excess)
      send(letter, to: end, at: now)
    }
    for i in present.hauls.indices
    where present.hauls[i].stage == .travelling && present.hauls[i].due <= now {
      let haul = present.hauls[i]
      bridge?.hauls[i].stage = .entering
      var letter = Letter(
        token: haul.token - Bridge.Errand.haulOut.rawValue + Bridge.Errand.haulIn.rawValue,
        bytes: Self.transferBytes, gas: max(1, parameters.bridge.transferGas))
      letter.effect = .lock(haul.enters)
      send(letter, to: 1 - haul.from, at: now)
    }
  }

  // MARK: Thieves

  mutating func beginOnBridge(_ place: Int, at now: Instant) {
    // Only signers have keys that open it.
    guard parameters.bridge.mechanism == .multisig else {
      decideOnLayer(place, succeeded: false)
      return
    }
    guard takeKeys(place) else { return }
    let attack = layerAttacks[place]
    let wanted = attack.parameters.value > 0 ? units(ofParent: attack.parameters.value) : nil
    bridge?.thief = Peg.Thief(
      label: attack.label, launch: attack.launch, since: now, wanted: wanted)
    robBridge(at: now)
    if bridge?.thefts.contains(where: { !$0.isIncluded }) != true {
      bridge?.thief = nil
      decideOnLayer(place, succeeded: false)
    }
  }

  mutating func endOnBridge(_ place: Int, at now: Instant) { bridge?.thief = nil }

  private mutating func robBridge(at now: Instant) {
    guard var bridge, let thief = bridge.thief, !bridge.thefts.contains(where: { !$0.isIncluded })
    else { return }
    let promised = bridge.ways[1].arrivals.reduce(0) { $0 + $1.gets * Int128($1.waiting) }
    let units = min(bridge.held[0] - promised, thief.wanted ?? .max)
    guard units > 0 else { return }
    let token = bridge.nextToken(.theft)
    bridge.thefts.append(.init(token: token, units: units))
    if let wanted = thief.wanted { bridge.thief?.wanted = wanted - units }
    self.bridge = bridge
    var letter = Letter(token: token, bytes: arrivalBytes, gas: max(21_000, arrivalGas))
    letter.effect = .release(units)
    send(letter, at: now)
  }
}

extension Bridge.Stay {
  /// Takes others in who are paid together with these.
  mutating func join(_ other: Bridge.Stay) {
    let total = count + other.count
    let part = Double(other.count) / Double(max(1, total))
    submitted += Int64(Double(other.submitted - submitted) * part)
    count = total
    block = max(block, other.block)
    due = max(due, other.due)
  }
}
