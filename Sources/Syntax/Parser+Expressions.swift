/// How tightly operators bind, loosest first.
enum Precedence: Int, Comparable {
  case or, and, not, comparison, conversion, sum, product, sign, power, primary

  static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  var next: Self { Self(rawValue: rawValue + 1) ?? .primary }
}

extension BinaryOperator {
  var precedence: Precedence {
    switch self {
    case .or: .or
    case .and: .and
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: .comparison
    case .add, .subtract: .sum
    case .multiply, .divide: .product
    case .power: .power
    }
  }

  init?(_ kind: Token.Kind) {
    switch kind {
    case .or: self = .or
    case .and: self = .and
    case .less: self = .less
    case .lessOrEqual: self = .lessOrEqual
    case .greater: self = .greater
    case .greaterOrEqual: self = .greaterOrEqual
    case .equal: self = .equal
    case .notEqual: self = .notEqual
    case .plus: self = .add
    case .minus: self = .subtract
    case .star: self = .multiply
    case .slash: self = .divide
    case .caret: self = .power
    default: return nil
    }
  }
}

extension Parser {
  /// Reads operators that bind at least as tightly as `level`.
  mutating func expression(_ level: Precedence = .or) throws(Failure) -> Expression {
    let start = token.extent.lower
    var left = try operand(level)
    while !isEnd {
      if token.kind == .arrow, level <= .conversion {
        try count()
        advance()
        let unit = try requiredUnit()
        left = .convert(left, unit: unit, Extent(start, unit.extent.upper))
      } else if token.kind == .inside, level <= .comparison {
        left = try range(around: left, from: start)
        try refuseChain(after: left)
      } else if let sign = BinaryOperator(token.kind), sign.precedence >= level {
        try count()
        advance()
        let right =
          sign == .power ? try nested(.sign) : try expression(sign.precedence.next)
        left = .binary(sign, left, right, Extent(start, previous.extent.upper))
        if sign.precedence == .comparison { try refuseChain(after: left) }
      } else {
        break
      }
    }
    return left
  }

  private mutating func count() throws(Failure) {
    operators += 1
    guard operators <= Self.operatorLimit else {
      throw fail(.tooManyOperators(Self.operatorLimit), at: token.extent)
    }
  }

  private mutating func nested(_ level: Precedence) throws(Failure) -> Expression {
    try enter()
    let expression = try expression(level)
    depth -= 1
    return expression
  }

  /// `in LOW .. HIGH`
  private mutating func range(
    around value: Expression, from start: Int
  ) throws(Failure) -> Expression {
    advance()
    let low = try expression(.sum)
    guard skip(.range) else {
      if let hole, isEnd {
        return .within(value, low: low, high: .hole(hole), Extent(start, hole.upper))
      }
      throw fail(.needsRange, at: gap)
    }
    let high = try expression(.sum)
    return .within(value, low: low, high: high, Extent(start, previous.extent.upper))
  }

  private mutating func refuseChain(after comparison: Expression) throws(Failure) {
    guard !isEnd, token.kind == .inside || BinaryOperator(token.kind)?.precedence == .comparison
    else { return }
    throw fail(.chainedComparison, at: token.extent)
  }

  private mutating func operand(_ level: Precedence) throws(Failure) -> Expression {
    let first = token
    if isEnd { return try missingValue() }
    switch first.kind {
    case .number:
      return number()
    case .text:
      advance()
      return .text(unquoted(first), first.extent)
    case .question:
      advance()
      hole = hole ?? first.extent
      return .hole(first.extent)
    case .minus:
      advance()
      let value = try nested(.sign)
      return .unary(.minus, value, first.extent.union(previous.extent))
    case .not where level <= .not:
      advance()
      let value = try nested(.not)
      return .unary(.not, value, first.extent.union(previous.extent))
    case .openParen:
      return try parenthesized()
    case .word:
      if peek().kind == .openParen, !peek().startsLine, !isConnective(first) || !peek().followsSpace
      {
        return try call()
      }
      if isConnective(first), !isSwitchedOn { return try missingValue() }
      if first.followsLineEnd, Keyword.Statement(rawValue: text(first)) != nil {
        return try missingValue()
      }
      return .path(try path())
    default:
      return try missingValue()
    }
  }

  /// Whether `on` stands here as the position of a switch, with nothing after it that it could join.
  private var isSwitchedOn: Bool {
    guard spells(token, "on") else { return false }
    let next = peek()
    return next.startsLine || next.kind != .word || isConnective(next)
  }

  private mutating func missingValue() throws(Failure) -> Expression {
    if let hole, isEnd { return .hole(hole) }
    if previous.kind == .openParen, token.kind == .closeParen {
      throw fail(.emptyParentheses, at: previous.extent.union(gap))
    }
    if previous.kind.continuesLine {
      throw fail(.halfExpression(text(previous)), at: previous.extent)
    }
    throw fail(.needsValue(after: text(previous), in: keyword.text), at: gap)
  }

  private mutating func parenthesized() throws(Failure) -> Expression {
    let opening = advance()
    let isFirst = index == 0 || previous(2).extent == keyword.extent
    openParens += 1
    let value = try nested(.or)
    if token.kind == .comma {
      if isFirst, keyword.text == "print" { throw failPrintCall(opening) }
      throw fail(.listInParentheses, at: token.extent)
    }
    try close(opening)
    return value
  }

  /// The token `n` places back.
  private func previous(_ n: Int) -> Token { tokens[max(index - n, 0)] }

  /// `print(a, b)`: shows the same without parentheses.
  private mutating func failPrintCall(_ opening: Token) -> Failure {
    var parens = 1
    var end = index
    while parens > 0, tokens[end].kind != .end, !tokens[end].startsLine {
      if tokens[end].kind == .openParen { parens += 1 }
      if tokens[end].kind == .closeParen { parens -= 1 }
      end += 1
    }
    let last = tokens[end - 1]
    let upper = parens == 0 ? last.extent.lower : last.extent.upper
    let content = source.text(in: Extent(opening.extent.upper, upper))
    return fail(.printCall(content), at: opening.extent)
  }

  /// Takes the `)` of an opening parenthesis.
  mutating func close(_ opening: Token) throws(Failure) {
    guard token.kind == .closeParen else {
      if token.kind == .end || token.followsLineEnd {
        if let hole, hole.lower >= opening.extent.lower {
          openParens -= 1
          return
        }
        throw fail(.openBracket("(", ")"), at: opening.extent)
      }
      throw leftover()
    }
    advance()
    openParens -= 1
  }

  /// `NAME(a, b, name: c)`
  private mutating func call() throws(Failure) -> Expression {
    let name = word()
    let opening = advance()
    openParens += 1
    try enter()
    var arguments: [Argument] = []
    while token.kind != .closeParen {
      var label: Word?
      if token.kind == .word, peek().kind == .colon {
        label = word()
        advance()
      }
      arguments.append(Argument(name: label, value: try expression()))
      guard skip(.comma) else { break }
    }
    depth -= 1
    try close(opening)
    return .call(name, arguments, name.extent.union(previous.extent))
  }

  /// A number and the unit that follows it on its line.
  private mutating func number() -> Expression {
    let token = advance()
    let value = value(of: token)
    guard let unit = unit() else { return .number(value, token.extent) }
    return .quantity(value, unit: unit, token.extent.union(unit.extent))
  }

  private mutating func value(of token: Token) -> Double {
    let written = source.bytes[token.extent.lower..<token.extent.upper]
    var whole: UInt64 = 0
    if written.count <= 15, written.allSatisfy(Byte.isDigit) {
      for byte in written { whole = whole * 10 + UInt64(byte - 48) }
      return Double(whole)
    }
    let plain = written.filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: ",") }
    let value = Double(String(decoding: plain, as: UTF8.self)) ?? .infinity
    if value.isFinite { return value }
    diagnose(.numberTooLarge(text(token)), at: token.extent)
    return 0
  }

  /// The unit that stands here, if one does.
  mutating func unit() -> Word? {
    token.followsLineEnd ? nil : unitOnAnyLine()
  }

  private mutating func unitOnAnyLine() -> Word? {
    let first = token
    switch first.kind {
    case .percent:
      advance()
    case .word:
      if endsName(peek()) || isConnective(first) { return nil }
      advance()
    case .number:
      guard peek().kind == .slash, isUnder(peek(), peek(2)), text(first) == "1" else { return nil }
      advance()
    default:
      return nil
    }
    while token.kind == .slash, isUnder(token, peek()), !endsName(peek(2)) {
      advance()
      advance()
    }
    let extent = first.extent.union(previous.extent)
    return Word(source.text(in: extent), extent)
  }

  /// Whether a word before this token is an object or a function.
  private func endsName(_ token: Token) -> Bool {
    !token.followsSpace && (token.kind == .dot || token.kind == .openParen)
  }

  /// Whether a slash and a word stand without spaces.
  private func isUnder(_ slash: Token, _ word: Token) -> Bool {
    !slash.followsSpace && word.kind == .word && !word.followsSpace
  }

  private mutating func requiredUnit() throws(Failure) -> Word {
    if !isEnd, let unit = unitOnAnyLine() {
      if token.kind == .slash, !isEnd, peek().kind == .word {
        throw fail(
          .spacedUnit(unit.text + "/" + text(peek())), at: unit.extent.union(peek().extent))
      }
      return unit
    }
    if let hole = holeHere() { return hole }
    throw fail(.needsUnit, at: gap)
  }

  /// What a text token says.
  func unquoted(_ token: Token) -> String {
    var content = text(token).unicodeScalars.dropFirst()
    if let last = content.last, "\"'“”»«‘’".unicodeScalars.contains(last) { content.removeLast() }
    guard content.contains("\\") else { return String(content) }
    var text = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in content {
      if isEscaped {
        text.append(scalar == "n" ? "\n" : scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        text.append(scalar)
      }
    }
    return String(text)
  }
}

extension DiagnosticCode {
  static let halfExpression = DiagnosticCode(
    "T013", "a value is missing",
    cause: """
      A statement, a setting or an operator stands alone where a value should follow. Write the \
      value, or `?` to ask what belongs there.
      """,
    wrong: "run", right: "run 7 days",
    lesson: "one-ledger")
  static let unitForm = DiagnosticCode(
    "T015", "a unit in the wrong place",
    cause: """
      A unit stands directly after a number (`10 min`, `20 tx/s`), without spaces around its \
      `/`, and after `->`. Nowhere else: multiply by 1 of the unit instead.
      """,
    wrong: "let room = (1 + 2) MB", right: "let room = (1 + 2) * 1 MB",
    lesson: "one-ledger")
  static let comparisonForm = DiagnosticCode(
    "T016", "a comparison that is not written as one",
    cause: "A comparison has two sides. What lies between two limits is written `in LOW .. HIGH`.",
    wrong: "expect 1 USD < base.fee < 2 USD", right: "expect base.fee in 1 USD .. 2 USD",
    lesson: "is-it-final")
}

extension Diagnostic.Message {
  static func tooManyOperators(_ limit: Int) -> Self {
    Self(
      .tooMuch, "an expression has more than \(limit) operators",
      notes: [tryThis("let part = ...   and use `part`")])
  }

  static var needsRange: Self {
    Self(
      .comparisonForm, "`in` needs a range", notes: [tryThis("expect base.fee in 1 USD .. 2 USD")])
  }

  static var chainedComparison: Self {
    Self(
      .comparisonForm, "a comparison has two sides, this is a third",
      notes: [tryThis("base.fee in 1 USD .. 2 USD", "a < b and b < c")])
  }

  static var emptyParentheses: Self {
    Self(.halfExpression, "there is no value between the parentheses")
  }

  static func halfExpression(_ sign: String) -> Self {
    Self(.halfExpression, "\(quoted(sign)) needs a value on its right")
  }

  static func needsValue(after word: String, in keyword: String) -> Self {
    Self(
      .halfExpression, "a value is missing after \(quoted(word))",
      notes: Keyword.example(for: keyword).map { [tryThis($0)] } ?? [])
  }

  static var listInParentheses: Self {
    Self(
      .bracket, "one value fits between `(` and `)` here, not a list",
      notes: ["A list has no parentheses:  1 MB, 4 MB, 16 MB"])
  }

  static func printCall(_ content: String) -> Self {
    let values = content.utf8.count <= 60 ? content : "base.fee, big.fee"
    return Self(
      .habit, "`print` is a statement, without parentheses", notes: [tryThis("print " + values)])
  }

  static func numberTooLarge(_ number: String) -> Self {
    Self(
      .numberForm, "\(quoted(number)) is too large a number", notes: ["The largest is 1.79e308."])
  }

  static func spacedUnit(_ unit: String) -> Self {
    Self(.unitForm, "a unit has no spaces around `/`", label: "write \(quoted(unit))")
  }

  static var needsUnit: Self {
    Self(.unitForm, "`->` needs a unit", notes: [tryThis("print big.block_size -> MiB")])
  }
}
