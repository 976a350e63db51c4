import Terminal

/// The line below a plot with ticks, their labels and, at its end, what it counts.
struct HorizontalAxis {
  var scale: Scale
  /// `t (h)`
  var end: String
  /// Column of the corner; the plot begins one to the right.
  var corner: Int
  /// Columns of the plot.
  var columns: Int

  init(
    scale: Scale, axis: Axis, corner: Int, columns: Int, page: Page, isNamed: Bool = true
  ) {
    self.scale = scale
    self.corner = corner
    self.columns = columns
    let own = isNamed && axis.unit == .time ? "t" : ""
    let name = axis.name.isEmpty ? own : page.shows(axis.name)
    let unit = scale.unitLabel.isEmpty ? "" : "(\(page.shows(scale.unitLabel)))"
    end = truncated(
      name.isEmpty || unit.isEmpty ? name + unit : name + " " + unit, to: page.width / 3)
  }

  /// Draws on two rows; `place` gives the column of the grid where a value stands.
  func draw(on grid: inout Grid, row: Int, ink: Ink, place: (Double) -> Int) {
    grid.write(ink.corner, column: corner, row: row)
    for column in corner + 1...corner + columns {
      grid.write(ink.horizontal, column: column, row: row)
    }
    let endWidth = displayWidth(end)
    let endColumn = min(corner + columns + 2, grid.columns - endWidth)
    grid.write(end, column: endColumn, row: row + 1)
    var taken: [ClosedRange<Int>] = end.isEmpty ? [] : [endColumn - 1...grid.columns]
    for tick in scale.ticks.filter({ !$0.isMinor }) + scale.ticks.filter(\.isMinor) {
      let column = place(tick.value)
      if column != corner { grid.write(ink.tickBelow, column: column, row: row) }
      guard let label = tick.label else { continue }
      let width = displayWidth(label)
      let start = max(0, min(column - (width - 1) / 2, grid.columns - width))
      guard !taken.contains(where: { $0.overlaps(start...start + width - 1) }) else { continue }
      grid.write(label, column: start, row: row + 1)
      taken.append(start - 2...start + width + 1)
    }
  }
}
