import Charts

extension Samples {
  /// Stale share of blocks that take 0.45 s + 2.37 s/MB to spread.
  static func stale(_ size: Double, _ interval: Double) -> Double {
    let delay = 0.45 + 2.37 * size / 1e6
    return delay / (delay + interval)
  }

  static let frontier: HeatmapChart = {
    let sizes = [1e6, 2e6, 4e6, 8e6, 16e6, 32e6]
    let intervals: [Double] = [10, 30, 60, 150, 600]
    return HeatmapChart(
      title: "stale_rate", unit: .percent,
      x: .init(name: "block_size", unit: .bytes(binary: false), values: sizes),
      y: .init(name: "block_interval", unit: .time, values: intervals),
      cells: intervals.map { interval in sizes.map { stale($0, interval) } }, caption: caption)
  }()

  static func map(_ cells: [[Double?]], log: Bool = false) -> HeatmapChart {
    HeatmapChart(
      title: "fee", unit: .number("USD"),
      x: .init(name: "load", labels: ["low", "middle", "high"]),
      y: .init(name: "market", labels: ["first price", "eip1559"]), cells: cells, log: log,
      caption: caption)
  }

  static let heatmaps: [(String, HeatmapChart)] = [
    ("frontier", frontier),
    (
      "log",
      {
        var chart = frontier
        chart.log = true
        return chart
      }()
    ),
    (
      "many",
      HeatmapChart(
        title: "success_rate", unit: .percent,
        x: .init(name: "share", unit: .percent, values: (0..<25).map { Double($0) / 50 }),
        y: .init(
          name: "depth", unit: .number("blocks"), values: (1...10).map { Double($0) }),
        cells: (1...10).map { depth in
          (0..<25).map { i in
            let odds = Double(i) / Double(50 - i)
            return (0..<depth).reduce(1) { product, _ in product * odds }
          }
        }, caption: caption)
    ),
    ("words", map([[0.2, 1.5, nil], [0.1, .nan, 2.25]])),
    ("infinite", map([[0.2, .infinity, 1], [0.1, -.infinity, 2.25]])),
    ("constant", map([[2, 2, 2], [2, 2, 2]])),
    ("one value", map([[nil, 2]])),
    ("far apart", map([[0.001, 2, 30], [4000, 50_000, 600_000]])),
    ("decades", map([[0.001, 2, 30], [4000, 50_000, 600_000]], log: true)),
    ("many decades", map([[1e-14, 2, 30], [4000, 50_000, 6e12]], log: true)),
    ("refused", map([[0, 2]], log: true)),
    ("only infinite", map([[.infinity]])),
    ("empty", map([])),
    (
      "crowded",
      HeatmapChart(
        title: "fee", unit: .number("USD"),
        x: .init(name: "a", unit: .number(""), values: (0..<130).map { Double($0) }),
        y: .init(name: "b", unit: .number(""), values: (0..<41).map { Double($0) }),
        cells: (0..<41).map { row in (0..<130).map { Double($0 * row) } }, caption: caption)
    ),
  ]
}
