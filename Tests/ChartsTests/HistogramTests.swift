import Terminal
import Testing

@testable import Charts

struct `Histograms` {
  @Test func `values within a decade have labels on a log axis, too`() throws {
    let bins = (0..<20).map { i in
      HistogramChart.Bin(lower: 0.26 + Double(i) * 1e-3, upper: 0.261 + Double(i) * 1e-3, count: 5)
    }
    let chart = HistogramChart(
      title: "fee", x: Axis(unit: .number("USD"), log: true), bins: bins,
      caption: Caption(scenario: "test", seed: 1))
    let lines = chart.drawn(on: Page()).plain.split(separator: "\n")
    let labels = try #require(lines.last { $0.contains("(USD)") })
    #expect(labels.contains("0.27"))
  }
}
