/// What is said where no statement starts, or where one does not end.
extension Parser {
  /// A line that starts with something else than a word.
  mutating func failStart() -> Failure {
    switch token.kind {
    case .closeParen: fail(.strayBracket(")", "("), at: token.extent)
    case .colon where peek().kind == .word && !peek().followsSpace:
      fail(.sessionCommand(":" + text(peek())), at: token.extent.union(peek().extent))
    case .openBrace: fail(.blockWithoutStatement, at: token.extent)
    case .number, .text, .openParen, .minus: fail(.valueAsStatement(restOfLine()), at: token.extent)
    default: fail(.statementStart, at: token.extent)
    }
  }

  /// A line that starts with a word that the language does not start statements with.
  mutating func failUnknown() -> Failure {
    let first = token
    let word = keyword.text
    if peek().kind == .equal, !peek().startsLine {
      advance()
      advance()
      let value = restOfLine()
      return fail(.assignment(word, value: value), at: first.extent)
    }
    if ["exit", "quit", "help"].contains(word) {
      let hasParens = peek().kind == .openParen && peek(2).kind == .closeParen
      let extent = hasParens ? first.extent.union(peek(2).extent) : first.extent
      return fail(.sessionWord(source.text(in: extent), word), at: extent)
    }
    if peek().kind == .dot, !peek().followsSpace, let path = try? path() {
      if token.kind == .equal || token.kind == .colon { advance() }
      return fail(.pathAsStatement(path.text, value: isEnd ? nil : restOfLine()), at: path.extent)
    }
    let synonym = Keyword.synonyms[word.lowercased()]
    let near = Suggestion.nearest(to: word, among: Keyword.starts)
    return fail(.unknownStatement(word, synonym: synonym, near: near), at: first.extent)
  }

  /// What stands behind the end of a statement or setting.
  mutating func leftover(inSettings: Bool = false) -> Failure {
    let here = token
    let isValue = [.number, .word, .text, .question].contains(here.kind)
    if here.kind == .closeParen { return fail(.strayBracket(")", "("), at: here.extent) }
    if here.kind == .comma, let written = groupedNumber() {
      return fail(
        .thousandsComma(written), at: previous.extent.union(peek().extent))
    }
    if here.kind == .percent || here.kind == .word, previous.kind == .closeParen,
      !isConnective(here)
    {
      return fail(.unitAfterParenthesis(text(here)), at: here.extent)
    }
    if here.kind == .range { return fail(.rangeHere, at: here.extent) }
    if here.kind == .openBrace { return fail(.blockHere(keyword.text), at: here.extent) }
    if here.kind == .equal || here.kind == .colon {
      return fail(.signInSetting(text(previous), text(here), value: nil), at: here.extent)
    }
    if previous.kind == .percent, here.kind == .number, !inSettings {
      return fail(.remainder, at: previous.extent)
    }
    if openParens > 0, isValue { return fail(.missingComma(text(here)), at: here.extent) }
    if inSettings, isValue { return fail(.settingsOnOneLine, at: here.extent) }
    if previous.kind == .number, here.kind == .word, !isConnective(here) {
      let left = text(previous)
      guard let path = try? path() else { return Failure() }
      return fail(.missingOperator(left, path.text), at: path.extent)
    }
    if here.kind == .word, !isConnective(here) {
      let connectives = Keyword.Connective.allCases.map(\.rawValue)
      if let near = Suggestion.nearest(to: text(here), among: connectives) {
        return fail(.misspelt(text(here), near), at: here.extent)
      }
    }
    if here.kind == .word, Keyword.starts.contains(text(here)) {
      return fail(.statementsOnOneLine(text(here)), at: here.extent)
    }
    return fail(.leftover(text(here), in: keyword.text), at: here.extent)
  }

  /// `60,500` when this comma stands in the middle of it.
  private func groupedNumber() -> String? {
    let (first, last) = (previous, peek())
    guard first.kind == .number, last.kind == .number, !token.followsSpace, !last.followsSpace,
      first.extent.upper - first.extent.lower <= 3, text(last).prefix(while: \.isNumber).count == 3
    else { return nil }
    return text(first) + "," + text(last)
  }
}

extension DiagnosticCode {
  static let unknownStatement = DiagnosticCode(
    "T006", "a line that starts with an unknown word",
    cause: """
      Every statement starts with a word of its own, such as `chain`, `run`, `plot` or `expect`. \
      This one is misspelt, or belongs to another language.
      """,
    wrong: "plt throughput of base", right: "plot throughput of base",
    lesson: "one-ledger")
  static let leftover = DiagnosticCode(
    "T011", "something behind the end of a statement",
    cause: """
      The statement was complete, and then came something that has no place in it. Start a new \
      line, or put `;` between two statements.
      """,
    wrong: "reset 7", right: "reset",
    lesson: "one-ledger")
  static let bracket = DiagnosticCode(
    "T012", "a bracket without its partner",
    cause: """
      Every `{` needs a `}` and every `(` a `)`. The message points at the one that is alone; \
      often a line or two below it the partner was forgotten.
      """,
    wrong: "chain big from bitcoin {\n  block_size 4 MB\nrun 1 day",
    right: "chain big from bitcoin {\n  block_size 4 MB\n}\nrun 1 day",
    lesson: "one-ledger")
  static let letForm = DiagnosticCode(
    "T018", "a `let` without its `=`",
    cause: "`let` names a value: first the name, then `=`, then the value.",
    wrong: "let cap 4 MB", right: "let cap = 4 MB",
    lesson: "fair-prices")
  static let sweepRow = DiagnosticCode(
    "T019", "a row of a sweep that does not fit",
    cause: """
      Where several settings are swept together, each row has one value for each of them, in \
      parentheses.
      """,
    wrong: "sweep base.block_size, base.block_interval over (1 MB, 10 min), 2 MB { run 1 day }",
    right:
      "sweep base.block_size, base.block_interval over (1 MB, 10 min), (2 MB, 5 min) { run 1 day }",
    lesson: "bigger-blocks")

  /// All codes of the syntax, in their order.
  public static let syntax: [DiagnosticCode] = [
    .notText, .tooMuch, .character, .textForm, .numberForm, .unknownStatement, .habit, .settingForm,
    .name, .incomplete, .leftover, .bracket, .halfExpression, .unitForm, .comparisonForm,
    .bracePlace,
    .letForm, .sweepRow,
  ]
}

extension Diagnostic.Message {
  static func unknownStatement(_ word: String, synonym: String?, near: String?) -> Self {
    let title = "I do not know the word \(quoted(word))"
    if let synonym {
      let example = Keyword.example(for: synonym).map { [tryThis($0)] } ?? []
      return Self(
        .unknownStatement, title, label: "here it is called \(quoted(synonym))", notes: example)
    }
    if let near { return Self(.unknownStatement, title, label: "did you mean \(quoted(near))?") }
    return Self(
      .unknownStatement, title,
      notes: ["A line starts with a word such as chain, run, plot, compare, expect."])
  }

  static var statementStart: Self {
    Self(
      .unknownStatement, "a statement starts with a word",
      notes: ["Such as chain, run, plot, compare, expect."])
  }

  static func valueAsStatement(_ value: String?) -> Self {
    Self(
      .unknownStatement, "a statement starts with a word",
      notes: [tryThis("print " + (value ?? "1 + 2"))])
  }

  static func pathAsStatement(_ path: String, value: String?) -> Self {
    let form = value.map { "set \(path) \($0)" } ?? "print \(path)"
    return Self(.unknownStatement, "a statement starts with a word", notes: [tryThis(form)])
  }

  static func assignment(_ name: String, value: String?) -> Self {
    Self(
      .habit, "a value gets its name with `let`",
      notes: [tryThis("let \(name) = \(value ?? "4 MB")")])
  }

  static func sessionWord(_ written: String, _ word: String) -> Self {
    let note =
      word == "help" ? "At the prompt type `help`, or `? word`." : "At the prompt type `\(word)`."
    return Self(
      .habit, "\(quoted(written)) is not part of a scenario",
      notes: word == "help" ? [note] : [note + " A file ends by itself."])
  }

  static func sessionCommand(_ command: String) -> Self {
    Self(.habit, "\(quoted(command)) is a command of the prompt, not part of a scenario")
  }

  static func signInDeclaration(_ name: String, _ sign: String) -> Self {
    Self(
      .habit, "a declaration has no \(quoted(sign))",
      notes: [tryThis("chain \(name) from bitcoin")])
  }

  static func leftover(_ word: String, in keyword: String) -> Self {
    Self(
      .leftover, "\(quoted(word)) has no place in \(quoted(keyword)) here",
      notes: Keyword.example(for: keyword).map { [tryThis($0)] } ?? [])
  }

  static func statementsOnOneLine(_ word: String) -> Self {
    Self(
      .leftover, "\(quoted(word)) starts another statement", label: "write `;` or a new line before"
    )
  }

  static func missingComma(_ word: String) -> Self {
    Self(.leftover, "a `,` or an operator is missing before \(quoted(word))")
  }

  static var remainder: Self {
    Self(.habit, "`%` is percent: it follows a number, and nothing is divided")
  }

  static func twice(_ word: String) -> Self {
    Self(.leftover, "\(quoted(word)) stands twice in this declaration")
  }

  static func blockHere(_ keyword: String) -> Self {
    Self(.leftover, "\(quoted(keyword)) has no block")
  }

  static var blockWithoutStatement: Self {
    Self(.bracket, "this `{` belongs to no statement")
  }

  static var rangeHere: Self {
    Self(
      .leftover, "one value fits here, not a range",
      notes: [tryThis("sweep base.block_size over 1 MB .. 64 MB { run 1 day }")])
  }

  static func missingOperator(_ left: String, _ right: String) -> Self {
    Self(
      .leftover, "an operator is missing before \(quoted(right))",
      notes: [tryThis("\(left) * \(right)")])
  }

  static func unitAfterParenthesis(_ unit: String) -> Self {
    Self(
      .unitForm, "a unit follows a number, not a `)`", notes: [tryThis("(1 + 2) * 1 \(unit)")])
  }

  static func openBracket(_ opening: String, _ closing: String) -> Self {
    Self(.bracket, "this \(quoted(opening)) has no \(quoted(closing))")
  }

  static func strayBracket(_ closing: String, _ opening: String) -> Self {
    Self(.bracket, "this \(quoted(closing)) has no \(quoted(opening)) before it")
  }

  static func letWithoutSign(_ name: String, value: String?) -> Self {
    Self(
      .letForm, "`let` needs `=` between the name and the value",
      notes: [tryThis("let \(name) = \(value ?? "4 MB")")])
  }

  static var nowWithoutPlus: Self {
    Self(
      .incomplete, "after `at now` comes `+` and a time", notes: [tryThis("at now + 2 h { reset }")]
    )
  }

  static func needsText(_ keyword: String, _ words: String?) -> Self {
    Self(
      .incomplete, "\(quoted(keyword)) needs a text between two `\"`",
      notes: [tryThis("\(keyword) \"\(words ?? "fees double")\"")])
  }

  static var needsSecondAxis: Self {
    Self(
      .incomplete, "a heat map needs two settings",
      notes: [tryThis(Keyword.Statement.heatmap.example)])
  }

  static var probabilityForm: Self {
    Self(
      .incomplete, "a claim about a probability is not complete",
      notes: [tryThis("expect probability of (base.reorg_depth > 6) within 6 h < 1 %")])
  }

  static func metricWithoutOf(_ form: String) -> Self {
    Self(.incomplete, "a picture names the metric first", notes: [tryThis(form)])
  }

  static var factorOutOfRange: Self {
    Self(.numberForm, "a factor lies between 0.0001 and 10^15", notes: [tryThis("by x2")])
  }

  static func rowSize(_ values: Int, paths: Int) -> Self {
    Self(
      .sweepRow, "this row has \(values) of \(paths) values",
      notes: ["One value for each swept setting:  (1 MB, 10 s), (2 MB, 20 s)"])
  }
}
