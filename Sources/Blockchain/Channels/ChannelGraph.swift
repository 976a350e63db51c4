/// How channels lie between nodes, in flat arrays.
///
/// A channel has two directions, its arcs: `2c` leads from its first node to its second, `2c + 1` back.
struct ChannelGraph: Sendable {
  /// What a node asks for forwarding over an arc of its own.
  struct Policy: Hashable, Sendable {
    /// Grains of each payment.
    var base: Int64
    /// Millionths of the amount, 0 ... 10^6.
    var rate: Int64
    /// Grains below which nothing is forwarded.
    var least: Int64

    /// The fee of BOLT #7, rounded down.
    func fee(for amount: Int64) -> Int64 {
      base + amount / 1_000_000 * rate + amount % 1_000_000 * rate / 1_000_000
    }
  }

  /// What a search sees of a channel from one of its nodes; together with its node's others.
  struct Link: Sendable {
    /// Leads away from the node.
    var arc: Int32
    var node: Int32
    /// One over what can be sent through and one grain; infinite for a channel that is closed.
    var inverse: Float
    var baseOut: Float
    var rateOut: Float
    var baseIn: Float
    var rateIn: Float
  }

  let nodes: Int
  /// The node that each arc leads to.
  private(set) var ends: [Int32]
  /// Grains on both sides together.
  private(set) var capacity: [Int64]
  private(set) var policies: [Policy]
  /// Grains that each side of a channel has to keep.
  private(set) var reserve: [Int64]
  /// Where the links of each node begin.
  private(set) var first: [Int32]
  private(set) var links: [Link]
  /// Where the link of each arc is.
  private var places: [Int32]

  var channels: Int { capacity.count }

  func source(of arc: Int32) -> Int32 { ends[Int(arc ^ 1)] }
  func degree(of node: Int) -> Int { Int(first[node + 1] - first[node]) }

  /// - Parameters:
  ///   - pairs: the two nodes of each channel.
  ///   - policies: of the first and then the second node of each.
  init(
    nodes: Int, pairs: [(Int32, Int32)], capacity: [Int64], policies: [Policy], reserve: [Int64]
  ) {
    self.nodes = nodes
    self.capacity = capacity
    self.policies = policies
    self.reserve = reserve
    var ends: [Int32] = []
    ends.reserveCapacity(2 * pairs.count)
    var first = [Int32](repeating: 0, count: nodes + 1)
    for (a, b) in pairs {
      ends.append(b)
      ends.append(a)
      first[Int(a) + 1] += 1
      first[Int(b) + 1] += 1
    }
    for node in 0..<nodes { first[node + 1] += first[node] }
    self.ends = ends
    self.first = first
    var next = first
    var places = [Int32](repeating: 0, count: ends.count)
    let blank = Link(
      arc: 0, node: 0, inverse: .infinity, baseOut: 0, rateOut: 0, baseIn: 0, rateIn: 0)
    var links = [Link](repeating: blank, count: ends.count)
    for arc in ends.indices {
      let source = Int(ends[arc ^ 1])
      let place = Int(next[source])
      next[source] += 1
      places[arc] = Int32(place)
      links[place].arc = Int32(arc)
      links[place].node = ends[arc]
    }
    self.places = places
    self.links = links
    for channel in capacity.indices { show(channel, isOpen: true) }
  }

  /// What is left of a channel's money for payments in one direction when all lies on that side.
  func usable(_ channel: Int) -> Int64 { max(0, capacity[channel] - 2 * reserve[channel]) }

  /// Lets searches see a channel with its present fees, or none at all.
  mutating func show(_ channel: Int, isOpen: Bool) {
    for arc in [2 * channel, 2 * channel + 1] {
      let place = Int(places[arc])
      links[place].inverse = isOpen ? 1 / Float(usable(channel) + 1) : .infinity
      links[place].baseOut = Float(policies[arc].base)
      links[place].rateOut = Float(policies[arc].rate) * 1e-6
      links[place].baseIn = Float(policies[arc ^ 1].base)
      links[place].rateIn = Float(policies[arc ^ 1].rate) * 1e-6
    }
  }

  /// Lets every node ask the same fees from now on.
  mutating func charge(base: Int64, rate: Int64, isOpen: (Int) -> Bool) {
    for arc in policies.indices {
      policies[arc].base = base
      policies[arc].rate = rate
    }
    for channel in capacity.indices { show(channel, isOpen: isOpen(channel)) }
  }
}
