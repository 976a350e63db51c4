/// Aligned columns of text under titles; a table too wide for the page goes on below in further
/// groups of columns, each with the first column again.
public struct TextTable: Hashable, Sendable {
  public enum Alignment: Hashable, Sendable { case left, right }

  public struct Column: Hashable, Sendable {
    public var title: String
    public var alignment: Alignment

    public init(_ title: String, _ alignment: Alignment = .left) {
      self.title = title
      self.alignment = alignment
    }
  }

  public var columns: [Column]
  /// Cells by row; missing ones are blank, those beyond the columns are left out.
  public var rows: [[StyledText]]
  /// Whether long cells go on in further lines, so that all columns stand side by side.
  public var wraps: Bool

  public init(columns: [Column], rows: [[StyledText]] = [], wraps: Bool = false) {
    self.columns = columns
    self.rows = rows
    self.wraps = wraps
  }

  public func drawn(on page: Page) -> StyledText {
    if wraps, let widths = sharedWidths(within: page.width) {
      let all = Array(columns.indices)
      let titles = columns.map { StyledText($0.title, .bold) }
      var lines = [line(titles, all, widths), rule(all, widths)]
      for row in rows { lines += wrapped(row, all, widths) }
      return StyledText(lines: lines)
    }
    let widths = self.widths(within: page.width)
    var lines: [StyledText] = []
    for (i, group) in groups(of: widths, within: page.width).enumerated() {
      if i > 0 { lines.append(StyledText()) }
      let titles = columns.map { StyledText($0.title, .bold) }
      lines.append(line(titles, group, widths))
      lines.append(rule(group, widths))
      lines += rows.map { line($0, group, widths) }
    }
    return StyledText(lines: lines)
  }

  private static let gap = "  "

  private func rule(_ group: [Int], _ widths: [Int]) -> StyledText {
    StyledText(group.map { String(repeating: "-", count: widths[$0]) }.joined(separator: Self.gap))
  }

  /// What the columns get side by side: the last one what the others leave, these at most a third of
  /// the page; nothing where that is too little to read.
  private func sharedWidths(within width: Int) -> [Int]? {
    guard columns.count > 1 else { return nil }
    let wanted = columns.indices.map { i in
      max(
        1, displayWidth(columns[i].title),
        rows.map { i < $0.count ? $0[i].truncated(to: width).width : 0 }.max() ?? 0)
    }
    var widths = wanted.dropLast().map { min($0, width * 3 / 10) }
    let room = width - widths.reduce(0) { $0 + $1 + Self.gap.utf8.count }
    guard room >= min(wanted[wanted.count - 1], 16) else { return nil }
    widths.append(min(wanted[wanted.count - 1], room))
    return widths
  }

  private func wrapped(_ row: [StyledText], _ all: [Int], _ widths: [Int]) -> [StyledText] {
    let cells = all.map { i in
      i < row.count ? StyledText(lines: row[i].lines).wrapped(width: widths[i]).lines : []
    }
    return (0..<max(1, cells.map(\.count).max() ?? 1)).map { place in
      line(cells.map { place < $0.count ? $0[place] : StyledText() }, all, widths)
    }
  }

  /// The first column leaves half of the page to the others.
  private func widths(within width: Int) -> [Int] {
    var widths: [Int] = []
    for (i, column) in columns.enumerated() {
      let cells = rows.map { i < $0.count ? $0[i].truncated(to: width).width : 0 }
      let wanted = max(1, displayWidth(column.title), cells.max() ?? 0)
      let room = i == 0 ? (columns.count == 1 ? width : width / 2) : width - widths[0] - 2
      widths.append(min(wanted, room))
    }
    return widths
  }

  private func groups(of widths: [Int], within width: Int) -> [[Int]] {
    guard !widths.isEmpty else { return [] }
    var groups = [[0]]
    var used = widths[0]
    for i in widths.indices.dropFirst() {
      if used + 2 + widths[i] > width, groups[groups.count - 1].count > 1 {
        groups.append([0])
        used = widths[0]
      }
      groups[groups.count - 1].append(i)
      used += 2 + widths[i]
    }
    return groups
  }

  private func line(_ cells: [StyledText], _ group: [Int], _ widths: [Int]) -> StyledText {
    var line = StyledText()
    var pending = 0
    for (place, i) in group.enumerated() {
      if place > 0 { pending += Self.gap.utf8.count }
      let cell = i < cells.count ? cells[i].truncated(to: widths[i]) : StyledText()
      let blanks = max(0, widths[i] - cell.width)
      if columns[i].alignment == .right { pending += blanks }
      guard !cell.isEmpty else {
        pending += columns[i].alignment == .right ? 0 : blanks
        continue
      }
      line.append(String(repeating: " ", count: pending))
      line.append(cell)
      pending = columns[i].alignment == .left ? blanks : 0
    }
    return line.withoutTrailingBlanks
  }
}
