/// Words of the language that this version recognises, checks and refuses with what there is instead.
enum Upcoming {
  /// What to use today instead of each, where something comes close.
  struct Word: Sendable {
    var name: String
    var meaning: String
    var instead: String
  }

  static let chainSettings: [Word] = [
    Word(
      name: "always_full", meaning: "pad blocks to the limit", instead: "a workload above capacity"),
    Word(name: "candidates", meaning: "who might run a node", instead: "`validators`"),
    Word(name: "node_budget", meaning: "what a candidate can spend", instead: "`print`"),
    Word(name: "node_bandwidth", meaning: "a candidate's line", instead: "`print`"),
    Word(name: "history", meaning: "years of blocks that a node keeps", instead: "`print`"),
    Word(name: "state_size", meaning: "what a node keeps of the state", instead: "`print`"),
    Word(name: "nodes", meaning: "nodes of the gossip network", instead: "`miners`"),
    Word(name: "peers", meaning: "links of each node", instead: "`miners`"),
    Word(name: "era", meaning: "year of the network's latencies", instead: "`block_interval`"),
    Word(name: "relay", meaning: "how blocks travel", instead: "`block_size`"),
    Word(name: "delay", meaning: "how late other producers hear", instead: "`block_interval`"),
    Word(
      name: "producer_delay_factor", meaning: "how much better producers are connected",
      instead: "`block_interval`"),
    Word(name: "fork_choice", meaning: "longest chain or GHOST", instead: "`finality_depth`"),
    Word(name: "hardware_price", meaning: "price of hash power", instead: "`hash_rate`"),
    Word(name: "efficiency", meaning: "energy per hash", instead: "`hash_rate`"),
    Word(
      name: "algorithm_hash_rate", meaning: "hash rate of all chains with this algorithm",
      instead: "`hash_rate`"),
    Word(name: "rentable", meaning: "share of hash power for rent", instead: "`hash_rate`"),
    Word(name: "slashing", meaning: "whether misbehaviour costs stake", instead: "`online`"),
    Word(name: "propose_timeout", meaning: "until a BFT round gives up", instead: "`slot`"),
    Word(name: "pipelined", meaning: "execution during voting", instead: "`slot`"),
    Word(name: "producers", meaning: "elected block producers", instead: "`validators`"),
    Word(name: "shards", meaning: "chains that share the validators", instead: "`gas_limit`"),
    Word(
      name: "committee_size", meaning: "validators of a shard", instead: "`committee_failure(...)`"),
    Word(name: "epoch", meaning: "time between committees", instead: "`slots_per_epoch`"),
    Word(
      name: "cross_shard", meaning: "share of transactions between shards", instead: "`gas_limit`"),
  ]

  static let consensus: [Word] = [
    Word(name: "bft", meaning: "votes of a committee", instead: "`pos`"),
    Word(name: "dpos", meaning: "elected producers", instead: "`pos`"),
    Word(name: "snow", meaning: "repeated sampling", instead: "`pos`"),
  ]

  static let metrics: [Word] = [
    Word(
      name: "withdrawal_time", meaning: "until money is back on layer 1", instead: "`finality_time`"
    ),
    Word(name: "energy_per_tx", meaning: "energy per transaction", instead: "`cost_per_tx`"),
    Word(name: "stale_rate", meaning: "blocks that did not stay", instead: "`interval`"),
    Word(name: "propagation_time", meaning: "until a block reached a node", instead: "`interval`"),
    Word(name: "blob_fee", meaning: "price of blob space", instead: "`base_fee`"),
    Word(name: "reorg_depth", meaning: "deepest reorganisation", instead: "`finality_time`"),
    Word(name: "security_budget", meaning: "what producers earn", instead: "`issuance`"),
    Word(
      name: "leverage", meaning: "transactions per transaction verified", instead: "`throughput`"),
    Word(name: "nakamoto", meaning: "fewest entities that rule", instead: "`production.1`"),
    Word(name: "gini", meaning: "inequality of production", instead: "`production.1`"),
    Word(name: "hhi", meaning: "concentration of production", instead: "`production.1`"),
    Word(name: "entropy", meaning: "spread of production", instead: "`production.1`"),
    Word(name: "advantage", meaning: "blocks over hash, less one", instead: "`production.1`"),
    Word(
      name: "producer_stale_rate", meaning: "stale blocks of a producer", instead: "`production.1`"),
    Word(name: "node_cost", meaning: "what it costs to verify", instead: "`throughput`"),
    Word(name: "verify_share", meaning: "who can keep up", instead: "`throughput`"),
    Word(name: "full_nodes", meaning: "how many keep up", instead: "`throughput`"),
    Word(name: "attack_cost", meaning: "cheapest attack", instead: "`double_spend(...)`"),
    Word(
      name: "attack_share", meaning: "share that the cheapest attack needs",
      instead: "`double_spend(...)`"),
    Word(name: "loss_probability", meaning: "yearly risk of loss", instead: "`double_spend(...)`"),
    Word(name: "funds_at_risk", meaning: "expected loss", instead: "`double_spend(...)`"),
    Word(
      name: "tolerance", meaning: "adversary share survived",
      instead: "`longest_chain_tolerance(...)`"),
    Word(name: "assumptions", meaning: "leaves of the attack tree", instead: "`show`"),
    Word(name: "stage", meaning: "L2BEAT stage", instead: "`show`"),
    Word(name: "rosette", meaning: "L2BEAT risks", instead: "`show`"),
    Word(name: "success_rate", meaning: "payments that arrived", instead: "`served`"),
    Word(name: "locked", meaning: "money tied up", instead: "`fee`"),
    Word(name: "capital_efficiency", meaning: "volume per locked money", instead: "`fee`"),
    Word(name: "depleted", meaning: "channels unusable one way", instead: "`served`"),
    Word(name: "backing", meaning: "escrow over minted", instead: "`served`"),
    Word(name: "decentralization", meaning: "corner score", instead: "`production.1`"),
    Word(name: "security", meaning: "corner score", instead: "`finality_time`"),
    Word(name: "scalability", meaning: "corner score", instead: "`throughput`"),
  ]

  static let presets: [Word] = [
    "litecoin", "dogecoin", "bitcoin_cash", "ethereum_2025", "solana", "sei", "sei_2023",
    "sei_giga",
    "cosmos_hub", "avalanche", "tron", "polygon_pos", "liquid", "rsk", "lightning", "state_channel",
    "arbitrum", "optimism", "base_rollup", "optimistic_stage0", "zksync", "starknet", "validium",
    "plasma", "ronin_2022",
  ].map {
    Word(name: $0, meaning: "a preset of a later version", instead: "`bitcoin` or `ethereum`")
  }

  static func find(_ name: String, in words: [Word]) -> Word? { words.first { $0.name == name } }
}
