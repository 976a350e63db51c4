import Charts

extension Samples {
  static let boxes: [(String, BoxChart)] = [
    (
      "plain",
      BoxChart(
        title: "fee", unit: .number("USD"),
        boxes: [
          .init(name: "bitcoin", p5: 0.3, p25: 0.8, median: 1.4, p75: 2.6, p95: 6.2, mean: 2.1),
          .init(name: "ethereum", p5: 0.2, p25: 0.4, median: 0.6, p75: 1.1, p95: 3.9, mean: 1.2),
          .init(name: "arbitrum", p5: 0.01, p25: 0.02, median: 0.03, p75: 0.05, p95: 0.1),
          .init(name: "visa"),
        ], caption: caption)
    ),
    (
      "log",
      BoxChart(
        title: "finality_time", unit: .time,
        boxes: [
          .init(
            name: "bitcoin", p5: 1200, p25: 2400, median: 3600, p75: 4700, p95: 6400, mean: 3800),
          .init(name: "ethereum", p5: 770, p25: 810, median: 900, p75: 960, p95: 1030, mean: 900),
          .init(name: "solana", p5: 12, p25: 12.4, median: 12.8, p75: 13, p95: 15, mean: 13),
        ], log: true, caption: caption)
    ),
    (
      "odd",
      BoxChart(
        title: "profit", unit: .number("USD"),
        boxes: [
          .init(name: "constant", p5: 2, p25: 2, median: 2, p75: 2, p95: 2, mean: 2),
          .init(name: "below zero", p5: -8, p25: -5, median: -3, p75: -2, p95: 1, mean: -3.4),
          .init(name: "endless", p5: 1, p25: 2, median: 3, p75: 6, p95: .infinity, mean: .infinity),
        ], caption: caption)
    ),
    (
      "one value",
      BoxChart(
        title: "fee", unit: .number("USD"),
        boxes: [.init(name: "base", p5: 0, p25: 0, median: 0, p75: 0, p95: 0)], caption: caption)
    ),
    (
      "refused",
      BoxChart(
        title: "fee", unit: .number("USD"),
        boxes: [.init(name: "base", p5: 0, p25: 1, median: 2, p75: 3, p95: 4)], log: true,
        caption: caption)
    ),
    ("empty", BoxChart(title: "fee", unit: .number("USD"), boxes: [], caption: caption)),
  ]
}
