import Terminal

/// A box chart laid out on a page: names, boxes, numbers and the axis below.
struct BoxDrawing {
  let chart: BoxChart
  /// The lowest and the highest of all quantiles that are finite.
  let low, high: Double
  let page: Page

  private var values: ValueText {
    ValueText(
      chart.unit, values: chart.boxes.compactMap { $0.quantiles?[2] },
      beside: chart.log ? .logarithmic : .linear)
  }

  /// The median, and the ends where there is room.
  private func number(_ box: BoxChart.Box, isFull: Bool) -> String {
    guard let five = box.quantiles else { return "no value" }
    let median = values.text(five[2])
    guard isFull else { return median }
    return "\(median) (\(values.text(five[0], digits: 3)) .. \(values.text(five[4], digits: 3)))"
  }

  var drawn: StyledText {
    let names = chart.boxes.map { truncated(page.shows($0.name), to: page.width / 3) }
    let left = (names.map { displayWidth($0) }.max() ?? 0) + 1
    var numbers = chart.boxes.map { number($0, isFull: true) }
    var right = numbers.map { displayWidth($0) }.max() ?? 0
    let isFull = left + right + 2 <= page.width / 2
    if !isFull {
      numbers = chart.boxes.map { number($0, isFull: false) }
      right = numbers.map { displayWidth($0) }.max() ?? 0
    }
    let columns = page.width - left - 1 - 1 - right
    let scale = self.scale(columns: columns)
    let axis = HorizontalAxis(
      scale: scale, axis: Axis(unit: chart.unit), corner: left, columns: columns, page: page,
      isNamed: false)
    var grid = Grid(columns: page.width, rows: chart.boxes.count + axis.rows)
    func column(_ value: Double) -> Int {
      // A blank keeps the end of a line from the axis.
      left + 2 + Int((scale.share(of: value) * Double(columns - 2)).rounded())
    }
    for (row, box) in chart.boxes.enumerated() {
      grid.write(names[row], column: left - 1 - displayWidth(names[row]), row: row)
      grid.write(page.ink.vertical, column: left, row: row)
      grid.write(numbers[row], column: left + 1 + columns + 1, row: row)
      guard let five = box.quantiles else { continue }
      draw(five, mean: box.knownMean, style: .series(row), on: &grid, row: row, at: column)
    }
    axis.draw(on: &grid, row: chart.boxes.count, ink: page.ink, place: column)
    let frame = Frame(
      title: chart.title, unit: values.unitLabel, caption: chart.caption, page: page)
    return frame.around(grid.lines, notes: notes(isFull: isFull))
  }

  private func draw(
    _ five: [Double], mean: Double?, style: Style, on grid: inout Grid, row: Int,
    at column: (Double) -> Int
  ) {
    let ink = page.ink
    let places = five.map(column)
    for place in places[0]...places[4] { grid.write(ink.whisker.line, column: place, row: row) }
    for place in places[1]...places[3] {
      grid.write(ink.box.filled, style, column: place, row: row)
    }
    if places[0] < places[1] { grid.write(ink.whisker.left, column: places[0], row: row) }
    if places[4] > places[3] { grid.write(ink.whisker.right, column: places[4], row: row) }
    if let mean, mean.isFinite {
      grid.write(ink.box.mean, .accent, column: column(mean), row: row)
    }
    grid.write(ink.box.median, .bold, column: places[2], row: row)
    if five[0] == -.infinity { grid.write("<", style, column: places[0], row: row) }
    if five[4] == .infinity { grid.write(">", style, column: places[4], row: row) }
  }

  private func notes(isFull: Bool) -> [StyledText] {
    let ink = page.ink
    let whole = ink.whisker.left + ink.whisker.line + ink.whisker.right
    let box = String(repeating: ink.box.filled, count: 3)
    var legend = [
      "\(whole) p5 to p95: 90 % of the values", "\(box) the middle half",
      "\(ink.box.median) median: half lie below",
    ]
    if chart.boxes.contains(where: { $0.quantiles != nil && $0.knownMean?.isFinite == true }) {
      legend.append("\(ink.box.mean) mean")
    }
    legend.append(isFull ? "number: median (p5 .. p95)" : "number: median")
    var notes = legendLines(legend.map { StyledText($0) }, width: page.width - 3)
    let medians = chart.boxes.compactMap { $0.quantiles?[2] }
    if !chart.log, let hint = logHint(medians) { notes.append(StyledText(hint)) }
    return notes
  }

  private func scale(columns: Int) -> Scale {
    let means = chart.boxes.compactMap { $0.quantiles == nil ? nil : $0.knownMean }
      .filter(\.isFinite)
    let (low, high) = (min(low, means.min() ?? low), max(high, means.max() ?? high))
    if chart.log {
      let (scale, _) = Scale.logarithmic(from: low, to: high, unit: chart.unit, rows: columns / 8)
      return scale
    }
    let (first, last) = Scale.range(of: low, high, log: false)
    return .horizontal(
      from: first, to: first == last ? first + 1 : last, axis: Axis(unit: chart.unit),
      columns: columns)
  }
}
