import Charts
import Foundation
import Terminal

/// Pictures of every kind, made of fixed formulas, in the order of the goldens.
enum Samples {
  static let caption = Caption(scenario: "block-size", seed: 42)
  static let hour = 3600.0

  /// Numbers that look random and are the same everywhere.
  static func noise(_ seed: UInt64) -> AnyIterator<Double> {
    var state = seed
    return AnyIterator {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
  }

  static func points(_ count: Int, to end: Double, _ y: (Double) -> Double) -> [ChartPoint] {
    (0..<count).map {
      let x = end * Double($0) / Double(max(1, count - 1))
      return ChartPoint(x: x, y: y(x))
    }
  }

  static let throughput = LineChart(
    title: "throughput", x: Axis(unit: .time), y: Axis(unit: .number("tx/s")),
    series: [
      ChartSeries(name: "base", points: points(300, to: 6 * hour) { _ in 4.2 }),
      ChartSeries(
        name: "big",
        points: points(300, to: 6 * hour) {
          $0 < 0.6 * hour ? 134 * $0 / (0.6 * hour) : $0 > 2 * hour && $0 < 2.6 * hour ? 70 : 134
        }),
      ChartSeries(
        name: "zk", points: points(300, to: 6 * hour) { 180 * (1 - exp(-$0 / (0.5 * hour))) }),
    ],
    events: [EventMark(x: 2 * hour, label: "partition on big, 40 % for 6 h")], caption: caption)

  static let spikes: LineChart = {
    var random = noise(7).makeIterator()
    let many = points(5000, to: 14 * 86_400) { x in
      let calm = 6 + 3 * sin(x / 86_400 * 2 * .pi) + 2 * (random.next() ?? 0)
      return x > 5 * 86_400 && x < 5 * 86_400 + 400 ? 48 : calm
    }
    return LineChart(
      title: "fee", x: Axis(unit: .time), y: Axis(unit: .number("USD")),
      series: [ChartSeries(name: "bitcoin", points: many)], caption: caption)
  }()

  static let few = LineChart(
    title: "stale_rate", x: Axis(unit: .bytes(binary: false), name: "block_size"),
    y: Axis(unit: .percent),
    series: [
      ChartSeries(
        name: "measured",
        points: [
          (1, 0.006, 0.004, 0.008), (2, 0.011, 0.008, 0.014), (4, 0.021, 0.016, 0.027),
          (8, 0.045, 0.038, 0.052), (16, 0.083, 0.075, 0.094), (32, 0.155, 0.139, 0.172),
        ].map { ChartPoint(x: $0.0 * 1e6, y: $0.1, low: $0.2, high: $0.3) }),
      ChartSeries(
        name: "1 - exp(-delay/interval)",
        points: points(33, to: 32e6) { 1 - exp(-$0 / 190e6) }, isTheory: true),
    ], bandMeaning: "5-95 % of 10 runs", caption: caption)

  static let decades = LineChart(
    title: "finality_time", x: Axis(unit: .percent, name: "attacker"),
    y: Axis(unit: .time, log: true),
    series: [
      ChartSeries(
        name: "bitcoin", points: points(40, to: 0.45) { 600 * (1 + 6 / (1.02 - 2 * $0)) }),
      ChartSeries(name: "solana", points: points(40, to: 0.45) { 0.4 + 40 * $0 }),
    ], caption: caption)

  static let counted = LineChart(
    title: "cost", x: Axis(unit: .number("nodes"), log: true),
    y: Axis(unit: .number("USD"), log: true),
    series: [
      ChartSeries(
        name: "base",
        points: [10, 30, 100, 300, 1000, 3000, 10_000].map { ChartPoint(x: $0, y: $0 * $0 / 50) })
    ], events: [EventMark(x: 100, label: "now"), EventMark(x: 3000, label: "in five years")],
    caption: caption)

  static let crowd = LineChart(
    title: "backlog", x: Axis(unit: .time), y: Axis(unit: .bytes(binary: true)),
    series: (0..<6).map { i in
      ChartSeries(
        name: ["bitcoin-like", "bitcoin-cash-like", "big-block", "zk-rollup", "sidechain", "pay"][
          i],
        points: points(60, to: 3 * hour) { x in 3e6 * (1 + sin(x / hour + Double(i) / 3)) })
    },
    events: (1...4).map { EventMark(x: Double($0) * 0.6 * hour, label: "load x\($0 + 1)") },
    caption: caption)

  static let same = LineChart(
    title: "height", x: Axis(unit: .time), y: Axis(unit: .number("blocks")),
    series: ["one", "two", "three"].map { name in
      ChartSeries(name: name, points: points(7, to: hour) { ($0 / 600).rounded(.down) })
    }, layout: .together, caption: caption)

  /// The revenue of selfish miners at gamma 0 (Eyal and Sirer 2014, equation 8) as a reference.
  static let threshold: LineChart = {
    func revenue(_ a: Double) -> Double {
      (a * (1 - a) * (1 - a) * 4 * a - a * a * a) / (1 - a * (1 + (2 - a) * a))
    }
    var random = noise(3).makeIterator()
    return LineChart(
      title: "revenue against share", x: Axis(unit: .percent, name: "share"),
      y: Axis(unit: .percent),
      series: [
        ChartSeries(
          name: "selfish",
          points: (0...9).map { i in
            let a = Double(i) * 0.05
            return ChartPoint(x: a, y: max(0, revenue(a) + 0.02 * ((random.next() ?? 0) - 0.5)))
          }),
        ChartSeries(
          name: "closed form", points: points(46, to: 0.45, revenue), isTheory: true,
          source: "Eyal and Sirer 2014"),
        ChartSeries(
          name: "honest", points: points(46, to: 0.45) { $0 }, isTheory: true,
          source: "the share itself"),
      ],
      events: [
        EventMark(x: 1.0 / 3, label: "pays from here"),
        EventMark(x: 0.5, label: "owns the chain from here"),
      ], caption: caption)
  }()

  static let panels = LineChart(
    title: "throughput", x: Axis(unit: .time), y: Axis(unit: .number("tx/s")),
    series: [
      ("bitcoin", 7), ("litecoin", 28), ("dogecoin", 66), ("cosmos", 67), ("arbitrum", 87),
      ("avalanche", 94), ("liquid", 7),
    ].map { name, capacity in
      ChartSeries(
        name: name, points: points(60, to: 2 * hour) { min(capacity, 100 * $0 / hour) })
    },
    events: [EventMark(x: hour, label: "load x2"), EventMark(x: 1.5 * hour, label: "load x3")],
    caption: caption)

  static let alike: LineChart = {
    var chart = same
    chart.layout = .automatic
    return chart
  }()

  private static func wave(_ name: String, _ size: Double, quantity: String) -> ChartSeries {
    ChartSeries(
      name: name,
      points: points(60, to: 6 * hour) { x in size * (1.5 + sin(x / hour + size)) },
      quantity: quantity)
  }

  /// Of each system the fee; the higher one would press the others flat.
  static let apart = LineChart(
    title: "fee", x: Axis(unit: .time), y: Axis(unit: .number("USD")),
    series: [("bitcoin", 2.0), ("ethereum", 0.4), ("arbitrum", 0.003)].map {
      wave($0.0, $0.1, quantity: "fee")
    }, events: [EventMark(x: 2 * hour, label: "sale")], caption: caption)

  /// Two metrics of two systems, which need a unit of time each.
  static let metrics = LineChart(
    title: "inclusion_time, finality_time", x: Axis(unit: .time), y: Axis(unit: .time),
    series: [
      wave("ethereum inclusion_time", 10, quantity: "inclusion_time"),
      wave("polygon inclusion_time", 7, quantity: "inclusion_time"),
      wave("ethereum finality_time", 900, quantity: "finality_time"),
      wave("polygon finality_time", 700, quantity: "finality_time"),
    ], caption: caption)

  /// What happens every hour, and something that happens twice.
  static let repeated = LineChart(
    title: "backlog", x: Axis(unit: .time), y: Axis(unit: .number("tx")),
    series: [ChartSeries(name: "base", points: points(60, to: 6 * hour) { sin($0 / hour) + 2 })],
    events: (1...12).map { EventMark(x: Double($0) * hour / 2, label: "attack spam on base") }
      + [1.25, 4.25].map { EventMark(x: $0 * hour, label: "outage base") }, caption: caption)

  static let lines: [(String, LineChart)] = [
    ("throughput", throughput), ("spikes", spikes), ("few", few), ("decades", decades),
    ("counted", counted), ("crowd", crowd), ("same", same), ("threshold", threshold),
    ("panels", panels), ("alike", alike), ("apart", apart), ("metrics", metrics),
    ("repeated", repeated),
  ]

  static func line(
    _ ys: [Double], x: [Double]? = nil, unit: AxisUnit = .number("tx/s"), log: Bool = false,
    name: String = "base", title: String = "throughput", step: Double = 600
  ) -> LineChart {
    LineChart(
      title: title, x: Axis(unit: .time), y: Axis(unit: unit, log: log),
      series: [
        ChartSeries(
          name: name,
          points: ys.enumerated().map {
            ChartPoint(x: x?[$0.offset] ?? Double($0.offset) * step, y: $0.element)
          })
      ], caption: caption)
  }

  /// Data that has no ordinary picture.
  static let odd: [(String, LineChart)] = [
    (
      "no series",
      LineChart(
        title: "fee", x: Axis(unit: .time), y: Axis(unit: .time), series: [], caption: caption)
    ),
    ("no points", line([])),
    ("all gaps", line([.nan, .nan])),
    ("one point", line([4.2])),
    ("one point at zero", line([0])),
    ("gaps", line([1, 2, 3, .nan, 5, 6, .nan, 7, .nan, .nan, 9, 10])),
    ("infinity", line([1, 2, .infinity, 3, 2, -.infinity, 1])),
    ("only infinity", line([.infinity, .infinity])),
    ("constant", line([7, 7, 7])),
    ("constant below zero", line([-7, -7, -7])),
    ("constant zero", line([0, 0, 0])),
    ("nearly constant", line([1e9, 1e9 + 1, 1e9])),
    ("close together", line([1000.1, 1000.2, 1000.4, 1000.3])),
    ("around zero", line([-3, 4, -2, 5])),
    ("huge", line([1e307, 2e307, -1e308, 5e299])),
    ("large", line([2.1e10, 3e10, 5.5e10])),
    ("tiny", line([1e-12, 3e-12, 2e-12])),
    ("below everything", line([1e-300, 0])),
    ("three decades", line([1, 10, 100, 5000])),
    ("refused", line([1, 0, 3], log: true, title: "fee")),
    ("log of one", line([5, 5], log: true)),
    ("many decades", line([1e-200, 1e200], log: true)),
    ("binary log", line([1024, 1e6, 5e9], unit: .bytes(binary: true), log: true)),
    ("out of order", line([3, 1, 2], x: [1200, 0, 600])),
    ("one x", line([1, 2, 3], x: [60, 60, 60])),
    ("milliseconds", line([0.012, 0.034, 0.2], unit: .time, step: 0.05)),
    ("years", line([1, 2, 3, 4], step: 86_400 * 900)),
    ("months", line([1, 2, 3, 4], step: 86_400 * 60)),
    (
      "long names",
      line(
        [1, 2], name: String(repeating: "very-long-name ", count: 12),
        title: String(repeating: "title ", count: 40))
    ),
    ("controls", line([1, 2], name: "a\u{1B}[31mb", title: "line\none")),
    ("wide letters", line([1, 2], name: "日本語", title: "größe")),
  ]

  static let bars: [(String, BarChart)] = [
    (
      "plain",
      BarChart(
        title: "throughput", unit: .number("tx/s"),
        bars: [
          .init(name: "bitcoin", value: 4.2), .init(name: "big-block", value: 134),
          .init(name: "zk-rollup", value: 180), .init(name: "visa", value: nil),
        ], caption: caption)
    ),
    (
      "intervals",
      BarChart(
        title: "stale_rate", unit: .percent,
        bars: [
          .init(name: "base", value: 0.021, low: 0.016, high: 0.027),
          .init(name: "big", value: 0.155, low: 0.139, high: 0.172),
        ],
        caption: Caption(scenario: "block-size", seed: 42, note: "95 % intervals of 10 runs"))
    ),
    (
      "log",
      BarChart(
        title: "cost_per_tx", unit: .number("USD"),
        bars: [
          .init(name: "bitcoin", value: 104), .init(name: "ethereum", value: 1.2),
          .init(name: "solana", value: 0.00025), .init(name: "visa", value: 0.1),
        ], log: true,
        caption: caption)
    ),
    (
      "hint",
      BarChart(
        title: "finality_time", unit: .time,
        bars: [
          .init(name: "bitcoin", value: 3600), .init(name: "ethereum", value: 768),
          .init(name: "solana", value: 0.4),
        ], caption: caption)
    ),
    (
      "signs",
      BarChart(
        title: "profit", unit: .number("USD"),
        bars: [
          .init(name: "honest", value: -3.5), .init(name: "attacker", value: 12),
          .init(name: "pool", value: 0), .init(name: "whale", value: .infinity),
        ], caption: caption)
    ),
    (
      "refused",
      BarChart(
        title: "fee", unit: .number("USD"), bars: [.init(name: "base", value: 0)], log: true,
        caption: caption)
    ),
    ("empty", BarChart(title: "fee", unit: .number("USD"), bars: [], caption: caption)),
    (
      "zero",
      BarChart(
        title: "fee", unit: .number("USD"), bars: [.init(name: "base", value: 0)], caption: caption)
    ),
    (
      "long",
      BarChart(
        title: "backlog", unit: .bytes(binary: false),
        bars: [
          .init(name: String(repeating: "name ", count: 30), value: 3e9),
          .init(name: "b\u{1B}", value: 1.5e9),
        ], caption: caption)
    ),
  ]

  /// Counts in bins whose bounds grow by a fiftieth, as they are gathered during a run.
  static func logBins(count: Double, _ density: (Double) -> Double) -> [HistogramChart.Bin] {
    (0..<400).map { i in
      let lower = pow(1.02, Double(i)) * 10
      let upper = lower * 1.02
      return .init(
        lower: lower, upper: upper, count: (count * density(lower) * (upper - lower)).rounded())
    }
  }

  static let histograms: [(String, HistogramChart)] = [
    (
      "exponential",
      HistogramChart(
        title: "interval", x: Axis(unit: .time),
        bins: logBins(count: 10_000) { exp(-$0 / 600) / 600 },
        quantiles: [
          .init(label: "median", value: 416), .init(label: "p95", value: 1797),
          .init(label: "p99", value: 2763),
        ], caption: caption)
    ),
    (
      "normal",
      HistogramChart(
        title: "latency", x: Axis(unit: .time),
        bins: logBins(count: 2000) {
          exp(-pow(($0 - 2000) / 300, 2) / 2) / 752
        }, caption: caption)
    ),
    (
      "log",
      HistogramChart(
        title: "inclusion_time", x: Axis(unit: .time, log: true),
        bins: logBins(count: 5000) { exp(-pow(log($0 / 900), 2) / 2) / 2.5 / $0 }, caption: caption)
    ),
    (
      "tail",
      HistogramChart(
        title: "fee", x: Axis(unit: .number("USD")),
        bins: logBins(count: 5000) { 20 / ($0 * $0) }, caption: caption)
    ),
    (
      "one value",
      HistogramChart(
        title: "fee", x: Axis(unit: .number("USD")), bins: [.init(lower: 2, upper: 2, count: 9)],
        caption: caption)
    ),
    (
      "whole numbers",
      HistogramChart(
        title: "depth", x: Axis(unit: .number("blocks")),
        bins: [(0, 600), (1, 240), (2, 90), (3, 30), (4, 8), (5, 2)].map {
          .init(lower: $0.0, upper: $0.0, count: $0.1)
        }, caption: caption)
    ),
    (
      "empty",
      HistogramChart(title: "fee", x: Axis(unit: .number("USD")), bins: [], caption: caption)
    ),
    (
      "refused",
      HistogramChart(
        title: "fee", x: Axis(unit: .number("USD"), log: true),
        bins: [.init(lower: 0, upper: 1, count: 9)], caption: caption)
    ),
  ]

  static let tables: [(String, TableChart)] = [
    (
      "compare",
      TableChart(
        title: "compare",
        columns: [
          .init(title: "throughput", unit: .number("tx/s")),
          .init(title: "stale_rate", unit: .percent),
          .init(title: "finality_time", unit: .time),
          .init(title: "state", unit: .bytes(binary: false)),
          .init(title: "says"),
        ],
        rows: [
          .init(
            name: "base",
            cells: [
              .init(value: 4.21, interval: 0.12), .init(value: 0.021, interval: 0.005, mark: .best),
              .init(value: 3600), .init(value: 6.1e11), .init(value: nil, text: "yes"),
            ]),
          .init(
            name: "big",
            cells: [
              .init(value: 134.2, interval: 6.3, mark: .best),
              .init(value: 0.0643, interval: 0.0052, mark: .worst), .init(value: 3720),
              .init(value: 9.4e12), .init(value: nil, text: "no"),
            ]),
          .init(
            name: "a system with a long name",
            cells: [
              .init(value: .nan), .init(value: nil), .init(value: 0.4), .init(value: .infinity),
            ]),
        ], caption: caption)
    ),
    ("empty", TableChart(title: "compare", columns: [], rows: [], caption: caption)),
  ]
}
