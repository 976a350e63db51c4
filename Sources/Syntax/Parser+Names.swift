/// Names, paths and lists of them.
extension Parser {
  /// `?` where a word belongs, or what is missing after an earlier `?`.
  mutating func holeHere() -> Word? {
    if token.kind == .question, !isEnd {
      hole = hole ?? token.extent
      return word()
    }
    if isEnd, let hole { return Word("?", hole) }
    return nil
  }

  /// A name; `what` says what it names, for the message where it is missing.
  mutating func name(_ what: String) throws(Failure) -> Word {
    if let word = holeHere() { return word }
    guard !isEnd else { throw fail(.needs(what, in: keyword.text), at: gap) }
    switch token.kind {
    case .word:
      if isConnective(token) { throw fail(.needs(what, in: keyword.text), at: token.extent) }
      return joined(word())
    case .text:
      let token = advance()
      let name = Word(unquoted(token), token.extent)
      diagnose(.quotedName(name.text), at: token.extent)
      return name
    case .number:
      let token = advance()
      if self.token.kind == .word, !self.token.followsSpace { advance() }
      throw fail(.nameStart, at: token.extent.union(previous.extent))
    case .openParen where previous.extent == keyword.extent:
      throw fail(.callHabit(keyword.text), at: token.extent)
    default:
      throw fail(.needs(what, in: keyword.text), at: token.extent)
    }
  }

  /// A name that the statement gives to something.
  mutating func newName(_ what: String) throws(Failure) -> Word {
    if token.kind == .word, !isEnd, Keyword.isReserved(text(token)) {
      let word = word()
      diagnose(.reservedName(word.text, in: keyword.text), at: word.extent)
      return word
    }
    return try name(what)
  }

  /// A word with what `-` glues to it: `block-size` is reported and read as `block_size`.
  mutating func joined(_ first: Word) -> Word {
    var parts = [first.text]
    while token.kind == .minus, !token.followsSpace, peek().kind == .word, !peek().followsSpace {
      advance()
      parts.append(word().text)
    }
    if parts.count == 1 { return first }
    let name = Word(parts.joined(separator: "_"), first.extent.union(previous.extent))
    diagnose(.minusInName(name.text), at: name.extent)
    return name
  }

  /// `NAME(.NAME)*`, inside an expression.
  mutating func path() throws(Failure) -> Path {
    var parts = [word()]
    while token.kind == .dot, !token.followsSpace {
      advance()
      switch token.kind {
      case .word where !token.followsSpace:
        parts.append(word())
      case .question where !token.followsSpace:
        hole = hole ?? token.extent
        parts.append(word())
      default:
        let extent = parts[0].extent.union(previous.extent)
        throw fail(.halfPath(Path(parts).text), at: extent)
      }
    }
    return Path(parts)
  }

  /// A path outside of expressions, where `-` can only be a slip.
  mutating func path(_ what: String) throws(Failure) -> Path {
    guard token.kind == .word, !isEnd, !isConnective(token) else {
      return Path([try name(what)])
    }
    var path = try path()
    path.parts[path.parts.count - 1] = joined(path.parts[path.parts.count - 1])
    return path
  }

  /// Goes on to the next element of a list; `and` is understood as a comma with a hint.
  private mutating func nextOfList() -> Bool {
    guard !isEnd, token.kind == .comma || token.kind == .and else { return false }
    if token.kind == .and { diagnose(.andInList, at: token.extent) }
    advance()
    return true
  }

  mutating func names(_ what: String) throws(Failure) -> [Word] {
    var names = [try name(what)]
    while nextOfList() { names.append(try name(what)) }
    return names
  }

  mutating func paths(_ what: String) throws(Failure) -> [Path] {
    var paths = [try path(what)]
    while nextOfList() { paths.append(try path(what)) }
    return paths
  }

  mutating func subjects() throws(Failure) -> [Subject] {
    var subjects = [try subject()]
    while nextOfList() { subjects.append(try subject()) }
    return subjects
  }

  /// `eth`, `eth at 30 days`, `eth in A`
  mutating func subject() throws(Failure) -> Subject {
    var subject = Subject(name: try name("a system"))
    while true {
      if subject.at == nil, take(.at) {
        subject.at = try expression(.sum)
      } else if subject.branch == nil, take(.in) {
        subject.branch = try name("a branch")
      } else {
        return subject
      }
    }
  }

  /// Takes a connective that the statement cannot do without.
  mutating func require(_ word: Keyword.Connective) throws(Failure) {
    if take(word) { return }
    if hole != nil, isEnd { return }
    if token.kind == .word, !isEnd, !isConnective(token),
      Suggestion.nearest(to: text(token), among: [word.rawValue]) != nil
    {
      throw fail(.misspelt(text(token), word.rawValue), at: token.extent)
    }
    let next =
      switch word {
      case .of, .on: " and a system"
      case .against: " and a setting"
      default: ""
      }
    throw fail(.needs("`\(word.rawValue)`" + next, in: keyword.text), at: gap)
  }
}

extension DiagnosticCode {
  static let name = DiagnosticCode(
    "T009", "a name that is not one",
    cause: """
      A name starts with a letter and has letters, digits and `_`: `-` and `/` are operators, \
      and words that start a statement or join its parts are taken.
      """,
    wrong: "chain big-block from bitcoin", right: "chain big_block from bitcoin",
    lesson: "one-ledger")
  static let incomplete = DiagnosticCode(
    "T010", "a statement that lacks a part",
    cause: """
      A word or a name that the statement cannot do without is missing, or misspelt. The message \
      shows the statement in use.
      """,
    wrong: "plot throughput", right: "plot throughput of base",
    lesson: "one-ledger")
}

extension Diagnostic.Message {
  /// Something that the statement cannot do without.
  static func needs(_ what: String, in keyword: String) -> Self {
    Self(
      .incomplete, "\(quoted(keyword)) needs \(what) here",
      notes: Keyword.example(for: keyword).map { [tryThis($0)] } ?? [])
  }

  static func misspelt(_ word: String, _ right: String) -> Self {
    Self(.incomplete, "I do not know \(quoted(word)) here", label: "did you mean \(quoted(right))?")
  }

  static func quotedName(_ name: String) -> Self {
    Self(.name, "a name has no quotation marks", label: "write \(quotedWord(name))")
  }

  static func reservedName(_ word: String, in keyword: String) -> Self {
    let isConnective = Keyword.Connective(rawValue: word) != nil
    return Self(
      .name,
      isConnective
        ? "a name is missing before \(quoted(word))"
        : "\(quoted(word)) is a word of the language and cannot be a name",
      notes: isConnective
        ? Keyword.example(for: keyword).map { [tryThis($0)] } ?? [] : [tryThis("my_\(word)")])
  }

  static func minusInName(_ name: String) -> Self {
    Self(.name, "a name has `_`, not `-`", label: "write \(quoted(name))")
  }

  static func halfPath(_ path: String) -> Self {
    Self(
      .incomplete, "a name is missing after \(quoted(path + "."))",
      notes: ["A statement has no full stop at its end."])
  }

  static var shareAsAttack: Self {
    Self(
      .habit, "a 51 % attack is called `majority` here",
      notes: [tryThis("attack majority on base { share 51 % }")])
  }

  static func callHabit(_ keyword: String) -> Self {
    Self(
      .habit, "\(quoted(keyword)) is a statement, without parentheses",
      notes: Keyword.example(for: keyword).map { [tryThis($0)] } ?? [])
  }

  static var andInList: Self {
    Self(.habit, "the names of a list have commas between them", label: "write `,`")
  }

  /// What a text would be as a name.
  private static func quotedWord(_ text: String) -> String {
    quoted(String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }))
  }
}
