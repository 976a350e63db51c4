import Charts
import Quantities
import Terminal
import Testing

/// Data without an ordinary picture, the same for every kind of chart.
enum OddData: String, CaseIterable, CustomTestStringConvertible {
  case empty
  case onePoint = "one point"
  case gaps = "NaN"
  case someInfinite = "infinite"
  case allInfinite = "all infinite"
  case constant, huge, tiny

  var testDescription: String { rawValue }

  var values: [Double] {
    switch self {
    case .empty: []
    case .onePoint: [4.2]
    case .gaps: [1, .nan, 3, .nan]
    case .someInfinite: [1, .infinity, 3, -.infinity, 2]
    case .allInfinite: [.infinity, .infinity]
    case .constant: [7, 7, 7]
    case .huge: [2e17, 9e18, 4e18]
    case .tiny: [1e-12, 3e-12, 2e-12]
    }
  }
}

/// The kinds of chart, each drawing the same values.
enum ChartKind: String, CaseIterable, CustomTestStringConvertible {
  case line, bars, histogram, box, heatmap, table, triangle
  case attackTree = "attack tree"
  case blockTree = "block tree"

  var testDescription: String { rawValue }

  func drawn(_ data: OddData, on page: Page) -> StyledText {
    let caption = Samples.caption
    let unit = AxisUnit.number("USD")
    let values = data.values
    let named = values.enumerated().map { (name: "s\($0.offset + 1)", value: $0.element) }
    switch self {
    case .line:
      return LineChart(
        title: "fee", x: Axis(unit: .time), y: Axis(unit: unit),
        series: [
          ChartSeries(
            name: "base",
            points: named.indices.map { ChartPoint(x: 600 * Double($0), y: values[$0]) })
        ], caption: caption
      ).drawn(on: page)
    case .bars:
      return BarChart(
        title: "fee", unit: unit,
        bars: named.map { BarChart.Bar(name: $0.name, value: $0.value) }, caption: caption
      ).drawn(on: page)
    case .histogram:
      return HistogramChart(
        title: "fee", x: Axis(unit: unit),
        bins: values.map { HistogramChart.Bin(lower: $0, upper: $0 * 1.02, count: 10) },
        quantiles: values.first.map { [HistogramChart.Quantile(label: "median", value: $0)] } ?? [],
        caption: caption
      ).drawn(on: page)
    case .box:
      return BoxChart(
        title: "fee", unit: unit,
        boxes: named.map { name, x in
          let step = data == .constant ? 0 : x / 4
          return BoxChart.Box(
            name: name, p5: x - 2 * step, p25: x - step, median: x, p75: x + step,
            p95: x + 2 * step,
            mean: x)
        }, caption: caption
      ).drawn(on: page)
    case .heatmap:
      return HeatmapChart(
        title: "fee", unit: unit, x: .init(name: "load", labels: named.map(\.name)),
        y: .init(name: "market", labels: values.isEmpty ? [] : ["auction", "eip1559"]),
        cells: [values, values.reversed()], caption: caption
      ).drawn(on: page)
    case .table:
      return TableChart(
        title: "comparison",
        columns: values.isEmpty
          ? [] : [.init(title: "fee", unit: unit), .init(title: "delay", unit: .time)],
        rows: named.map { name, x in
          TableChart.Row(
            name: name, cells: [.init(value: x, interval: x / 20), .init(value: x)])
        }, caption: caption
      ).drawn(on: page)
    case .triangle:
      return TriangleChart(
        title: "trilemma",
        entries: named.map { name, x in
          .init(name: name, decentralization: x, security: x, scalability: x)
        }, caption: caption
      ).drawn(on: page)
    case .attackTree:
      return AttackTreeChart(
        title: "attack tree of base",
        root: .init(
          name: "break base",
          parts: named.map { name, x in
            .init(name: "way \(name)", cost: "\(x) USD", marks: data == .constant ? ["fewest"] : [])
          }), caption: caption
      ).drawn(on: page)
    case .blockTree:
      return BlockTreeChart(
        title: "the last blocks of base",
        blocks: values.enumerated().map { i, x in
          let seconds = x.isFinite ? min(x, 1e12) : 0
          return .init(
            number: Int64(i), parent: Int64(i) - 1, height: x.isFinite ? Int64(x) + Int64(i) : 1,
            time: Instant.zero + Interval(seconds: seconds), producer: "1",
            role: x.isFinite ? .canonical : .stale)
        }, caption: caption
      ).drawn(on: page)
    }
  }
}
