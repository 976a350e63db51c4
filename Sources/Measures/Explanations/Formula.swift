public import Blockchain

/// How a metric is computed: in words, from which metrics and settings, by whom.
public struct Formula: Hashable, Sendable {
  public var text: String
  /// Names of metrics that it is made of.
  public var metrics: [String] = []
  /// Names of settings that decide it; those that a system does not have are left out.
  public var settings: [String] = []
  public var source = ""

  init(
    _ text: String, from metrics: [String] = [], with settings: [String] = [], _ source: String = ""
  ) {
    self.text = text
    self.metrics = metrics
    self.settings = settings
    self.source = source
  }

  /// The formula of a metric; for one without a row its meaning.
  public static func of(_ metric: Metric) -> Formula {
    all[metric.name] ?? Formula(metric.meaning)
  }

  /// The formula of a metric for a system with these rules, where it depends on them.
  public static func of(_ metric: Metric, under rules: ChainParameters) -> Formula {
    guard metric.name == "tolerance", rules.kind.hasConsensus else { return of(metric) }
    if rules.consensus != .pow {
      return Formula(
        "by its votes: what is enough to mislead or to stop them", with: ["consensus"],
        "Dwork, Lynch and Stockmeyer 1988")
    }
    if rules.forkChoice == .ghost {
      return Formula(
        "GHOST: half of the power, however late blocks are", with: ["consensus", "fork_choice"],
        "Sompolinsky and Zohar 2015")
    }
    return Formula(
      "b = (1 - b) / (1 + (1 - b) delay / block_interval)",
      with: ["block_interval", "consensus", "fork_choice"], "Dembo et al. 2020")
  }

  private static let keys = ["key_failure", "common_cause", "code_bug", "key_price"]
  private static let room = [
    "block_size", "gas_limit", "gas_target", "transaction_size", "transaction_gas",
  ]
  private static let machine = [
    "minimum_memory", "minimum_cores", "minimum_storage", "minimum_bandwidth", "history",
    "state_size",
  ]

  static let all: [String: Formula] = [
    "throughput": Formula(
      "transactions in blocks that stayed / time of the run",
      from: ["offered", "served", "capacity"]),
    "capacity": Formula(
      "transactions of the present mix in a full block / planned time between blocks x (1 - missed)",
      with: room + ["block_interval", "slot"]),
    "offered": Formula("transactions that users wanted to send / time of the run"),
    "served": Formula(
      "transactions in blocks / transactions that came", from: ["throughput", "offered"]),
    "backlog": Formula(
      "came - got in - gave up, until now", from: ["offered", "throughput"], with: ["mempool_size"]),
    "inclusion_time": Formula(
      "moment of the block - moment of submission, of each transaction",
      from: ["interval", "capacity", "offered"], with: ["block_interval", "slot"]),
    "finality_time": Formula(
      "moment at which the rule calls it final - moment of submission",
      from: ["inclusion_time", "interval"],
      with: ["finality_depth", "slots_per_epoch", "irreversibility", "settlement_time"]),
    "fee": Formula(
      "what users paid, one value for each transaction", from: ["offered", "capacity", "base_fee"],
      with: ["fee_market", "minimum_relay_fee", "base_fee_floor", "posted_fee"]),
    "cost_per_tx": Formula(
      "(fees + new coins) / transactions", from: ["fee", "issuance", "throughput"],
      with: ["subsidy", "price"]),
    "energy_per_tx": Formula(
      "energy of the producers / transactions", from: ["throughput"],
      with: ["hash_rate", "efficiency"]),
    "stale_rate": Formula(
      "(blocks found - blocks that stayed) / blocks found",
      with: ["block_size", "block_interval", "relay"]),
    "interval": Formula(
      "time from block to block", from: ["difficulty", "stale_rate"],
      with: ["block_interval", "slot", "hash_rate", "online"]),
    "propagation_time": Formula(
      "time until a block reached a node", with: ["block_size", "relay", "era", "nodes", "peers"]),
    "height": Formula("blocks since the start", from: ["interval"]),
    "base_fee": Formula(
      "changes by up to an eighth each block, with how full it is over its target",
      from: ["offered", "capacity"], with: ["gas_target", "gas_limit", "base_fee_floor"], "EIP-1559"
    ),
    "difficulty": Formula(
      "hash rate x block interval, followed by the retarget rule",
      with: ["hash_rate", "block_interval", "retarget"]),
    "issuance": Formula("new coins x price / time", with: ["subsidy", "staked", "price"]),
    "security_budget": Formula(
      "new coins and fees that are not burned, per day", from: ["issuance", "fee", "throughput"]),
    "tolerance": Formula(
      "proof of work: b = (1 - b) / (1 + (1 - b) delay / block_interval); GHOST: half; otherwise by its votes",
      with: ["block_interval", "consensus", "fork_choice"],
      "Dembo et al. 2020; Sompolinsky and Zohar 2015; Dwork, Lynch and Stockmeyer 1988"),
    "leverage": Formula(
      "transactions / those that one verifier has to process", from: ["throughput"],
      with: ["shards", "cross_shard"], "Buterin 2021"),
    "visa_share": Formula("throughput / 7 393 tx/s", from: ["throughput"], "Visa 2024"),
    "verified_data": Formula(
      "bytes of the blocks that were made / time; full blocks where nobody sent any",
      from: ["throughput"], with: ["transaction_size", "block_size"]),
    "verified_gas": Formula(
      "gas of the blocks that were made / time; full blocks where nobody sent any",
      from: ["throughput"], with: ["transaction_gas", "gas_limit"]),
    "node_cost": Formula(
      "the cheaper of a machine at home over its life and a rented server",
      with: machine + ["ssd_price", "core_price", "amortization"], "Buterin 2021"),
    "verify_share": Formula(
      "candidates whose budget and line carry a node / all candidates", from: ["node_cost"],
      with: machine + ["node_budget", "node_bandwidth"], "Buterin 2021"),
    "full_nodes": Formula(
      "candidates x share who can verify", from: ["verify_share"], with: ["candidates"]),
    "attack_cost": Formula(
      "the cheapest minimal way of the attack tree that is for sale",
      from: ["security_budget", "attack_share"],
      with: [
        "hash_rate", "hardware_price", "rentable", "staked", "double_sign_penalty", "price_drop",
        "key_price", "operator_price",
      ]),
    "attack_share": Formula(
      "threshold - what an attacker holds already",
      with: ["consensus", "council_threshold", "bridge_threshold"]),
    "loss_probability": Formula(
      "probability of the root of the attack tree, branches of the parents included", with: keys,
      "Buterin 2025"),
    "funds_at_risk": Formula(
      "loss probability of a year x what it holds", from: ["loss_probability"],
      with: ["locked_value", "supply", "price"]),
    "assumptions": Formula("steps of the attack tree, and each party who signs"),
    "nakamoto": Formula(
      "fewest entities with more than the threshold of the present power; a single operator is 1",
      with: ["shares", "owners", "switching_time", "council_threshold", "bridge_threshold"],
      "Srinivasan and Lee 2017"),
    "gini": Formula(
      "2 sum(i x_i) / (n sum(x)) - (n + 1) / n over the blocks of each producer, sorted",
      from: ["production"], with: ["shares"], "Gini 1912"),
    "hhi": Formula(
      "sum of the squared shares of the blocks made", with: ["shares"], "Herfindahl 1950"),
    "entropy": Formula(
      "- sum(p log2 p) over the shares of the blocks made", with: ["shares"], "Shannon 1948"),
    "added_inequality": Formula(
      "Gini of the blocks made - Gini of the power", from: ["gini", "stale_rate"], with: ["shares"]),
    "join_cost": Formula(
      "as set, or a machine, or the smallest stake", with: ["entry_cost", "staked", "validators"]),
    "decentralization": Formula(
      "weighted sum of four parts, 0 to 100 each, no more than its parent's",
      from: ["nakamoto", "verify_share", "full_nodes", "join_cost"]),
    "security": Formula(
      "half of the weight on the weaker of cost and risk, no more than its parent's",
      from: ["attack_cost", "loss_probability", "tolerance"]),
    "scalability": Formula(
      "weighted sum of three parts, 0 to 100 each",
      from: ["capacity", "fee", "inclusion_time", "finality_time"]),
    "production": Formula("blocks of a producer / all blocks", with: ["shares"]),
    "advantage": Formula(
      "share of the blocks / share of the power - 1", from: ["stale_rate"],
      with: ["shares", "block_size"]),
    "producer_stale_rate": Formula(
      "blocks of a producer that did not stay / those it found", from: ["stale_rate"],
      with: ["shares"]),
    "withdrawal_time": Formula(
      "time until money is back on the parent",
      with: ["challenge_window", "proof_time", "execution_delay", "confirmations", "to_self_delay"]),
    "backing": Formula("what the parent holds / what the system owes", with: ["locked_value"]),
    "success_rate": Formula(
      "payments that arrived / payments tried", from: ["depleted"],
      with: ["channel_capacity", "channels_per_node", "attempts", "balances"]),
    "locked": Formula(
      "money in channels, or of the providers", with: ["channel_capacity", "capital"]),
    "capital_efficiency": Formula(
      "money moved per day / money tied up", from: ["locked", "throughput"]),
    "depleted": Formula(
      "channels that cannot pay in one of their directions / channels",
      with: ["rebalance", "balances"]),
    "stage": Formula(
      "the highest stage of which every fact holds",
      with: [
        "council_keys", "council_threshold", "upgrade_delay", "override", "permissionless_proofs",
      ],
      "L2BEAT"),
    "rosette": Formula(
      "green slices of five", with: ["proof", "data", "upgrade_delay", "forced_inclusion"], "L2BEAT"
    ),
    "blob_fee": Formula(
      "exponential of the blob gas beyond the target",
      with: ["blob_target", "blob_max", "blob_fraction"],
      "EIP-4844"),
  ]
}
