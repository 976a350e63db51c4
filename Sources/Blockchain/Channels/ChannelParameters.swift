public import Quantities

/// Rules and facts of a network of payment channels, or of one state channel.
public struct ChannelParameters: Hashable, Sendable {
  /// How the channels lie.
  public enum Topology: String, CaseIterable, Sendable {
    /// Each newcomer joins those who have many channels already (Barabási and Albert 1999).
    case attachment
    /// One node has a channel with everybody.
    case hub
    /// Two nodes and one channel.
    case pair
  }

  /// How the money of a channel lies between its two sides at time zero.
  public enum Balances: String, CaseIterable, Sendable {
    /// Any division is as likely as any other.
    case uniform
    /// Nearly all on one side.
    case bimodal
  }

  /// What is done about channels whose money lies on one side.
  public enum Rebalance: String, CaseIterable, Sendable {
    case off
    /// Paying oneself around a circle.
    case circular
    /// A transaction of the parent moves money in or out.
    case onChain = "on_chain"
  }

  /// Whether payments pass through, or parties of an application sign its states.
  public enum Purpose: String, CaseIterable, Sendable { case payments, application }

  public var purpose = Purpose.payments
  public var topology = Topology.attachment
  public var nodes = 300
  /// Channels that each newcomer opens, on the mean.
  public var channelsPerNode = 3.0
  /// Coins; the median of a log-normal distribution.
  public var capacity = 0.02
  public var capacitySigma = 1.2
  /// Coins, and millionths of the amount, that a node takes for forwarding.
  public var baseFee = 1e-8
  public var feeRate = 1.0
  /// The longest route.
  public var hops = 20
  /// Routes that a payer tries.
  public var attempts = 5
  /// Into how many payments one may be split.
  public var parts = 1
  public var balances = Balances.uniform
  /// A network as data, in place of one that is drawn.
  public var snapshot: ChannelSnapshot?
  /// Blocks of the parent that a side waits for its money after closing alone.
  public var toSelfDelay = 144
  /// Blocks of the parent that each hop of a held payment has to itself.
  public var expiryDelta = 40
  /// Time that a payment is held at each hop.
  public var hold = Interval.seconds(0.2)
  /// Whether somebody looks after channels whose owner is away.
  public var watchtower = false
  /// Nodes that payments go to; 0 for anybody.
  public var merchants = 0
  /// Part of the payments that go to merchants alone, 0 ... 1.
  public var skew = 0.0
  public var rebalance = Rebalance.off
  /// Parties of a state channel.
  public var parties = 2
  /// Part of a channel's money that each side has to keep (BOLT #2).
  public var reserve = 0.01
  /// Mean time after which a channel closes by agreement and another opens in its place; none for never.
  public var lifetime: Interval?

  public init() {}

  func bounded() -> ChannelParameters {
    var p = self
    func within<T: Comparable>(_ value: T, _ low: T, _ high: T) -> T { min(max(value, low), high) }
    func finite(_ value: Double, _ high: Double) -> Double {
      value.isNaN ? 0 : within(value, 0, high)
    }
    p.nodes = within(nodes, 2, 20_000)
    p.channelsPerNode = max(1, finite(channelsPerNode, 100))
    p.capacity = finite(capacity, 1e9)
    p.capacitySigma = finite(capacitySigma, 5)
    p.baseFee = finite(baseFee, 1e6)
    p.feeRate = finite(feeRate, 1e6)
    p.hops = within(hops, 1, 100)
    p.attempts = within(attempts, 1, 100)
    p.parts = within(parts, 1, 100)
    p.toSelfDelay = within(toSelfDelay, 0, 100_000)
    p.expiryDelta = within(expiryDelta, 1, 100_000)
    p.hold = within(hold, .zero, .seconds(1e7))
    p.merchants = within(merchants, 0, 20_000)
    p.skew = finite(skew, 1)
    p.parties = within(parties, 2, 1_000)
    p.reserve = min(0.4, finite(reserve, 1))
    p.lifetime = lifetime.map { within($0, .seconds(1), .seconds(1e10)) }
    return p
  }
}

/// A network of channels as somebody saw it, from a file.
public struct ChannelSnapshot: Hashable, Sendable {
  public struct Side: Hashable, Sendable {
    public var node: Int32
    /// Thousandths of a satoshi that it can send.
    public var balance: Int64
    public var baseFee: Int64
    public var feeRate: Int64
    public var least: Int64
    public var expiryDelta: Int32

    public init(
      node: Int32, balance: Int64, baseFee: Int64, feeRate: Int64, least: Int64, expiryDelta: Int32
    ) {
      self.node = node
      self.balance = balance
      self.baseFee = baseFee
      self.feeRate = feeRate
      self.least = least
      self.expiryDelta = expiryDelta
    }
  }

  /// What the file is called.
  public var name: String
  public var nodes: Int
  public var pairs: [Pair]

  public struct Pair: Hashable, Sendable {
    public var first: Side
    public var second: Side
    public init(first: Side, second: Side) {
      self.first = first
      self.second = second
    }
  }

  public init(name: String, nodes: Int, pairs: [Pair]) {
    self.name = name
    self.nodes = nodes
    self.pairs = pairs
  }
}

extension ChainParameters {
  /// Ten times the time between two ticks of users: the block interval; over channels, where there are no
  /// blocks, the time of 200 payments.
  func demandInterval(of workload: WorkloadParameters) -> Interval {
    guard kind == .channels else { return nominalInterval }
    let rate = workload.boundedRate
    return .seconds(min(600, max(0.01, rate > 0 ? 200 / rate : 600)))
  }

  /// What payments of a rate over channels are worth in events: one over many nodes needs a search.
  func eventsPerSecond(ofPayments rate: Double) -> Double {
    guard kind == .channels else { return 0 }
    let isPair = channels.snapshot == nil && channels.topology == .pair
    return rate * (isPair || channels.purpose == .application ? 1 : 20)
  }
}
