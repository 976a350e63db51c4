public import Blockchain
public import Quantities

/// One thing that can be measured on a system: a row of the table that the checker, `?` and `show` read.
public struct Metric: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// One number over the window of measurement.
    case window
    /// One number as of now.
    case state
    /// Many numbers over the window; the bare name is their median.
    case distribution
    /// One number for each producer over the window.
    case perProducer
  }

  public let name: String
  /// The unit of the language that it is shown in; empty for a bare number.
  public let unit: String
  public let dimension: Dimension
  public let kind: Kind
  public let meaning: String
  /// A statement that runs where a chain `base` has run with users.
  public let example: String
  /// The kinds of chain that have it.
  public let appliesTo: Set<ChainParameters.Consensus>

  /// The metric of this name.
  public static func named(_ name: String) -> Metric? { all.first { $0.name == name } }
}

extension Metric {
  private init(
    _ name: String, _ unit: String, _ dimension: Dimension, _ kind: Kind = .window,
    _ appliesTo: [ChainParameters.Consensus] = ChainParameters.Consensus.allCases,
    example: String, _ meaning: String
  ) {
    self.init(
      name: name, unit: unit, dimension: dimension, kind: kind, meaning: meaning,
      example: example, appliesTo: Set(appliesTo))
  }

  private static let decentralized = ChainParameters.Consensus.allCases.filter { $0 != .central }

  /// Every metric, in the order in which they are listed.
  public static let all: [Metric] = [
    Metric(
      "throughput", "tx/s", .transactionRate, example: "plot throughput of base",
      "transactions included per second"),
    Metric(
      "capacity", "tx/s", .transactionRate, example: "print base.capacity",
      "transactions per second that full blocks of the present mix would carry"),
    Metric(
      "offered", "tx/s", .transactionRate, example: "print base.offered",
      "transactions that users wanted to send per second"),
    Metric(
      "served", "%", .number, example: "expect base.served > 10 %",
      "share of the arriving demand that got in"),
    Metric(
      "backlog", "tx", .transactions, .state, example: "plot backlog of base",
      "transactions waiting now"),
    Metric(
      "inclusion_time", "s", .time, .distribution, example: "print base.inclusion_time.p95",
      "time from submission to inclusion"),
    Metric(
      "finality_time", "s", .time, .distribution, example: "print base.finality_time.mean",
      "time from submission until the chain's own rule calls it final"),
    Metric(
      "fee", "USD", .money, .distribution, example: "histogram fee of base",
      "what a user paid per transaction"),
    Metric(
      "cost_per_tx", "USD", .money, example: "print base.cost_per_tx",
      "fees and newly issued coins per included transaction"),
    Metric(
      "interval", "s", .time, .distribution, example: "histogram interval of base",
      "measured time between blocks"),
    Metric("height", "", .number, .state, example: "print base.height", "blocks since the start"),
    Metric(
      "base_fee", "gwei", .money, .state, decentralized, example: "print base.base_fee",
      "EIP-1559: what a unit of gas costs now, without the tip"),
    Metric(
      "issuance", "USD/day", .moneyRate, decentralized, example: "print base.issuance",
      "worth of the new coins per day"),
    Metric(
      "difficulty", "", .number, .state, [.pow], example: "plot difficulty of base",
      "hashes that a block takes on average"),
    Metric(
      "security_budget", "USD/day", .moneyRate, decentralized,
      example: "print base.security_budget",
      "what producers earned per day: new coins, and fees that were not burned"),
    Metric(
      "energy_per_tx", "kWh", .energy, decentralized, example: "print base.energy_per_tx",
      "energy of the miners, or without work of the nodes, per included transaction"),
    Metric(
      "node_cost", "USD/month", .moneyRate, example: "print base.node_cost",
      "what verifying everything costs the candidate in the middle, at home or in a data centre; "
        + "full blocks are assumed where there were no users"),
    Metric(
      "verify_share", "%", .number, example: "print base.verify_share",
      "share of the candidates who can pay for a node and have the line for it"),
    Metric(
      "full_nodes", "", .number, example: "print base.full_nodes",
      "how many candidates that is; the operator alone where the books are closed"),
    Metric(
      "attack_cost", "USD", .money, [.pow, .bft, .dpos, .snow], example: "print base.attack_cost",
      "machines for half of the hash rate, or rent for 51 % if that is cheaper and for rent; what a third "
        + "of the stake would lose by slashing and the fall of the price"),
    Metric(
      "stale_rate", "%", .number, .window, [.pow, .pos], example: "print base.stale_rate",
      "share of the blocks found that are not on the chain"),
    Metric(
      "reorg_depth", "", .number, .state, [.pow, .pos], example: "print base.reorg_depth",
      "the most blocks that the chain ever gave up for others at once"),
    Metric(
      "propagation_time", "s", .time, .distribution, [.pow, .pos],
      example: "print base.propagation_time.p90",
      "time until a block has reached a node"),
    Metric(
      "tolerance", "%", .number, .window, [.pow, .pos, .bft, .dpos, .snow],
      example: "print base.tolerance",
      "adversary share that the chain survives; with proof of work at the delay between its producers"
    ),
    Metric(
      "leverage", "x", .number, .window, [.pow, .pos], example: "print base.leverage",
      "transactions per transaction that a verifying participant has to process; the shards over "
        + "the units of a transaction"),
    Metric(
      "advantage", "%", .number, .perProducer, [.pow, .pos], example: "print base.advantage.1",
      "share of the blocks over share of the power, less one, of a producer"),
    Metric(
      "producer_stale_rate", "%", .number, .perProducer, [.pow, .pos],
      example: "print base.producer_stale_rate.1",
      "share of the blocks that a producer found which are not on the chain"),
    Metric(
      "production", "%", .number, .perProducer, example: "print base.production.1",
      "share of the blocks that a producer made, counted from 1 in the order of `shares`"),
  ]

  private init(
    _ name: String, _ unit: String, _ dimension: Dimension,
    _ appliesTo: [ChainParameters.Consensus], example: String, _ meaning: String
  ) {
    self.init(name, unit, dimension, .window, appliesTo, example: example, meaning)
  }
}

/// Which number of a distribution.
public enum Statistic: Hashable, Sendable {
  case median, mean, max
  /// 0 ... 100.
  case percentile(Double)
}
