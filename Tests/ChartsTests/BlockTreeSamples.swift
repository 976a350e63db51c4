import Charts
import Quantities

extension Samples {
  typealias Block = BlockTreeChart.Block

  private static let waits = [9.5, 2.1, 14.2, 7, 21, 0.4, 11, 8, 5.5, 12, 31, 3, 10]

  /// A chain whose blocks have their index as number.
  static func chain(_ count: Int, from height: Int64, producers: Int = 4) -> [Block] {
    var minutes = 0.0
    return (0..<count).map { i in
      minutes += waits[i % waits.count]
      return Block(
        number: Int64(i), parent: Int64(i) - 1, height: height + Int64(i),
        time: Instant.zero + .minutes(minutes), producer: "pool-\(i * 7 % producers)",
        role: .canonical)
    }
  }

  /// Blocks one on another beside a chain; their numbers count up from the first.
  static func fork(
    _ count: Int, on parent: Int64, height: Int64, number: Int64, by producer: String = "pool-3",
    _ role: BlockTreeChart.Role = .stale
  ) -> [Block] {
    (0..<Int64(count)).map { i in
      Block(
        number: number + i, parent: i == 0 ? parent : number + i - 1, height: height + i,
        time: Instant.zero + .minutes(36 + 7 * Double(i)), producer: producer, role: role)
    }
  }

  static func tree(_ blocks: [Block]) -> BlockTreeChart {
    BlockTreeChart(title: "tree of base", blocks: blocks, caption: caption)
  }

  /// The attacker's branch has become the chain.
  static let overtaken: [Block] =
    chain(4, from: 812)
    + fork(6, on: 3, height: 816, number: 200, by: "evil", .hostileCanonical)
    + fork(4, on: 3, height: 816, number: 300)

  static let blockTrees: [(String, BlockTreeChart)] = [
    ("calm", tree(chain(6, from: 0))),
    (
      "three at one height",
      tree(
        chain(7, from: 812) + fork(1, on: 3, height: 816, number: 100)
          + fork(2, on: 3, height: 816, number: 110, by: "pool-9"))
    ),
    (
      "private branch",
      tree(
        chain(7, from: 812)
          + fork(10, on: 2, height: 815, number: 200, by: "evil", .hostileStale))
    ),
    ("overtaken", tree(overtaken)),
    (
      "branches of branches",
      tree(
        chain(8, from: 1) + fork(3, on: 1, height: 3, number: 60)
          + fork(2, on: 60, height: 4, number: 70) + fork(2, on: 4, height: 6, number: 80)
          + fork(1, on: 0, height: 2, number: 90) + fork(2, on: 900, height: 7, number: 95)
          + fork(1, on: 3, height: 5, number: 97, by: "evil", .hostileStale))
    ),
    (
      "sixty",
      tree(
        chain(60, from: 840_000) + fork(2, on: 20, height: 840_021, number: 500)
          + fork(1, on: 47, height: 840_048, number: 510))
    ),
    (
      "crowd",
      tree(
        chain(3, from: 1) + (0..<80).flatMap { fork(1, on: 0, height: 2, number: 100 + Int64($0)) })
    ),
    ("nameless", tree(fork(3, on: 9, height: 4, number: 1, by: "", .hostileStale))),
    (
      "odd",
      tree([
        Block(
          number: 1, parent: 1, height: .max, time: .zero, producer: "self", role: .canonical),
        Block(number: 2, parent: 3, height: .min, time: .zero, producer: "a", role: .stale),
        Block(number: 3, parent: 2, height: 5, time: .zero, producer: "b", role: .canonical),
        Block(number: 3, parent: 2, height: 6, time: .zero, producer: "twice", role: .stale),
        Block(
          number: 4, parent: 3, height: 6, time: Instant(microseconds: .min),
          producer: "a-very-long-name-indeed", role: .canonical),
      ])
    ),
    ("empty", tree([])),
  ]
}
