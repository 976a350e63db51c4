/// GHOST: from the root, always into the sub-tree with the most blocks (Sompolinsky and Zohar 2015).
extension BlockTree {
  /// Where a producer stands who has heard of some of the blocks; ties go to what it heard of first.
  mutating func heaviestTip(
    for producer: Int, on side: Side, at now: Int64, lean: Bool?
  ) -> Int {
    prepareScratch()
    arrivals[0] = 0
    for index in 1..<max(1, nodes.count) {
      let parent = arrivals[Int(nodes[index].parent)]
      guard parent <= now, !nodes[index].isAbandoned else { continue }
      arrivals[index] = max(parent, arrival(of: index, to: producer, on: side))
    }
    return walk(at: now, lean: lean)
  }

  /// Where one stands who hears at once of everything that is published on the larger side.
  mutating func heaviestPublishedTip(at now: Int64) -> Int {
    prepareScratch()
    arrivals[0] = 0
    for index in 1..<max(1, nodes.count) {
      let node = nodes[index]
      let start = node.side == .smaller ? node.crossed : node.published
      guard arrivals[Int(node.parent)] <= now, !node.isAbandoned else { continue }
      arrivals[index] = start
    }
    return walk(at: now, lean: nil)
  }

  private mutating func prepareScratch() {
    let n = nodes.count
    arrivals.removeAll(keepingCapacity: true)
    arrivals.append(contentsOf: repeatElement(Self.never, count: n))
    weights.removeAll(keepingCapacity: true)
    weights.append(contentsOf: repeatElement(0, count: n))
    heaviest.removeAll(keepingCapacity: true)
    heaviest.append(contentsOf: repeatElement(-1, count: n))
  }

  private mutating func walk(at now: Int64, lean: Bool?) -> Int {
    for index in stride(from: nodes.count - 1, to: 0, by: -1) where arrivals[index] <= now {
      weights[index] += 1
      let parent = Int(nodes[index].parent)
      weights[parent] += weights[index]
      let rival = Int(heaviest[parent])
      if rival < 0 || weights[index] > weights[rival]
        || weights[index] == weights[rival] && isPreferred(index, over: rival, lean)
      {
        heaviest[parent] = Int32(index)
      }
    }
    var tip = 0
    while heaviest[tip] >= 0 { tip = Int(heaviest[tip]) }
    return tip
  }

  private func isPreferred(_ index: Int, over rival: Int, _ lean: Bool?) -> Bool {
    if let lean, nodes[index].isHostile != nodes[rival].isHostile {
      return nodes[index].isHostile == lean
    }
    return arrivals[index] < arrivals[rival]
      || arrivals[index] == arrivals[rival] && index < rival
  }

  /// Published blocks in the sub-tree of a block through which a tip is reached.
  func weight(of tip: Int, above base: Int) -> Int64 {
    var child = tip
    while child > base && Int(nodes[child].parent) != base { child = Int(nodes[child].parent) }
    guard child > base else { return 0 }
    var belongs = [Bool](repeating: false, count: nodes.count)
    var count: Int64 = 0
    for index in child..<nodes.count where nodes[index].published != Self.never {
      guard index == child || belongs[Int(nodes[index].parent)] else { continue }
      belongs[index] = true
      count += 1
    }
    return count
  }

  /// The child of the root into which everybody will go whatever was not heard yet, if there is one.
  mutating func settledChild(at now: Int64) -> Int? {
    prepareScratch()
    // What everybody has against all that there is.
    var certain = [Int32](repeating: 0, count: nodes.count)
    for index in stride(from: nodes.count - 1, to: 0, by: -1) {
      if nodes[index].isAbandoned { continue }
      weights[index] += 1
      weights[Int(nodes[index].parent)] += weights[index]
      let knows =
        isKnown(index, on: .larger, at: now) && isKnown(index, on: .smaller, at: now)
      if knows {
        certain[index] += 1
        certain[Int(nodes[index].parent)] += certain[index]
      }
    }
    var best: Int?
    for index in 1..<nodes.count where nodes[index].parent == 0 {
      if let other = best, certain[other] >= certain[index] { continue }
      best = index
    }
    guard let best, certain[best] > 0,
      isKnown(best, on: .larger, at: now), isKnown(best, on: .smaller, at: now)
    else { return nil }
    for index in 1..<nodes.count
    where nodes[index].parent == 0 && index != best && weights[index] >= certain[best] {
      return nil
    }
    return best
  }
}
