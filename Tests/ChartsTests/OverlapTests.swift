import Terminal
import Testing

@testable import Charts

struct OverlapTests {
  private func chart(_ lines: [[Double]], x: AxisUnit = .number("")) -> LineChart {
    LineChart(
      title: "fee", x: Axis(unit: x), y: Axis(unit: .number("USD")),
      series: lines.enumerated().map { i, ys in
        ChartSeries(
          name: ["first", "second", "third", "other"][i % 4],
          points: ys.enumerated().map { ChartPoint(x: Double($0.offset), y: $0.element) })
      }, caption: Samples.caption)
  }

  private func covers(_ lines: [[Double]]) -> [Int?]? {
    LineDrawing(chart(lines), on: Page())?.overlap.covers
  }

  @Test func `a line hides behind an equal, a nearly equal and a longer one`() {
    #expect(covers([[0, 5, 10], [0, 5, 10]]) == [nil, 0])
    #expect(covers([[0, 5, 10], [0, 5.1, 9.9]]) == [nil, 0])
    #expect(covers([[0, 5], [0, 5, 10]]) == [1, nil])
  }

  @Test func `lines that cross, part or have gaps where others have none can be seen`() {
    #expect(covers([[0, 5, 10], [10, 5, 0]]) == [nil, nil])
    #expect(covers([[0, 5, 10], [0, 5, 8]]) == [nil, nil])
    #expect(covers([[0, .nan, 10], [0, 5, 10]]) == [1, nil])
  }

  @Test func `a covered line is named below the picture`() {
    let text = chart([[0, 5, 10], [0, 5, 10], [1, 1, 1]]).drawn(on: Page()).plain
    #expect(text.contains("f first covers: s second"))
    #expect(!text.contains("third covers"))
  }

  @Test func `more than six lines, or two hidden ones, have a panel each`() {
    let apart = (0..<7).map { i in [Double(i), Double(i * i), 3] }
    let alike = [[0.0, 5], [0, 5], [0, 5]]
    func panels(_ lines: [[Double]], _ layout: LineChart.Layout = .automatic) -> Int? {
      var chart = chart(lines)
      chart.layout = layout
      return LineDrawing(chart, on: Page())?.panels.count
    }
    #expect(panels(apart) == 7)
    #expect(panels(Array(apart.prefix(6))) == 1)
    #expect(panels(alike) == 3)
    #expect(panels(alike, .together) == 1)
    #expect(panels(Array(apart.prefix(2)), .panels) == 2)
    #expect(panels((0..<30).map { i in [Double(i), 3] }) == LineDrawing.mostPanels)
  }

  @Test func `a threshold outside the axis is told, an event at another time is counted`() {
    let marks = [EventMark(x: 1, label: "pays"), EventMark(x: 9, label: "owns")]
    var settings = chart([[0, 5, 10]])
    settings.events = marks
    let text = settings.drawn(on: Page()).plain
    #expect(text.contains(": 1  pays\n"))
    #expect(text.contains("> 9  owns (outside the chart)"))
    var times = chart([[0, 5, 10]], x: .time)
    times.events = marks
    #expect(times.drawn(on: Page()).plain.contains("1 more event is not shown"))
  }

  @Test func `a theory is named with its source`() {
    var chart = chart([[0, 5, 10]])
    chart.series.append(
      ChartSeries(
        name: "closed form", points: [ChartPoint(x: 0, y: 0), ChartPoint(x: 2, y: 9)],
        isTheory: true, source: "Eyal and Sirer 2014"))
    let text = chart.drawn(on: Page()).plain
    #expect(text.contains(". reference: closed form (Eyal and Sirer 2014)"))
  }
}
