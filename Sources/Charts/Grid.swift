import Terminal

/// A rectangle of character cells that pictures are put together on; row 0 is at the top.
struct Grid {
  private struct Cell {
    /// Empty for the second half of a wide character.
    var text: String
    var style: Style
  }

  let columns: Int
  let rows: Int
  private var cells: [Cell]

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: Cell(text: " ", style: .plain), count: columns * rows)
  }

  /// Writes from a cell to the right; what falls outside is lost.
  mutating func write(_ text: String, _ style: Style = .plain, column: Int, row: Int) {
    guard (0..<rows).contains(row) else { return }
    var place = column
    for character in text {
      let width = displayWidth(String(character))
      guard width > 0, place + width <= columns else { continue }
      if place >= 0 {
        cells[row * columns + place] = Cell(text: String(character), style: style)
        if width == 2 { cells[row * columns + place + 1] = Cell(text: "", style: style) }
      }
      place += width
    }
  }

  /// The rows as lines without trailing blanks.
  var lines: [StyledText] {
    (0..<rows).map { row in
      let line = cells[row * columns..<(row + 1) * columns]
      var text = StyledText()
      guard let end = line.lastIndex(where: { $0.text != " " }) else { return text }
      for cell in line[...end] { text.append(cell.text, cell.style) }
      return text
    }
  }
}
