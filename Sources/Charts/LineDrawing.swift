import Quantities
import Terminal

/// A line chart laid out on a page: scales, plot, labels and the lines below it.
struct LineDrawing {
  let chart: LineChart
  let page: Page
  let x, y: Scale
  /// Rows of the plot; the lowest stands for the lower end of `y`.
  private let rows: Int
  private let columns: Int
  /// Column of the vertical axis.
  private let axisColumn: Int
  private let ends: EndLabels
  private let glyphs: [Character]
  /// The points of each series in order, without those that have no place.
  private let points: [[ChartPoint]]

  /// Nothing where there is no value to draw.
  init?(_ chart: LineChart, on page: Page) {
    self.chart = chart
    self.page = page
    points = chart.series.map { Self.placed($0.points) }
    let all = points.joined()
    let values = all.flatMap { [$0.y, $0.low ?? .nan, $0.high ?? .nan] }.filter(\.isFinite)
    guard let low = values.min(), let high = values.max() else { return nil }
    let (bottom, top) = Scale.range(of: low, high, log: chart.y.log)
    let room = max(3, min(12, page.height - 7))
    var intervals: Int
    (y, intervals) = Scale.vertical(from: bottom, to: top, axis: chart.y, rows: room)
    intervals = max(1, intervals)
    rows = intervals + 1

    glyphs = Charts.glyphs(for: chart.series.filter { !$0.isTheory }.map { page.shows($0.name) })
    var letters = glyphs.makeIterator()
    var labels: [EndLabels.Label] = []
    for (i, series) in chart.series.enumerated() {
      let glyph = series.isTheory ? page.ink.theory : letters.next().map { String($0) } ?? "*"
      guard let last = points[i].last(where: { $0.y.isFinite }) else { continue }
      labels.append(
        EndLabels.Label(
          glyph: glyph, name: page.shows(series.name), value: y.text(last.y),
          style: .series(i), row: Int((y.share(of: last.y) * Double(intervals)).rounded())))
    }
    ends = EndLabels(labels, rows: rows, page: page)

    axisColumn = (y.ticks.compactMap { $0.label.map(displayWidth) }.max() ?? 0) + 1
    columns = page.width - axisColumn - 1 - 1 - (ends.width > 0 ? ends.width + 1 : 0)
    let xs = all.filter { !$0.y.isNaN }.map(\.x)
    let (first, last) = Self.widened(xs.min() ?? 0, xs.max() ?? 1, log: chart.x.log)
    x = Scale.horizontal(from: first, to: last, axis: chart.x, columns: columns)
  }

  private static func placed(_ points: [ChartPoint]) -> [ChartPoint] {
    let charted = points.compactMap { point -> ChartPoint? in
      let x = point.x.charted
      guard x.isFinite else { return nil }
      return ChartPoint(
        x: x, y: point.y.charted, low: point.low?.charted, high: point.high?.charted)
    }
    guard zip(charted, charted.dropFirst()).contains(where: { $0.x > $1.x }) else { return charted }
    return charted.enumerated().sorted { ($0.element.x, $0.offset) < ($1.element.x, $1.offset) }
      .map(\.element)
  }

  /// Room around a single place.
  private static func widened(_ low: Double, _ high: Double, log: Bool) -> (Double, Double) {
    let size = max(low.magnitude, high.magnitude)
    guard high - low <= 1e-9 * size else { return (low, high) }
    if log { return (low / 2, high * 2) }
    return size == 0 ? (0, 1) : (low - size / 2, high + size / 2)
  }

  private func column(_ x: Double) -> Int {
    Int((self.x.share(of: x) * Double(columns - 1)).rounded())
  }

  var body: [StyledText] {
    let axis = HorizontalAxis(
      scale: x, axis: chart.x, corner: axisColumn, columns: columns, page: page)
    var grid = Grid(columns: page.width, rows: rows + axis.rows)
    let ink = page.ink
    let rightEdge = axisColumn + 1 + columns
    for row in 0..<rows {
      grid.write(ink.vertical, column: axisColumn, row: row)
      grid.write(ink.rightEdge, column: rightEdge, row: row)
    }
    for tick in y.ticks {
      let row = rows - 1 - Int((y.share(of: tick.value) * Double(rows - 1)).rounded())
      if let label = tick.label, !tick.isMinor || y.ticks.count <= 5 {
        grid.write(label, column: axisColumn - 1 - displayWidth(label), row: row)
      }
      grid.write(ink.tickLeft, column: axisColumn, row: row)
    }
    let plot = self.plot
    for row in 0..<rows {
      for column in 0..<columns {
        guard let cell = plot.cell(column: column, row: row) else { continue }
        grid.write(cell.text, cell.style, column: axisColumn + 1 + column, row: rows - 1 - row)
      }
    }
    ends.draw(on: &grid, column: rightEdge + 2, rows: rows)
    axis.draw(on: &grid, row: rows, ink: ink) { axisColumn + 1 + column($0) }
    return grid.lines
  }

  private var plot: Plot {
    var letters = glyphs.makeIterator()
    let lines = chart.series.enumerated().map { i, series in
      Plot.Line(
        glyph: series.isTheory ? "." : letters.next() ?? "*", style: .series(i),
        isTheory: series.isTheory)
    }
    var plot = Plot(columns: columns, rows: rows, charset: page.charset, lines: lines)
    for (i, line) in points.enumerated() where line.contains(where: \.hasBand) {
      plot.shade(
        from: plot.trace(line.map { (x.share(of: $0.x), share($0.hasBand ? $0.low : nil)) }),
        to: plot.trace(line.map { (x.share(of: $0.x), share($0.hasBand ? $0.high : nil)) }),
        .series(i))
    }
    for (i, event) in shownEvents.enumerated() {
      plot.mark(column: column(event.x), number: shownEvents.count > 1 ? Self.number(i) : nil)
    }
    for (i, line) in points.enumerated() {
      plot.draw(line.map { (x.share(of: $0.x), share($0.y)) }, as: i)
      for point in line where point.y.isInfinite {
        let isAbove = point.y > 0
        plot.set(
          isAbove ? "^" : "v", of: i, column: column(point.x), row: isAbove ? rows - 1 : 0)
      }
    }
    return plot
  }

  private func share(_ value: Double?) -> Double? {
    guard let value, value.isFinite else { return nil }
    return y.share(of: value)
  }
}

extension ChartPoint {
  /// Whether there is a band to shade at this point.
  fileprivate var hasBand: Bool { (low?.isFinite ?? false) && (high?.isFinite ?? false) }
}

extension LineDrawing {
  /// The lines below the picture.
  var notes: [StyledText] {
    var notes = ends.legend(width: page.width - 3)
    if points.joined().contains(where: \.hasBand) {
      notes.append(StyledText("\(page.ink.band) \(page.shows(chart.bandMeaning))"))
    }
    let shown = shownEvents
    for (i, event) in shown.enumerated() {
      let mark = shown.count > 1 ? Self.number(i) : page.ink.event
      notes.append(
        StyledText(mark, .accent)
          + StyledText(" \(place(event.x))  \(page.shows(event.label))"))
    }
    if shown.count < chart.events.count {
      let more = chart.events.count - shown.count
      notes.append(
        StyledText(more == 1 ? "1 more event is not shown" : "\(more) more events are not shown"))
    }
    for (series, line) in zip(chart.series, points) {
      let name = page.shows(series.name)
      if line.contains(where: { $0.y == .infinity }) {
        notes.append(StyledText("^ \(name) is infinite there"))
      }
      if line.contains(where: { $0.y == -.infinity }) {
        notes.append(StyledText("v \(name) is infinitely low there"))
      }
      if !line.contains(where: { !$0.y.isNaN }) {
        notes.append(StyledText("\(name) has no values"))
      }
    }
    if !chart.y.log, let hint = logHint(points.joined().map(\.y)) { notes.append(StyledText(hint)) }
    return notes
  }

  /// The first events that lie on the axis, in order, at most nine.
  private var shownEvents: [EventMark] {
    let inside = chart.events.enumerated().filter { (x.lower...x.upper).contains($0.element.x) }
    let ordered = inside.sorted { ($0.element.x, $0.offset) < ($1.element.x, $1.offset) }
    return ordered.prefix(9).map(\.element)
  }

  private static func number(_ i: Int) -> String { String(i + 1) }

  private func place(_ x: Double) -> String {
    guard chart.x.unit == .time else {
      let unit = self.x.unitLabel
      return page.shows(unit.isEmpty ? self.x.text(x) : "\(self.x.text(x)) \(unit)")
    }
    return Readable.time(Interval(seconds: x))
  }
}

/// What to try where values span more than three decades.
func logHint(_ values: [Double]) -> String? {
  let finite = values.filter(\.isFinite)
  guard let low = finite.min(), let high = finite.max(), low > 0, high / low > 1000 else {
    return nil
  }
  // A few low values at a start or an end are no reason.
  guard finite.count(where: { $0 < high / 1000 }) * 20 >= finite.count else { return nil }
  return "The values span more than three decades; `log` shows them all."
}
