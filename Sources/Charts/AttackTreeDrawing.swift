import Terminal

/// The lines of an attack tree with its costs and probabilities in columns, or below the names where
/// the page is narrow.
struct AttackTreeDrawing {
  let outline: AttackOutline
  let page: Page

  private struct Row {
    var stem, under, name, gate, cost, probability, marks: String

    var isMarked: Bool { !marks.isEmpty }
    /// Columns that stem, name and gate take.
    var width: Int { displayWidth(stem) + displayWidth(name) + displayWidth(gate) }
  }

  private var rows: [Row] {
    outline.entries.map { entry in
      Row(
        stem: entry.stem, under: entry.under, name: page.shows(entry.text),
        gate: entry.gate.map {
          ": " + $0.text(parts: entry.parts) + (entry.isClosed ? " \(page.ink.dots)" : "")
        } ?? "",
        cost: truncated(page.shows(entry.cost), to: 14),
        probability: truncated(page.shows(entry.probability), to: 14),
        marks: truncated(
          entry.marks.isEmpty
            ? "" : "\(page.ink.pointer) \(entry.marks.map(page.shows).joined(separator: ", "))",
          to: 36))
    }
  }

  var lines: [StyledText] {
    let rows = rows
    let cost = column("cost", rows.map(\.cost))
    let probability = column("probability", rows.map(\.probability))
    let marks = rows.map { displayWidth($0.marks) }.max() ?? 0
    let right = [cost, probability, marks].filter { $0 > 0 }.reduce(0) { $0 + $1 + 2 }
    let room = page.width - right
    let wanted = rows.map(\.width).max() ?? 0
    // Few names may be cut, but none down to a stump.
    guard right == 0 || room >= min(wanted, max(36, page.width / 2)) else {
      return rows.flatMap(below)
    }
    let left = min(room, max(wanted, 24))
    var lines: [StyledText] = []
    if cost > 0 || probability > 0 {
      let titles = [("cost", cost), ("probability", probability)].filter { $0.1 > 0 }
      var line = StyledText(String(repeating: " ", count: left))
      for (title, width) in titles { line.append("  " + padded(title, to: width), .bold) }
      lines.append(line)
    }
    for row in rows {
      for (i, name) in named(row, width: left).enumerated() {
        var line = name
        if i == 0 {
          line.append(String(repeating: " ", count: max(0, left - line.width)))
          if cost > 0 { line.append("  " + padded(row.cost, to: cost)) }
          if probability > 0 { line.append("  " + padded(row.probability, to: probability)) }
          line.append("  " + row.marks, .warning)
        }
        lines.append(line)
      }
    }
    return lines
  }

  /// Columns of some texts under their title; none where all are empty.
  private func column(_ title: String, _ texts: [String]) -> Int {
    let widest = texts.map { displayWidth($0) }.max() ?? 0
    return widest == 0 ? 0 : max(widest, displayWidth(title))
  }

  private func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - displayWidth(text)))
  }

  /// A name with its gate, on up to three lines.
  private func named(_ row: Row, width: Int) -> [StyledText] {
    let room = max(8, width - max(displayWidth(row.stem), displayWidth(row.under)))
    let style: Style = row.isMarked ? .warning : .plain
    var lines = StyledText(truncated(row.name, to: room * 2), style).wrapped(width: room).lines
    let gate = StyledText(row.gate, .accent)
    if row.width <= width {
      lines = [StyledText(row.name, style) + gate]
    } else if lines[lines.count - 1].width + gate.width <= room {
      lines[lines.count - 1].append(gate)
    } else {
      lines.append(StyledText(String(row.gate.drop { $0 == ":" || $0 == " " }), .accent))
    }
    return lines.enumerated().map { i, line in
      StyledText(i == 0 ? row.stem : row.under) + line
    }
  }

  /// A name with what is known of it on lines of its own.
  private func below(_ row: Row) -> [StyledText] {
    let details = [row.cost, row.probability].filter { !$0.isEmpty }.joined(separator: ", ")
    let marks = row.marks.isEmpty ? [] : [StyledText(row.marks, .warning)]
    let room = max(8, page.width - displayWidth(row.under))
    let texts = (details.isEmpty ? [] : [StyledText(details)]) + marks
    return named(row, width: page.width)
      + legendLines(texts, width: room).map { StyledText(row.under) + $0.truncated(to: room) }
  }
}
