import Quantities
import Simulation

/// The channels of a network with what lies on either side of each.
///
/// Money is counted in grains: a thousandth of a satoshi on Bitcoin. The parent knows whole base units; what
/// is left of one when a channel closes goes to its second side.
public struct ChannelNetwork: Sendable {
  /// What a channel is to its owners and on the parent.
  enum State: UInt8, Sendable {
    case open
    /// Its last state is on its way to the parent, or under dispute there.
    case closing
    /// Nothing of it is left.
    case closed
    /// A new one between the two is on its way.
    case opening
  }

  var graph: ChannelGraph
  /// Grains that the source of each arc has on its side.
  var balances: [Int64]
  /// Payments that each arc holds, and grains of both arcs of a channel that are held.
  var pending: [Int32]
  var held: [Int64]
  var states: [State]
  let scale: GrainScale
  var search: RouteSearch
  var flights = EventQueue<HeldPayment>()
  /// Payments that wait for a node that is away.
  var stuck: [HeldPayment] = []
  /// What has gone or goes to the parent for channels that close.
  var closings: [ChannelClosing] = []
  var splices: [ChannelSplice] = []
  /// Base units that the parent holds for each channel, and for all.
  var outstanding: [Int128]
  var booked: Int128 = 0
  var openCount: Int
  /// Grains without which an arc counts as unable to pay, and channels that have such an arc.
  private(set) var threshold: Int64 = 1
  private(set) var depletedCount = 0
  /// Nodes that those go to who pay merchants.
  var merchants: [Int32] = []
  /// Arcs whose source has run low, for those who rebalance.
  var lows: [Int32] = []
  var isLow: [Bool]
  var flagsLows = false
  var payers: RandomStream
  var events: RandomStream
  /// Part of the capacity whose nodes are away now.
  var awayShare = 0.0
  /// An application whose parties sign states, in place of payments.
  var application: StateChannel?
  /// Channels that were touched since the books were last looked at.
  var touched: [Int32] = []

  var channels: Int { graph.channels }

  /// What the source of an arc can send now.
  func spendable(_ arc: Int32) -> Int64 {
    max(0, balances[Int(arc)] - graph.reserve[Int(arc >> 1)])
  }

  private func isDepleted(_ channel: Int) -> Bool {
    let reserve = graph.reserve[channel]
    return balances[2 * channel] - reserve < threshold
      || balances[2 * channel + 1] - reserve < threshold
  }

  /// Changes what lies on a channel, and keeps count of what that means.
  private mutating func change(_ channel: Int, _ first: Int64, _ second: Int64, held more: Int64) {
    let counts = states[channel] == .open
    if counts, isDepleted(channel) { depletedCount -= 1 }
    balances[2 * channel] += first
    balances[2 * channel + 1] += second
    held[channel] += more
    if counts, isDepleted(channel) { depletedCount += 1 }
    if touched.count < Self.mostTouched { touched.append(Int32(channel)) }
  }

  private static let mostTouched = 4_096

  /// Sets the grains below which an arc counts as unable to pay.
  mutating func measureDepletion(by grains: Int64) {
    guard grains != threshold else { return }
    threshold = max(1, grains)
    recountDepleted()
  }

  mutating func recountDepleted() {
    depletedCount = (0..<channels).count { states[$0] == .open && isDepleted($0) }
  }

  /// Holds an amount on its way over an arc, so many times over.
  mutating func hold(_ amount: Int64, over arc: Int32, times n: Int64 = 1) {
    let sum = amount * n
    let channel = Int(arc >> 1)
    if arc & 1 == 0 {
      change(channel, -sum, 0, held: sum)
    } else {
      change(channel, 0, -sum, held: sum)
    }
    pending[Int(arc)] += Int32(n)
  }

  /// Gives what an arc held to its far side.
  mutating func fulfil(_ amount: Int64, over arc: Int32, times n: Int64 = 1) {
    let sum = amount * n
    let channel = Int(arc >> 1)
    if arc & 1 == 0 {
      change(channel, 0, sum, held: -sum)
    } else {
      change(channel, sum, 0, held: -sum)
    }
    pending[Int(arc)] -= Int32(n)
    if flagsLows { flagIfLow(arc) }
  }

  /// Gives what an arc held back.
  mutating func fail(_ amount: Int64, over arc: Int32, times n: Int64 = 1) {
    let sum = amount * n
    let channel = Int(arc >> 1)
    if arc & 1 == 0 {
      change(channel, sum, 0, held: -sum)
    } else {
      change(channel, 0, sum, held: -sum)
    }
    pending[Int(arc)] -= Int32(n)
  }

  /// Moves grains from one side of a channel to the other.
  mutating func shift(_ amount: Int64, over arc: Int32) {
    if arc & 1 == 0 {
      change(Int(arc >> 1), -amount, amount, held: 0)
    } else {
      change(Int(arc >> 1), amount, -amount, held: 0)
    }
  }

  /// Notes an arc whose source has less than a tenth left.
  mutating func flagIfLow(_ arc: Int32) {
    guard !isLow[Int(arc)], states[Int(arc >> 1)] == .open,
      spendable(arc) < graph.usable(Int(arc >> 1)) / 10
    else { return }
    isLow[Int(arc)] = true
    lows.append(arc)
  }

  /// Changes what a channel is.
  mutating func set(_ channel: Int, to state: State) {
    guard states[channel] != state else { return }
    let wasOpen = states[channel] == .open
    if wasOpen {
      openCount -= 1
      if isDepleted(channel) { depletedCount -= 1 }
    }
    states[channel] = state
    if state == .open {
      openCount += 1
      if isDepleted(channel) { depletedCount += 1 }
    }
    if wasOpen || state == .open { graph.show(channel, isOpen: state == .open) }
  }

  /// What a new channel holds: everything is its opener's.
  mutating func refill(_ channel: Int, opener: Int32) {
    let all = graph.capacity[channel]
    let now = balances[2 * channel] + balances[2 * channel + 1] + held[channel]
    precondition(now == all, "a channel's money changed while it was closed")
    let side = 2 * channel + Int(opener & 1)
    shift(balances[side ^ 1], over: Int32(side ^ 1))
  }

  // MARK: Books

  /// What is wrong with the channels, if anything; `escrow` is what the parent holds.
  func fault(escrow: Int128, everywhere: Bool = false) -> String? {
    if escrow != booked {
      return "the parent holds \(escrow) base units for the channels, which know of \(booked)"
    }
    let looksAtAll = everywhere || channels <= 16
    if looksAtAll {
      var sum: Int128 = 0
      for units in outstanding { sum += units }
      if let application { sum += application.outstanding }
      if sum != booked { return "channels claim \(sum) base units of \(booked)" }
    }
    for channel in looksAtAll ? (0..<channels).map({ Int32($0) }) : touched {
      let c = Int(channel)
      let sum = balances[2 * c] + balances[2 * c + 1] + held[c]
      if sum != graph.capacity[c] {
        return "channel \(c) holds \(sum) of \(graph.capacity[c]) grains"
      }
      if balances[2 * c] < 0 || balances[2 * c + 1] < 0 || held[c] < 0 {
        return "channel \(c) is overdrawn"
      }
      if pending[2 * c] < 0 || pending[2 * c + 1] < 0 {
        return "channel \(c) lost count of its payments"
      }
    }
    return application?.fault
  }
}

/// A payment, or several equal ones, on its way: every hop of it locks money.
struct HeldPayment: Sendable {
  struct Hop: Sendable {
    var arc: Int32
    var amount: Int64
  }

  var hops: [Hop]
  var count: Int64 = 1
  var submitted: Instant
  var due: Instant
  /// USD that each delivers, and that each pays for it.
  var worth: Double
  var fee: Double
  /// Whether it moves its payer's own money around a circle.
  var isCircular = false
  /// The parent's height at which it is taken to the parent, where a node of it is away.
  var expiry: Int64 = .max
}

/// How grains relate to the parent's coin.
struct GrainScale: Hashable, Sendable {
  /// Grains of a base unit, or base units of a grain: one of them is 1.
  var grainsPerUnit: Int64 = 1_000
  var unitsPerGrain: Int128 = 1
  var grainsPerCoin: Double = 1e11

  /// A thousandth of a base unit where coins have up to 8 decimals, 10^-11 coins otherwise; coarser for a
  /// coin of which channels of `coins` hold so many that 64 bits would not do.
  init(of coin: Coin, coins: Double) {
    var places = min(coin.decimals, 8) + 3
    var grains = 1.0
    for _ in 0..<places { grains *= 10 }
    while places > 0, coins * grains > 1e15 {
      places -= 1
      grains /= 10
    }
    grainsPerCoin = grains.rounded()
    grainsPerUnit = 1
    for _ in 0..<max(0, places - coin.decimals) { grainsPerUnit *= 10 }
    for _ in 0..<max(0, coin.decimals - places) { unitsPerGrain *= 10 }
  }

  /// Whole base units in some grains.
  func units(_ grains: Int64) -> Int128 { Int128(grains / grainsPerUnit) * unitsPerGrain }

  /// Grains of which whole base units can be made.
  func whole(_ grains: Int64) -> Int64 { grains / grainsPerUnit * grainsPerUnit }

  /// The nearest grains of some coins, at most 10^18.
  func grains(coins: Double) -> Int64 {
    let grains = (coins * grainsPerCoin).rounded()
    return grains.isNaN ? 0 : Int64(min(max(grains, 0), 1e18))
  }

  func coins(_ grains: Int64) -> Double { Double(grains) / grainsPerCoin }
}
