import Syntax
import Testing

struct ExpressionTests {
  /// The tree of an expression with every group in parentheses.
  private func grouped(_ text: String) -> String {
    let parsed = Parser.parse(Source(text: "print " + text))
    guard parsed.diagnostics.isEmpty, case .print(let values)? = parsed.statements.first?.kind,
      values.count == 1
    else { return complaints("print " + text) }
    return grouped(values[0])
  }

  private func grouped(_ expression: Expression) -> String {
    switch expression {
    case .unary(let sign, let value, _): "(\(sign.rawValue) \(grouped(value)))"
    case .binary(let sign, let left, let right, _):
      "(\(grouped(left)) \(sign.rawValue) \(grouped(right)))"
    case .within(let value, let low, let high, _):
      "(\(grouped(value)) in \(grouped(low)) .. \(grouped(high)))"
    case .convert(let value, let unit, _): "(\(grouped(value)) -> \(unit.text))"
    default: expression.formatted
    }
  }

  @Test(arguments: [
    ("a or b and c", "(a or (b and c))"),
    ("not a = b and c", "((not (a = b)) and c)"),
    ("a < b + c", "(a < (b + c))"),
    ("a -> MiB < b", "((a -> MiB) < b)"),
    ("a + b -> MiB", "((a + b) -> MiB)"),
    ("a in b - 1 .. b + 1", "(a in (b - 1) .. (b + 1))"),
    ("a in 1 .. 2 and b", "((a in 1 .. 2) and b)"),
    ("a - b - c", "((a - b) - c)"),
    ("a - b * c / d", "(a - ((b * c) / d))"),
    ("-a * b", "((- a) * b)"),
    ("-a ^ b", "(- (a ^ b))"),
    ("a ^ b ^ c", "(a ^ (b ^ c))"),
    ("a ^ -b * c", "((a ^ (- b)) * c)"),
    ("(a or b) and c", "((a or b) and c)"),
    ("min(a + 1, 2) * 3", "(min(a + 1, 2) * 3)"),
  ])
  func `operators bind as the language says`(text: String, tree: String) {
    #expect(grouped(text) == tree)
  }

  @Test(arguments: [
    ("1_000", 1000), ("60_000", 60_000), ("2e6", 2e6), ("2E6", 2e6), ("1.5", 1.5), (".5", 0.5),
    ("1e-3", 0.001), ("1.5e+3", 1500), ("0", 0),
    ("12345678901234567168", 12_345_678_901_234_567_168),
    ("1e308", 1e308), ("1_0.2_5", 10.25),
  ])
  func `numbers are read as they are written`(text: String, value: Double) {
    let parsed = Parser.parse(Source(text: "seed " + text))
    guard case .seed(.number(let read, _))? = parsed.statements.first?.kind else {
      Issue.record("\(parsed)")
      return
    }
    #expect(read == value)
  }

  @Test(arguments: [
    ("10 min", "min"), ("10min", "min"), ("35 %", "%"), ("35%", "%"), ("20 tx/s", "tx/s"),
    ("5 USD/month", "USD/month"), ("1 %/year", "%/year"), ("3 sat/vB", "sat/vB"),
    ("2 kWh/tx", "kWh/tx"), ("0.5 1/day", "1/day"), ("2 USD/GB/month", "USD/GB/month"),
  ])
  func `a word after a number is its unit`(text: String, unit: String) {
    let parsed = Parser.parse(Source(text: "seed " + text))
    guard case .seed(.quantity(_, let read, let extent))? = parsed.statements.first?.kind else {
      Issue.record("\(parsed)")
      return
    }
    #expect(read.text == unit)
    #expect(parsed.diagnostics.isEmpty)
    #expect(extent == Extent(5, 5 + text.utf8.count))
  }

  @Test(arguments: [
    ("100 USD/base.price", "(100 USD / base.price)"),
    ("10 min / 2", "(10 min / 2)"),
    ("20 tx / s", "(20 tx / s)"),
    ("100 USD/min(a, b)", "(100 USD / min(a, b))"),
    ("2 * min(a, b)", "(2 * min(a, b))"),
    ("a -> %/year", "(a -> %/year)"),
    ("a -> 1/day", "(a -> 1/day)"),
    ("a -> % > 3", "((a -> %) > 3)"),
    ("1 and b", "(1 and b)"),
  ])
  func `a unit ends where an object, a function or a space begins`(text: String, tree: String) {
    #expect(grouped(text) == tree)
  }

  @Test(arguments: [
    ("base.fee.p99.9", ["base", "fee", "p99.9"]),
    ("base.fee.p50", ["base", "fee", "p50"]),
    ("base.advantage.1", ["base", "advantage", "1"]),
    ("base.p2p.x", ["base", "p2p", "x"]),
  ])
  func `a dot leads to the next part of a path`(text: String, parts: [String]) {
    let parsed = Parser.parse(Source(text: "explain " + text))
    guard case .explain(let path)? = parsed.statements.first?.kind else {
      Issue.record("\(parsed)")
      return
    }
    #expect(path.parts.map(\.text) == parts)
  }

  @Test func `a percentile can end a range`() {
    #expect(grouped("a in b.p99 .. b.p99.9") == "(a in b.p99 .. b.p99.9)")
    #expect(grouped("a in b.p99..5") == "(a in b.p99 .. 5)")
    #expect(grouped("a in 1..5") == "(a in 1 .. 5)")
  }

  @Test func `arguments may be named`() {
    let call = "print committee_failure(128, 1 / 3, quorum: 2 / 3, population: none)\n"
    #expect(formatted(call) == call)
  }

  @Test func `a text knows three escapes`() {
    let parsed = Parser.parse(Source(text: #"note "a \"b\" \\ c\nd é""#))
    #expect(parsed.statements.map(\.kind) == [.note("a \"b\" \\ c\nd é")])
  }
}
