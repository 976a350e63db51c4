import Quantities
import Simulation

extension ChannelNetwork {
  /// What became of a payer's wish.
  enum Attempt {
    /// Along these hops; `tried` hops were passed in vain before.
    case found(hops: [HeldPayment.Hop], tried: Int)
    /// Every route within the payer's patience failed, or there is none.
    case failed
    /// The cheapest route costs more than the payer would pay.
    case tooDear
  }

  /// Routes that may be too narrow for the fees on top before a payer gives up.
  private static let widenings = 8

  /// Looks for a route for a payment, trying one after the other, and holds the money along it.
  mutating func send(
    _ amount: Int64, from sender: Int32, to receiver: Int32, atMost fee: Int64,
    _ p: ChannelParameters
  ) -> Attempt {
    guard amount > 0 else { return .failed }
    search.forgetBans()
    var tried = 0
    for _ in 0..<max(1, p.attempts) {
      guard let hops = route(amount, from: sender, to: receiver, p) else { return .failed }
      if hops[0].amount - amount > fee { return .tooDear }
      guard let stop = firstObstacle(hops) else {
        for hop in hops { hold(hop.amount, over: hop.arc) }
        return .found(hops: hops, tried: tried)
      }
      tried += stop + 1
      search.leaveOut(hops[stop].arc)
    }
    return .failed
  }

  /// The cheapest route with what has to be sent over each hop: fees are worked out from the receiver
  /// back (BOLT #7).
  mutating func route(
    _ amount: Int64, from sender: Int32, to receiver: Int32, _ p: ChannelParameters
  ) -> [HeldPayment.Hop]? {
    for _ in 0..<Self.widenings {
      guard search.find(from: sender, to: receiver, amount: Float(amount), in: graph),
        search.route.count <= p.hops
      else { return nil }
      let arcs = search.route
      var hops = [HeldPayment.Hop](
        repeating: HeldPayment.Hop(arc: 0, amount: amount), count: arcs.count)
      var due = amount
      var narrow: Int32?
      for i in stride(from: arcs.count - 1, through: 0, by: -1) {
        hops[i] = HeldPayment.Hop(arc: arcs[i], amount: due)
        if due > graph.usable(Int(arcs[i] >> 1)) || due < graph.policies[Int(arcs[i])].least {
          narrow = arcs[i]
        }
        if i > 0 {
          let (sum, overflow) = due.addingReportingOverflow(
            graph.policies[Int(arcs[i])].fee(for: due))
          if overflow || sum > 4_000_000_000_000_000_000 { return nil }
          due = sum
        }
      }
      guard let narrow else { return hops }
      search.leaveOut(narrow)
    }
    return nil
  }

  /// The first hop that cannot carry its part.
  private func firstObstacle(_ hops: [HeldPayment.Hop]) -> Int? {
    hops.indices.first {
      spendable(hops[$0].arc) < hops[$0].amount
        || pending[Int(hops[$0].arc)] >= ChannelWeights.mostPending
    }
  }

  /// Looks for a route whole, and where there is none in several parts that arrive together.
  mutating func sendInParts(
    _ amount: Int64, from sender: Int32, to receiver: Int32, atMost fee: Int64,
    _ p: ChannelParameters
  ) -> (attempt: Attempt, parts: [[HeldPayment.Hop]]) {
    let whole = send(amount, from: sender, to: receiver, atMost: fee, p)
    if case .found(let hops, _) = whole { return (whole, [hops]) }
    guard case .failed = whole, p.parts > 1, amount >= Int64(p.parts) else { return (whole, []) }
    var parts: [[HeldPayment.Hop]] = []
    var left = fee
    var vain = 0
    for part in 0..<Int64(p.parts) {
      let piece = amount / Int64(p.parts) + (part < amount % Int64(p.parts) ? 1 : 0)
      guard
        case .found(let hops, let tried) = send(
          piece, from: sender, to: receiver, atMost: left, p)
      else {
        for hops in parts { for hop in hops { fail(hop.amount, over: hop.arc) } }
        return (.failed, [])
      }
      left -= hops[0].amount - piece
      vain = max(vain, tried)
      parts.append(hops)
    }
    return (.found(hops: parts[0], tried: vain), parts)
  }

  /// Lets a payment arrive, or come back.
  mutating func resolve(_ payment: HeldPayment, arrives: Bool) {
    for hop in payment.hops {
      if arrives {
        fulfil(hop.amount, over: hop.arc, times: payment.count)
      } else {
        fail(hop.amount, over: hop.arc, times: payment.count)
      }
    }
  }

  /// Payments that fit over the only channel of two nodes, one after the other in random directions.
  ///
  /// - Returns: how many of `n` fitted each way.
  mutating func pingPong(_ amount: Int64, times n: Int, oneWay: Double, to merchant: Int32?) -> (
    Int64, Int64
  ) {
    var first = spendable(0)
    var second = spendable(1)
    var room = (ChannelWeights.mostPending - pending[0], ChannelWeights.mostPending - pending[1])
    var done: (Int64, Int64) = (0, 0)
    var bits: UInt64 = 0
    var left = 0
    for _ in 0..<n {
      var goesBack: Bool
      if let merchant, payers.uniform() < oneWay {
        goesBack = merchant == 0
      } else {
        if left == 0 {
          bits = payers.next()
          left = 64
        }
        goesBack = bits & 1 == 1
        bits >>= 1
        left -= 1
      }
      if goesBack {
        guard second >= amount, room.1 > 0 else { continue }
        second -= amount
        room.1 -= 1
        done.1 += 1
      } else {
        guard first >= amount, room.0 > 0 else { continue }
        first -= amount
        room.0 -= 1
        done.0 += 1
      }
    }
    if done.0 > 0 { hold(amount, over: 0, times: done.0) }
    if done.1 > 0 { hold(amount, over: 1, times: done.1) }
    return done
  }

  // MARK: Outages

  /// Sends the best connected nodes away that have so much of the money, or lets all be there.
  mutating func sendAway(_ share: Double) {
    awayShare = share
    guard share > 0 else {
      search.away = []
      return
    }
    var money = [Double](repeating: 0, count: graph.nodes)
    for arc in graph.ends.indices {
      money[Int(graph.ends[arc])] += Double(graph.capacity[arc >> 1])
    }
    let all = money.reduce(0, +)
    let order = (0..<graph.nodes).sorted {
      let (a, b) = (graph.degree(of: $0), graph.degree(of: $1))
      return a != b ? a > b : $0 < $1
    }
    search.away = [Bool](repeating: false, count: graph.nodes)
    var gone = 0.0
    for node in order where gone < share * all * (1 - 1e-12) || share >= 1 {
      search.away[node] = true
      gone += money[node]
    }
  }

  /// Whether a node is away that a payment needs.
  func waits(_ payment: HeldPayment) -> Bool {
    !search.away.isEmpty && payment.hops.contains { search.away[Int(graph.ends[Int($0.arc)])] }
  }
}
