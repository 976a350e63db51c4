import Quantities
import Simulation

extension Chain {
  /// Takes note of what became of messages at an end.
  mutating func followParent(ofBridge receipts: [Receipt], end: Int, at now: Instant) {
    for receipt in receipts {
      if receipt.event == .final {
        let newest = bridge?.finalHeights[end] ?? -1
        bridge?.finalHeights[end] = max(newest, receipt.height)
      }
      if receipt.event == .included { bridge?.letters += receipt.count }
      switch Bridge.Errand(rawValue: receipt.token % 8) {
      case .departure: followDeparture(receipt, on: end)
      case .arrival: followArrival(receipt, on: 1 - end)
      case .haulOut, .haulIn: followHaul(receipt, at: end)
      case .theft: followTheft(receipt)
      case .header, nil: break
      }
    }
  }

  private mutating func followDeparture(_ receipt: Receipt, on way: Int) {
    guard var bridge,
      let i = bridge.ways[way].departures.place(of: receipt, \.token)
    else { return }
    self.bridge = nil
    defer { self.bridge = bridge }
    let letter = bridge.ways[way].departures[i]
    let n = receipt.count
    let units = letter.pays * Int128(n)
    let locks = holdsBothEnds || way == 0
    let end = holdsBothEnds ? way : 0
    switch receipt.event {
    case .included:
      let before = letter.open - letter.waiting
      bridge.ways[way].departures[i].waiting -= n
      tell(
        .letters,
        "\(counted(n, "transfer leaves", "transfers leave")) in block \(receipt.height)"
          + (way == 0 ? "" : ", on the way back"))
      if locks { bridge.held[end] += units } else { bridge.claims -= units }
      var left = n
      if bridge.ways[way].orphaned > 0, letter.pays > 0 {
        let known = min(left, Int64(clamping: bridge.ways[way].orphaned / letter.pays))
        bridge.ways[way].orphaned -= letter.pays * Int128(known)
        left -= known
      }
      if left > 0 { addStay(left, of: letter, receipt, on: way, &bridge) }
      let first = max(0, n - max(0, letter.counted - before))
      bridge.ways[way].departures[i].counted += first
      let seconds = Double(receipt.at.microseconds - letter.submitted) / 1e6
      if receipt.at >= window.start { window.inclusionTime.add(seconds, weight: first) }
      history.inclusionTime.record(seconds, weight: Double(first), at: receipt.at)
    case .undone:
      bridge.ways[way].departures[i].waiting += n
      if locks { bridge.held[end] -= units } else { bridge.claims += units }
      var left = n
      while left > 0,
        let last = bridge.ways[way].stays.lastIndex(where: { $0.pays == letter.pays })
      {
        let gone = min(left, bridge.ways[way].stays[last].count)
        bridge.ways[way].stays[last].count -= gone
        left -= gone
        if bridge.ways[way].stays[last].count == 0 { bridge.ways[way].stays.remove(at: last) }
      }
      bridge.ways[way].orphaned += letter.pays * Int128(left)
    case .final:
      bridge.ways[way].departures[i].open -= n
      bridge.ways[way].departures[i].counted = max(0, letter.counted - n)
      if bridge.ways[way].departures[i].open <= 0 { bridge.ways[way].departures.remove(at: i) }
    }
  }

  /// Lets those wait until their payment counts; neighbours within a 400th of the delay wait together.
  private func addStay(
    _ n: Int64, of letter: Bridge.Departure, _ receipt: Receipt, on way: Int,
    _ bridge: inout Bridge
  ) {
    let isCanonical = parameters.bridge.mechanism == .canonical
    let delay = isCanonical ? bridgeDelay(from: way) : .zero
    let stay = Bridge.Stay(
      pays: letter.pays, gets: letter.gets, submitted: letter.submitted, count: n,
      block: receipt.height, due: receipt.at + delay)
    if let last = bridge.ways[way].stays.indices.last,
      bridge.ways[way].stays[last].pays == stay.pays,
      bridge.ways[way].stays[last].gets == stay.gets,
      isCanonical
        ? stay.due.microseconds / max(1, delay.microseconds / 400)
          == bridge.ways[way].stays[last].due.microseconds / max(1, delay.microseconds / 400)
        : bridge.ways[way].stays[last].block == stay.block
    {
      bridge.ways[way].stays[last].join(stay)
    } else {
      bridge.ways[way].stays.append(stay)
    }
  }

  private mutating func followArrival(_ receipt: Receipt, on way: Int) {
    guard var bridge,
      let i = bridge.ways[way].arrivals.place(of: receipt, \.token)
    else { return }
    self.bridge = nil
    defer { self.bridge = bridge }
    let letter = bridge.ways[way].arrivals[i]
    let n = receipt.count
    let units = letter.gets * Int128(n)
    let releases = holdsBothEnds || way == 1
    let end = holdsBothEnds ? 1 - way : 0
    switch receipt.event {
    case .included:
      let before = letter.open - letter.waiting
      bridge.ways[way].arrivals[i].waiting -= n
      let wait = Interval(microseconds: receipt.at.microseconds - letter.submitted)
      tell(
        .letters,
        "\(counted(n, "transfer arrives", "transfers arrive")) after \(Readable.time(wait))"
          + (way == 0 ? "" : ", on the way back"))
      if releases {
        bridge.held[end] -= units
        bridge.reserved[end] -= units
      } else {
        bridge.claims += units
      }
      let first = max(0, n - max(0, letter.counted - before))
      bridge.ways[way].arrivals[i].counted += first
      record(first, arrivedOn: way, submitted: letter.submitted, at: receipt.at, &bridge)
    case .undone:
      bridge.ways[way].arrivals[i].waiting += n
      if releases {
        bridge.held[end] += units
        bridge.reserved[end] += units
      } else {
        bridge.claims -= units
      }
    case .final:
      bridge.ways[way].arrivals[i].open -= n
      bridge.ways[way].arrivals[i].counted = max(0, letter.counted - n)
      if bridge.ways[way].arrivals[i].open <= 0 { bridge.ways[way].arrivals.remove(at: i) }
    }
  }

  private mutating func record(
    _ n: Int64, arrivedOn way: Int, submitted: Int64, at time: Instant, _ bridge: inout Bridge
  ) {
    guard n > 0 else { return }
    let seconds = Double(time.microseconds - submitted) / 1e6
    bridge.arrived += n
    bridge.transferTimes[way].add(seconds, weight: n, in: window, at: time)
    history.finalityTime.record(seconds, weight: Double(n), at: time)
    guard time >= window.start else { return }
    window.finalityTime.add(seconds, weight: n)
    if bridge.windowStart != window.start {
      bridge.windowStart = window.start
      bridge.volume = 0
    }
    bridge.volume += Double(n) * transferAmount
  }

  private mutating func followHaul(_ receipt: Receipt, at end: Int) {
    let isOut = receipt.token % 8 == Bridge.Errand.haulOut.rawValue
    let token = receipt.token - receipt.token % 8 + Bridge.Errand.haulOut.rawValue
    guard var bridge, let i = bridge.hauls.firstIndex(where: { $0.token == token }) else { return }
    defer { self.bridge = bridge }
    let haul = bridge.hauls[i]
    switch (receipt.event, isOut) {
    case (.included, true):
      bridge.held[end] -= haul.leaves
      bridge.reserved[end] -= haul.leaves
      bridge.hauls[i].stage = .travelling
      tell(.letters, "providers move money to the other end")
      bridge.hauls[i].due = receipt.at + bridgeDelay(from: end)
    case (.undone, true):
      bridge.held[end] += haul.leaves
      bridge.reserved[end] += haul.leaves
      bridge.hauls[i].stage = .leaving
    case (.included, false):
      bridge.held[end] += haul.enters
      bridge.hauls[i].stage = .arrived
    case (.undone, false):
      bridge.held[end] -= haul.enters
      bridge.hauls[i].stage = .entering
    case (.final, true): break
    case (.final, false): bridge.hauls.remove(at: i)
    }
  }

  private mutating func followTheft(_ receipt: Receipt) {
    guard let i = bridge?.thefts.firstIndex(where: { $0.token == receipt.token }),
      let theft = bridge?.thefts[i]
    else { return }
    switch receipt.event {
    case .included:
      bridge?.held[0] -= theft.units
      bridge?.stolen += theft.units
      bridge?.thefts[i].isIncluded = true
      tell(.thefts) {
        "the thief takes \($0.worth(ofParent: theft.units)) in block \(receipt.height)"
      }
      guard !theft.isCounted else { return }
      bridge?.thefts[i].isCounted = true
      countLoot(theft.units, of: bridge?.thief, at: receipt.at)
    case .undone:
      bridge?.held[0] += theft.units
      bridge?.stolen -= theft.units
      bridge?.thefts[i].isIncluded = false
    case .final: bridge?.thefts.remove(at: i)
    }
  }
}

extension Array {
  /// Where the letter is that a receipt is about: new ones are included, old ones become final.
  fileprivate func place(of receipt: Receipt, _ token: KeyPath<Element, Int64>) -> Int? {
    receipt.event == .final
      ? firstIndex { $0[keyPath: token] == receipt.token }
      : lastIndex { $0[keyPath: token] == receipt.token }
  }
}
