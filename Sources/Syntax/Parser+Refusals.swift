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
    if word == "trilemma", peek().kind == .greater {
      return fail(.promptOfTranscript, at: first.extent)
    }
    let synonym = Keyword.synonyms[word.lowercased()]
    let near = Suggestion.nearest(to: word, among: Keyword.starts)
    return fail(.unknownStatement(word, synonym: synonym, near: near), at: first.extent)
  }

  /// What stands behind the end of a statement or setting.
  mutating func leftover(inSettings: Bool = false) -> Failure {
    let here = token
    let isValue = [.number, .word, .text, .question].contains(here.kind)
    if let failure = leftoverOfHabit(here, inSettings: inSettings) { return failure }
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
      return fail(.signInSetting(text(previous), text(here), form: nil), at: here.extent)
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

  /// What people write in other languages, or in plain words, has messages of its own.
  private mutating func leftoverOfHabit(_ here: Token, inSettings: Bool) -> Failure? {
    let isWord = here.kind == .word && !isConnective(here)
    if isWord, text(here) == "per", previous.kind == .word {
      let unit = peek().kind == .word ? text(peek()) : "s"
      let written = text(previous) + "/" + (unit.hasPrefix("sec") ? "s" : unit)
      return fail(.perInUnit(written), at: here.extent)
    }
    if here.kind == .comma, let written = decimalComma() {
      return fail(.decimalComma(written), at: previous.extent.union(peek().extent))
    }
    if inSettings {
      guard here.kind == .number, [.percent, .number].contains(previous.kind) else { return nil }
      return fail(.listWithoutComma, at: here.extent)
    }
    let word = keyword.text
    if ["at", "every", "when", "sweep"].contains(word), isWord, Keyword.starts.contains(text(here))
    {
      let head = source.text(in: keyword.extent.union(previous.extent))
      return fail(.bodyWithoutBraces(word, head: head, body: restOfLine()), at: here.extent)
    }
    if word == "run", previous.kind == .word, tokens[max(index - 2, 0)].kind != .number,
      isWord || here.kind == .number
    {
      let digit = NumberWord(rawValue: text(previous).lowercased())
      let rest = (digit.map { "\($0.digit) " } ?? "") + (restOfLine() ?? "7 days")
      let what =
        digit == nil ? "`run` takes a time and nothing else" : "numbers are written in digits"
      return fail(.runsForTime(what, rest), at: previous.extent)
    }
    if Keyword.Kind(rawValue: word) != nil { return leftoverOfDeclaration(here) }
    if ["attack", "outage", "upgrade"].contains(word), isWord,
      [.number, .word].contains(peek().kind), !peek().startsLine, !isConnective(peek())
    {
      return fail(.settingsInBraces(restOfLine()), at: here.extent)
    }
    if word == "upgrade", isWord {
      let head = source.text(in: keyword.extent.union(previous.extent))
      return fail(
        .connectiveMissing("to", before: text(here), "\(head) to \(text(here))"), at: here.extent)
    }
    if ["print", "let"].contains(word), here.kind == .word, text(here) == "to",
      let unit = restOfLine()?.split(separator: " ").last
    {
      return fail(.conversion(String(unit)), at: here.extent)
    }
    if ["print", "let", "expect"].contains(word), here.kind == .number, previous.kind == .word {
      return fail(.missingParentheses(text(previous), text(here)), at: previous.extent)
    }
    return nil
  }

  /// What stands behind a declaration: settings without braces, a forgotten `on` or `from`.
  private mutating func leftoverOfDeclaration(_ here: Token) -> Failure? {
    if here.kind == .openParen { return fail(.settingsInBraces(nil), at: here.extent) }
    guard here.kind == .word, !isConnective(here) else { return nil }
    let translated = ["von": "from", "aus": "from", "de": "from", "auf": "on", "sur": "on"]
    let connectives = Keyword.Connective.allCases.map(\.rawValue)
    if let ours = translated[text(here).lowercased()]
      ?? Suggestion.nearest(to: text(here), among: connectives)
    {
      return fail(.misspelt(text(here), ours), at: here.extent)
    }
    let next = peek()
    let name = text(previous)
    if [.number, .text].contains(next.kind) || next.kind == .word && !isConnective(next),
      !next.startsLine
    {
      return fail(.settingsInBraces(restOfLine()), at: here.extent)
    }
    let isFirst =
      source.text(in: keyword.extent.union(previous.extent)) == "\(keyword.text) \(name)"
    guard isFirst else { return nil }
    if next.kind == .word, isConnective(next), keyword.text == "chain" {
      let joined = name + "_" + text(here)
      return fail(.blankInName(joined), at: previous.extent.union(here.extent))
    }
    let missing = keyword.text == "chain" ? "from" : keyword.text == "bridge" ? "between" : "on"
    let rest = restOfLine() ?? text(here)
    return fail(
      .connectiveMissing(missing, before: text(here), "\(keyword.text) \(name) \(missing) \(rest)"),
      at: here.extent)
  }

  /// `3,5` when this comma stands in the middle of it.
  private func decimalComma() -> String? {
    let (first, last) = (previous, peek())
    guard first.kind == .number, last.kind == .number, !token.followsSpace, !last.followsSpace,
      groupedNumber() == nil, !text(first).contains(".")
    else { return nil }
    return text(first) + "." + text(last)
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

  static var promptOfTranscript: Self {
    Self(
      .habit, "`trilemma>` is the prompt, not part of a scenario",
      notes: ["Leave it out. At the prompt itself a pasted line may keep it."])
  }

  static func perInUnit(_ unit: String) -> Self {
    Self(.habit, "`per` is written `/` in a unit", notes: [tryThis("5 \(unit)")])
  }

  static func decimalComma(_ number: String) -> Self {
    Self(.numberForm, "a number has a point, not a comma", notes: [tryThis(number)])
  }

  static var listWithoutComma: Self {
    Self(
      .settingForm, "the values of a list have commas between them",
      label: "write `,` before this", notes: [tryThis("shares 60 %, 40 %")])
  }

  static func bodyWithoutBraces(_ keyword: String, head: String, body: String?) -> Self {
    let form = body.map { "\(head) { \($0) }" }
    let short = form.flatMap { $0.utf8.count <= 66 ? $0 : nil }
    return Self(
      .bracePlace, "what \(quoted(keyword)) does stands in `{ }`",
      notes: (short ?? Keyword.example(for: keyword)).map { [tryThis($0)] } ?? [])
  }

  static func runsForTime(_ what: String, _ time: String) -> Self {
    Self(.leftover, what, notes: [tryThis("run \(time)")])
  }

  static func conversion(_ unit: String) -> Self {
    Self(.habit, "a value is converted with `->`", notes: [tryThis("print 5 MiB -> \(unit)")])
  }

  static func settingsInBraces(_ settings: String?) -> Self {
    Self(
      .bracePlace, "settings stand in `{ }`",
      notes: [tryThis("{ \(settings ?? "block_size 4 MB") }")])
  }

  static func blankInName(_ name: String) -> Self {
    Self(.name, "a name is one word", label: "write \(quoted(name))")
  }

  static func connectiveMissing(_ missing: String, before word: String, _ form: String) -> Self {
    Self(
      .incomplete, "\(quoted(missing)) is missing before \(quoted(word))",
      notes: form.utf8.count <= 66 ? [tryThis(form)] : [])
  }

  static func missingParentheses(_ function: String, _ value: String) -> Self {
    function == "x"
      ? Self(.leftover, "`x` is a factor only after `by`", label: "write `*`")
      : Self(
        .leftover, "between \(quoted(function)) and \(quoted(value)) something is missing",
        notes: [tryThis("\(function)(\(value))", "\(function) * \(value)")])
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
