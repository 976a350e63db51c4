/// Texts, also between the quotation marks of other languages.
extension Lexer {
  mutating func text(from start: Int) {
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
        report(from: start) { _ in .openText }
        return append(.text, from: start)
      default:
        i += 1
      }
    }
  }

  mutating func escape() {
    let start = i
    i += 1
    switch bytes[i] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "n"): i += 1
    default:
      i += bytes.scalar(at: i)?.1 ?? 1
      report(from: start) { .unknownEscape($0) }
    }
  }

  mutating func singleQuoted(from start: Int) {
    var end = i
    while end < bytes.count, bytes[end] != Byte.lineFeed, bytes[end] != UInt8(ascii: "'") {
      end += 1
    }
    guard byte(end) == UInt8(ascii: "'") else {
      return report(from: start) { .strayCharacter($0) }
    }
    i = end + 1
    report(from: start) { .foreignQuotes($0) }
    append(.text, from: start)
  }

  /// A text between quotation marks of print: “…”, „…“, «…», ‘…’.
  mutating func curlyQuoted(from start: Int, opening: Unicode.Scalar) {
    let closings = ("‘’‚".unicodeScalars.contains(opening) ? "‘’'" : "“”»«\"").unicodeScalars
    while i < bytes.count, bytes[i] != Byte.lineFeed {
      guard let (scalar, length) = bytes.scalar(at: i) else { break }
      i += length
      if closings.contains(scalar) {
        report(from: start) { .foreignQuotes($0) }
        return append(.text, from: start)
      }
    }
    hasOpenText = true
    report(from: start) { _ in .openText }
    append(.text, from: start)
  }
}

extension DiagnosticCode {
  static let textForm = DiagnosticCode(
    "T004", "a text that is not written as one",
    cause: """
      A text stands between two `"` on one line. Inside, `\\"` is a quotation mark, `\\\\` a \
      backslash and `\\n` a new line.
      """,
    wrong: "note \"fees double", right: "note \"fees double\"",
    lesson: "one-ledger")
}

extension Diagnostic.Message {
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

  static func foreignQuotes(_ written: String) -> Self {
    let content = String(written.dropFirst().dropLast())
    return Self(
      .textForm, "a text stands between two `\"`",
      label: content.count <= 24 ? "write \"\(content)\"" : nil)
  }
}
