import Blockchain

/// An attack of the language: what it suits, what it is told, what can be read of it.
struct Attack: Sendable {
  var name: String
  var meaning: String
  /// Of the engine; none for an attack of a later version.
  var kind: AttackParameters.Kind?
  /// Consensus words of the chains and sidechains that it can be launched on.
  var suits: [String] = []
  /// Kinds of other systems that it can be launched on; sidechains there for what is on their bridge.
  var systems: [ChainParameters.Kind] = []
  /// Share of the power that takes part unless set.
  var share = 0.0
  /// Names of its settings, in the order in which they are listed.
  var settings: [String] = []
  /// What a table shows of it where nothing else is asked for.
  var headline: [AttackOutcome.Field] = []
  var example: String

  static let all: [Attack] = [
    Attack(
      name: "double_spend", meaning: "pay, then publish a branch without the payment",
      kind: .doubleSpend, suits: ["pow"], share: 0.1,
      settings: ["share", "confirmations", "value", "lasts", "budget", "tries", "wins_at"],
      headline: [.successRate, .profit],
      example: "attack double_spend on base { share 30 %; confirmations 6; tries 1000 }"),
    Attack(
      name: "majority", meaning: "rewrite history with more than half of the power",
      kind: .majority, suits: ["pow", "pos", "bft", "dpos"], share: 0.51,
      settings: ["share", "confirmations", "value", "lasts", "budget", "tries", "wins_at"],
      headline: [.successRate, .profit, .cost],
      example: "attack majority on base { share 60 %; value 5 MUSD }"),
    Attack(
      name: "selfish_mining", meaning: "withhold blocks to waste the others' work",
      kind: .selfishMining, suits: ["pow"], share: 0.35, settings: ["share", "gamma", "lasts"],
      headline: [.revenueShare, .relativeRevenue],
      example: "attack selfish_mining on base { share 35 %; gamma 0 % }"),
    Attack(
      name: "partition", meaning: "cut the network in two", kind: .partition,
      suits: ["pow", "pos", "bft", "dpos", "snow"], share: 0.4,
      settings: ["share", "lasts"],
      headline: [.blocks, .depth],
      example: "attack partition on base { share 40 %; lasts 6 h }"),
    Attack(
      name: "eclipse", meaning: "feed a victim with own blocks only", kind: .eclipse,
      suits: ["pow", "pos", "bft"], share: 0.1,
      settings: ["share", "confirmations", "value", "lasts", "budget", "tries"],
      headline: [.successRate, .profit],
      example: "attack eclipse on base { share 10 %; lasts 1 day }"),
    Attack(
      name: "censorship", meaning: "leave somebody's transactions out", kind: .censorship,
      suits: ["pow", "pos", "bft", "dpos", "snow"], systems: [.rollup, .plasma], share: 0.3,
      settings: ["share", "lasts"], headline: [.delay],
      example: "attack censorship on base { share 30 %; lasts 6 h }"),
    Attack(
      name: "spam", meaning: "buy the block space", kind: .spam,
      suits: ["pow", "pos", "bft", "dpos", "snow"], systems: [.rollup, .plasma], share: 1,
      settings: ["share", "lasts", "budget"],
      headline: [.cost, .blocks], example: "attack spam on base { budget 1 MUSD; lasts 6 h }"),
    Attack(
      name: "nothing_at_stake", meaning: "vote for both branches of a fork",
      kind: .nothingAtStake, suits: ["pos"], share: 0.3, settings: ["share", "value", "lasts"],
      headline: [.successRate, .cost, .delay],
      example: "attack nothing_at_stake on base { share 30 %; lasts 2 h }"),
    Attack(
      name: "long_range", meaning: "rewrite history with old keys", kind: .longRange,
      suits: ["pos"], share: 0.7, settings: ["share", "value", "checkpoint_age"],
      headline: [.successRate, .stolen],
      example: "attack long_range on base { share 70 %; checkpoint_age 30 days }"),
    Attack(
      name: "invalid_state", meaning: "post a false state root and take what it says is yours",
      kind: .invalidState, systems: [.rollup, .plasma],
      settings: ["value", "watchers", "budget", "tries"],
      headline: [.successRate, .stolen, .profit],
      example: "attack invalid_state on arb { watchers 0 }"),
    Attack(
      name: "data_withholding", meaning: "keep back the data that users need to leave",
      kind: .dataWithholding, systems: [.rollup, .plasma],
      settings: ["share", "value", "keys", "lasts"],
      headline: [.successRate, .stolen, .exits],
      example: "attack data_withholding on p"),
    Attack(
      name: "key_theft", meaning: "take keys and sign with them", kind: .keyTheft,
      systems: [.rollup, .sidechain, .bridge], settings: ["keys", "value", "budget", "lasts"],
      headline: [.successRate, .stolen, .cost],
      example: "attack key_theft on side { keys 5 }"),
    Attack(
      name: "revoked_state", meaning: "close channels with an old state", kind: .revokedState,
      systems: [.channels],
      settings: ["share", "victims", "value", "victim_offline", "lasts", "tries"],
      headline: [.successRate, .profit, .stolen],
      example: "attack revoked_state on pay { victim_offline 50 % }"),
    Attack(
      name: "flood_and_loot", meaning: "close many channels at once, with payments that are held",
      kind: .floodAndLoot, systems: [.channels], share: 0.1,
      settings: ["share", "victims", "value", "lasts"],
      headline: [.stolen, .profit, .blocks],
      example: "attack flood_and_loot on pay { share 50 % }"),
    Attack(
      name: "sandwich", meaning: "trade around a victim's order",
      example: "attack sandwich on dex { slippage 1 % }"),
  ]

  /// Those that can be launched.
  static let known: [Attack] = all.filter { $0.kind != nil }

  static func named(_ name: String) -> Attack? { all.first { $0.name == name } }

  /// Whether it can be launched on a system with these rules.
  func suits(_ parameters: ChainParameters) -> Bool {
    systems.contains(parameters.kind)
      || parameters.kind.hasConsensus && suits.contains(parameters.consensus.rawValue)
  }

  /// What it suits, in words.
  var suited: String { (suits + systems.map(\.rawValue)).joined(separator: ", ") }

  /// What its example calls the system that it is launched on.
  var target: String {
    let words = example.split(separator: " ").map(String.init)
    return words.indices.contains(3) ? words[3] : "base"
  }

  /// Declarations with which its example runs.
  var home: String {
    ownHome?.declarations
      ?? "chain base from \(suits.first == "pos" ? "ethereum" : "bitcoin")"
  }

  /// How long its example runs.
  var time: String { ownHome?.time ?? "6 h" }

  /// Where it is at home if no chain is.
  private var ownHome: (declarations: String, name: String, time: String)? {
    guard suits.isEmpty else { return nil }
    return systems.map { SystemKind.of($0).home }.first { $0.name == target }
  }

  /// What can be read of it.
  var fields: [AttackOutcome.Field] { kind?.fields ?? [] }
}
