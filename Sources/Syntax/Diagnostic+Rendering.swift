public import Terminal

extension Diagnostic {
  /// No line is wider, and no diagnostic has more lines.
  static let widest = 78
  static let mostLines = 8

  /// Line and column, from 1; columns count display width.
  public var place: (line: Int, column: Int)? {
    guard let extent else { return nil }
    let line = source.line(at: extent.lower)
    let start = source.extent(ofLine: line).lower
    let before = source.text(in: Extent(start, extent.lower))
    return (line, before.unicodeScalars.reduce(1) { $0 + Cell($1).columns })
  }

  /// As a person reads it: the title, the line with carets under the culprit, what to try.
  public var rendered: StyledText {
    var lines = heading()
    var notes = self.notes
    if let place {
      if let name = source.name {
        lines.append(StyledText("  \(shown(name)):\(place.line):\(place.column)", .dim))
      }
      let gutter = source.name == nil ? "" : String(place.line)
      let (text, carets) = excerpt(room: Self.widest - gutter.count - 5)
      let mark = StyledText(gutter.isEmpty ? "  | " : "  \(gutter) | ", .dim)
      let blank = String(repeating: " ", count: gutter.isEmpty ? 2 : gutter.count + 3)
      lines.append(mark + StyledText(text))
      var under = StyledText(blank + "| ", .dim) + StyledText(carets, .error)
      if let label = self.label {
        if under.plain.count + 1 + Self.width(escaped(label)) <= Self.widest {
          under.append(" " + escaped(label), .error)
        } else {
          notes.insert(label, at: 0)
        }
      }
      lines.append(under)
    } else {
      if let name = source.name { lines.append(StyledText("  \(shown(name))", .dim)) }
      if let label = self.label { notes.insert(label, at: 0) }
    }
    lines += notes.flatMap { wrapped(escaped($0), first: "  ", rest: "    ") }.map {
      StyledText($0)
    }
    var text = StyledText()
    for (i, line) in lines.prefix(Self.mostLines).enumerated() {
      if i > 0 { text.append("\n") }
      text.append(line)
    }
    return text
  }

  /// At most two lines: `error T006: I do not know the word …`.
  private func heading() -> [StyledText] {
    let kind = "\(self.severity.rawValue) \(self.code.id)"
    let lines = wrapped(kind + ": " + escaped(self.title), first: "", rest: "  ").prefix(2)
    return lines.enumerated().map { i, line in
      guard i == 0 else { return StyledText(line, .bold) }
      let style: Style = self.severity == .error ? .error : .warning
      return StyledText(kind, style) + StyledText(String(line.dropFirst(kind.count)), .bold)
    }
  }

  /// The end of a long file name.
  private func shown(_ name: String) -> String {
    let name = escaped(name)
    return name.count <= 56 ? name : "..." + name.suffix(53)
  }

  /// The culprit's line, cut around the culprit where it is too long, and the carets below it.
  private func excerpt(room: Int) -> (text: String, carets: String) {
    guard let extent else { return ("", "") }
    let line = source.extent(ofLine: source.line(at: extent.lower))
    let reach = 4 * room
    var lower = max(line.lower, min(extent.lower, line.upper) - reach)
    while lower > line.lower, source.bytes[lower] & 0xC0 == 0x80 { lower -= 1 }
    let upper = min(line.upper, extent.lower + reach)

    var cells: [Cell] = []
    var culprit = 0..<0
    var offset = lower
    for scalar in source.text(in: Extent(lower, upper)).unicodeScalars {
      if offset <= extent.lower { culprit = cells.count..<cells.count }
      if offset < extent.upper { culprit = culprit.lowerBound..<(cells.count + 1) }
      cells.append(Cell(scalar))
      offset += scalar.utf8.count
    }
    if extent.lower >= offset { culprit = cells.count..<cells.count }

    // A caret behind the end of the line takes a column too.
    let room = culprit.isEmpty ? room - 1 : room
    var start = 0
    var isCutLeft = lower > line.lower
    if isCutLeft || Self.width(cells[...]) > room {
      // A third of the room is kept for what stands before the culprit, more if the line ends soon.
      var kept = 0
      let rest = upper < line.upper ? room : Self.width(cells[culprit.lowerBound...])
      let before = max(room / 3, room - 3 - rest)
      start = culprit.lowerBound
      while start > 0, kept + cells[start - 1].width <= before {
        start -= 1
        kept += cells[start].width
      }
      isCutLeft = isCutLeft || start > 0
    }
    var end = start
    var used = isCutLeft ? 3 : 0
    let isCutRight = upper < line.upper || used + Self.width(cells[start...]) > room
    let limit = isCutRight ? room - 3 : room
    while end < cells.count, used + cells[end].width <= limit {
      used += cells[end].width
      end += 1
    }
    let text = cells[start..<end].map(\.text).joined()
    let before =
      (isCutLeft ? 3 : 0) + Self.width(cells[start..<max(start, min(culprit.lowerBound, end))])
    let seen = cells[culprit.clamped(to: start..<end)]
    let carets = String(repeating: "^", count: max(1, Self.width(seen)))
    return (
      (isCutLeft ? "..." : "") + text + (isCutRight ? "..." : ""),
      String(repeating: " ", count: before) + carets
    )
  }

  private static func width(_ cells: ArraySlice<Cell>) -> Int { cells.reduce(0) { $0 + $1.width } }

  private static func width(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + Cell($1).width }
  }

  /// Lines of at most `widest` columns, broken at spaces where that is possible.
  private func wrapped(_ text: String, first: String, rest: String) -> [String] {
    var lines: [String] = []
    var line = first
    var isStart = true
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !isStart, Self.width(line) + 1 + Self.width(word) > Self.widest {
        lines.append(line)
        line = rest
        isStart = true
      }
      if !isStart { line += " " }
      if Self.width(line) + Self.width(word) <= Self.widest {
        line += word
      } else {
        for character in word {
          if Self.width(line) + Self.width(String(character)) > Self.widest {
            lines.append(line)
            line = rest
          }
          line.append(character)
        }
      }
      isStart = false
    }
    return lines + [line]
  }

  private func escaped(_ text: String) -> String {
    // More than the lines of a diagnostic hold is never shown.
    text.unicodeScalars.prefix(Self.widest * Self.mostLines).map { Cell($0).text }.joined()
  }
}

/// How a character of the author is shown: control characters visibly, a tab as one space.
private struct Cell {
  var text: String
  var width: Int
  /// What it counts in a column number, where other programs show it as it is.
  var columns: Int { width > 2 ? 1 : width }

  init(_ scalar: Unicode.Scalar) {
    if scalar.value >= 0x20, scalar.value < 0x7F {
      (text, width) = (String(scalar), 1)
      return
    }
    switch scalar.properties.generalCategory {
    case _ where scalar == "\t":
      (text, width) = (" ", 1)
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse:
      text = "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      width = text.count
    case .nonspacingMark, .enclosingMark:
      (text, width) = (String(scalar), 0)
    default:
      (text, width) = (String(scalar), displayWidth(String(scalar)))
    }
  }
}
