/// Divides a source into tokens. It never fails: what has no place in the language is reported and
/// read as what was probably meant.
///
/// - number: digits, with `_` between them, then `.` and digits, then `e`, a sign and digits
/// - word: a letter, then letters, digits and `_`; after a dot also digits alone, or `p99.9`
/// - text: `"` to `"` on one line, with `\"`, `\\` and `\n`
/// - comment: `#` to the end of the line
struct Lexer {
  /// More tokens than this are refused.
  static let tokenLimit = 1_000_000

  var tokens: [Token] = []
  var comments: [Comment] = []
  var problems: [(message: Diagnostic.Message, extent: Extent)] = []
  /// A `"` whose partner is missing.
  var hasOpenText = false

  let bytes: [UInt8]
  var i = 0
  var followsSpace = false
  var followsLineEnd = true
  var line = 1
  var problemLine = 0
  /// Whether no `*/` follows any more.
  var hasNoCommentEnd = false

  /// The source must be text without zero bytes.
  init(_ source: Source) {
    bytes = source.bytes
    tokens.reserveCapacity(bytes.count / 4 + 1)
  }

  mutating func lex() {
    while tokens.count < Self.tokenLimit {
      skipSpace()
      guard i < bytes.count else { break }
      next()
    }
    if i < bytes.count {
      problems = [(.tooManyTokens(Self.tokenLimit), Extent(i, i + 1))]
      tokens.removeAll()
    }
    append(.end, from: i)
  }

  /// The byte at a place; 0, which no text holds, past the end.
  func byte(_ at: Int) -> UInt8 { at < bytes.count ? bytes[at] : 0 }

  mutating func append(_ kind: Token.Kind, from start: Int) {
    let isContinued = tokens.last?.kind.continuesLine ?? false
    tokens.append(
      Token(
        kind, Extent(start, i), followsSpace: followsSpace, followsLineEnd: followsLineEnd,
        startsLine: followsLineEnd && !isContinued))
    followsSpace = false
    followsLineEnd = false
  }

  /// Keeps the first problem of a line, and so many at most as are ever reported. The message is
  /// made from what was written from `start` to here.
  mutating func report(from start: Int, _ message: (_ written: String) -> Diagnostic.Message) {
    guard problemLine != line, problems.count < Parser.errorLimit else { return }
    problemLine = line
    let written = String(decoding: bytes[start..<i], as: UTF8.self)
    problems.append((message(written), Extent(start, i)))
  }

  mutating func skipSpace() {
    while i < bytes.count {
      switch bytes[i] {
      case UInt8(ascii: " "), Byte.tab, Byte.carriageReturn, 0x0B, 0x0C:
        i += 1
      case Byte.lineFeed:
        i += 1
        line += 1
        followsLineEnd = true
      case UInt8(ascii: "#"):
        let start = i
        skipLine()
        comments.append(Comment(extent: Extent(start, i)))
      case 0x80...:
        // No-break, thin and ideographic spaces come with text pasted from a page.
        guard let (scalar, length) = bytes.scalar(at: i),
          scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
        else { return }
        i += length
      default:
        return
      }
      followsSpace = true
    }
  }

  mutating func skipLine() {
    while i < bytes.count, bytes[i] != Byte.lineFeed { i += 1 }
    if i > 0, bytes[i - 1] == Byte.carriageReturn { i -= 1 }
  }

  mutating func next() {
    let start = i
    let first = bytes[i]
    if Byte.isLetter(first) || first == UInt8(ascii: "_") { return word() }
    if Byte.isDigit(first) { return number() }
    if first >= 0x80 { return foreignCharacter() }
    i += 1
    let second = byte(i)
    switch first {
    case UInt8(ascii: "."): dot(from: start)
    case UInt8(ascii: ","): append(.comma, from: start)
    case UInt8(ascii: ";"): append(.semicolon, from: start)
    case UInt8(ascii: ":"): append(.colon, from: start)
    case UInt8(ascii: "("): append(.openParen, from: start)
    case UInt8(ascii: ")"): append(.closeParen, from: start)
    case UInt8(ascii: "{"): append(.openBrace, from: start)
    case UInt8(ascii: "}"): append(.closeBrace, from: start)
    case UInt8(ascii: "+"): append(.plus, from: start)
    case UInt8(ascii: "*"): append(.star, from: start)
    case UInt8(ascii: "^"): append(.caret, from: start)
    case UInt8(ascii: "%"): append(.percent, from: start)
    case UInt8(ascii: "?"): append(.question, from: start)
    case UInt8(ascii: "-"): either(.minus, or: .arrow, if: ">", from: start)
    case UInt8(ascii: "<"): either(.less, or: .lessOrEqual, if: "=", from: start)
    case UInt8(ascii: ">"): either(.greater, or: .greaterOrEqual, if: "=", from: start)
    case UInt8(ascii: "="):
      if second == first {
        habit("==", "=", as: .equal, from: start)
      } else {
        append(.equal, from: start)
      }
    case UInt8(ascii: "!"):
      if second == UInt8(ascii: "=") {
        i += 1
        append(.notEqual, from: start)
      } else {
        habit("!", "not", as: .not, from: start)
      }
    case UInt8(ascii: "&") where second == first: habit("&&", "and", as: .and, from: start)
    case UInt8(ascii: "|") where second == first: habit("||", "or", as: .or, from: start)
    case UInt8(ascii: "/") where second == first:
      skipLine()
      report(from: start) { _ in .foreignComment("//") }
    case UInt8(ascii: "/") where second == UInt8(ascii: "*"): blockComment(from: start)
    case UInt8(ascii: "/"): append(.slash, from: start)
    case UInt8(ascii: "\""): text(from: start)
    case UInt8(ascii: "'"): singleQuoted(from: start)
    case UInt8(ascii: "["), UInt8(ascii: "]"):
      report(from: start) { _ in .squareBracket }
    default:
      report(from: start) { .strayCharacter($0) }
    }
  }

  mutating func either(
    _ one: Token.Kind, or two: Token.Kind, if sign: Unicode.Scalar, from start: Int
  ) {
    if byte(i) == UInt8(ascii: sign) {
      i += 1
      append(two, from: start)
    } else {
      append(one, from: start)
    }
  }

  /// A sign of other languages, read as the one it stands for.
  mutating func habit(
    _ written: String, _ right: String, as kind: Token.Kind, from start: Int
  ) {
    i += written.utf8.count - 1
    report(from: start) { _ in .foreignSign(written, right) }
    append(kind, from: start)
  }

  mutating func blockComment(from start: Int) {
    i = start + 2
    report(from: start) { .foreignComment($0) }
    var end = hasNoCommentEnd ? bytes.count : i
    while end < bytes.count,
      !(bytes[end] == UInt8(ascii: "*") && byte(end + 1) == UInt8(ascii: "/"))
    {
      end += 1
    }
    followsSpace = true
    hasNoCommentEnd = end == bytes.count
    if hasNoCommentEnd { return skipLine() }
    for at in i..<end where bytes[at] == Byte.lineFeed {
      line += 1
      followsLineEnd = true
    }
    i = end + 2
  }
}

extension DiagnosticCode {
  static let tooMuch = DiagnosticCode(
    "T002", "more than a scenario may hold",
    cause: """
      A file may have 4 MB, a million words and signs, 64 brackets inside each other and 400 \
      operators in one expression, so that no file can stall the program. Put parts of a long \
      calculation into `let` names.
      """,
    wrong: "print " + String(repeating: "(", count: 65) + "1" + String(repeating: ")", count: 65),
    right: "let part = (1 + 2) * 3\nprint part",
    lesson: "one-ledger")
  static let habit = DiagnosticCode(
    "T007", "the habit of another language",
    cause: """
      Other languages write it so. Here `=` is equality, `and`, `or` and `not` are words, `#` \
      starts a comment, and statements have no parentheses.
      """,
    wrong: "expect base.fee == 2 USD", right: "expect base.fee = 2 USD",
    lesson: "one-ledger")
}

extension Diagnostic.Message {
  static func tooManyTokens(_ limit: Int) -> Self {
    Self(.tooMuch, "the file has more than \(limit) words and signs; it ends here for me")
  }

  static var squareBracket: Self {
    Self(
      .habit, "a list has no brackets around it, only commas between its values",
      notes: [tryThis("sweep base.block_size over 1 MB, 4 MB { run 1 day }")])
  }

  static func foreignComment(_ written: String) -> Self {
    Self(
      .habit, "a comment starts with `#`, not with \(quoted(written))",
      notes: [tryThis("# a comment up to the end of the line")])
  }
}
