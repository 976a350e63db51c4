import Blockchain

/// What can be declared: its word, what it stands on, and an example in which its settings act.
struct SystemKind: Hashable, Sendable {
  var word: String
  var meaning: String
  /// Declares one called as in ``name``.
  var example: String
  /// Of the engine; none for users and for what this version does not have.
  var kind: ChainParameters.Kind?
  var isAvailable = true
  /// What it can stand on.
  var base: [ChainParameters.Kind] = []

  static let chain = SystemKind(
    word: "chain", meaning: "a layer-1 chain",
    example: "chain base from bitcoin { block_size 4 MB }", kind: .chain)
  static let workload = SystemKind(
    word: "workload", meaning: "users and what they pay; every system named gets the same demand",
    example: "chain base from bitcoin; workload shopping on base { rate 5 tx/s; bid 5 USD }")

  private static let blockchains: [ChainParameters.Kind] = [.chain, .sidechain, .rollup]

  static let all: [SystemKind] = [
    chain, workload,
    SystemKind(
      word: "channels", meaning: "a payment-channel network, or a state channel",
      example: "chain base from bitcoin; channels pay on base { channel_nodes 100 }",
      kind: .channels, base: blockchains),
    SystemKind(
      word: "rollup",
      meaning: "executes elsewhere; its data, its roots and its money are on its parent",
      example: "chain eth from ethereum; rollup arb on eth { locked_value 1 bnUSD }",
      kind: .rollup, base: blockchains),
    SystemKind(
      word: "plasma", meaning: "a nested chain with exit games",
      example: "chain eth from ethereum; plasma p on eth { users 10_000 }", kind: .plasma,
      base: blockchains),
    SystemKind(
      word: "sidechain",
      meaning: "a chain with its own validators and a bridge that trusts signers",
      example: "chain eth from ethereum; sidechain side on eth { bridge_keys 9 }",
      kind: .sidechain, base: blockchains),
    SystemKind(
      word: "exchange", meaning: "a market on a chain", example: "exchange dex on eth",
      isAvailable: false),
    SystemKind(
      word: "bridge", meaning: "moves money between two systems",
      example:
        "chain eth from ethereum; rollup arb on eth; rollup op on eth; bridge hop between arb, op { type liquidity }",
      kind: .bridge, base: blockchains + [.plasma]),
  ]

  static func named(_ word: String) -> SystemKind? { all.first { $0.word == word } }

  static func of(_ kind: ChainParameters.Kind) -> SystemKind {
    named(kind.rawValue) ?? chain
  }

  /// Its row, if it is a system and not users.
  var system: SystemKind? { kind == nil ? nil : self }

  /// `a chain`, `a payment-channel network`: how a sentence calls one.
  var article: String { word == "channels" ? "a channel network" : "a \(word)" }

  /// Where one of its settings, metrics or attacks can be tried, and what the system is called there, and how long
  /// a run shows something.
  var home: (declarations: String, name: String, time: String) {
    switch kind {
    case .channels?: ("chain base from bitcoin; channels pay on base", "pay", "20 min")
    case .rollup?: ("chain eth from ethereum; rollup arb on eth", "arb", "20 min")
    case .plasma?: ("chain eth from ethereum; plasma p on eth", "p", "20 min")
    case .sidechain?: ("chain eth from ethereum; sidechain side on eth", "side", "20 min")
    case .bridge?:
      (
        "chain eth from ethereum; rollup arb on eth; rollup op on eth; bridge hop between arb, op",
        "hop", "20 min"
      )
    case .chain?, nil: ("chain base from bitcoin", "base", "6 h")
    }
  }
}
