import Terminal

/// Scenario text on a page: still the same scenario, in lines that fit.
enum ScenarioText {
  /// Breaks long lines after commas, and gives the rest of a long comment lines of its own below it.
  static func folded(_ text: String, to width: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { folded(line: String($0), to: width) }.joined(separator: "\n")
  }

  private static func folded(line: String, to width: Int) -> [String] {
    guard displayWidth(line) > width, let sign = comment(in: line) else {
      return brokenAtCommas(line, to: width)
    }
    let code = String(line[..<sign])
    var words = line[line.index(after: sign)...].split(separator: " ")[...]
    let isAlone = code.allSatisfy { $0 == " " }
    // A comment that has no room beside its code stands above it.
    var column = displayWidth(code)
    var lines: [String] = []
    if !isAlone, width - column < 28 {
      column = code.prefix { $0 == " " }.count
      lines = brokenAtCommas(String(code.reversed().drop { $0 == " " }.reversed()), to: width)
    }
    var start = lines.isEmpty ? code : String(repeating: " ", count: column)
    var comments: [String] = []
    while !words.isEmpty {
      var line = start + "#"
      repeat {
        line += " " + words.removeFirst()
      } while words.first.map { displayWidth(line) + 1 + displayWidth(String($0)) <= width }
        ?? false
      comments.append(line)
      start = String(repeating: " ", count: column)
    }
    return comments + lines
  }

  /// Where a comment begins that stands outside of texts.
  private static func comment(in line: String) -> String.Index? {
    var isInText = false
    return line.indices.first { place in
      if line[place] == "\"" { isInText.toggle() }
      return line[place] == "#" && !isInText
    }
  }

  private static func brokenAtCommas(_ line: String, to width: Int) -> [String] {
    guard displayWidth(line) > width else { return [line] }
    let indent = line.prefix { $0 == " " }.count
    let margin = String(repeating: " ", count: indent + 2)
    var lines: [String] = []
    var start = String(line.prefix(indent))
    var current = ""
    for piece in line.dropFirst(indent).split(separator: ", ") {
      if !current.isEmpty, displayWidth(start + current) + 3 + displayWidth(String(piece)) > width {
        lines.append(start + current + ",")
        (start, current) = (margin, String(piece))
      } else {
        current += (current.isEmpty ? "" : ", ") + piece
      }
    }
    return lines + [start + current]
  }
}
