import Syntax
import Testing

struct LayoutTests {
  private func formatted(_ text: String) -> String? { Source(text: text).formatted() }

  @Test(arguments: [
    ("chain a   from bitcoin{block_size 4MB}", "chain a from bitcoin { block_size 4 MB }\n"),
    (
      "chain a {\nblock_size 4 MB\n    relay full\n  }",
      "chain a {\n  block_size 4 MB\n  relay full\n}\n"
    ),
    ("expect a.fee>2*b.fee", "expect a.fee > 2*b.fee\n"),
    ("print 1 MB / 238 B,  -3 + min( 2,4 )", "print 1 MB / 238 B, -3 + min(2, 4)\n"),
    ("workload w on a { rate 10tx/s ; bid 50 % }", "workload w on a { rate 10 tx/s; bid 50 % }\n"),
    ("\n\n# one\n\n\n\nseed 1\n\n\n", "# one\n\nseed 1\n"),
    ("seed 1 # a\nrepeat 20   #b\n", "seed 1     # a\nrepeat 20  #b\n"),
    (
      "seed 1    # a\nlet x = 3 # b\nlet long = 45 # c",
      "seed 1         # a\nlet x = 3      # b\nlet long = 45  # c\n"
    ),
    ("compare a,\nb by fee", "compare a,\n  b by fee\n"),
    (
      "sweep a.shares over 1 % .. 5 % by x2 { run 1 day }",
      "sweep a.shares over 1 % .. 5 % by x2 { run 1 day }\n"
    ),
    ("", ""), ("#only", "#only\n"), ("let x = 3 -> MiB", "let x = 3 -> MiB\n"),
    ("print a.production.1, a.fee.p99.9", "print a.production.1, a.fee.p99.9\n"),
    ("note \"a  b # c\"", "note \"a  b # c\"\n"),
    (
      "at 2 h {\n# why\nset a.gas_limit 5 Mgas\n}",
      "at 2 h {\n  # why\n  set a.gas_limit 5 Mgas\n}\n"
    ),
  ])
  func `a source gets the usual layout`(text: String, expected: String) {
    #expect(formatted(text) == expected)
    #expect(formatted(expected) == expected)
  }

  @Test func `what cannot be read is left alone`() {
    #expect(formatted("chain {{{") == nil)
  }

  @Test(arguments: corpus)
  func `the layout changes no tree and is stable`(text: String) throws {
    let once = try #require(formatted(text))
    #expect(formatted(once) == once)
    let before = Parser.parse(Source(text: text)).statements
    let after = Parser.parse(Source(text: once)).statements
    #expect(withoutPlaces(before) == withoutPlaces(after))
  }
}
