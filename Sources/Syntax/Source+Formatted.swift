extension Source {
  /// The source in the usual layout, comments kept; nothing where it cannot be read.
  ///
  /// Lines stay lines. Blocks are indented by two spaces, a line that goes on from the one before by two
  /// more; comments that follow code on neighbouring lines share a column, the one where most of them stand;
  /// at most one line in a row
  /// is empty. Formatting twice changes nothing more.
  public func formatted() -> String? {
    guard !Parser.parse(self).diagnostics.contains(where: { $0.severity == .error }) else {
      return nil
    }
    var lexer = Lexer(self)
    lexer.lex()
    return Layout(self, lexer.tokens, lexer.comments).text
  }
}

/// Lines of a source on their way to their usual look.
private struct Layout {
  /// A line without its end.
  private struct Line {
    var code = ""
    var comment = ""
    /// Where the comment began.
    var column = 0
    var isEmpty: Bool { code.isEmpty && comment.isEmpty }
  }

  private let source: Source
  private var lines: [Line] = []

  init(_ source: Source, _ tokens: [Token], _ comments: [Comment]) {
    self.source = source
    var depth = 0
    var goesOn = false
    var t = 0
    var c = 0
    let last = max(
      tokens.dropLast().last.map { source.line(at: $0.extent.lower) } ?? 0,
      comments.last.map { source.line(at: $0.extent.lower) } ?? 0)
    for number in stride(from: 1, through: last, by: 1) {
      let end = source.extent(ofLine: number).upper
      var here: [Token] = []
      while t < tokens.count, tokens[t].kind != .end, tokens[t].extent.lower < end {
        here.append(tokens[t])
        t += 1
      }
      let closers = here.prefix { $0.kind == .closeBrace || $0.kind == .closeParen }.count
      let indent = 2 * max(0, depth - closers) + (goesOn && closers == 0 ? 2 : 0)
      let margin = String(repeating: " ", count: indent)
      var line = Line()
      if !here.isEmpty { line.code = margin + joined(here) }
      if c < comments.count, comments[c].extent.lower < end {
        let text = source.text(in: comments[c].extent).trimmedAtEnd
        line.comment = here.isEmpty ? margin + text : text
        line.column =
          source.text(
            in: Extent(source.extent(ofLine: number).lower, comments[c].extent.lower)
          ).count
        c += 1
      }
      for token in here {
        switch token.kind {
        case .openBrace, .openParen: depth += 1
        case .closeBrace, .closeParen: depth -= 1
        default: break
        }
      }
      // A list in parentheses is indented by them already.
      if let final = here.last { goesOn = final.kind.continuesLine }
      lines.append(line)
    }
  }

  /// The lines with their comments in columns, without more than one empty line in a row.
  var text: String {
    var text = ""
    var i = 0
    var wasEmpty = true
    while i < lines.count {
      guard !lines[i].isEmpty else {
        if !wasEmpty { text += "\n" }
        wasEmpty = true
        i += 1
        continue
      }
      wasEmpty = false
      guard !lines[i].code.isEmpty, !lines[i].comment.isEmpty else {
        text += lines[i].code + lines[i].comment + "\n"
        i += 1
        continue
      }
      let rest = lines[i...]
      let group = rest.prefix { !$0.code.isEmpty && !$0.comment.isEmpty }
      let column = Self.column(of: group)
      for line in group {
        let gap = String(repeating: " ", count: max(2, column - line.code.count))
        text += line.code + gap + line.comment + "\n"
      }
      i += group.count
    }
    while text.hasSuffix("\n\n") { text.removeLast() }
    return text
  }

  /// Where the comments of neighbouring lines go: where most of them stand, or right of all the code.
  private static func column(of group: ArraySlice<Line>) -> Int {
    for column in group.map(\.column) {
      let fitting = group.count { $0.column == column && column >= $0.code.count + 2 }
      if 2 * fitting > group.count { return column }
    }
    return (group.map(\.code.count).max() ?? 0) + 2
  }

  /// The tokens of a line with the spaces that belong between them.
  private func joined(_ tokens: [Token]) -> String {
    var text = ""
    for (i, token) in tokens.enumerated() {
      if i > 0,
        isApart(tokens[i - 1], token, before: i > 1 ? tokens[i - 2] : nil, in: tokens, at: i)
      {
        text += " "
      }
      text += source.text(in: token.extent)
    }
    return text
  }

  private func isApart(
    _ left: Token, _ right: Token, before: Token?, in tokens: [Token], at i: Int
  ) -> Bool {
    switch (left.kind, right.kind) {
    case (_, .comma), (_, .semicolon), (_, .closeParen), (_, .colon), (_, .dot), (.dot, _),
      (.openParen, _):
      return false
    // A unit keeps the form in which it was written: `tx/s`, but `1 MB / 238 B`.
    case (_, .slash), (_, .star), (_, .caret): return right.followsSpace
    case (.slash, _), (.star, _), (.caret, _): return left.followsSpace
    // A call has its parenthesis right behind its name.
    case (.word, .openParen): return right.followsSpace
    case (.minus, _), (.plus, _):
      guard let before else { return false }
      return before.endsValue
    default: return true
    }
  }
}

extension Token {
  /// Whether a value can end here, so that a sign after it is an operator between two.
  fileprivate var endsValue: Bool {
    switch kind {
    case .number, .word, .text, .closeParen, .percent, .question: true
    default: false
    }
  }
}

extension String {
  fileprivate var trimmedAtEnd: String {
    var text = self
    while let last = text.last, last == " " || last == "\t" || last == "\r" { text.removeLast() }
    return text
  }
}
