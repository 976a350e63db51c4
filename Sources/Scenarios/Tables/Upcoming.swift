/// Words of the language that this version recognises, checks and refuses with what there is instead.
enum Upcoming {
  /// What to use today instead of each, where something comes close.
  struct Word: Sendable {
    var name: String
    var meaning: String
    var instead: String
  }

  static let chainSettings: [Word] = []

  static let consensus: [Word] = []

  static let metrics: [Word] = [
    Word(name: "nakamoto", meaning: "fewest entities that rule", instead: "`production.1`"),
    Word(name: "gini", meaning: "inequality of production", instead: "`production.1`"),
    Word(name: "hhi", meaning: "concentration of production", instead: "`production.1`"),
    Word(name: "entropy", meaning: "spread of production", instead: "`production.1`"),
    Word(
      name: "attack_share", meaning: "share that the cheapest attack needs",
      instead: "`double_spend(...)`"),
    Word(name: "loss_probability", meaning: "yearly risk of loss", instead: "`double_spend(...)`"),
    Word(name: "funds_at_risk", meaning: "expected loss", instead: "`double_spend(...)`"),
    Word(name: "assumptions", meaning: "leaves of the attack tree", instead: "`show`"),
    Word(name: "decentralization", meaning: "corner score", instead: "`production.1`"),
    Word(name: "security", meaning: "corner score", instead: "`finality_time`"),
    Word(name: "scalability", meaning: "corner score", instead: "`throughput`"),
  ]

  static let presets: [Word] = [
    "lightning", "state_channel", "arbitrum", "optimism", "base_rollup", "optimistic_stage0",
    "zksync", "starknet", "validium",
  ].map {
    Word(name: $0, meaning: "a preset of a later version", instead: "`bitcoin` or `ethereum`")
  }

  static func find(_ name: String, in words: [Word]) -> Word? { words.first { $0.name == name } }
}
