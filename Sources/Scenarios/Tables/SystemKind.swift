/// What can be declared, and whether this version simulates it.
struct SystemKind: Hashable, Sendable {
  var word: String
  var meaning: String
  var example: String
  var isAvailable: Bool

  static let chain = SystemKind(
    word: "chain", meaning: "a layer-1 chain",
    example: "chain base from bitcoin { block_size 4 MB }", isAvailable: true)
  static let workload = SystemKind(
    word: "workload", meaning: "users and what they pay; every system named gets the same demand",
    example: "chain base from bitcoin; workload shopping on base { rate 5 tx/s; bid 5 USD }",
    isAvailable: true)

  static let all: [SystemKind] = [
    chain, workload,
    SystemKind(
      word: "channels", meaning: "a payment-channel network", example: "channels pay on base",
      isAvailable: false),
    SystemKind(
      word: "rollup", meaning: "executes elsewhere, proves to its parent",
      example: "rollup arb on eth", isAvailable: false),
    SystemKind(
      word: "plasma", meaning: "a nested chain with exit games", example: "plasma p on eth",
      isAvailable: false),
    SystemKind(
      word: "sidechain", meaning: "a chain with its own validators and a bridge that trusts them",
      example: "sidechain side on eth", isAvailable: false),
    SystemKind(
      word: "exchange", meaning: "a market on a chain", example: "exchange dex on eth",
      isAvailable: false),
    SystemKind(
      word: "bridge", meaning: "moves money between two systems",
      example: "bridge hop between arb, op", isAvailable: false),
  ]

  static func named(_ word: String) -> SystemKind? { all.first { $0.word == word } }
}
