import Quantities
import Simulation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Chain {
  /// Payments that one tick carries out at the most; more than that find no connection.
  static let mostPaymentsOfTick = 20_000

  /// Takes in the payers of one tick: each pays on its own.
  mutating func receivePayments(_ demand: Demand, line: DemandLine, at now: Instant) {
    followAbsence(at: now)
    settlePayments(at: now)
    let wanted = demand.entries.reduce(Int64(0)) { $0 &+ $1.count }
    guard coin.price > 0, wanted > 0, channels != nil else {
      record(arrived: wanted, dropped: wanted, at: now)
      return
    }
    let done =
      channels?.application != nil
      ? makeMoves(wanted, line, at: now) : pay(demand, line, at: now)
    totals.included &+= done
    record(arrived: wanted, dropped: wanted - done, at: now)
  }

  /// Parties move one after the other; every other party signs each state.
  private mutating func makeMoves(_ wanted: Int64, _ line: DemandLine, at now: Instant) -> Int64 {
    guard var application = channels?.application else { return 0 }
    let tried = min(wanted, Int64(Self.mostPaymentsOfTick))
    noteTried(tried, at: now)
    // Who does not answer cannot sign, and without all signatures there is no state.
    guard application.isOpen, offlineShare == 0 else { return 0 }
    let parties = application.payouts.count
    let stake = coin.amount(coins: line.parameters.amount / coin.price).units
    channels?.application = nil
    for _ in 0..<tried {
      let loser = channels?.payers.index(below: parties) ?? 0
      let other = channels?.payers.index(below: parties - 1) ?? 0
      application.move(stake, from: loser, to: other < loser ? other : other + 1)
    }
    channels?.application = application
    let length = parameters.channels.hold * Int64(parties)
    schedule(
      HeldPayment(
        hops: [], count: tried, submitted: now, due: now + length,
        worth: line.parameters.amount, fee: 0), at: now)
    return tried
  }

  private mutating func noteTried(_ n: Int64, at now: Instant) {
    history.tried.add(Double(n), at: now)
    if now >= window.start { window.channels.tried &+= n }
  }

  private mutating func schedule(_ payment: HeldPayment, at now: Instant) {
    if payment.due <= now, channels?.waits(payment) != true {
      finish(payment, at: now)
    } else {
      channels?.flights.schedule(payment, at: payment.due)
    }
  }

  private mutating func pay(_ demand: Demand, _ line: DemandLine, at now: Instant) -> Int64 {
    guard var network = channels else { return 0 }
    channels = nil
    let p = parameters.channels
    let dollars = max(0, line.parameters.amount)
    let fixed = network.scale.grains(coins: dollars / coin.price)
    let sigma = line.parameters.amountSigma
    network.measureDepletion(by: fixed)
    let merchantsShare = network.merchants.isEmpty ? 0 : p.skew
    if network.channels == 1, network.graph.nodes == 2, sigma == 0 {
      channels = network
      return pingPong(demand, fixed, dollars, merchantsShare, at: now)
    }
    let factor = exp(max(0, line.parameters.bidSigma) * demand.deviation)
    var left = Self.mostPaymentsOfTick
    var done: Int64 = 0
    var tried: Int64 = 0
    var ready: [HeldPayment] = []
    for entry in demand.entries {
      let bid = line.slots[entry.slot].bids[entry.step] * factor / coin.unitsPerCoin
      let most = network.scale.grains(coins: bid)
      let n = min(Int(clamping: entry.count), left)
      left -= n
      for _ in 0..<n {
        let toMerchant = merchantsShare > 0 && network.payers.uniform() < merchantsShare
        var sender = Int32(network.payers.index(below: network.graph.nodes))
        var receiver = Int32(network.payers.index(below: network.graph.nodes - 1))
        if receiver >= sender { receiver += 1 }
        if toMerchant {
          receiver = network.merchants[network.payers.index(below: network.merchants.count)]
          // A merchant who would pay himself leaves it to his neighbour.
          if receiver == sender { sender = (sender + 1) % Int32(network.graph.nodes) }
        }
        var worth = dollars
        var amount = fixed
        if sigma > 0 {
          worth = min(network.payers.logNormal(median: dollars, sigma: sigma), 1e15)
          amount = network.scale.grains(coins: worth / coin.price)
        }
        let (attempt, parts) = network.sendInParts(
          amount, from: sender, to: receiver, atMost: most, p)
        switch attempt {
        case .tooDear: continue
        case .failed: tried += 1
        case .found(_, let vain):
          tried += 1
          done += 1
          let hops = Array(parts.joined())
          let sent = parts.reduce(Int64(0)) { $0 + $1[0].amount }
          let longest = parts.reduce(0) { max($0, $1.count) }
          let length = p.hold * Int64(longest + vain)
          ready.append(
            HeldPayment(
              hops: hops, submitted: now, due: now + length, worth: worth,
              fee: network.scale.coins(sent - amount) * coin.price))
          if p.hold == .zero {
            // What takes no time has arrived before the next one starts.
            for hop in hops { network.fulfil(hop.amount, over: hop.arc) }
          }
        }
      }
    }
    channels = network
    noteTried(tried, at: now)
    for payment in ready {
      if p.hold == .zero { count(payment, at: now) } else { schedule(payment, at: now) }
    }
    return done
  }

  private mutating func pingPong(
    _ demand: Demand, _ amount: Int64, _ dollars: Double, _ oneWay: Double, at now: Instant
  ) -> Int64 {
    let wanted = demand.entries.reduce(0) { $0 + Int(clamping: $1.count) }
    let n = min(wanted, Self.mostPaymentsOfTick)
    let merchant = channels?.merchants.first
    let isThere = channels?.search.away.contains(true) != true
    let isOpen = channels?.states[0] == .open && isThere && amount > 0
    noteTried(Int64(n), at: now)
    guard isOpen,
      let (there, back) = channels?.pingPong(amount, times: n, oneWay: oneWay, to: merchant)
    else { return 0 }
    for (arc, count) in [(Int32(0), there), (Int32(1), back)] where count > 0 {
      schedule(
        HeldPayment(
          hops: [HeldPayment.Hop(arc: arc, amount: amount)], count: count, submitted: now,
          due: now + parameters.channels.hold, worth: dollars, fee: 0), at: now)
    }
    return there + back
  }
}
