import Quantities
import Simulation

extension ChannelNetwork {
  /// The most channels of a network that is drawn.
  static let mostChannels = 500_000

  /// Draws a network, or lays out the one that was seen, with at most so many base units of a coin.
  init(_ p: ChannelParameters, coin: Coin, funds: Amount, seed: UInt64, name: String) {
    var draws = RandomStream(seed: seed, name, "channels")
    var pairs: [(Int32, Int32)]
    var nodes = p.nodes
    if let snapshot = p.snapshot {
      nodes = max(2, snapshot.nodes)
      pairs = snapshot.pairs.map { ($0.first.node, $0.second.node) }
      let most = snapshot.pairs.reduce(Int64(0)) { max($0, $1.first.balance + $1.second.balance) }
      scale = GrainScale(of: coin, coins: Double(most) / 1e11)
    } else {
      pairs =
        switch p.topology {
        case .pair: [(0, 1)]
        case .hub: (1..<nodes).map { (Int32($0), 0) }
        case .attachment: Self.attach(nodes: nodes, each: p.channelsPerNode, &draws)
        }
      if p.topology == .pair { nodes = 2 }
      scale = GrainScale(of: coin, coins: p.capacity)
    }
    let n = pairs.count
    var capacity = [Int64](repeating: 0, count: n)
    var shares = [Double](repeating: 0.5, count: n)
    var policies: [ChannelGraph.Policy] = []
    policies.reserveCapacity(2 * n)
    let usual = ChannelGraph.Policy(
      base: scale.grains(coins: p.baseFee), rate: Int64(min(max(p.feeRate, 0), 1e6).rounded()),
      least: 0)
    var total: Int128 = 0
    for c in 0..<n {
      if let pair = p.snapshot?.pairs[c] {
        let all = pair.first.balance + pair.second.balance
        // The file counts thousandths of a satoshi, 10^-11 coins.
        capacity[c] = scale.grains(coins: Double(all) / 1e11)
        shares[c] = all > 0 ? Double(pair.first.balance) / Double(all) : 0.5
        for side in [pair.first, pair.second] {
          policies.append(
            ChannelGraph.Policy(
              base: scale.grains(coins: Double(side.baseFee) / 1e11),
              rate: min(max(side.feeRate, 0), 1_000_000),
              least: scale.grains(coins: Double(side.least) / 1e11)))
        }
      } else {
        let coins =
          p.capacitySigma > 0
          ? draws.logNormal(median: p.capacity, sigma: p.capacitySigma) : p.capacity
        capacity[c] = scale.grains(coins: coins)
        let division = draws.uniform()
        switch p.balances {
        case .uniform: shares[c] = division
        case .bimodal:
          // Less than a tenth on one of the sides.
          shares[c] = division < 0.5 ? division / 5 : 1 - (division - 0.5) / 5
        }
        policies.append(usual)
        policies.append(usual)
      }
      capacity[c] = scale.whole(capacity[c])
      total += scale.units(capacity[c])
    }
    if total > funds.units {
      // Nobody can lock more than there is.
      let part = total > 0 ? max(0, funds.units.double / total.double * (1 - 1e-9)) : 0
      total = 0
      for c in 0..<n {
        capacity[c] = scale.whole(Int64(Double(capacity[c]) * part))
        total += scale.units(capacity[c])
      }
    }
    let dust = coin.decimals >= 8 ? ChannelWeights.dust * scale.grainsPerUnit : 0
    let reserve = capacity.map { all -> Int64 in
      p.reserve > 0 ? max(Int64(Double(all) * p.reserve), min(dust, all / 2)) : 0
    }
    graph = ChannelGraph(
      nodes: nodes, pairs: pairs, capacity: capacity, policies: policies, reserve: reserve)
    balances = [Int64](repeating: 0, count: 2 * n)
    for c in 0..<n {
      // A drawn division is of what can be sent, so that it decides what fits; a file's is of everything.
      let isSeen = p.snapshot != nil
      let usable = isSeen ? capacity[c] : max(0, capacity[c] - 2 * reserve[c])
      let first = min(usable, Int64((Double(usable) + 1) * shares[c])) + (isSeen ? 0 : reserve[c])
      balances[2 * c] = min(first, capacity[c])
      balances[2 * c + 1] = capacity[c] - balances[2 * c]
    }
    pending = [Int32](repeating: 0, count: 2 * n)
    held = [Int64](repeating: 0, count: n)
    states = [State](repeating: .open, count: n)
    isLow = [Bool](repeating: false, count: 2 * n)
    outstanding = capacity.map { [scale] in scale.units($0) }
    booked = total
    openCount = n
    search = RouteSearch(nodes: nodes, channels: n)
    payers = RandomStream(seed: seed, name, "payers")
    events = RandomStream(seed: seed, name, "events of channels")
    recountDepleted()
    seatMerchants(p.merchants, seed: seed, name: name)
  }

  /// Newcomers join nodes in proportion to the channels that these have (Barabási and Albert 1999).
  private static func attach(
    nodes: Int, each: Double, _ draws: inout RandomStream
  ) -> [(Int32, Int32)] {
    let each = min(each, Double(mostChannels) / Double(max(1, nodes)), Double(nodes - 1))
    let m = max(1, Int(each))
    let extra = max(0, each - Double(m))
    var pairs: [(Int32, Int32)] = []
    // Each node as often as it has channels.
    var ends: [Int32] = []
    for a in 0...m where a < nodes {
      for b in 0..<a {
        pairs.append((Int32(a), Int32(b)))
        ends += [Int32(a), Int32(b)]
      }
    }
    guard m + 1 < nodes else { return pairs }
    var chosen: [Int32] = []
    for node in (m + 1)..<nodes {
      chosen.removeAll(keepingCapacity: true)
      let wanted = extra > 0 && draws.uniform() < extra ? m + 1 : m
      while chosen.count < wanted {
        let other = ends[draws.index(below: ends.count)]
        if !chosen.contains(other) { chosen.append(other) }
      }
      for other in chosen {
        pairs.append((Int32(node), other))
        ends += [Int32(node), other]
      }
    }
    return pairs
  }

  /// Chooses who the merchants are.
  mutating func seatMerchants(_ count: Int, seed: UInt64, name: String) {
    var draws = RandomStream(seed: seed, name, "merchants")
    var rest = (0..<graph.nodes).map { Int32($0) }
    let n = min(count, rest.count)
    for i in 0..<n { rest.swapAt(i, i + draws.index(below: rest.count - i)) }
    merchants = Array(rest.prefix(n))
  }
}
