import Terminal

extension BlockTreeDrawing {
  /// Heights, branches above the chain, the chain, branches below it, waiting times.
  func lines(of band: Range<Int>) -> [StyledText] {
    let range = laneRange(band)
    var canvas = BlockCanvas(page: page, rows: range.count + 2)
    func row(_ lane: Int) -> Int { 1 + range.upperBound - lane }
    func start(_ column: Int) -> Int { gap + (column - band.lowerBound) * slot }
    for column in band {
      let label = Self.label(tree.heights[column])
      let place = start(column) + (inner + 2 - displayWidth(label)) / 2
      canvas.grid.write(label, column: max(0, place), row: 0)
    }
    for (i, column) in tree.columns.enumerated() where band.contains(column) {
      guard let lane = lanes[i] else { continue }
      write(tree.blocks[i], on: &canvas, column: start(column), row: row(lane))
      let before = start(column) - gap
      guard let parent = tree.parents[i], let from = lanes[parent] else {
        guard !isFirst(i) else { continue }
        let dots = page.ink.dots
        canvas.grid.write(dots, column: start(column) - 3, row: row(lane))
        canvas.join(from: start(column) - 3 + displayWidth(dots), to: start(column), row: row(lane))
        continue
      }
      if from == lane {
        canvas.join(from: before, to: start(column), row: row(lane))
      } else {
        canvas.join(
          from: before, row: row(from), turningAt: before + 1, to: start(column), row: row(lane))
      }
      if column == band.lowerBound { canvas.grid.write(">", column: 0, row: row(from)) }
    }
    // What goes on in the next band.
    for (i, column) in tree.columns.enumerated() where column == band.upperBound {
      guard lanes[i] != nil, let parent = tree.parents[i], let from = lanes[parent] else {
        continue
      }
      let end = start(column) - gap
      canvas.join(from: end, to: end + 1, row: row(from))
      canvas.grid.write(">", column: end + 1, row: row(from))
    }
    drawWaits(of: band, on: &canvas, row: range.count + 1, start: start)
    let lines = canvas.lines
    return lines.last?.isEmpty == true ? lines.dropLast() : lines
  }

  private func write(
    _ block: BlockTreeChart.Block, on canvas: inout BlockCanvas, column: Int, row: Int
  ) {
    let text = Self.text(block, page)
    var shown = truncated(text, to: inner)
    // A stump of a name says nothing, a letter does.
    if inner < 4, displayWidth(text) > inner { shown = block.role.isHostile ? "A" : "" }
    let blanks = inner - displayWidth(shown)
    let left = String(repeating: " ", count: blanks / 2)
    let right = String(repeating: " ", count: blanks - blanks / 2)
    let (open, close) = block.role.isCanonical ? ("[", "]") : ("(", ")")
    let style: Style =
      block.role.isHostile ? .error : block.role.isCanonical ? .plain : .warning
    canvas.grid.write(open + left + shown + right + close, style, column: column, row: row)
  }

  private func drawWaits(
    of band: Range<Int>, on canvas: inout BlockCanvas, row: Int, start: (Int) -> Int
  ) {
    let text = waitText
    let waits = waits
    for column in band {
      guard let wait = waits[column] else { continue }
      let number = text.text(wait, digits: 2)
      let label = wait < 0 ? number : "+" + number
      guard displayWidth(label) < slot else { continue }
      let place = start(column) + (inner + 2 - displayWidth(label)) / 2
      canvas.grid.write(label, .dim, column: max(0, place), row: row)
    }
  }
}

/// A grid whose cells are joined by lines.
struct BlockCanvas {
  var grid: Grid
  private let isASCII: Bool
  private var arms: [Arms]

  init(page: Page, rows: Int) {
    grid = Grid(columns: page.width, rows: rows)
    isASCII = page.charset == .ascii
    arms = Array(repeating: [], count: page.width * rows)
  }

  private mutating func reach(_ arms: Arms, column: Int, row: Int) {
    guard (0..<grid.columns).contains(column), (0..<grid.rows).contains(row) else { return }
    let place = row * grid.columns + column
    self.arms[place].formUnion(arms)
    let joined = self.arms[place]
    grid.write(isASCII ? joined.plain : joined.character, column: column, row: row)
  }

  /// A straight line up to a column, which it leaves out.
  mutating func join(from start: Int, to end: Int, row: Int) {
    for column in start..<max(start, end) { reach([.left, .right], column: column, row: row) }
  }

  /// A line that leaves one row for another in a column.
  mutating func join(
    from start: Int, row: Int, turningAt turn: Int, to end: Int, row last: Int
  ) {
    join(from: start, to: turn, row: row)
    let (out, back): (Arms, Arms) = last < row ? (.up, .down) : (.down, .up)
    reach([.left, out], column: turn, row: row)
    for between in min(row, last) + 1..<max(row, last) {
      reach([.up, .down], column: turn, row: between)
    }
    reach([back, .right], column: turn, row: last)
    join(from: turn + 1, to: end, row: last)
  }

  var lines: [StyledText] { grid.lines }
}
