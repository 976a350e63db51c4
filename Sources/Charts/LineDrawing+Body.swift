import Terminal

extension LineDrawing {
  /// The plots and the axis below the last.
  var body: [StyledText] {
    let axis = HorizontalAxis(
      scale: x, axis: chart.x, corner: axisColumn, columns: columns, page: page)
    // Panels are parted by a line.
    let tops = heights.indices.map { place in heights[..<place].reduce(place, +) }
    let below = tops[tops.count - 1] + heights[tops.count - 1]
    var grid = Grid(columns: page.width, rows: below + axis.rows)
    for (i, panel) in panels.enumerated() {
      if i > 0 {
        for column in axisColumn...axisColumn + columns {
          let text = column == axisColumn ? page.ink.corner : page.ink.horizontal
          grid.write(text, .dim, column: column, row: tops[i] - 1)
        }
      }
      draw(panel, i, at: tops[i], on: &grid)
      ends[i].draw(on: &grid, column: axisColumn + columns + 3, row: tops[i], rows: heights[i])
    }
    axis.draw(on: &grid, row: below, ink: page.ink) {
      axisColumn + 1 + column($0)
    }
    return grid.lines
  }

  private func draw(_ panel: [Int], _ place: Int, at top: Int, on grid: inout Grid) {
    let ink = page.ink
    let (y, rows) = (scales[place], heights[place])
    for row in top..<top + rows {
      grid.write(ink.vertical, column: axisColumn, row: row)
      grid.write(ink.rightEdge, column: axisColumn + 1 + columns, row: row)
    }
    for tick in y.ticks {
      let row = top + rows - 1 - Int((y.share(of: tick.value) * Double(rows - 1)).rounded())
      if let label = tick.label, !tick.isMinor || y.ticks.count <= 5 {
        grid.write(label, column: axisColumn - 1 - displayWidth(label), row: row)
      }
      grid.write(ink.tickLeft, column: axisColumn, row: row)
    }
    let plot = plot(of: panel, place, isNumbered: place == 0)
    for row in 0..<rows {
      for column in 0..<columns {
        guard let cell = plot.cell(column: column, row: row) else { continue }
        grid.write(
          cell.text, cell.style, column: axisColumn + 1 + column, row: top + rows - 1 - row)
      }
    }
  }

  private func plot(of panel: [Int], _ place: Int, isNumbered: Bool) -> Plot {
    let (y, rows) = (scales[place], heights[place])
    func share(_ value: Double?) -> Double? {
      guard let value, value.isFinite else { return nil }
      return y.share(of: value)
    }
    let lines = panel.map {
      Plot.Line(glyph: glyphs[$0], style: .series($0), isTheory: chart.series[$0].isTheory)
    }
    var plot = Plot(columns: columns, rows: rows, charset: page.charset, lines: lines)
    for i in panel where points[i].contains(where: \.hasBand) {
      let line = points[i]
      plot.shade(
        from: plot.trace(line.map { (x.share(of: $0.x), share($0.hasBand ? $0.low : nil)) }),
        to: plot.trace(line.map { (x.share(of: $0.x), share($0.hasBand ? $0.high : nil)) }),
        .series(i))
    }
    let events = shownEvents
    func number(_ i: Int) -> String? { isNumbered && events.count > 1 ? Self.number(i) : nil }
    for (i, event) in events.enumerated() {
      for x in event.repeats { plot.remark(column: column(x), number: number(i)) }
    }
    for (i, event) in events.enumerated() {
      for x in event.lines { plot.mark(column: column(x), number: number(i)) }
    }
    for (place, i) in panel.enumerated() {
      plot.draw(points[i].map { (x.share(of: $0.x), share($0.y)) }, as: place)
      for point in points[i] where point.y.isInfinite {
        let isAbove = point.y > 0
        plot.set(
          isAbove ? "^" : "v", of: place, column: column(point.x), row: isAbove ? rows - 1 : 0)
      }
    }
    return plot
  }
}
