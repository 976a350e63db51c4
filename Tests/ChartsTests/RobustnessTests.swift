import Charts
import Terminal
import Testing

/// Whatever the data and the names, a picture keeps the promises of every picture.
struct RobustnessTests {
  static let pages = [40, 47, 60, 80, 120].flatMap { width in
    [8, 14, 24].flatMap { height in
      Charset.allCases.map { Page(width: width, height: height, charset: $0) }
    }
  }

  @Test(arguments: UInt64(1)...15)
  func `random charts stay inside the page and clean`(seed: UInt64) {
    var dice = Dice(seed: seed)
    for page in Self.pages {
      check(dice.lineChart().drawn(on: page), page)
      check(dice.barChart().drawn(on: page), page)
      check(dice.histogram().drawn(on: page), page)
      check(dice.table().drawn(on: page), page)
    }
  }

  @Test(arguments: UInt64(1)...12)
  func `random trees, maps, triangles and boxes stay inside the page and clean`(seed: UInt64) {
    var dice = Dice(seed: seed)
    for page in Self.pages where page.height != 14 {
      check(dice.triangles().drawn(on: page), page)
      check(dice.boxes().drawn(on: page), page)
      check(dice.heatmap().drawn(on: page), page)
      check(dice.blockTree().drawn(on: page), page)
      let root = dice.attack(depth: 4)
      let tree = AttackTreeChart(title: dice.name(), root: root, caption: dice.caption())
      check(tree.drawn(on: page), page)
    }
  }

  @Test func `a sample stays inside the page and clean`() {
    for page in Self.pages where page.height != 14 {
      for (_, chart) in Samples.lines + Samples.odd { check(chart.drawn(on: page), page) }
      for (_, chart) in Samples.bars { check(chart.drawn(on: page), page) }
      for (_, chart) in Samples.histograms { check(chart.drawn(on: page), page) }
      for (_, chart) in Samples.tables { check(chart.drawn(on: page), page) }
      for (_, chart) in Samples.triangles { check(chart.drawn(on: page), page) }
      for (_, chart) in Samples.boxes { check(chart.drawn(on: page), page) }
      for (_, chart) in Samples.heatmaps { check(chart.drawn(on: page), page) }
      for (_, chart) in Samples.attackTrees { check(chart.drawn(on: page), page) }
      for (_, chart) in Samples.blockTrees { check(chart.drawn(on: page), page) }
    }
  }
}

/// Draws charts out of awkward values and names.
struct Dice {
  var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 17
  }

  mutating func below(_ n: Int) -> Int { Int(next() % UInt64(n)) }
  mutating func share() -> Double { Double(below(1_000_000)) / 1_000_000 }

  mutating func pick<T>(_ all: [T]) -> T { all[below(all.count)] }

  mutating func name() -> String {
    (0..<below(5)).map { _ in
      pick([
        "bitcoin", " ", "日本語", "\u{1B}[31m", "\n", "ü", "e\u{301}", "👨‍👩‍👧", "\u{202E}", "x", "9", "-",
        "a-name-that-does-not-end-", "\t", "\r\n", "🇩🇪", "\u{301}", "0 ",
      ])
    }.joined()
  }

  mutating func value() -> Double {
    pick([
      0, -0.0, 1, -1, 4.2, share(), -share(), 1e9 * share(), 1e-9 * share(), .nan, .infinity,
      -.infinity, 1e308, -1e308, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1e15, 1e15 + 1,
      0.1 + 0.2,
      1e300, 600, 3600, 86_400, 31_557_600, 1024, 1e-300,
    ])
  }

  /// Values of one kind, so that whole charts of ordinary sizes come up as well.
  mutating func values(_ count: Int) -> [Double] {
    let size = pick([1e-200, 1e-12, 1e-3, 1, 1, 60, 1e4, 1e9, 1e13, 1e250])
    let offset = pick([0, 0, 0, 1, -1, 1e6]) * size
    let isWild = below(3) == 0
    return (0..<count).map { _ in isWild ? value() : offset + size * share() }
  }

  mutating func unit() -> AxisUnit {
    pick([
      .number(""), .number("tx/s"), .number(name()), .percent, .time, .bytes(binary: true),
      .bytes(binary: false),
    ])
  }

  mutating func axis() -> Axis {
    Axis(unit: unit(), log: below(4) == 0, name: pick(["", "", name()]))
  }

  mutating func caption() -> Caption {
    Caption(scenario: name(), seed: next(), note: pick([nil, name()]))
  }

  mutating func lineChart() -> LineChart {
    let series = (0..<pick([0, 1, 1, 2, 3, 8, 40])).map { _ in
      let count = pick([0, 1, 2, 3, 10, 100, 500])
      let isInOrder = below(3) > 0
      let step = pick([1e-6, 1, 60, 3600, 1e7, 1e200])
      let (xs, ys, lows) = (values(count), values(count), values(count))
      let hasBand = below(3) == 0
      return ChartSeries(
        name: name(),
        points: (0..<count).map {
          ChartPoint(
            x: isInOrder ? Double($0) * step : xs[$0], y: ys[$0],
            low: hasBand ? lows[$0] : nil, high: hasBand ? ys[$0] * 2 : nil)
        }, isTheory: below(5) == 0, source: pick([nil, name()]))
    }
    return LineChart(
      title: name(), x: axis(), y: axis(), series: series,
      events: (0..<pick([0, 0, 1, 3, 30])).map { _ in EventMark(x: value(), label: name()) },
      bandMeaning: name(), layout: pick([.automatic, .automatic, .together, .panels]),
      caption: caption())
  }

  mutating func barChart() -> BarChart {
    let numbers = values(pick([0, 1, 2, 5, 60]))
    return BarChart(
      title: name(), unit: unit(),
      bars: numbers.map {
        let hasInterval = below(3) == 0
        return .init(
          name: name(), value: below(9) == 0 ? nil : $0, low: hasInterval ? value() : nil,
          high: hasInterval ? value() : nil)
      }, log: below(4) == 0, caption: caption())
  }

  mutating func histogram() -> HistogramChart {
    let numbers = values(pick([0, 1, 2, 20, 200]))
    return HistogramChart(
      title: name(), x: axis(),
      bins: numbers.map {
        .init(
          lower: $0, upper: $0 + pick([0, 1, -1, $0.magnitude / 50]),
          count: pick([0, 1, 50, value()]))
      },
      quantiles: (0..<below(4)).map { _ in .init(label: name(), value: value()) },
      caption: caption())
  }

  mutating func table() -> TableChart {
    let columns = (0..<below(9)).map { _ in TableChart.Column(title: name(), unit: unit()) }
    let rows = (0..<below(6)).map { _ in
      TableChart.Row(
        name: name(),
        cells: (0..<below(12)).map { _ in
          .init(
            value: pick([nil, value(), share()]), text: pick([nil, nil, name()]),
            interval: pick([nil, value(), share()]), mark: pick([nil, nil, .best, .worst]))
        })
    }
    return TableChart(title: name(), columns: columns, rows: rows, caption: caption())
  }
}
