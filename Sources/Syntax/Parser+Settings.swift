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
    while true {
      while token.kind == .semicolon { advance() }
      if token.kind == .closeBrace {
        advance()
        return settings
      }
      if token.kind == .end || isStatementLine {
        if !hasGivenUp, hole == nil { diagnose(.openBracket("{", "}"), at: opening.extent) }
        if token.kind != .end { assumedBraces += 1 }
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

  /// Whether this line of a block can only be a statement, so that the block's `}` is missing.
  private var isStatementLine: Bool {
    guard token.startsLine, token.kind == .word, !peek().startsLine else { return false }
    let word = text(token)
    // The price of a coin is also a setting.
    guard word != "price",
      Keyword.Statement(rawValue: word) != nil || Keyword.Kind(rawValue: word) != nil
    else { return false }
    return [.word, .number, .text].contains(peek().kind)
  }

  private mutating func setting() throws(Failure) -> Setting {
    let name: Word
    switch token.kind {
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
  mutating func settingValue(of name: Word) throws(Failure) -> SettingValue {
    refuseSign(after: name.text)
    if isEnd {
      if let hole { return .list([.hole(hole)]) }
      throw fail(.settingWithoutValue(name.text), at: name.extent)
    }
    if token.kind == .openBrace { throw fail(.nestedBlock, at: token.extent) }
    return isEntry ? try entries() : .list(try values())
  }

  /// `=` or `:` between a name and its value is reported and passed over.
  mutating func refuseSign(after name: String) {
    guard token.kind == .equal || token.kind == .colon, !isEnd else { return }
    let sign = advance()
    diagnose(.signInSetting(name, text(sign), value: restOfLine()), at: sign.extent)
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
      if isEnd || (token.followsLineEnd && isEntry) {
        diagnose(.commaAtLineEnd, at: comma.extent)
        // What follows is read as the next setting.
        tokens[index].startsLine = true
        break
      }
      values.append(try expression(.sum))
    }
    return values
  }

  private mutating func entries() throws(Failure) -> SettingValue {
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
      A setting is `name value`, on its own line or with `;` before the next. There is no `=`, no `:` and \
      no comma at the end of the line.
      """,
    wrong: "chain big { block_size = 4 MB }", right: "chain big { block_size 4 MB }")
  static let bracePlace = DiagnosticCode(
    "T017", "a `{` on a line of its own",
    cause:
      "A statement ends with its line, so the `{` that belongs to it stands at the end of that line.",
    wrong: "chain big\n{\n  block_size 4 MB\n}", right: "chain big {\n  block_size 4 MB\n}")
}

extension Diagnostic.Message {
  static var braceOnNextLine: Self {
    Self(.bracePlace, "`{` belongs at the end of the line before")
  }

  static func signInSetting(_ name: String, _ sign: String, value: String?) -> Self {
    let sign = sign == "==" ? "=" : sign
    return Self(
      .settingForm, "\(quoted(name)) takes its value without \(quoted(sign))",
      notes: value.map { [tryThis("\(name) \($0)")] } ?? [])
  }

  static func settingWithoutValue(_ name: String) -> Self {
    Self(
      .settingForm, "\(quoted(name)) has no value",
      notes: ["\(name) ?   shows what belongs there"])
  }

  static var nestedBlock: Self {
    Self(.settingForm, "a setting has no block of its own")
  }

  static var needsSetting: Self {
    Self(
      .settingForm, "a setting starts with its name",
      notes: [tryThis("{ block_size 4 MB; relay full }")])
  }

  static var commaAtLineEnd: Self {
    Self(.settingForm, "a setting ends with its line, without a comma")
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
