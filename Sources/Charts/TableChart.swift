public import Terminal

/// Values of several systems side by side, with their intervals, the best and the worst marked.
public struct TableChart: Hashable, Sendable {
  public struct Column: Hashable, Sendable {
    public var title: String
    public var unit: AxisUnit

    public init(title: String, unit: AxisUnit = .number("")) {
      self.title = title
      self.unit = unit
    }
  }

  public enum Mark: Hashable, Sendable { case best, worst }

  public struct Cell: Hashable, Sendable {
    public var value: Double?
    /// Stands in place of a value.
    public var text: String?
    /// Half of the width of the interval around the value.
    public var interval: Double?
    public var mark: Mark?

    public init(
      value: Double?, text: String? = nil, interval: Double? = nil, mark: Mark? = nil
    ) {
      (self.value, self.text, self.interval, self.mark) = (value, text, interval, mark)
    }

    var hasInterval: Bool { interval.map { $0 > 0 && $0.isFinite } ?? false }
  }

  public struct Row: Hashable, Sendable {
    public var name: String
    public var cells: [Cell]

    public init(name: String, cells: [Cell]) {
      self.name = name
      self.cells = cells
    }
  }

  public var title: String
  public var columns: [Column]
  public var rows: [Row]
  public var caption: Caption

  public init(title: String, columns: [Column], rows: [Row], caption: Caption) {
    self.title = title
    self.columns = columns
    self.rows = rows
    self.caption = caption
  }

  public func drawn(on page: Page) -> StyledText {
    let frame = Frame(title: title, unit: "", caption: caption, page: page)
    guard !rows.isEmpty, !columns.isEmpty else {
      return frame.saying("there are no values to show")
    }
    var table = TextTable(columns: [TextTable.Column("")])
    table.rows = rows.map { [StyledText(page.shows($0.name))] }
    for (i, column) in columns.enumerated() {
      let cells = rows.map { i < $0.cells.count ? $0.cells[i] : Cell(value: nil) }
      let values = ValueText(column.unit, values: cells.compactMap(\.value))
      let unit = values.unitLabel.isEmpty ? "" : " (\(values.unitLabel))"
      let isText = cells.allSatisfy { $0.value == nil }
      table.columns.append(.init(page.shows(column.title + unit), isText ? .left : .right))
      // Marks stand in a column of their own behind the numbers, so that the digits stay aligned.
      let isMarked = cells.contains { $0.mark != nil }
      for (row, cell) in cells.enumerated() {
        table.rows[row].append(styled(cell, values, isMarked: isMarked, page))
      }
    }
    var notes: [StyledText] = []
    let marks = rows.flatMap { $0.cells.prefix(columns.count).compactMap(\.mark) }
    let legend = [marks.contains(.best) ? "* best" : "", marks.contains(.worst) ? "! worst" : ""]
    if !marks.isEmpty {
      notes.append(StyledText(legend.filter { !$0.isEmpty }.joined(separator: "   ")))
    }
    if rows.contains(where: { $0.cells.prefix(columns.count).contains(where: \.hasInterval) }) {
      notes.append(StyledText("\(page.ink.plusMinus) 95 % interval of the mean"))
    }
    return frame.around(table.drawn(on: page).lines, notes: notes)
  }

  private func styled(_ cell: Cell, _ values: ValueText, isMarked: Bool, _ page: Page) -> StyledText
  {
    var text = cell.text.map(page.shows) ?? "-"
    if cell.text == nil, let value = cell.value, !value.isNaN {
      text =
        cell.interval.map {
          values.text(value, halfWidth: $0, plusMinus: page.ink.plusMinus)
        } ?? values.text(value)
    }
    switch cell.mark {
    case .best: return StyledText(text + " *", .good)
    case .worst: return StyledText(text + " !", .warning)
    case nil: return StyledText(isMarked ? text + "  " : text)
    }
  }
}
