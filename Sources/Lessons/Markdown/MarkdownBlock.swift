/// A block of Markdown as far as lessons use it.
enum MarkdownBlock: Hashable {
  case heading(level: Int, String)
  case paragraph(String)
  /// Items with their depth (from 0) and their mark: `-` or `1.`.
  case list([Item])
  case table(header: [String], right: [Bool], rows: [[String]])
  case code([String])
  case quote([MarkdownBlock])
  case rule

  struct Item: Hashable {
    var depth: Int
    var mark: String
    var text: String
  }

  static func blocks(of text: String) -> [MarkdownBlock] {
    var reader = Reader(
      lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    return reader.read()
  }

  private struct Reader {
    let lines: [String]
    var index = 0
    var blocks: [MarkdownBlock] = []

    init(lines: [String]) { self.lines = lines }

    mutating func read() -> [MarkdownBlock] {
      while index < lines.count {
        let line = lines[index]
        if line.trimmed.isEmpty {
          index += 1
        } else if line.hasPrefix("```") {
          readCode()
        } else if let level = headingLevel(line) {
          blocks.append(.heading(level: level, line.dropFirst(level).trimmed))
          index += 1
        } else if line.hasPrefix(">") {
          readQuote()
        } else if ["---", "***", "___"].contains(line.trimmed) {
          blocks.append(.rule)
          index += 1
        } else if line.trimmed.hasPrefix("|") {
          readTable()
        } else if item(line) != nil {
          readList()
        } else {
          readParagraph()
        }
      }
      return blocks
    }

    private func headingLevel(_ line: String) -> Int? {
      let level = line.prefix { $0 == "#" }.count
      return (1...6).contains(level) && line.dropFirst(level).first == " " ? level : nil
    }

    private mutating func readCode() {
      let ticks = lines[index].prefix { $0 == "`" }
      var body: [String] = []
      index += 1
      while index < lines.count, lines[index].trimmed != ticks {
        body.append(lines[index])
        index += 1
      }
      index += 1
      blocks.append(.code(body))
    }

    private mutating func readQuote() {
      var body: [String] = []
      while index < lines.count, lines[index].hasPrefix(">") {
        let rest = lines[index].dropFirst()
        body.append(String(rest.first == " " ? rest.dropFirst() : rest))
        index += 1
      }
      // A quote in a quote goes no deeper than its text.
      var inner = Reader(lines: body.map { $0.hasPrefix(">") ? String($0.dropFirst()) : $0 })
      blocks.append(.quote(inner.read()))
    }

    private mutating func readTable() {
      var rows: [[String]] = []
      var right: [Bool] = []
      while index < lines.count, lines[index].trimmed.hasPrefix("|") {
        let cells = Self.cells(lines[index].trimmed)
        if cells.allSatisfy({ $0.allSatisfy { "-: ".contains($0) } && $0.contains("-") }) {
          right = cells.map { $0.hasSuffix(":") && !$0.hasPrefix(":") }
        } else {
          rows.append(cells)
        }
        index += 1
      }
      guard let header = rows.first else { return }
      right += Array(repeating: false, count: max(0, header.count - right.count))
      blocks.append(.table(header: header, right: right, rows: Array(rows.dropFirst())))
    }

    /// `| a | b |`; `\|` is a bar inside a cell.
    private static func cells(_ line: String) -> [String] {
      var cells = [""]
      var isEscaped = false
      for character in line.dropFirst() {
        if character == "|", !isEscaped {
          cells.append("")
        } else if character == "\\", !isEscaped {
          isEscaped = true
          continue
        } else {
          cells[cells.count - 1].append(character)
        }
        isEscaped = false
      }
      if cells.last?.trimmed.isEmpty == true { cells.removeLast() }
      return cells.map(\.trimmed)
    }

    private func item(_ line: String) -> Item? {
      let blanks = line.prefix { $0 == " " }.count
      let rest = line.dropFirst(blanks)
      let depth = min(blanks / 2, 4)
      if rest.hasPrefix("- ") || rest.hasPrefix("* ") {
        return Item(depth: depth, mark: "-", text: rest.dropFirst(2).trimmed)
      }
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard (1...3).contains(digits.count), rest.dropFirst(digits.count).hasPrefix(". ") else {
        return nil
      }
      return Item(
        depth: depth, mark: digits + ".", text: rest.dropFirst(digits.count + 2).trimmed)
    }

    private mutating func readList() {
      var items: [Item] = []
      while index < lines.count {
        let line = lines[index]
        if let item = item(line) {
          items.append(item)
        } else if !items.isEmpty, line.hasPrefix("  "), !line.trimmed.isEmpty {
          items[items.count - 1].text += " " + line.trimmed
        } else {
          break
        }
        index += 1
      }
      blocks.append(.list(items))
    }

    private mutating func readParagraph() {
      var words: [String] = []
      while index < lines.count {
        let line = lines[index]
        let endsHere =
          line.trimmed.isEmpty || line.hasPrefix("```") || line.hasPrefix(">")
          || headingLevel(line) != nil || (!words.isEmpty && item(line) != nil)
          || line.trimmed.hasPrefix("|")
        if endsHere { break }
        words.append(line.trimmed)
        index += 1
      }
      blocks.append(.paragraph(words.joined(separator: " ")))
    }
  }
}
