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
    /// How many parties can use a power; the bare name is the fewest for safety or for halting.
    case powers
  }

  public let name: String
  /// The unit of the language that it is shown in; empty for a bare number.
  public let unit: String
  public let dimension: Dimension
  public let kind: Kind
  public let meaning: String
  /// A statement that runs where a chain `base` has run with users.
  public let example: String
  /// The kinds of consensus with which chains and sidechains have it.
  public let appliesTo: Set<ChainParameters.Consensus>
  /// The kinds of systems that have it.
  public let kinds: Set<ChainParameters.Kind>

  /// Whether a system with these rules has it.
  public func applies(to parameters: ChainParameters) -> Bool {
    kinds.contains(parameters.kind)
      && (!parameters.kind.hasConsensus || appliesTo.contains(parameters.consensus))
  }

  /// The metric of this name.
  public static func named(_ name: String) -> Metric? { all.first { $0.name == name } }
}

extension Metric {
  private init(
    _ name: String, _ unit: String, _ dimension: Dimension, _ kind: Kind = .window,
    _ appliesTo: [ChainParameters.Consensus] = ChainParameters.Consensus.allCases,
    of kinds: [ChainParameters.Kind] = ChainParameters.Kind.allCases, example: String,
    _ meaning: String
  ) {
    self.init(
      name: name, unit: unit, dimension: dimension, kind: kind, meaning: meaning,
      example: example, appliesTo: Set(appliesTo), kinds: Set(kinds))
  }

  private static let chains: [ChainParameters.Kind] = [.chain, .sidechain]
  private static let blockMakers: [ChainParameters.Kind] = [.chain, .sidechain, .rollup, .plasma]
  private static let layers = ChainParameters.Kind.allCases.filter(\.isLayer)

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
      "interval", "s", .time, .distribution, of: blockMakers, example: "histogram interval of base",
      "measured time between blocks"),
    Metric(
      "height", "", .number, .state, of: blockMakers, example: "print base.height",
      "blocks since the start"),
    Metric(
      "base_fee", "gwei", .money, .state, decentralized, of: blockMakers,
      example: "print base.base_fee",
      "EIP-1559: what a unit of gas costs now, without the tip"),
    Metric(
      "issuance", "USD/day", .moneyRate, .window, decentralized, of: chains,
      example: "print base.issuance",
      "worth of the new coins per day"),
    Metric(
      "difficulty", "", .number, .state, [.pow], of: chains, example: "plot difficulty of base",
      "hashes that a block takes on average"),
    Metric(
      "security_budget", "USD/day", .moneyRate, .window, decentralized,
      of: chains, example: "print base.security_budget",
      "what producers earned per day: new coins, and fees that were not burned"),
    Metric(
      "energy_per_tx", "kWh", .energy, .window, decentralized, of: chains,
      example: "print base.energy_per_tx",
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
      "verified_data", "kB/s", .bandwidth, .window, of: blockMakers,
      example: "print base.verified_data", "data that whoever verifies everything receives"),
    Metric(
      "verified_gas", "Mgas/s", .gasRate, .window, of: blockMakers,
      example: "print base.verified_gas", "work that whoever verifies everything does"),
    Metric(
      "visa_share", "x", .number, .window, example: "print base.visa_share",
      "throughput over the 7 393 tx/s that Visa booked on average in its fiscal year 2024"),
    Metric(
      "attack_cost", "USD", .money, .window, example: "print base.attack_cost",
      "the cheapest way of the attack tree: machines for half of the hash rate, or rent for 51 % if that is "
        + "cheaper and for rent; what a third of the stake would lose by slashing and the fall of the "
        + "price; what key holders would take"),
    Metric(
      "attack_share", "%", .number, .state, example: "print base.attack_share",
      "share of the power, the stake or the keys that the cheapest attack still needs"),
    Metric(
      "loss_probability", "%/year", .frequency, .state, example: "print base.loss_probability",
      "probability that somebody steals or freezes what it holds, by the attack tree"),
    Metric(
      "funds_at_risk", "USD", .money, .state, example: "print base.funds_at_risk",
      "that probability, of a year, times what it holds"),
    Metric(
      "assumptions", "", .number, .state, example: "print base.assumptions",
      "leaves of the attack tree: what its users have to believe"),
    Metric(
      "nakamoto", "", .number, .powers, example: "print base.nakamoto, base.nakamoto.censor",
      "fewest entities whose power is more than the threshold, coalitions of a while counted; of those "
        + "who can break safety and those who can halt the fewer; .safety .censor .halt .upgrade for one"
    ),
    Metric(
      "gini", "", .number, of: blockMakers, example: "print base.gini",
      "inequality of the blocks made: 0 where all make the same, towards 1 where one makes all"),
    Metric(
      "hhi", "", .number, of: blockMakers, example: "print base.hhi",
      "sum of the squared shares of the blocks made, 0 to 1 (Herfindahl-Hirschman)"),
    Metric(
      "entropy", "bits", .number, of: blockMakers, example: "print base.entropy",
      "spread of the blocks made (Shannon)"),
    Metric(
      "added_inequality", "", .number, .window, decentralized, of: chains,
      example: "print base.added_inequality",
      "Gini of the blocks made less Gini of the power: what the protocol and chance add"),
    Metric(
      "join_cost", "USD", .money, .state, of: chains, example: "print base.join_cost",
      "what it takes to become a producer; none where nobody can"),
    Metric(
      "decentralization", "", .number, .state, example: "print base.decentralization",
      "corner score, 0 to 100: who has power, who can verify, how many do, what joining costs"),
    Metric(
      "security", "", .number, .state, example: "print base.security",
      "corner score, 0 to 100: what an attack costs, how likely a loss is, what adversary it survives"
    ),
    Metric(
      "scalability", "", .number, .state, example: "print base.scalability",
      "corner score, 0 to 100: capacity, fee, and times until in a block and final"),
    Metric(
      "stale_rate", "%", .number, .window, [.pow, .pos], of: chains,
      example: "print base.stale_rate",
      "share of the blocks found that are not on the chain"),
    Metric(
      "reorg_depth", "", .number, .state, [.pow, .pos], of: chains,
      example: "print base.reorg_depth",
      "the most blocks that the chain ever gave up for others at once"),
    Metric(
      "propagation_time", "s", .time, .distribution, [.pow, .pos],
      of: chains, example: "print base.propagation_time.p90",
      "time until a block has reached a node"),
    Metric(
      "tolerance", "%", .number, .window, [.pow, .pos, .bft, .dpos, .snow],
      of: chains, example: "print base.tolerance",
      "adversary share that the chain survives; with proof of work at the delay between its producers"
    ),
    Metric(
      "leverage", "x", .number, example: "print base.leverage",
      "transactions per transaction that a verifying participant has to process; the shards over "
        + "the units of a transaction"),
    Metric(
      "blob_fee", "gwei", .money, .state, of: blockMakers, example: "print base.blob_fee",
      "what a unit of blob gas costs now (EIP-4844); of a rollup that of its parent"),
    Metric(
      "withdrawal_time", "s", .time, of: layers, example: "print arb.withdrawal_time",
      "time until money is back on the parent, by the system's own way out"),
    Metric(
      "parent_fee", "USD", .money, of: [.rollup], example: "print arb.parent_fee",
      "what of the fee of a transaction pays for its data, proofs and roots on the parent, in the mean"
    ),
    Metric(
      "margin", "%", .number, of: [.rollup], example: "print arb.margin",
      "what sequencers keep of the fees, after the parent and the provers are paid"),
    Metric(
      "exit_capital", "USD", .money, .state, of: [.rollup], example: "print arb.exit_capital",
      "money of those who pay withdrawals out at once and wait in the users' place"),
    Metric(
      "backing", "%", .number, .state, of: [.rollup, .plasma, .sidechain, .bridge],
      example: "print side.backing", "what the parent holds over what the system owes"),
    Metric(
      "success_rate", "%", .number, of: [.channels], example: "print pay.success_rate",
      "share of the payments that arrived"),
    Metric(
      "depleted", "%", .number, .state, of: [.channels], example: "print pay.depleted",
      "share of the channels that cannot pay in one of their directions"),
    Metric(
      "locked", "USD", .money, .state, of: [.channels, .bridge], example: "print pay.locked",
      "money that is tied up"),
    Metric(
      "capital_efficiency", "1/day", .frequency, of: [.channels, .bridge],
      example: "print pay.capital_efficiency", "money moved per day over the money tied up"),
    Metric(
      "in_transit", "USD", .money, .state, of: [.bridge], example: "print hop.in_transit",
      "money of providers that is on its way back between the ends (liquidity)"),
    Metric(
      "fragmentation", "%", .number, .state, of: [.chain, .sidechain, .rollup],
      example: "print base.fragmentation",
      "how much the money that systems hold on it is split among them: one less the sum of the squares of "
        + "their shares"),
    Metric(
      "stage", "", .number, .state, of: [.rollup], example: "print arb.stage",
      "L2BEAT's stage, 0 to 2, from the facts of its settings"),
    Metric(
      "rosette", "", .number, .state, of: [.rollup], example: "print arb.rosette",
      "how many of L2BEAT's five risks are green"),
    Metric(
      "advantage", "%", .number, .perProducer, [.pow, .pos], of: chains,
      example: "print base.advantage.1",
      "share of the blocks over share of the power, less one, of a producer"),
    Metric(
      "producer_stale_rate", "%", .number, .perProducer, [.pow, .pos],
      of: chains, example: "print base.producer_stale_rate.1",
      "share of the blocks that a producer found which are not on the chain"),
    Metric(
      "production", "%", .number, .perProducer, of: blockMakers, example: "print base.production.1",
      "share of the blocks that a producer made, counted from 1 in the order of `shares`"),
  ]
}

extension Metric {
  /// Whether `plot` can show it over time.
  public var hasCourse: Bool {
    kind != .perProducer && kind != .powers && !Self.wholeRun.contains(name)
  }

  /// What is counted over a whole run, or does not change while nobody changes it.
  private static let wholeRun: Set<String> = [
    "gini", "hhi", "entropy", "added_inequality", "join_cost", "assumptions", "verified_data",
    "verified_gas", "visa_share", "fragmentation",
  ]
}

/// Which number of a distribution, or of the powers.
public enum Statistic: Hashable, Sendable {
  case median, mean, max
  case power(Powers.Kind)
  /// 0 ... 100.
  case percentile(Double)
}
