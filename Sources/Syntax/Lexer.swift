/// Divides a source into tokens. It never fails: what has no place in the language is reported and
/// read as what was probably meant.
///
/// - number: digits, with `_` between them, then `.` and digits, then `e`, a sign and digits
/// - word: a letter, then letters, digits and `_`; after a dot also digits alone, and `p99.9` is one word
/// - text: `"` to `"` on one line, with `\"`, `\\` and `\n`
/// - comment: `#` to the end of the line
struct Lexer {
  /// More tokens than this are refused.
  static let tokenLimit = 1_000_000

  private(set) var tokens: [Token] = []
  private(set) var comments: [Comment] = []
  private(set) var problems: [(message: Diagnostic.Message, extent: Extent)] = []
  /// A `"` whose partner is missing.
  private(set) var hasOpenText = false

  private let bytes: [UInt8]
  private var i = 0
  private var followsSpace = false
  private var followsLineEnd = true

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
      problems.append((.tooManyTokens(Self.tokenLimit), Extent(i, i + 1)))
      tokens.removeAll()
    }
    append(.end, from: i)
  }

  /// The byte at a place; 0, which no text holds, past the end.
  private func byte(_ at: Int) -> UInt8 { at < bytes.count ? bytes[at] : 0 }

  private mutating func append(_ kind: Token.Kind, from start: Int) {
    let isContinued = tokens.last?.kind.continuesLine ?? false
    tokens.append(
      Token(
        kind, Extent(start, i), followsSpace: followsSpace, followsLineEnd: followsLineEnd,
        startsLine: followsLineEnd && !isContinued))
    followsSpace = false
    followsLineEnd = false
  }

  private mutating func report(_ message: Diagnostic.Message, from start: Int) {
    problems.append((message, Extent(start, i)))
  }

  private mutating func skipSpace() {
    while i < bytes.count {
      switch bytes[i] {
      case UInt8(ascii: " "), Byte.tab, Byte.carriageReturn, 0x0B, 0x0C:
        i += 1
      case Byte.lineFeed:
        i += 1
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

  private mutating func skipLine() {
    while i < bytes.count, bytes[i] != Byte.lineFeed { i += 1 }
    if i > 0, bytes[i - 1] == Byte.carriageReturn { i -= 1 }
  }

  private mutating func next() {
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
      if second == first { habit("==", "=", as: .equal, from: start) } else { append(.equal, from: start) }
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
      report(.foreignComment("//"), from: start)
    case UInt8(ascii: "/") where second == UInt8(ascii: "*"): blockComment(from: start)
    case UInt8(ascii: "/"): append(.slash, from: start)
    case UInt8(ascii: "\""): text(from: start)
    case UInt8(ascii: "'"): singleQuoted(from: start)
    case UInt8(ascii: "["), UInt8(ascii: "]"):
      report(.squareBracket, from: start)
    default:
      report(.strayCharacter(String(Unicode.Scalar(first))), from: start)
    }
  }

  private mutating func either(
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
  private mutating func habit(
    _ written: String, _ right: String, as kind: Token.Kind, from start: Int
  ) {
    i += written.utf8.count - 1
    report(.foreignSign(written, right), from: start)
    append(kind, from: start)
  }

  private mutating func blockComment(from start: Int) {
    var end = i + 1
    while end < bytes.count, !(bytes[end] == UInt8(ascii: "*") && byte(end + 1) == UInt8(ascii: "/")) {
      end += 1
    }
    if end < bytes.count {
      for at in i..<end where bytes[at] == Byte.lineFeed { followsLineEnd = true }
      i = end + 2
    } else {
      skipLine()
    }
    followsSpace = true
    problems.append((.foreignComment("/* */"), Extent(start, start + 2)))
  }
}

extension Lexer {
  private var followsDot: Bool { tokens.last?.kind == .dot && !followsSpace }

  private mutating func word() {
    let start = i
    while i < bytes.count, Byte.isNamePart(bytes[i]) { i += 1 }
    if i < bytes.count, bytes[i] >= 0x80, letterLength(at: i) != nil { return foreignWord(from: start) }
    if bytes[start] == UInt8(ascii: "_") { report(.nameStart, from: start) }
    if followsDot { extendPercentile(from: start) }
    append(keyword(from: start), from: start)
  }

  /// `p99` after a dot goes on with `.9`.
  private mutating func extendPercentile(from start: Int) {
    guard bytes[start] == UInt8(ascii: "p"), i > start + 1, byte(i) == UInt8(ascii: "."),
      Byte.isDigit(byte(i + 1)), bytes[(start + 1)..<i].allSatisfy(Byte.isDigit)
    else { return }
    i += 1
    while Byte.isDigit(byte(i)) { i += 1 }
  }

  private func keyword(from start: Int) -> Token.Kind {
    guard i - start <= 3, !followsDot else { return .word }
    switch (i - start, bytes[start], byte(start + 1), byte(start + 2)) {
    case (2, UInt8(ascii: "o"), UInt8(ascii: "r"), _): return .or
    case (2, UInt8(ascii: "i"), UInt8(ascii: "n"), _): return .inside
    case (3, UInt8(ascii: "a"), UInt8(ascii: "n"), UInt8(ascii: "d")): return .and
    case (3, UInt8(ascii: "n"), UInt8(ascii: "o"), UInt8(ascii: "t")): return .not
    default: return .word
    }
  }

  private mutating func digits() {
    while Byte.isDigit(byte(i)) || (byte(i) == UInt8(ascii: "_") && Byte.isDigit(byte(i + 1))) {
      i += 1
    }
  }

  private mutating func number() {
    let start = i
    if followsDot {
      while Byte.isDigit(byte(i)) { i += 1 }
      return append(.word, from: start)
    }
    digits()
    // A group that starts with 0 is never a value of a list: `1,000` can only be a thousand.
    while i - start <= 3 || bytes[i - 4] == UInt8(ascii: ","), byte(i) == UInt8(ascii: ","),
      byte(i + 1) == UInt8(ascii: "0"), Byte.isDigit(byte(i + 2)), Byte.isDigit(byte(i + 3)),
      !Byte.isDigit(byte(i + 4))
    {
      i += 4
    }
    if bytes[start..<i].contains(UInt8(ascii: ",")) {
      report(.thousandsComma(String(decoding: bytes[start..<i], as: UTF8.self)), from: start)
    }
    fraction()
    append(.number, from: start)
  }

  private mutating func fraction() {
    if byte(i) == UInt8(ascii: "."), Byte.isDigit(byte(i + 1)) {
      i += 1
      digits()
    }
    guard byte(i) | 0x20 == UInt8(ascii: "e") else { return }
    let isSigned = byte(i + 1) == UInt8(ascii: "+") || byte(i + 1) == UInt8(ascii: "-")
    guard Byte.isDigit(byte(i + (isSigned ? 2 : 1))) else { return }
    i += isSigned ? 2 : 1
    digits()
  }

  private mutating func dot(from start: Int) {
    let second = byte(i)
    if second == UInt8(ascii: ".") {
      i += 1
      if byte(i) == UInt8(ascii: ".") || byte(i) == UInt8(ascii: "<") {
        i += 1
        report(.foreignSign(String(decoding: bytes[start..<i], as: UTF8.self), ".."), from: start)
      }
      return append(.range, from: start)
    }
    let followsWord = tokens.last?.kind == .word && !followsSpace
    guard Byte.isDigit(second), !followsWord else { return append(.dot, from: start) }
    i = start
    fraction()
    append(.number, from: start)
  }
}

extension Lexer {
  private mutating func text(from start: Int) {
    while true {
      switch byte(i) {
      case UInt8(ascii: "\""):
        i += 1
        return append(.text, from: start)
      case UInt8(ascii: "\\") where byte(i + 1) != 0 && byte(i + 1) != Byte.lineFeed:
        escape()
      case 0, Byte.lineFeed:
        hasOpenText = true
        while i > start + 1, bytes[i - 1] <= 0x20 { i -= 1 }
        report(.openText, from: start)
        return append(.text, from: start)
      default:
        i += 1
      }
    }
  }

  private mutating func escape() {
    let start = i
    i += 1
    switch bytes[i] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "n"): i += 1
    default:
      i += bytes.scalar(at: i)?.1 ?? 1
      report(.unknownEscape(String(decoding: bytes[start..<i], as: UTF8.self)), from: start)
    }
  }

  private mutating func singleQuoted(from start: Int) {
    var end = i
    while end < bytes.count, bytes[end] != Byte.lineFeed, bytes[end] != UInt8(ascii: "'") { end += 1 }
    guard byte(end) == UInt8(ascii: "'") else { return report(.strayCharacter("'"), from: start) }
    let content = String(decoding: bytes[i..<end], as: UTF8.self)
    i = end + 1
    report(.foreignQuotes(content), from: start)
    append(.text, from: start)
  }

  /// A text between quotation marks of print: “…”, „…“, «…», ‘…’.
  private mutating func curlyQuoted(from start: Int) {
    let content = i
    while i < bytes.count, bytes[i] != Byte.lineFeed {
      guard let (scalar, length) = bytes.scalar(at: i) else { break }
      i += length
      if "“”»«‘’\"".unicodeScalars.contains(scalar) {
        report(
          .foreignQuotes(String(decoding: bytes[content..<(i - length)], as: UTF8.self)), from: start)
        return append(.text, from: start)
      }
    }
    hasOpenText = true
    report(.openText, from: start)
    append(.text, from: start)
  }
}

extension Lexer {
  /// How many bytes a letter or digit beyond ASCII takes; nothing for other characters.
  private func letterLength(at i: Int) -> Int? {
    guard let (scalar, length) = bytes.scalar(at: i) else { return nil }
    switch scalar.properties.generalCategory {
    case .decimalNumber, .nonspacingMark: return length
    default: return scalar.properties.isAlphabetic ? length : nil
    }
  }

  private mutating func foreignWord(from start: Int) {
    while i < bytes.count {
      if Byte.isNamePart(bytes[i]) {
        i += 1
      } else if bytes[i] >= 0x80, let length = letterLength(at: i) {
        i += length
      } else {
        break
      }
    }
    report(.foreignLetters(String(decoding: bytes[start..<i], as: UTF8.self)), from: start)
    append(.word, from: start)
  }

  private mutating func foreignCharacter() {
    let start = i
    guard let (scalar, length) = bytes.scalar(at: i) else { return i += 1 }
    if letterLength(at: i) != nil { return foreignWord(from: start) }
    i += length
    let written = String(scalar)
    let (right, kind): (String, Token.Kind)
    switch scalar {
    case "–", "—", "−", "‐", "‑", "‒": (right, kind) = ("-", .minus)
    case "×", "·", "∙", "⋅", "∗": (right, kind) = ("*", .star)
    case "÷", "∕": (right, kind) = ("/", .slash)
    case "≤", "⩽": (right, kind) = ("<=", .lessOrEqual)
    case "≥", "⩾": (right, kind) = (">=", .greaterOrEqual)
    case "≠": (right, kind) = ("!=", .notEqual)
    case "→", "⟶", "➔": (right, kind) = ("->", .arrow)
    case "…", "‥": (right, kind) = ("..", .range)
    case "“", "”", "„", "‟", "«", "»", "‘", "’", "‚": return curlyQuoted(from: start)
    default: return report(.strayCharacter(written), from: start)
    }
    report(.foreignSign(written, right), from: start)
    append(kind, from: start)
  }
}

extension DiagnosticCode {
  static let tooMuch = DiagnosticCode(
    "T002", "more than a scenario may hold",
    cause: """
      A file may have 4 MB, a million words and signs, 64 brackets inside each other and 400 operators \
      in one expression, so that no file can stall the program. Put parts of a long calculation into \
      `let` names.
      """,
    wrong: "print " + String(repeating: "(", count: 65) + "1" + String(repeating: ")", count: 65),
    right: "let part = (1 + 2) * 3\nprint part")
  static let character = DiagnosticCode(
    "T003", "a character that the language does not have",
    cause: """
      Names use the letters a to z, digits and `_`. Signs copied from a page are often other characters \
      that only look alike, such as a long dash for a minus.
      """,
    wrong: "expect base.fee ≤ 2 USD", right: "expect base.fee <= 2 USD")
  static let textForm = DiagnosticCode(
    "T004", "a text that is not written as one",
    cause: """
      A text stands between two `"` on one line. Inside, `\\"` is a quotation mark, `\\\\` a backslash \
      and `\\n` a new line.
      """,
    wrong: "note \"fees double", right: "note \"fees double\"")
  static let numberForm = DiagnosticCode(
    "T005", "a number that is not written as one",
    cause: """
      Groups of digits are set off with `_`, because a comma separates two values. Numbers go up to \
      about 1.8e308.
      """,
    wrong: "seed 1,000", right: "seed 1_000")
  static let habit = DiagnosticCode(
    "T007", "the habit of another language",
    cause: """
      Other languages write it so. Here `=` is equality, `and`, `or` and `not` are words, `#` starts a \
      comment, and statements have no parentheses.
      """,
    wrong: "expect base.fee == 2 USD", right: "expect base.fee = 2 USD")
}

extension Diagnostic.Message {
  static func tooManyTokens(_ limit: Int) -> Self {
    Self(.tooMuch, "the file has more than \(limit) words and signs; it ends here for me")
  }

  static func strayCharacter(_ character: String) -> Self {
    let notes =
      "$€£¥".contains(character) ? [tryThis("5 USD")] : []
    return Self(.character, "the character \(quoted(character)) has no meaning here", notes: notes)
  }

  static var squareBracket: Self {
    Self(
      .habit, "a list has no brackets around it, only commas between its values",
      notes: [tryThis("sweep base.block_size over 1 MB, 4 MB { run 1 day }")])
  }

  static func foreignSign(_ written: String, _ right: String) -> Self {
    let isAscii = written.utf8.allSatisfy { $0 < 0x80 }
    return Self(
      isAscii ? .habit : .character, "\(quoted(written)) is written \(quoted(right)) here",
      label: "write \(quoted(right))")
  }

  static func foreignComment(_ written: String) -> Self {
    Self(
      .habit, "a comment starts with `#`, not with \(quoted(String(written.prefix(2))))",
      notes: [tryThis("# a comment up to the end of the line")])
  }

  static func foreignLetters(_ word: String) -> Self {
    let isMicro = word == "µs" || word == "μs"
    return Self(
      .character, "the word \(quoted(word)) has letters other than a to z",
      label: isMicro ? "write `us`" : nil,
      notes: isMicro ? [] : ["Names use a to z, digits and `_`. In a \"text\" every letter is fine."])
  }

  static var nameStart: Self { Self(.name, "a name starts with a letter") }

  static func thousandsComma(_ written: String) -> Self {
    let right = String(written.map { $0 == "," ? "_" : $0 })
    return Self(
      .numberForm, "a comma separates two values, so \(quoted(written)) is not one number",
      label: "write \(quoted(right))")
  }

  static var openText: Self {
    Self(
      .textForm, "this text has no closing `\"` on its line",
      notes: [tryThis("note \"fees double\"")])
  }

  static func unknownEscape(_ written: String) -> Self {
    Self(
      .textForm, "\(quoted(written)) has no meaning inside a text",
      notes: [#"A text knows \" (a quotation mark), \\ (a backslash) and \n (a new line)."#])
  }

  static func foreignQuotes(_ content: String) -> Self {
    Self(
      .textForm, "a text stands between two `\"`",
      label: content.count <= 24 ? "write \"\(content)\"" : nil)
  }
}
