/// An attack of the language; this version checks them and refuses to launch them.
struct Attack: Sendable {
  var name: String
  var meaning: String
  /// Kinds of systems and consensus words that it suits.
  var suits: [String]
  var example: String

  static let all: [Attack] = [
    Attack(
      name: "double_spend", meaning: "pay, then publish a branch without the payment",
      suits: ["pow"], example: "attack double_spend on base { share 30 %; confirmations 6 }"),
    Attack(
      name: "majority", meaning: "rewrite history with more than half of the power",
      suits: ["pow", "pos", "bft", "dpos"], example: "attack majority on base { share 60 % }"),
    Attack(
      name: "selfish_mining", meaning: "withhold blocks to waste the others' work",
      suits: ["pow"], example: "attack selfish_mining on base { share 35 %; gamma 0 }"),
    Attack(
      name: "partition", meaning: "cut the network in two",
      suits: ["pow", "pos", "bft", "dpos", "snow"],
      example: "attack partition on base { share 40 %; lasts 6 h }"),
    Attack(
      name: "eclipse", meaning: "feed a victim with own blocks only", suits: ["pow", "pos", "bft"],
      example: "attack eclipse on base { share 10 %; lasts 6 h }"),
    Attack(
      name: "censorship", meaning: "leave somebody's transactions out",
      suits: ["pow", "pos", "bft", "dpos", "rollup"],
      example: "attack censorship on base { share 30 % }"),
    Attack(
      name: "spam", meaning: "buy the block space", suits: ["pow", "pos", "bft", "dpos", "rollup"],
      example: "attack spam on base { budget 1 MUSD }"),
    Attack(
      name: "nothing_at_stake", meaning: "vote for both branches", suits: ["pos"],
      example: "attack nothing_at_stake on eth { share 30 % }"),
    Attack(
      name: "long_range", meaning: "rewrite from old keys", suits: ["pos"],
      example: "attack long_range on eth { share 40 % }"),
    Attack(
      name: "invalid_state", meaning: "post a false state root", suits: ["rollup", "plasma"],
      example: "attack invalid_state on arb { watchers 0 }"),
    Attack(
      name: "data_withholding", meaning: "keep the data that exits need",
      suits: ["rollup", "plasma"],
      example: "attack data_withholding on arb"),
    Attack(
      name: "key_theft", meaning: "take the keys of a bridge", suits: ["rollup", "sidechain"],
      example: "attack key_theft on side { keys 5 }"),
    Attack(
      name: "revoked_state", meaning: "close a channel with an old state", suits: ["channels"],
      example: "attack revoked_state on pay { victim_offline 50 % }"),
    Attack(
      name: "flood_and_loot", meaning: "close many channels at once", suits: ["channels"],
      example: "attack flood_and_loot on pay { value 1 MUSD }"),
    Attack(
      name: "sandwich", meaning: "trade around a victim's order", suits: ["exchange"],
      example: "attack sandwich on dex { slippage 1 % }"),
  ]

  static func named(_ name: String) -> Attack? { all.first { $0.name == name } }
}
