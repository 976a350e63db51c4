import Terminal

/// A heat map laid out on a page: cells with their values where these have room, else with digits.
struct HeatmapDrawing {
  let chart: HeatmapChart
  let levels: Levels
  let page: Page
  private let values: ValueText
  /// The rows and columns of the field that are shown.
  private let shownRows, shownColumns: [Int]
  private let field: [[Double?]]
  private let rowLabels, columnLabels: [String]
  /// Column of the vertical axis.
  private let axisColumn: Int
  /// Columns of a cell.
  private let cellWidth: Int
  private let hasValues: Bool
  private let places: Int?

  init(chart: HeatmapChart, field: [[Double?]], levels: Levels, page: Page) {
    self.chart = chart
    self.field = field
    self.levels = levels
    self.page = page
    let known = field.flatMap { $0.compactMap(\.self) }
    let values = ValueText(chart.unit, values: known)
    self.values = values
    let rowLabels = chart.y.labels.map { truncated(page.shows($0), to: page.width / 3) }
    self.rowLabels = rowLabels
    columnLabels = chart.x.labels.map { truncated(page.shows($0), to: 12) }
    axisColumn = (rowLabels.map { displayWidth($0) }.max() ?? 0) + 1
    let room = page.width - axisColumn - 1
    shownRows = Self.thinned(field.count, to: Self.mostRows)
    shownColumns = Self.thinned(columnLabels.count, to: room)
    let places = chart.log ? nil : values.places(for: known)
    self.places = places
    let widest = known.map { displayWidth(Self.text($0, values, places)) }.max() ?? 1
    let cell = min(room / max(1, shownColumns.count), 12)
    // Room for a shade, a blank on both sides and the value.
    hasValues = cell >= widest + 3
    cellWidth = hasValues ? cell : min(cell, 4)
  }

  private static let mostRows = 40

  private static func text(_ value: Double, _ values: ValueText, _ places: Int?) -> String {
    places.map { values.text(value, places: $0) } ?? values.text(value, digits: 3)
  }

  private func text(_ value: Double) -> String { Self.text(value, values, places) }

  /// Every n-th of more than there is room for.
  private static func thinned(_ count: Int, to most: Int) -> [Int] {
    let step = max(1, (count + most - 1) / max(1, most))
    return Array(stride(from: 0, to: count, by: step))
  }

  var drawn: StyledText {
    let ink = page.ink
    let rows = shownRows.count
    let columns = shownColumns.count * cellWidth
    var grid = Grid(columns: page.width, rows: rows + 4)
    grid.write(truncated(page.shows(chart.y.title), to: page.width), .bold, column: 0, row: 0)
    for (i, row) in shownRows.enumerated() {
      // The first row is the lowest.
      let line = rows - i
      let label = rowLabels[row]
      grid.write(label, column: axisColumn - 1 - displayWidth(label), row: line)
      grid.write(ink.vertical, column: axisColumn, row: line)
      for (j, column) in shownColumns.enumerated() {
        let place = axisColumn + 1 + j * cellWidth
        let text = cell(field[row][column])
        grid.write(text, style(field[row][column]), column: place, row: line)
      }
    }
    grid.write(ink.corner, column: axisColumn, row: rows + 1)
    for column in axisColumn + 1...axisColumn + columns {
      grid.write(ink.horizontal, column: column, row: rows + 1)
    }
    drawColumnLabels(on: &grid, row: rows + 2)
    let name = truncated(page.shows(chart.x.title), to: page.width - axisColumn - 1)
    grid.write(name, .bold, column: axisColumn + 1, row: rows + 3)
    let frame = Frame(
      title: chart.title, unit: values.unitLabel, caption: chart.caption, page: page)
    return frame.around(grid.lines, notes: notes)
  }

  /// Labels every column, or every n-th where there is too little room.
  private func drawColumnLabels(on grid: inout Grid, row: Int) {
    let labels = shownColumns.map { columnLabels[$0] }
    let widest = labels.map { displayWidth($0) }.max() ?? 0
    let step = widest < cellWidth ? 1 : (widest + cellWidth) / cellWidth
    for j in stride(from: 0, to: labels.count, by: step) {
      let width = displayWidth(labels[j])
      let first = axisColumn + 1 + j * cellWidth
      // It ends where the value or the digit does.
      let last = first + cellWidth - (hasValues ? 1 : 0)
      let place = step == 1 ? last - width : min(max(first, last - width), page.width - width)
      grid.write(labels[j], column: place, row: row)
    }
  }

  private func shade(_ level: Int) -> String { page.ink.shades[levels.shade(of: level)] }

  /// The text of one cell, as wide as a cell.
  private func cell(_ value: Double?) -> String {
    func blank(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
    guard let value else {
      return blank(cellWidth - (hasValues ? 2 : 1)) + "-" + blank(hasValues ? 1 : 0)
    }
    let level = level(of: value)
    if hasValues {
      let text = text(value)
      let rest = cellWidth - 2 - displayWidth(text)
      return String(repeating: shade(level), count: rest) + " " + text + " "
    }
    let digit = value.isFinite ? String(level) : value > 0 ? "^" : "v"
    return String(repeating: shade(level), count: cellWidth - 1) + digit
  }

  private func level(of value: Double) -> Int {
    value.isFinite ? levels.level(of: value) : value > 0 ? levels.count - 1 : 0
  }

  /// From cold to warm: blue, cyan, green, yellow, red.
  private static let warmth = [0, 4, 2, 5, 1].map { Style.series($0) }

  private func style(_ value: Double?) -> Style {
    guard let value else { return .dim }
    return levels.isConstant ? .plain : Self.warmth[levels.shade(of: level(of: value))]
  }

  /// What the shades and the digits stand for, in their colours.
  private var key: StyledText {
    var key = StyledText("\(text(levels.low)) [")
    if hasValues {
      for (i, shade) in page.ink.shades.enumerated() {
        key.append(String(repeating: shade, count: 4), Self.warmth[i])
      }
    } else {
      for level in 0..<levels.count {
        key.append(shade(level) + String(level), Self.warmth[levels.shade(of: level)])
      }
    }
    let unit = page.shows(values.unitLabel)
    key.append("] \(text(levels.high))" + (unit.isEmpty ? "" : " \(unit)"))
    return key
  }

  /// What single digits stand for.
  private var digits: String {
    let (first, fifth) = (text(levels.value(at: 1)), text(levels.value(at: 5)))
    guard let decades = levels.decades else { return "1 stands for \(first), 5 for \(fifth)" }
    let factor = decades.step == 1 ? "10" : "10^\(decades.step)"
    return "a step is a factor of \(factor): 1 begins at \(first)"
      + (levels.count > 5 ? ", 5 at \(fifth)" : "")
  }

  private var notes: [StyledText] {
    var notes: [String] = []
    let (low, high) = (text(levels.low), text(levels.high))
    if !levels.isConstant, !hasValues { notes.append(digits) }
    if levels.isConstant {
      notes.append("all values are \(low)")
    } else {
      if let place = place(of: levels.high) { notes.append("highest \(high): \(place)") }
      if let place = place(of: levels.low) { notes.append("lowest \(low): \(place)") }
    }
    if field.contains(where: { $0.contains(nil) }) { notes.append("- no value") }
    let all = field.flatMap { $0.compactMap(\.self) }
    if all.contains(.infinity) { notes.append("\(hasValues ? "inf" : "^") infinite") }
    if all.contains(-.infinity) { notes.append("\(hasValues ? "-inf" : "v") infinitely low") }
    notes += thinning(shownRows, of: chart.y) + thinning(shownColumns, of: chart.x)
    if !chart.log, let hint = logHint(all) { notes.append(hint) }
    return (levels.isConstant ? [] : [key]) + notes.map { StyledText($0) }
  }

  /// Where a value stands, in words; nothing where it stands at several places.
  private func place(of value: Double) -> String? {
    var places: [(row: Int, column: Int)] = []
    for (row, cells) in field.enumerated() {
      for (column, cell) in cells.enumerated() where cell == value { places.append((row, column)) }
    }
    guard places.count == 1, let (row, column) = places.first else { return nil }
    return page.shows(
      chart.x.named(columnLabels[column]) + ", " + chart.y.named(rowLabels[row]))
  }

  private func thinning(_ shown: [Int], of side: HeatmapChart.Side) -> [String] {
    guard shown.count > 1, shown[1] > 1 else { return [] }
    return [
      "Of \(side.labels.count) values of \(page.shows(side.name)) every \(shown[1]). is shown."
    ]
  }
}
