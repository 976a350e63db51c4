import Charts
import Terminal

extension Samples {
  static func entry(
    _ name: String, _ decentralization: Double?, _ security: Double?, _ scalability: Double?
  ) -> TriangleChart.Entry {
    .init(
      name: name, decentralization: decentralization, security: security, scalability: scalability)
  }

  static let triangles: [(String, TriangleChart)] = [
    (
      "four",
      TriangleChart(
        title: "trilemma",
        entries: [
          entry("bitcoin", 70, 75, 20), entry("solana", 55, 62, 73), entry("sei", 41, 52, 61),
          entry("visa", 0, 47, 79),
        ], caption: caption)
    ),
    (
      "one", TriangleChart(title: "trilemma", entries: [entry("zk", 55, 82, 78)], caption: caption)
    ),
    (
      "ends",
      TriangleChart(
        title: "trilemma",
        entries: [
          entry("everything", 100, 100, 100), entry("nothing", 0, 0, 0),
          entry("not measured", nil, 60, .nan), entry("two at once", 30, 80, 30),
          entry("a system whose name is far too long", 140, -5, .infinity),
        ], caption: caption)
    ),
    ("empty", TriangleChart(title: "trilemma", entries: [], caption: caption)),
  ]
}
