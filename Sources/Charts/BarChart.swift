import Quantities
public import Terminal

/// Named values as bars side by side, each with its number.
public struct BarChart: Hashable, Sendable {
  public struct Bar: Hashable, Sendable {
    public var name: String
    /// Nothing where it was not measured.
    public var value: Double?
    /// Ends of an interval around the value.
    public var low: Double?
    public var high: Double?

    public init(name: String, value: Double?, low: Double? = nil, high: Double? = nil) {
      (self.name, self.value, self.low, self.high) = (name, value, low, high)
    }

    var charted: Bar {
      func known(_ x: Double?) -> Double? { x.map(\.charted).flatMap { $0.isNaN ? nil : $0 } }
      return Bar(name: name, value: known(value), low: known(low), high: known(high))
    }

    /// Both ends of the interval, where there is one.
    var interval: (low: Double, high: Double)? {
      guard let low, let high, low.isFinite, high.isFinite, low <= high else { return nil }
      return (low, high)
    }
  }

  public var title: String
  public var unit: AxisUnit
  public var bars: [Bar]
  public var log: Bool
  public var caption: Caption

  public init(
    title: String, unit: AxisUnit, bars: [Bar], log: Bool = false, caption: Caption
  ) {
    self.title = title
    self.unit = unit
    self.bars = bars
    self.log = log
    self.caption = caption
  }

  public func drawn(on page: Page) -> StyledText {
    let bars = bars.map(\.charted)
    let frame = Frame(title: title, unit: "", caption: caption, page: page)
    if log {
      for bar in bars {
        let values = [bar.value, bar.low, bar.high].compactMap(\.self)
        if values.contains(where: { $0 <= 0 }) {
          let name = bar.name.isEmpty ? title : "\(title) of \(bar.name)"
          return frame.saying("\(name) has values <= 0, which a log axis cannot show")
        }
      }
    }
    guard bars.contains(where: { $0.value != nil }) else {
      return frame.saying("there are no values to show")
    }
    return BarDrawing(chart: self, bars: bars, page: page).drawn
  }
}

/// A bar chart laid out on a page: names, bars, numbers and the axis below.
private struct BarDrawing {
  let chart: BarChart
  let bars: [BarChart.Bar]
  let page: Page

  private var values: ValueText {
    ValueText(
      chart.unit, values: bars.compactMap(\.value), beside: chart.log ? .logarithmic : .linear)
  }

  private func number(_ bar: BarChart.Bar) -> String {
    guard let value = bar.value else { return "no value" }
    let text = values.text(value)
    guard let (low, high) = bar.interval else { return text }
    return "\(text) (\(values.text(low, digits: 3)) .. \(values.text(high, digits: 3)))"
  }

  var drawn: StyledText {
    let names = bars.map { truncated(page.shows($0.name), to: page.width / 3) }
    let left = (names.map { displayWidth($0) }.max() ?? 0) + 1
    var numbers = bars.map(number)
    var right = numbers.map { displayWidth($0) }.max() ?? 0
    if left + right + 2 > page.width * 2 / 3 {
      // Intervals give way to bars on a narrow page; the whiskers still show them.
      numbers = bars.map { $0.value.map { values.text($0) } ?? "no value" }
      right = numbers.map { displayWidth($0) }.max() ?? 0
    }
    let columns = page.width - left - 1 - 1 - right
    let scale = self.scale(columns: columns)
    let axis = HorizontalAxis(
      scale: scale, axis: Axis(unit: chart.unit), corner: left, columns: columns, page: page,
      isNamed: false)
    var grid = Grid(columns: page.width, rows: bars.count + axis.rows)
    let edges = columns * 8
    func edge(_ value: Double) -> Int {
      Int((scale.share(of: value) * Double(edges)).rounded())
    }
    let zero = chart.log ? 0 : edge(0)
    for (row, bar) in bars.enumerated() {
      grid.write(names[row], column: left - 1 - displayWidth(names[row]), row: row)
      grid.write(page.ink.vertical, column: left, row: row)
      if zero > 0 {
        grid.write(page.ink.vertical, column: left + 1 + zero / 8, row: row)
      }
      if let value = bar.value {
        var end = value.isFinite ? edge(value) : value > 0 ? edges : 0
        if end == zero, value != 0, !chart.log {
          end = min(max(zero + (value > 0 ? 1 : -1), 0), edges)
        }
        draw(from: min(zero, end), to: max(zero, end), style: .series(row), on: &grid, (left, row))
        if value.isInfinite {
          let column = value > 0 ? left + columns : left + 1
          grid.write(value > 0 ? ">" : "<", .series(row), column: column, row: row)
        }
      }
      if bar.value != nil, let (low, high) = bar.interval {
        let whisker = page.ink.whisker
        let first = left + 1 + min(edge(low) / 8, columns - 1)
        let last = left + 1 + min(edge(high) / 8, columns - 1)
        let end = left + 1 + edge(max(bar.value ?? high, 0)) / 8
        if end <= last {
          for column in max(first, end)...last {
            grid.write(whisker.line, column: column, row: row)
          }
        }
        grid.write(whisker.left, column: first, row: row)
        grid.write(whisker.right, column: last, row: row)
      }
      grid.write(numbers[row], column: left + 1 + columns + 1, row: row)
    }
    axis.draw(on: &grid, row: bars.count, ink: page.ink) { left + (edge($0) + 4) / 8 }
    let frame = Frame(
      title: chart.title, unit: values.unitLabel, caption: chart.caption, page: page)
    let hint = chart.log ? nil : logHint(bars.compactMap(\.value))
    return frame.around(grid.lines, notes: hint.map { [StyledText($0)] } ?? [])
  }

  /// Fills eighths of cells; only a bar shorter than half a cell shows as a speck in ASCII.
  private func draw(
    from first: Int, to last: Int, style: Style, on grid: inout Grid, _ place: (left: Int, row: Int)
  ) {
    guard last > first else { return }
    for column in first / 8..<(last + 7) / 8 {
      let filled = min(8, last - column * 8) - max(0, first - column * 8)
      let text = page.ink.filled[first > column * 8 && filled < 8 ? 8 : filled]
      if text != "." || last - first < 4 {
        grid.write(text, style, column: place.left + 1 + column, row: place.row)
      }
    }
  }

  private func scale(columns: Int) -> Scale {
    let ends = bars.flatMap { [$0.value, $0.interval?.low, $0.interval?.high] }
    let finite = ends.compactMap(\.self).filter(\.isFinite)
    let low = finite.min() ?? (chart.log ? 1 : 0)
    let high = finite.max() ?? (chart.log ? 1 : 0)
    if chart.log {
      var (scale, _) = Scale.logarithmic(from: low, to: high, unit: chart.unit, rows: columns / 8)
      // A bar at the lower end would have no length.
      if finite.contains(where: { $0 < scale.lower * 1.5 }) {
        (scale, _) = Scale.logarithmic(
          from: scale.lower / 2, to: high, unit: chart.unit, rows: columns / 8)
      }
      return scale
    }
    let (first, last) = (min(0, low), max(0, high))
    return .horizontal(
      from: first, to: first == last ? 1 : last, axis: Axis(unit: chart.unit), columns: columns)
  }
}
