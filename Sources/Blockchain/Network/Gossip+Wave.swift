extension Gossip {
  /// One block on its way through a network.
  struct Wave {
    let rules: Rules
    /// Bytes.
    let size: Double
    /// What makes the jitter of this broadcast differ from that of others.
    let salt: UInt64
    let announced: UnsafeMutableBufferPointer<Int64>
    let nodes: UnsafeMutableBufferPointer<Node>
    let peers: UnsafeBufferPointer<Peer>
    let arrivals: UnsafeMutableBufferPointer<Int64>
    var moments = MomentHeap()
    var messages = 0

    /// Earlier than any announcement.
    private static let heard = Int64.min

    mutating func spread(from source: Int) {
      announced[source] = Self.heard
      settle(source, at: 0)
      while let (time, kind, node) = moments.pop() {
        switch kind {
        case .announcement:
          // An earlier one may have overtaken it.
          if time == announced[node] { hear(node, at: time) }
        case .request:
          enqueue(node, at: time)
        case .upload:
          // Uploads that began since have slowed it down.
          let due = nodes[node].due
          if time < due { moments.push(.upload, node, at: due) } else { finish(node, at: time) }
        }
      }
    }

    /// The node has the whole block, verified, and tells its peers.
    @inline(__always)
    private mutating func settle(_ node: Int, at time: Int64) {
      let time = min(time, MomentHeap.limit)
      arrivals[node] = time
      nodes[node].becomeSender(at: time)
      let range = Int(nodes[node].firstPeer)..<Int(nodes[node].lastPeer)
      if rules.relay == .compact {
        push(node, to: range, from: time)
      } else {
        messages &+= range.count
        for i in range { announce(node, to: i, at: time) }
      }
    }

    /// Short ids: 6 bytes a transaction (BIP 152), 18 kB per megabyte as SimBlock counts them.
    @inline(__always)
    private mutating func push(_ node: Int, to range: Range<Int>, from time: Int64) {
      let ids = 0.018 * size
      let alone = ids * nodes[node].uploadPace
      var end = Double(time)
      for i in range {
        let peer = Int(peers[i].node)
        if announced[peer] == Self.heard { continue }
        end += alone
        announce(node, to: i, at: Self.whole(max(end, Double(time) + ids * pace(node, to: peer))))
        messages &+= 1
      }
      nodes[node].clock = Self.whole(end)
    }

    @inline(__always)
    private mutating func announce(_ node: Int, to index: Int, at time: Int64) {
      let peer = peers[index]
      let other = Int(peer.node)
      let heard = min(time &+ vary(peer.latency, index), MomentHeap.limit)
      if heard < announced[other] {
        announced[other] = heard
        nodes[other].source = Int32(truncatingIfNeeded: node)
        nodes[other].latency = peer.latency
        moments.push(.announcement, other, at: heard)
      }
    }

    @inline(__always)
    private mutating func hear(_ node: Int, at time: Int64) {
      announced[node] = Self.heard
      switch rules.relay {
      case .fibre: settle(node, at: time)
      case .compact where !lacksTransactions(node): settle(node, at: time &+ verification)
      default:
        messages &+= 2
        nodes[node].next = -1
        let asked = time &+ vary(nodes[node].latency, peers.count &+ node)
        moments.push(.request, node, at: min(asked, MomentHeap.limit))
      }
    }

    /// The node's request has reached the peer that it asks.
    @inline(__always)
    private mutating func enqueue(_ node: Int, at time: Int64) {
      let sender = Int(nodes[node].source)
      nodes[sender].advance(to: time)
      if nodes[sender].first < 0 {
        nodes[sender].first = Int32(truncatingIfNeeded: node)
      } else {
        nodes[Int(nodes[sender].last)].next = Int32(truncatingIfNeeded: node)
      }
      nodes[sender].last = Int32(truncatingIfNeeded: node)
      if nodes[sender].active < rules.parallelUploads {
        begin(sender, to: node)
        reckon(sender)
      }
    }

    @inline(__always)
    private func begin(_ sender: Int, to node: Int) {
      nodes[node].share = nodes[sender].served + requested * nodes[sender].uploadPace
      nodes[node].began = nodes[sender].clock
      nodes[sender].active &+= 1
      nodes[sender].lastActive = Int32(truncatingIfNeeded: node)
    }

    /// Reckons when the sender's first upload ends.
    @inline(__always)
    private mutating func reckon(_ sender: Int) {
      let active = Double(nodes[sender].active)
      let left = max(0, nodes[Int(nodes[sender].first)].share - nodes[sender].served)
      let due = min(nodes[sender].clock &+ Self.whole(left * active), MomentHeap.limit)
      if nodes[sender].due < 0 { moments.push(.upload, sender, at: due) }
      nodes[sender].due = due
    }

    /// The sender's first upload ends, and that of the next who waits begins.
    @inline(__always)
    private mutating func finish(_ sender: Int, at time: Int64) {
      nodes[sender].advance(to: time)
      let node = Int(nodes[sender].first)
      let waiting = nodes[Int(nodes[sender].lastActive)].next
      nodes[sender].first = nodes[node].next
      nodes[sender].active &-= 1
      nodes[sender].served = nodes[node].share
      nodes[sender].due = -1
      if waiting >= 0 { begin(sender, to: Int(waiting)) }
      if nodes[sender].active > 0 { reckon(sender) }
      let received = nodes[node].began &+ Self.whole(requested * pace(sender, to: node))
      let latency = vary(nodes[node].latency, peers.count &+ nodes.count &+ node)
      settle(node, at: max(time, received) &+ latency &+ verification)
    }

    /// Bytes that a node asks for: the block, or a tenth of it where it has the rest (assumption).
    private var requested: Double { rules.relay == .compact ? 0.1 * size : size }

    private var verification: Int64 { Self.whole(rules.verification * size) }

    /// Microseconds per byte at which a node's line takes what another sends.
    @inline(__always)
    private func pace(_ sender: Int, to node: Int) -> Double {
      let own = nodes[node].downloadPace
      return nodes[node].region == nodes[sender].region ? own : max(own, rules.interregionalPace)
    }

    private func lacksTransactions(_ node: Int) -> Bool {
      Double(bits(peers.count &+ 2 &* nodes.count &+ node) >> 11) * 0x1p-53 < rules.missRate
    }

    @inline(__always)
    private func vary(_ latency: UInt32, _ message: Int) -> Int64 {
      rules.jitter.vary(latency, by: bits(message))
    }

    /// Random bits of a message: they depend on the salt and its number alone, so that blocks of two
    /// sizes meet the same jitter.
    @inline(__always)
    private func bits(_ message: Int) -> UInt64 {
      let z = salt &+ UInt64(truncatingIfNeeded: message) &* 0x9e37_79b9_7f4a_7c15
      return (z ^ (z >> 32)) &* 0xbf58_476d_1ce4_e5b9
    }

    @inline(__always)
    private static func whole(_ microseconds: Double) -> Int64 {
      microseconds < Double(MomentHeap.limit) ? Int64(microseconds) : MomentHeap.limit
    }
  }
}
