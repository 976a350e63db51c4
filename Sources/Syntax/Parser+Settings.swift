/// Blocks of settings and their values.
extension Parser {
  /// A block of settings, if one stands here; a `{` on the next line is taken with a hint.
  mutating func settingsIfAny() throws(Failure) -> [Setting]? {
    guard token.kind == .openBrace else { return nil }
    hintBrace()
    return try settings()
  }

  mutating func hintBrace() {
    if token.startsLine { diagnose(.braceOnNextLine, at: token.extent) }
  }

  private mutating func settings() throws(Failure) -> [Setting] {
    let opening = advance()
    try enter()
    let inside = depth
    defer { depth = inside - 1 }
    var settings: [Setting] = []
    var isClosed = false
    while true {
      while token.kind == .semicolon { advance() }
      if token.kind == .closeBrace {
        advance()
        return settings
      }
      if !isClosed, isStatement, token.startsLine { isClosed = closesHere }
      if token.kind == .end || (isStatement && token.startsLine && !isClosed) {
        if !hasGivenUp, hole == nil { diagnose(.openBracket("{", "}"), at: opening.extent) }
        return settings
      }
      let start = index
      operators = 0
      do {
        let setting = try setting()
        if !isEnd { throw leftover(inSettings: true) }
        settings.append(setting)
      } catch {
        skip(from: start)
        depth = inside
      }
    }
  }

  /// Whether a word stands here that starts statements. The price of a coin is also a setting.
  private var isStatement: Bool {
    guard token.kind == .word, !spells(token, "price") else { return false }
    let word = text(token)
    return Keyword.Statement(rawValue: word) != nil || Keyword.Kind(rawValue: word) != nil
  }

  /// Whether the block in hand has a `}` further down, other blocks taken out.
  private var closesHere: Bool {
    var braces = 1
    for token in tokens[index...] {
      if token.kind == .openBrace { braces += 1 }
      if token.kind == .closeBrace { braces -= 1 }
      if braces == 0 { return true }
    }
    return false
  }

  private mutating func setting() throws(Failure) -> Setting {
    let name: Word
    switch token.kind {
    case .word where isStatement:
      throw fail(.statementAmongSettings(text(token)), at: token.extent)
    case .word:
      name = joined(word())
    case .question:
      hole = hole ?? token.extent
      name = word()
      return Setting(name: name, value: .list([.hole(name.extent)]), extent: name.extent)
    case .text:
      let token = advance()
      name = Word(unquoted(token), token.extent)
      diagnose(.quotedName(name.text), at: token.extent)
    case .openBrace:
      throw fail(.nestedBlock, at: token.extent)
    default:
      throw fail(.needsSetting, at: token.extent)
    }
    let value = try settingValue(of: name)
    return Setting(name: name, value: value, extent: name.extent.union(previous.extent))
  }

  /// The value after the name of a setting.
  ///
  /// - Parameter head: what stands before it, for a form to copy; its name where nothing is said.
  mutating func settingValue(
    of name: Word, after head: String? = nil
  ) throws(Failure) -> SettingValue {
    refuseSign(after: name.text, in: head)
    if isEnd {
      if let hole { return .list([.hole(hole)]) }
      throw fail(.settingWithoutValue(name.text), at: name.extent)
    }
    if token.kind == .openBrace { throw fail(.nestedBlock, at: token.extent) }
    return isEntry ? try entries() : .list(try values())
  }

  /// `=` or `:` between a name and its value is reported and passed over.
  mutating func refuseSign(after name: String, in head: String? = nil) {
    guard token.kind == .equal || token.kind == .colon, !isEnd else { return }
    let sign = advance()
    let form = restOfLine().map { "\(head ?? name) \($0)" }
    diagnose(.signInSetting(name, text(sign), form: form), at: sign.extent)
  }

  /// The source from here to the end of the setting or statement, as long as it fits a message.
  func restOfLine() -> String? {
    var end = index
    while end < tokens.count - 1, end - index < 12 {
      let token = tokens[end]
      if token.startsLine || [.semicolon, .closeBrace, .openBrace].contains(token.kind) { break }
      end += 1
    }
    guard end > index else { return nil }
    let text = source.text(in: token.extent.union(tokens[end - 1].extent))
    return text.utf8.count <= 40 && !text.contains("\n") ? text : nil
  }

  /// Whether a value can start with this token, on the line of the one before.
  private func startsValue(_ token: Token) -> Bool {
    guard !token.followsLineEnd else { return false }
    switch token.kind {
    case .number, .text, .question: return true
    case .word: return !isConnective(token)
    default: return false
    }
  }

  /// Whether a word stands here and a value directly after it.
  private var isEntry: Bool {
    token.kind == .word && !isConnective(token) && startsValue(peek())
  }

  private mutating func values() throws(Failure) -> [Expression] {
    var values = [try expression(.sum)]
    while token.kind == .comma, !isEnd {
      let comma = advance()
      if isEnd || isEntry {
        let isAtLineEnd = isEnd || token.followsLineEnd
        diagnose(isAtLineEnd ? .commaAtLineEnd : .commaBetweenSettings, at: comma.extent)
        // What follows is read as the next setting.
        tokens[index].startsLine = true
        break
      }
      values.append(try expression(.sum))
    }
    return values
  }

  private mutating func entries() throws(Failure) -> SettingValue {
    if let number = NumberWord(rawValue: text(token).lowercased()) {
      let extent = token.extent
      advance()
      throw fail(.numberInWords(number.digit, restOfLine()), at: extent)
    }
    let first = word()
    let value = try expression(.sum)
    if !isEnd, startsValue(token) {
      // A line such as `relay full nodes 5` holds two settings.
      if case .path = value { throw fail(.settingsOnOneLine, at: value.extent) }
      if token.kind == .word { throw fail(.settingsOnOneLine, at: token.extent) }
      var values = [value]
      while !isEnd, startsValue(token), token.kind != .word { values.append(try expression(.sum)) }
      return .phrase(first, values)
    }
    var entries = [SettingValue.Entry(name: first, value: value)]
    while token.kind == .comma, !isEnd {
      advance()
      if let hole = holeHere() { return .list([.hole(hole.extent)]) }
      guard isEntry else { throw fail(.entryWithoutValue, at: gap) }
      entries.append(.init(name: word(), value: try expression(.sum)))
    }
    return .entries(entries)
  }
}

extension DiagnosticCode {
  static let settingForm = DiagnosticCode(
    "T008", "a setting that is not written as one",
    cause: """
      A setting is `name value`, on its own line or with `;` before the next. There is no `=`, \
      no `:` and no comma at the end of the line.
      """,
    wrong: "chain big { block_size = 4 MB }", right: "chain big { block_size 4 MB }",
    lesson: "one-ledger")
  static let bracePlace = DiagnosticCode(
    "T017", "a `{` on a line of its own",
    cause:
      "A statement ends with its line, so its `{` stands at the end of that line.",
    wrong: "chain big\n{\n  block_size 4 MB\n}", right: "chain big {\n  block_size 4 MB\n}",
    lesson: "one-ledger")
}

extension Diagnostic.Message {
  static var braceOnNextLine: Self {
    Self(.bracePlace, "`{` belongs at the end of the line before")
  }

  static func signInSetting(_ name: String, _ sign: String, form: String?) -> Self {
    let sign = sign == "==" ? "=" : sign
    return Self(
      .settingForm, "\(quoted(name)) takes its value without \(quoted(sign))",
      notes: form.map { [tryThis($0)] } ?? [])
  }

  static func numberInWords(_ digit: String, _ rest: String?) -> Self {
    Self(
      .numberForm, "numbers are written in digits",
      notes: [tryThis(rest.map { "\(digit) \($0)" } ?? digit)])
  }

  static func settingWithoutValue(_ name: String) -> Self {
    Self(
      .settingForm, "\(quoted(name)) has no value",
      notes: ["\(name) ?   shows what belongs there"])
  }

  static var nestedBlock: Self {
    Self(.settingForm, "a setting has no block of its own")
  }

  static func statementAmongSettings(_ word: String) -> Self {
    Self(
      .settingForm, "\(quoted(word)) starts a statement, but this block has settings",
      notes: ["A statement stands behind the `}` of the block."])
  }

  static var needsSetting: Self {
    Self(
      .settingForm, "a setting starts with its name",
      notes: [tryThis("{ block_size 4 MB; relay full }")])
  }

  static var commaAtLineEnd: Self {
    Self(.settingForm, "a setting ends with its line, without a comma")
  }

  static var commaBetweenSettings: Self {
    Self(
      .settingForm, "two settings on one line have `;` between them", label: "write `;`",
      notes: [tryThis("{ share 40 %; lasts 6 h }")])
  }

  static var settingsOnOneLine: Self {
    Self(
      .settingForm, "two settings on one line need `;` between them",
      label: "write `;` before this",
      notes: [tryThis("{ share 40 %; lasts 6 h }")])
  }

  static var entryWithoutValue: Self {
    Self(
      .settingForm, "each word of this list needs a value",
      notes: [tryThis("mix payments 70 %, swaps 30 %")])
  }
}
