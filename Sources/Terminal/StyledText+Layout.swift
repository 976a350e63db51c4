extension StyledText {
  /// The columns that the longest line takes.
  public var width: Int { lines.map { displayWidth($0.plain) }.max() ?? 0 }

  /// The text at its line breaks; one empty line for an empty text.
  public var lines: [StyledText] {
    var lines = [StyledText()]
    for run in runs {
      let parts = run.text.split(separator: "\n", omittingEmptySubsequences: false)
      for (i, part) in parts.enumerated() {
        if i > 0 { lines.append(StyledText()) }
        lines[lines.count - 1].append(String(part), run.style)
      }
    }
    return lines
  }

  public init(lines: [StyledText]) {
    self.init()
    for (i, line) in lines.enumerated() {
      if i > 0 { append("\n") }
      append(line)
    }
  }

  /// Each line filled with blanks up to a width; on the left when `toTheRight`.
  public func padded(to width: Int, toTheRight: Bool = false) -> StyledText {
    StyledText(
      lines: lines.map { line in
        let blanks = StyledText(
          String(repeating: " ", count: max(0, width - displayWidth(line.plain))))
        return toTheRight ? blanks + line : line + blanks
      })
  }

  /// One line of at most so many columns, cut with `...`, its control characters escaped.
  public func truncated(to width: Int) -> StyledText {
    var line = StyledText()
    for run in runs { line.append(escapingControls(run.text), run.style) }
    guard displayWidth(line.plain) > width else { return line }
    let kept = Terminal.truncated(line.plain, to: width).count - min(3, max(0, width))
    var cut = StyledText()
    var left = kept
    for run in line.runs where left > 0 {
      cut.append(String(run.text.prefix(left)), run.style)
      left -= run.text.count
    }
    cut.append(String(repeating: ".", count: min(3, max(0, width))))
    return cut
  }

  /// Lines of at most `width` columns, broken between words; lines after the first of a paragraph
  /// start with `indent` blanks. A word longer than a line is broken where the line ends.
  public func wrapped(width: Int, indent: Int = 0) -> StyledText {
    let width = max(1, width)
    let indent = min(max(0, indent), width - 1)
    return StyledText(lines: lines.flatMap { $0.wrappedLine(width: width, indent: indent) })
  }

  private func wrappedLine(width: Int, indent: Int) -> [StyledText] {
    let margin = StyledText(String(repeating: " ", count: indent))
    var lines: [StyledText] = []
    var line = StyledText()
    var used = 0
    var isBlank = true
    func start() {
      lines.append(line.withoutTrailingBlanks)
      line = margin
      used = indent
      isBlank = true
    }
    for word in words {
      var wordWidth = displayWidth(word.plain)
      if word.plain.allSatisfy({ $0 == " " }) {
        // Blanks at the start of a paragraph are its own margin; at a break they vanish.
        guard !isBlank || lines.isEmpty else { continue }
        guard used + wordWidth <= width else { continue }
        line.append(word)
        used += wordWidth
        continue
      }
      if used + wordWidth > width, !isBlank { start() }
      if used + wordWidth > width {
        for run in word.runs {
          for character in run.text {
            let columns = displayWidth(character)
            if used + columns > width, !isBlank { start() }
            line.append(String(character), run.style)
            used += columns
            isBlank = false
          }
        }
        wordWidth = 0
      } else {
        line.append(word)
      }
      used += wordWidth
      isBlank = false
    }
    lines.append(line.withoutTrailingBlanks)
    return lines
  }

  /// Words and the blanks between them, in order; a word may have several styles.
  private var words: [StyledText] {
    var words: [StyledText] = []
    var wasBlank: Bool?
    for run in runs {
      for character in run.text {
        let isBlank = character == " "
        if wasBlank != isBlank { words.append(StyledText()) }
        wasBlank = isBlank
        words[words.count - 1].append(String(character), run.style)
      }
    }
    return words
  }

  /// One line without the blanks at its end.
  public var withoutTrailingBlanks: StyledText {
    var kept = runs
    while var last = kept.popLast() {
      while last.text.unicodeScalars.last == " " { last.text.unicodeScalars.removeLast() }
      guard last.text.isEmpty else {
        kept.append(last)
        break
      }
    }
    var text = StyledText()
    for run in kept { text.append(run.text, run.style) }
    return text
  }
}
