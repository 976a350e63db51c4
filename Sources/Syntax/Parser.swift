/// Reads a source into statements; what it cannot read it reports, and goes on with the next line.
///
/// ```
/// scenario    = { statement ( line-end | ";" ) }
/// statement   = KIND NAME { "on" names | "between" names | "from" NAME | settings }
///             | "let" NAME "=" expression          | "price" NAME sum
///             | ( "seed" | "repeat" | "warmup" | "run" ) sum
///             | "at" [ "now" "+" ] sum body        | "every" sum body
///             | "when" expression [ "again" ] body [ "again" ]
///             | "set" path value                   | "ramp" path ( "to" sum | "over" sum )
///             | "upgrade" NAME [ "to" NAME ] [ settings ]
///             | "attack" NAME { "on" NAME | "as" NAME | settings }
///             | "outage" NAME [ settings ]         | "note" TEXT | "reset"
///             | "sweep" axis { "and" axis } [ "repeat" sum ] body
///             | "expect" ( expression [ "within" sum ] | probability ) [ "because" TEXT ]
///             | "plot" paths "of" subjects { "against" path | "log" | "from" sum "to" sum }
///             | "heatmap" path "of" NAME "against" path "," path [ "log" ]
///             | "histogram" path "of" subject [ "log" ]
///             | ( "bars" | "box" ) paths "of" subjects [ "log" ]
///             | "triangle" subjects                | "compare" subjects [ "by" paths ]
///             | "tree" NAME | "branch" NAME | "back" "to" NAME | "explain" path
///             | "show" NAME [ [ "of" ] NAME ]      | "print" expression { "," expression }
///             | "?" [ NAME | unit ]
/// body        = "{" scenario "}"
/// settings    = "{" { NAME value ( line-end | ";" ) } "}"
/// value       = sum { "," sum } | NAME sum { "," NAME sum } | NAME sum sum { sum }
/// axis        = paths "over" ( sum ".." sum [ "by" ( sum | xNUMBER ) ] | row { "," row } )
/// row         = sum | "(" sum { "," sum } ")"
/// probability = "probability" "of" "(" expression ")" [ "within" sum ] comparison conversion
/// subject     = NAME { "at" sum | "in" NAME }
/// path        = NAME { "." NAME }                  names, paths, subjects: with commas between
///
/// expression  = conjunction { "or" conjunction }
/// conjunction = negation { "and" negation }
/// negation    = "not" negation | conversion [ comparison conversion | "in" sum ".." sum ]
/// comparison  = "<" | "<=" | ">" | ">=" | "=" | "!="
/// conversion  = sum { "->" unit }
/// sum         = product { ( "+" | "-" ) product }
/// product     = sign { ( "*" | "/" ) sign }
/// sign        = "-" sign | primary [ "^" sign ]
/// primary     = NUMBER [ unit ] | TEXT | path | "?" | "(" expression ")"
///             | NAME "(" [ [ NAME ":" ] expression { "," … } ] ")"
/// unit        = ( WORD | "%" | "1/" WORD ) { "/" WORD }        without spaces around "/"
/// ```
///
/// A statement ends with its line, unless a `(` is open or the line ends in `,` or an operator. A
/// word that follows a number on the same line is its unit, unless it is a connective, a function
/// or an object (`NAME(`, `NAME.`). `?` may stand for any name, path or value, and may end a
/// statement early.
public struct Parser {
  /// Braces and parentheses inside each other, and signs in front of each other.
  static let depthLimit = 64
  /// Operators in one expression; with the depth this bounds the depth of the tree.
  static let operatorLimit = 400
  /// Reading stops after so many errors.
  static let errorLimit = 100

  let source: Source
  var tokens: [Token]
  var index = 0
  var diagnostics: [Diagnostic] = []

  /// The word that the statement in hand starts with.
  var keyword = Word("", Extent(0, 0))
  /// The first `?` of the statement in hand; what is missing after it is not reported.
  var hole: Extent?
  var depth = 0
  var openParens = 0
  var operators = 0
  /// Whether reading was stopped for good.
  var hasGivenUp = false

  /// A statement could not be read; why is in `diagnostics`.
  struct Failure: Error {}

  private init(_ source: Source, _ lexer: Lexer) {
    self.source = source
    tokens = lexer.tokens
    diagnostics = lexer.problems.map { Diagnostic($0.message, at: $0.extent, in: source) }
  }

  /// Reads everything. One error a line is kept: the others are its consequences.
  public static func parse(_ source: Source) -> Parsed {
    if source.bytes.count > Source.byteLimit {
      return Parsed(.fileTooLarge(source.bytes.count), in: source)
    }
    if let place = source.firstNonText {
      return Parsed(.notText(line: source.line(at: place)), in: source)
    }
    var lexer = Lexer(source)
    lexer.lex()
    var parser = Parser(source, lexer)
    let statements = parser.statements(in: nil)
    return Parsed(
      statements: statements, diagnostics: parser.firstOfEachLine(), comments: lexer.comments)
  }

  /// Whether what was typed at the prompt can be read as it stands: brackets balance and the last
  /// line does not end in `,` or an operator. A text that is left open counts as complete, so that
  /// the error shows.
  public static func isComplete(_ text: String) -> Bool {
    let source = Source(text: text)
    guard source.bytes.count <= Source.byteLimit, source.firstNonText == nil else { return true }
    var lexer = Lexer(source)
    lexer.lex()
    if lexer.hasOpenText { return true }
    var braces = 0
    var parens = 0
    for token in lexer.tokens {
      switch token.kind {
      case .openBrace: braces += 1
      case .closeBrace: braces -= 1
      case .openParen: parens += 1
      case .closeParen: parens -= 1
      default: continue
      }
      if braces < 0 || parens < 0 { return true }
    }
    let last = lexer.tokens.dropLast().last?.kind
    return braces == 0 && parens == 0 && !(last?.continuesLine ?? false)
  }

  private func firstOfEachLine() -> [Diagnostic] {
    let ordered = diagnostics.enumerated().sorted { a, b in
      let (lower, other) = (a.element.extent?.lower ?? 0, b.element.extent?.lower ?? 0)
      return lower == other ? a.offset < b.offset : lower < other
    }
    var kept: [Diagnostic] = []
    var lastLine = 0
    for (_, diagnostic) in ordered {
      let line = source.line(at: diagnostic.extent?.lower ?? 0)
      if line != lastLine { kept.append(diagnostic) }
      lastLine = line
    }
    return Array(kept.prefix(Self.errorLimit))
  }
}

/// What the parser found in a source.
public struct Parsed: Sendable {
  /// What could be read; after an error the statement in question is missing.
  public var statements: [Statement]
  /// In the order of the source.
  public var diagnostics: [Diagnostic]
  public var comments: [Comment]

  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  init(statements: [Statement], diagnostics: [Diagnostic], comments: [Comment]) {
    self.statements = statements
    self.diagnostics = diagnostics
    self.comments = comments
  }

  init(_ refusal: Diagnostic.Message, in source: Source) {
    self.init(
      statements: [], diagnostics: [Diagnostic(refusal, at: nil, in: source)], comments: [])
  }
}

/// Moving over the tokens.
extension Parser {
  var token: Token { tokens[index] }
  /// The token `n` places further; the last one past the end.
  func peek(_ n: Int = 1) -> Token { tokens[min(index + n, tokens.count - 1)] }
  var previous: Token { tokens[max(index - 1, 0)] }

  @discardableResult
  mutating func advance() -> Token {
    let token = tokens[index]
    if index < tokens.count - 1 { index += 1 }
    return token
  }

  func text(_ token: Token) -> String { source.text(in: token.extent) }

  /// Takes the token as a word of the tree.
  mutating func word() -> Word {
    let token = advance()
    return Word(text(token), token.extent)
  }

  /// Whether the statement or setting in hand ends before this token.
  var isEnd: Bool {
    switch token.kind {
    case .end, .semicolon, .closeBrace: true
    default: token.startsLine && openParens == 0
    }
  }

  func isAt(_ word: Keyword.Connective) -> Bool { spells(token, word) && !isEnd }

  func spells(_ token: Token, _ word: Keyword.Connective) -> Bool {
    switch word {
    case .and: token.kind == .and
    case .or: token.kind == .or
    case .not: token.kind == .not
    case .in: token.kind == .inside
    default: spells(token, word.rawValue)
    }
  }

  func spells(_ token: Token, _ word: String) -> Bool {
    guard token.kind == .word else { return false }
    let extent = token.extent
    return extent.upper - extent.lower == word.utf8.count
      && source.bytes[extent.lower..<extent.upper].elementsEqual(word.utf8)
  }

  func isConnective(_ token: Token) -> Bool {
    switch token.kind {
    case .and, .or, .not, .inside: true
    case .word:
      token.extent.upper - token.extent.lower <= 7
        && Keyword.Connective(rawValue: text(token)) != nil
    default: false
    }
  }

  /// Takes the connective if it stands here.
  mutating func take(_ word: Keyword.Connective) -> Bool {
    guard isAt(word) else { return false }
    advance()
    return true
  }

  mutating func skip(_ kind: Token.Kind) -> Bool {
    guard token.kind == kind, !isEnd else { return false }
    advance()
    return true
  }

  /// Where something is missing: this token, or the place behind the last one of the statement.
  var gap: Extent {
    isEnd ? Extent(previous.extent.upper, previous.extent.upper) : token.extent
  }
}

/// Reporting and going on.
extension Parser {
  mutating func diagnose(_ message: Diagnostic.Message, at extent: Extent) {
    diagnostics.append(Diagnostic(message, at: extent, in: source))
    if diagnostics.count >= Self.errorLimit { giveUp() }
  }

  /// Reports what makes the statement in hand unreadable: `throw fail(.needsName, at: gap)`.
  mutating func fail(_ message: Diagnostic.Message, at extent: Extent) -> Failure {
    diagnose(message, at: extent)
    return Failure()
  }

  mutating func giveUp() {
    hasGivenUp = true
    index = tokens.count - 1
  }

  /// Goes one bracket deeper; whoever calls it lowers `depth` again.
  mutating func enter() throws(Failure) {
    depth += 1
    guard depth <= Self.depthLimit else {
      let failure = fail(.tooDeep(Self.depthLimit), at: previous.extent)
      giveUp()
      throw failure
    }
  }

  /// Skips to the end of the statement or setting that started at a token.
  mutating func skip(from start: Int) {
    openParens = 0
    if index == start { advance() }
    var braces = 0
    while token.kind != .end {
      if braces == 0, isEnd { return }
      if token.kind == .openBrace { braces += 1 }
      if token.kind == .closeBrace { braces -= 1 }
      advance()
    }
  }
}

extension DiagnosticCode {
  static let notText = DiagnosticCode(
    "T001", "a file that is not text",
    cause: """
      A scenario is a text file in UTF-8. A picture, a word-processor document, a program or a \
      text in another encoding cannot be read; save it as plain text.
      """,
    wrong: "note \"\u{0}\"", right: "note \"text\"",
    lesson: "one-ledger")
}

extension Diagnostic.Message {
  static func fileTooLarge(_ bytes: Int) -> Self {
    let tenths = (bytes + 50_000) / 100_000
    return Self(
      .tooMuch, "the file has \(tenths / 10).\(tenths % 10) MB; a scenario may have 4 MB",
      notes: ["Data files are named by a setting:  snapshot \"file.csv\""])
  }

  static func notText(line: Int) -> Self {
    Self(
      .notText, "this is not a text file (line \(line) has bytes that are not UTF-8 text)",
      notes: ["A scenario is plain text, saved as UTF-8."])
  }

  static func tooDeep(_ limit: Int) -> Self {
    Self(.tooMuch, "more than \(limit) brackets inside each other; I stop reading here")
  }
}
