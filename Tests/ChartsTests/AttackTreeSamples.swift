import Charts

extension Samples {
  typealias Attack = AttackTreeChart.Node

  static let rollup = Attack(
    name: "steal the deposits",
    parts: [
      Attack(
        name: "take over the security council", gate: .atLeast(9),
        parts: (1...12).map {
          Attack(name: "key holder \($0)", cost: "10 MUSD", probability: "10 %/year")
        }, cost: "90 MUSD", probability: "0.0001 %/year"),
      Attack(
        name: "post a false state root", gate: .allOf,
        parts: [
          Attack(name: "put up the bond", cost: "10.8 MUSD"),
          Attack(
            name: "nobody checks for 6.4 days", gate: .allOf,
            parts: [
              Attack(name: "watcher in Berlin asleep", probability: "10 %"),
              Attack(name: "watcher in Lima asleep", probability: "20 %"),
            ], probability: "2 %"),
        ], cost: "10.8 MUSD", probability: "1 %/year", marks: ["cheapest"]),
      Attack(
        name: "use a mistake in the contract", probability: "2 %/year", marks: ["likeliest"]),
      Attack(
        name: "rewrite layer 1", gate: .allOf,
        parts: [Attack(name: "a third of the stake", cost: "34 bnUSD")], cost: "34 bnUSD"),
    ], cost: "10.8 MUSD", probability: "3 %/year")

  /// Every part has so many parts, down to a depth.
  static func bush(_ count: Int, depth: Int, name: String = "part") -> Attack {
    Attack(
      name: name, gate: .allOf,
      parts: depth == 0
        ? []
        : (0..<count).map { i in
          bush(count, depth: depth - 1, name: "\(name) \(["a", "b", "c", "d"][i % 4])")
        })
  }

  static let attackTrees: [(String, AttackTreeChart)] = [
    ("rollup", AttackTreeChart(title: "attack tree of arbitrum", root: rollup, caption: caption)),
    (
      "single",
      AttackTreeChart(
        title: "attack tree of visa",
        root: Attack(name: "the operator", cost: "1 bnUSD", marks: ["cheapest"]), caption: caption)
    ),
    (
      "deep", AttackTreeChart(title: "attack tree", root: bush(1, depth: 20), caption: caption)
    ),
    (
      "bushy", AttackTreeChart(title: "attack tree", root: bush(5, depth: 4), caption: caption)
    ),
  ]
}
