import Terminal

/// Markdown as it is shown on a terminal.
enum Markdown {
  /// Longer lines of prose are hard to read.
  static let proseWidth = 84

  /// - Returns: lines of at most `width` columns; fences and tables that are wider are cut with `...`.
  static func shown(_ text: String, width: Int) -> StyledText {
    var lines: [StyledText] = []
    for block in MarkdownBlock.blocks(of: text) {
      if !lines.isEmpty { lines.append(StyledText()) }
      lines += Self.lines(of: block, width: width)
    }
    return StyledText(lines: lines)
  }

  private static func lines(of block: MarkdownBlock, width: Int) -> [StyledText] {
    let prose = min(width, proseWidth)
    switch block {
    case .heading(let level, let text):
      let title = StyledText(plain(text), .bold)
      guard level < 3 else { return title.wrapped(width: prose).lines }
      let line = String(repeating: level == 1 ? "=" : "-", count: min(title.width, prose))
      return title.wrapped(width: prose).lines + [StyledText(line, .dim)]
    case .paragraph(let text): return inline(text).wrapped(width: prose).lines
    case .list(let items):
      return items.flatMap { item in
        let margin = String(repeating: "  ", count: item.depth + 1) + item.mark + " "
        return (StyledText(margin) + inline(item.text))
          .wrapped(width: prose, indent: displayWidth(margin)).lines
      }
    case .table(let header, let right, let rows): return table(header, right, rows, width)
    case .code(let body):
      // A drawing that fills the page loses its margin before its end.
      let widest = body.map(displayWidth).max() ?? 0
      let margin = String(repeating: " ", count: max(0, min(4, width - widest)))
      return body.map { StyledText(margin + $0, .accent).truncated(to: width) }
    case .quote(let inner):
      var lines: [StyledText] = []
      for block in inner {
        if !lines.isEmpty { lines.append(StyledText("|", .accent)) }
        lines += Self.lines(of: block, width: prose - 2).map { StyledText("| ", .accent) + $0 }
      }
      return lines
    case .rule: return [StyledText(String(repeating: "-", count: prose), .dim)]
    }
  }

  /// Cells of the widest columns are broken over several lines where the table would be too wide.
  private static func table(
    _ header: [String], _ right: [Bool], _ rows: [[String]], _ width: Int
  ) -> [StyledText] {
    let cells = ([header] + rows).map { row in
      header.indices.map { $0 < row.count ? inline(row[$0]) : StyledText() }
    }
    var widths = header.indices.map { column in cells.map { $0[column].width }.max() ?? 1 }
    let room = width - 2 * (header.count - 1) - 2
    while widths.reduce(0, +) > room,
      let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
      widths[widest] > 8
    {
      widths[widest] -= 1
    }
    var lines: [StyledText] = []
    for (number, row) in cells.enumerated() {
      let parts = row.indices.map { row[$0].wrapped(width: widths[$0]).lines }
      for height in 0..<(parts.map(\.count).max() ?? 1) {
        var line = StyledText("  ")
        for column in row.indices {
          let part = height < parts[column].count ? parts[column][height] : StyledText()
          if column > 0 { line.append("  ") }
          line.append(part.padded(to: widths[column], toTheRight: right[column]))
        }
        lines.append(line.withoutTrailingBlanks.truncated(to: width))
      }
      if number == 0 {
        lines.append(
          StyledText(
            "  " + widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "), .dim
          ).truncated(to: width))
      }
    }
    return lines
  }

  /// Emphasis, code and links of a line of text.
  static func inline(_ text: String) -> StyledText {
    var result = StyledText()
    var rest = Substring(text)
    var before: Character = " "
    func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }
    while let first = rest.first {
      if first == "`", let end = rest.dropFirst().firstIndex(of: "`") {
        // The marks stay, because colour alone may not tell code from words.
        result.append(escapingControls(String(rest[...end])), .accent)
        rest = rest[rest.index(after: end)...]
        before = "`"
        continue
      }
      if first == "[", let link = link(rest) {
        result.append(inline(link.text))
        if !link.address.isEmpty { result.append(" (\(escapingControls(link.address)))", .dim) }
        rest = link.rest
        before = ")"
        continue
      }
      if let (mark, style) = [("**", Style.bold), ("*", .accent), ("_", .accent)]
        .first(where: { rest.hasPrefix($0.0) }), !(mark == "_" && isWord(before)),
        let inner = emphasised(rest.dropFirst(mark.count), mark)
      {
        for run in inline(String(inner)).runs {
          result.append(run.text, run.style == .plain ? style : run.style)
        }
        rest = rest.dropFirst(mark.count + inner.count + mark.count)
        before = "*"
        continue
      }
      if first == "\\", let next = rest.dropFirst().first, "\\`*_[]|#<>".contains(next) {
        result.append(String(next))
        rest = rest.dropFirst(2)
        before = next
        continue
      }
      result.append(escapingControls(String(first)))
      before = first
      rest = rest.dropFirst()
    }
    return result
  }

  /// What stands between a mark and its like, which touch the text on the inside.
  private static func emphasised(_ text: Substring, _ mark: String) -> Substring? {
    guard let first = text.first, first != " ", let end = text.firstRange(of: mark),
      end.lowerBound > text.startIndex, text[text.index(before: end.lowerBound)] != " "
    else { return nil }
    return text[..<end.lowerBound]
  }

  /// `[text](address)`; an address inside the course is left out.
  private static func link(
    _ text: Substring
  ) -> (text: String, address: String, rest: Substring)? {
    guard let close = text.firstRange(of: "]("),
      let end = text[close.upperBound...].firstIndex(of: ")")
    else { return nil }
    let address = String(text[close.upperBound..<end])
    return (
      String(text[text.index(after: text.startIndex)..<close.lowerBound]),
      address.hasPrefix("http") ? address : "", text[text.index(after: end)...]
    )
  }

  private static func plain(_ text: String) -> String { inline(text).plain }
}
