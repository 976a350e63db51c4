/// Words and numbers.
extension Lexer {
  var followsDot: Bool { tokens.last?.kind == .dot && !followsSpace }

  mutating func word() {
    let start = i
    while i < bytes.count, Byte.isNamePart(bytes[i]) { i += 1 }
    if i < bytes.count, bytes[i] >= 0x80, letterLength(at: i) != nil {
      return foreignWord(from: start)
    }
    if bytes[start] == UInt8(ascii: "_") { report(from: start) { _ in .nameStart } }
    if followsDot { extendPercentile(from: start) }
    append(keyword(from: start), from: start)
  }

  /// `p99` after a dot goes on with `.9`.
  mutating func extendPercentile(from start: Int) {
    guard bytes[start] == UInt8(ascii: "p"), i > start + 1, byte(i) == UInt8(ascii: "."),
      Byte.isDigit(byte(i + 1)), bytes[(start + 1)..<i].allSatisfy(Byte.isDigit)
    else { return }
    i += 1
    while Byte.isDigit(byte(i)) { i += 1 }
  }

  func keyword(from start: Int) -> Token.Kind {
    guard i - start <= 3, !followsDot else { return .word }
    switch (i - start, bytes[start], byte(start + 1), byte(start + 2)) {
    case (2, UInt8(ascii: "o"), UInt8(ascii: "r"), _): return .or
    case (2, UInt8(ascii: "i"), UInt8(ascii: "n"), _): return .inside
    case (3, UInt8(ascii: "a"), UInt8(ascii: "n"), UInt8(ascii: "d")): return .and
    case (3, UInt8(ascii: "n"), UInt8(ascii: "o"), UInt8(ascii: "t")): return .not
    default: return .word
    }
  }

  mutating func digits() {
    while Byte.isDigit(byte(i)) || (byte(i) == UInt8(ascii: "_") && Byte.isDigit(byte(i + 1))) {
      i += 1
    }
  }

  mutating func number() {
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
      report(from: start) { .thousandsComma($0) }
    }
    fraction()
    append(.number, from: start)
  }

  mutating func fraction() {
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

  mutating func dot(from start: Int) {
    let second = byte(i)
    if second == UInt8(ascii: ".") {
      i += 1
      if byte(i) == UInt8(ascii: ".") || byte(i) == UInt8(ascii: "<") {
        i += 1
        report(from: start) { .foreignSign($0, "..") }
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

extension DiagnosticCode {
  static let numberForm = DiagnosticCode(
    "T005", "a number that is not written as one",
    cause: """
      Groups of digits are set off with `_`, because a comma separates two values. Numbers go up \
      to about 1.8e308.
      """,
    wrong: "seed 1,000", right: "seed 1_000",
    lesson: "one-ledger")
}

extension Diagnostic.Message {
  static var nameStart: Self { Self(.name, "a name starts with a letter") }

  static func thousandsComma(_ written: String) -> Self {
    let right = String(written.map { $0 == "," ? "_" : $0 })
    return Self(
      .numberForm, "a comma separates two values, so \(quoted(written)) is not one number",
      label: "write \(quoted(right))")
  }
}
