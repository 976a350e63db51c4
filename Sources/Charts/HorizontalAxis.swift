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
  /// The line, the labels and, where its name is too long to stand beside them, the name.
  let rows: Int

  init(
    scale: Scale, axis: Axis, corner: Int, columns: Int, page: Page, isNamed: Bool = true
  ) {
    self.scale = scale
    self.corner = corner
    self.columns = columns
    let own = isNamed && axis.unit == .time ? "t" : ""
    let name = axis.name.isEmpty ? own : page.shows(axis.name)
    let unit = scale.unitLabel.isEmpty ? "" : "(\(page.shows(scale.unitLabel)))"
    let full = name.isEmpty || unit.isEmpty ? name + unit : name + " " + unit
    end = truncated(full, to: page.width / 2)
    let room = page.width - (corner + columns + 3)
    rows = displayWidth(end) > max(room, 8) ? 3 : 2
  }

  /// Draws on ``rows`` rows; `place` gives the column of the grid where a value stands.
  func draw(on grid: inout Grid, row: Int, ink: Ink, place: (Double) -> Int) {
    grid.write(ink.corner, column: corner, row: row)
    for column in corner + 1...corner + columns {
      grid.write(ink.horizontal, column: column, row: row)
    }
    let endColumn = min(corner + columns + 3, grid.columns - displayWidth(end))
    grid.write(end, column: endColumn, row: row + rows - 1)
    var taken: [ClosedRange<Int>] = []
    if rows == 2, !end.isEmpty { taken.append(endColumn - 1...grid.columns) }
    for tick in scale.ticks.filter({ !$0.isMinor }) + scale.ticks.filter(\.isMinor) {
      let column = place(tick.value)
      if column > corner + 1 { grid.write(ink.tickBelow, column: column, row: row) }
      guard let label = tick.label else { continue }
      let width = displayWidth(label)
      // In the middle below its tick, else ending there.
      for start in [max(0, column - (width - 1) / 2), max(0, column - width + 1)] {
        let place = start...start + width - 1
        guard place.upperBound < grid.columns, !taken.contains(where: { $0.overlaps(place) }) else {
          continue
        }
        grid.write(label, column: start, row: row + 1)
        taken.append(start - 2...start + width + 1)
        break
      }
    }
  }
}
