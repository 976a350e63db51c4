/// Characters that the language does not have, but a page to copy from does.
extension Lexer {
  /// How many bytes a letter or digit beyond ASCII takes; nothing for other characters.
  func letterLength(at i: Int) -> Int? {
    guard let (scalar, length) = bytes.scalar(at: i) else { return nil }
    switch scalar.properties.generalCategory {
    case .decimalNumber, .nonspacingMark: return length
    default: return scalar.properties.isAlphabetic ? length : nil
    }
  }

  mutating func foreignWord(from start: Int) {
    while i < bytes.count {
      if Byte.isNamePart(bytes[i]) {
        i += 1
      } else if bytes[i] >= 0x80, let length = letterLength(at: i) {
        i += length
      } else {
        break
      }
    }
    report(from: start) { .foreignLetters($0) }
    append(.word, from: start)
  }

  mutating func foreignCharacter() {
    let start = i
    guard let (scalar, length) = bytes.scalar(at: i) else {
      i += 1
      return
    }
    if letterLength(at: i) != nil { return foreignWord(from: start) }
    i += length
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
    case "“", "”", "„", "‟", "«", "»", "‘", "’", "‚":
      return curlyQuoted(from: start, opening: scalar)
    default: return report(from: start) { .strayCharacter($0) }
    }
    report(from: start) { .foreignSign($0, right) }
    append(kind, from: start)
  }
}

extension DiagnosticCode {
  static let character = DiagnosticCode(
    "T003", "a character that the language does not have",
    cause: """
      Names use the letters a to z, digits and `_`. Signs copied from a page are often other \
      characters that only look alike, such as a long dash for a minus.
      """,
    wrong: "expect base.fee ≤ 2 USD", right: "expect base.fee <= 2 USD",
    lesson: "one-ledger")
}

extension Diagnostic.Message {
  static func strayCharacter(_ character: String) -> Self {
    let notes =
      "$€£¥".contains(character)
      ? [tryThis("5 USD")]
      : character.utf8.count > 1
        ? ["Names use a to z, digits and `_`. In a \"text\" every letter is fine."] : []
    return Self(.character, "the character \(quoted(character)) has no meaning here", notes: notes)
  }

  static func foreignSign(_ written: String, _ right: String) -> Self {
    let isAscii = written.utf8.allSatisfy { $0 < 0x80 }
    return Self(
      isAscii ? .habit : .character, "\(quoted(written)) is written \(quoted(right)) here",
      label: "write \(quoted(right))")
  }

  static func foreignLetters(_ word: String) -> Self {
    let isMicro = word == "µs" || word == "μs"
    return Self(
      .character, "the word \(quoted(word)) has letters other than a to z",
      label: isMicro ? "write `us`" : nil,
      notes: isMicro
        ? [] : ["Names use a to z, digits and `_`. In a \"text\" every letter is fine."])
  }
}
