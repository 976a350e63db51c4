#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The cheapest route by what the sender knows: capacities and fees, not how the money lies.
///
/// An arc costs 0.2 - ln((C + 1 - a) / (C + 1)) + fee / a: a hop, the improbability that an amount a fits
/// where any division of C is as likely (Pickhardt and Richter 2021), and what the hop takes of the amount.
/// Both ends search at once (Dijkstra) and stop where no better meeting is left. Fees are those of the
/// amount that arrives; what really has to be sent is worked out along the route that is found.
///
/// Marks of earlier searches are told apart by their stamp, so that nothing is cleared between them.
struct RouteSearch: Sendable {
  private struct Mark {
    var stamp: UInt32 = 0
    var cost: Float = 0
    var arc: Int32 = -1
  }

  /// The arcs of the route that was found last, from the sender on.
  private(set) var route: [Int32] = []
  private var fromSender: [Mark]
  private var fromReceiver: [Mark]
  private var senderHeap = CostHeap()
  private var receiverHeap = CostHeap()
  private var stamp: UInt32 = 0
  /// Arcs that the present payer no longer tries.
  private var banned: [UInt32]
  private var ban: UInt32 = 1
  private var hasBans = false
  /// Nodes that are away.
  var away: [Bool] = []

  static let perHop: Float = 0.2

  init(nodes: Int, channels: Int) {
    fromSender = [Mark](repeating: Mark(), count: nodes)
    fromReceiver = fromSender
    banned = [UInt32](repeating: 0, count: 2 * channels)
  }

  /// Starts another payment, which may try every arc.
  mutating func forgetBans() {
    hasBans = false
    ban &+= 1
    if ban == 0 {
      for arc in banned.indices { banned[arc] = 0 }
      ban = 1
    }
  }

  mutating func leaveOut(_ arc: Int32) {
    banned[Int(arc)] = ban
    hasBans = true
  }

  /// Finds the cheapest route of an amount.
  ///
  /// - Returns: whether there is one; then it is in ``route``.
  mutating func find(
    from sender: Int32, to receiver: Int32, amount: Float, in graph: ChannelGraph
  ) -> Bool {
    route.removeAll(keepingCapacity: true)
    guard sender != receiver, amount > 0 else { return false }
    if !away.isEmpty, away[Int(sender)] || away[Int(receiver)] { return false }
    stamp &+= 1
    if stamp == 0 {
      for node in fromSender.indices {
        fromSender[node].stamp = 0
        fromReceiver[node].stamp = 0
      }
      stamp = 1
    }
    senderHeap.clear()
    receiverHeap.clear()
    fromSender[Int(sender)] = Mark(stamp: stamp, cost: 0, arc: -1)
    fromReceiver[Int(receiver)] = Mark(stamp: stamp, cost: 0, arc: -1)
    senderHeap.push(0, sender)
    receiverHeap.push(0, receiver)
    var best = Float.infinity
    var meeting: Int32 = -1
    let perAmount = 1 / amount
    while let here = senderHeap.least, let there = receiverHeap.least, here + there < best {
      if senderHeap.count <= receiverHeap.count {
        expandSender(sender, amount, perAmount, there, graph, &best, &meeting)
      } else {
        expandReceiver(sender, amount, perAmount, here, graph, &best, &meeting)
      }
    }
    guard meeting >= 0 else { return false }
    trace(meeting, graph)
    return true
  }

  private mutating func expandSender(
    _ sender: Int32, _ amount: Float, _ perAmount: Float, _ farthest: Float,
    _ graph: ChannelGraph, _ best: inout Float, _ meeting: inout Int32
  ) {
    guard let (cost, node) = senderHeap.pop(), cost <= fromSender[Int(node)].cost else { return }
    let paysFees = node != sender
    let range = Int(graph.first[Int(node)])..<Int(graph.first[Int(node) + 1])
    graph.links.withUnsafeBufferPointer { links in
      for place in range {
        let link = links[place]
        let part = amount * link.inverse
        guard part < 1 else { continue }
        var next = cost + Self.perHop + Self.surprise(part)
        if paysFees { next += link.baseOut * perAmount + link.rateOut }
        let other = Int(link.node)
        guard next + farthest < best || fromReceiver[other].stamp == stamp, next < best,
          fromSender[other].stamp != stamp || next < fromSender[other].cost,
          !hasBans || banned[Int(link.arc)] != ban, away.isEmpty || !away[other]
        else { continue }
        fromSender[other] = Mark(stamp: stamp, cost: next, arc: link.arc)
        if fromReceiver[other].stamp == stamp, next + fromReceiver[other].cost < best {
          best = next + fromReceiver[other].cost
          meeting = link.node
        }
        senderHeap.push(next, link.node)
      }
    }
  }

  private mutating func expandReceiver(
    _ sender: Int32, _ amount: Float, _ perAmount: Float, _ farthest: Float,
    _ graph: ChannelGraph, _ best: inout Float, _ meeting: inout Int32
  ) {
    guard let (cost, node) = receiverHeap.pop(), cost <= fromReceiver[Int(node)].cost else {
      return
    }
    let range = Int(graph.first[Int(node)])..<Int(graph.first[Int(node) + 1])
    graph.links.withUnsafeBufferPointer { links in
      for place in range {
        let link = links[place]
        let part = amount * link.inverse
        guard part < 1 else { continue }
        var next = cost + Self.perHop + Self.surprise(part)
        if link.node != sender { next += link.baseIn * perAmount + link.rateIn }
        let other = Int(link.node)
        guard next + farthest < best || fromSender[other].stamp == stamp, next < best,
          fromReceiver[other].stamp != stamp || next < fromReceiver[other].cost,
          !hasBans || banned[Int(link.arc ^ 1)] != ban, away.isEmpty || !away[other]
        else { continue }
        fromReceiver[other] = Mark(stamp: stamp, cost: next, arc: link.arc ^ 1)
        if fromSender[other].stamp == stamp, next + fromSender[other].cost < best {
          best = next + fromSender[other].cost
          meeting = link.node
        }
        receiverHeap.push(next, link.node)
      }
    }
  }

  /// -ln(1 - part); by its series where that is exact to a millionth.
  @inline(__always)
  private static func surprise(_ part: Float) -> Float {
    part < 0.01 ? part * (1 + part * 0.5) : -logf(1 - part)
  }

  private mutating func trace(_ meeting: Int32, _ graph: ChannelGraph) {
    var node = meeting
    while fromSender[Int(node)].arc >= 0 {
      let arc = fromSender[Int(node)].arc
      route.append(arc)
      node = graph.source(of: arc)
    }
    route.reverse()
    node = meeting
    while fromReceiver[Int(node)].arc >= 0 {
      let arc = fromReceiver[Int(node)].arc
      route.append(arc)
      node = graph.ends[Int(arc)]
    }
  }
}

/// Nodes in rising order of cost; of equal costs the lower node comes first.
struct CostHeap: Sendable {
  /// The bits of a cost, which rise with it as costs are not negative, and the node.
  private var keys: [UInt64] = []

  var count: Int { keys.count }
  var least: Float? { keys.first.map { Float(bitPattern: UInt32($0 >> 32)) } }

  mutating func clear() { keys.removeAll(keepingCapacity: true) }

  mutating func push(_ cost: Float, _ node: Int32) {
    let key = UInt64(cost.bitPattern) << 32 | UInt64(UInt32(node))
    keys.append(key)
    keys.withUnsafeMutableBufferPointer { keys in
      var place = keys.count - 1
      while place > 0 {
        let above = (place - 1) >> 2
        guard keys[above] > key else { break }
        keys[place] = keys[above]
        place = above
      }
      keys[place] = key
    }
  }

  mutating func pop() -> (cost: Float, node: Int32)? {
    guard let top = keys.first else { return nil }
    let last = keys.removeLast()
    if !keys.isEmpty {
      keys.withUnsafeMutableBufferPointer { keys in
        var place = 0
        while true {
          let child = 4 * place + 1
          guard child < keys.count else { break }
          var smallest = child
          for other in (child + 1)..<max(child + 1, min(child + 4, keys.count))
          where keys[other] < keys[smallest] {
            smallest = other
          }
          guard keys[smallest] < last else { break }
          keys[place] = keys[smallest]
          place = smallest
        }
        keys[place] = last
      }
    }
    return (Float(bitPattern: UInt32(top >> 32)), Int32(truncatingIfNeeded: top))
  }
}
