import Terminal

/// One triangle with its name above, its scores at the corners and its weakest corner below.
struct TriangleDrawing {
  let scores: CornerScores
  let name: String
  let style: Style
  let page: Page

  /// Blanks between two triangles.
  static let gap = 3
  /// `Sec 100  Scal 100`
  private static let least = 17

  init(_ scores: CornerScores, name: String, style: Style, page: Page) {
    self.scores = scores
    self.name = name
    self.style = style
    self.page = page
  }

  /// Columns of a triangle: as large as all can be in one row on this page, the least otherwise.
  static func width(for count: Int, on page: Page) -> Int {
    let count = max(1, min(count, page.width))
    let room = (page.width + gap) / count - gap
    let base = min(room, 2 * (page.height - 8) + 1, 25)
    return max(least, base - (base + 1) % 2)
  }

  /// Rows between the upper corner and the base.
  private static func size(width: Int, on page: Page) -> Int {
    max(4, min((width - 1) / 2, page.height - 8))
  }

  /// Name, upper score, triangle with its base, lower scores, weakest corner.
  static func rows(width: Int, on page: Page) -> Int { size(width: width, on: page) + 5 }

  func draw(on grid: inout Grid, column: Int, width: Int) {
    let size = Self.size(width: width, on: page)
    let middle = column + width / 2
    func centre(_ text: String, _ style: Style = .plain, row: Int) {
      let cut = truncated(text, to: width)
      grid.write(cut, style, column: max(column, middle - displayWidth(cut) / 2), row: row)
    }
    let weakest = scores.weakest
    func style(_ corner: Int) -> Style { weakest.contains(corner) ? .warning : .plain }
    let labels = (0..<3).map { "\(CornerScores.letters[$0]) \(scores.text($0))" }
    centre(page.shows(name), .bold, row: 0)
    centre(labels[0], style(0), row: 1)
    drawOutline(on: &grid, middle: middle, top: 2, size: size)
    fill(&grid, middle: middle, top: 2, size: size)
    grid.write(labels[1], style(1), column: column, row: size + 3)
    grid.write(
      labels[2], style(2), column: column + width - displayWidth(labels[2]), row: size + 3)
    if !weakest.isEmpty {
      let letters = weakest.map { CornerScores.letters[$0] }.joined(separator: ", ")
      centre("weakest: \(letters)", .warning, row: size + 4)
    }
  }

  private func drawOutline(on grid: inout Grid, middle: Int, top: Int, size: Int) {
    let ink = page.ink.triangle
    grid.write(ink.top, column: middle, row: top)
    for row in 1..<size {
      grid.write(ink.rising, column: middle - row, row: top + row)
      grid.write(ink.falling, column: middle + row, row: top + row)
    }
    for column in middle - size + 1..<middle + size {
      grid.write(ink.base, column: column, row: top + size)
    }
    grid.write(ink.left, column: middle - size, row: top + size)
    grid.write(ink.right, column: middle + size, row: top + size)
  }

  private func fill(_ grid: inout Grid, middle: Int, top: Int, size: Int) {
    let ink = page.ink.triangle
    for row in 1..<size {
      for x in 1 - row..<row {
        let (column, line) = (middle + x, top + row)
        if page.charset == .braille {
          let dots = self.dots(x: x, row: row, size: size)
          let isEmpty = dots == "\u{2800}"
          grid.write(isEmpty ? ink.empty : dots, isEmpty ? .dim : style, column: column, row: line)
        } else if covers(Double(x), Double(row), size) {
          grid.write(ink.full, style, column: column, row: line)
        } else {
          grid.write(ink.empty, .dim, column: column, row: line)
        }
      }
    }
  }

  private func covers(_ x: Double, _ row: Double, _ size: Int) -> Bool {
    scores.covers(x: x / Double(size), y: row / Double(size))
  }

  /// The eight dots of a cell (Unicode block 2800), each set where its own centre is inside.
  private func dots(x: Int, row: Int, size: Int) -> String {
    let bits: [[UInt32]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]
    var scalar: UInt32 = 0x2800
    for (i, side) in bits.enumerated() {
      for (j, bit) in side.enumerated() {
        let place = (
          x: Double(x) - 0.25 + 0.5 * Double(i), y: Double(row) - 0.375 + 0.25 * Double(j)
        )
        if covers(place.x, place.y, size) { scalar |= bit }
      }
    }
    return Unicode.Scalar(scalar).map { String(Character($0)) } ?? " "
  }
}
