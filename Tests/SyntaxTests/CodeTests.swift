import Syntax
import Terminal
import Testing

struct CodeTests {
  @Test func `codes are in order and none is used twice`() {
    let ids = DiagnosticCode.syntax.map(\.id)
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0 >= "T001" && $0 <= "T019" })
  }

  @Test(arguments: DiagnosticCode.syntax)
  func `every code has a scenario that raises it and one put right`(code: DiagnosticCode) {
    #expect(!code.title.isEmpty && !code.cause.isEmpty)
    #expect(Parser.parse(Source(text: code.examples.wrong)).diagnostics.map(\.code.id) == [code.id])
    #expect(complaints(code.examples.right) == "")
  }

  @Test func `every code has its message`() {
    let shown = DiagnosticCode.syntax.map { complaints($0.examples.wrong) }.joined(
      separator: "\n\n")
    #expect(shown == golden)
  }
}

private let golden = #"""
  error T001: this is not a text file (line 1 has bytes that are not UTF-8 text)
    A scenario is plain text, saved as UTF-8.

  error T002: more than 64 brackets inside each other; I stop reading here
    | ...(((((((((((((((((((((((((1)))))))))))))))))))))))))))))))))))))))))...
    |                            ^

  error T003: `≤` is written `<=` here
    | expect base.fee ≤ 2 USD
    |                 ^ write `<=`

  error T004: this text has no closing `"` on its line
    | note "fees double
    |      ^^^^^^^^^^^^
    Try:  note "fees double"

  error T005: a comma separates two values, so `1,000` is not one number
    | seed 1,000
    |      ^^^^^ write `1_000`

  error T006: I do not know the word `plt`
    | plt throughput of base
    | ^^^ did you mean `plot`?

  error T007: `==` is written `=` here
    | expect base.fee == 2 USD
    |                 ^^ write `=`

  error T008: `block_size` takes its value without `=`
    | chain big { block_size = 4 MB }
    |                        ^
    Try:  block_size 4 MB

  error T009: a name has `_`, not `-`
    | chain big-block from bitcoin
    |       ^^^^^^^^^ write `big_block`

  error T010: `plot` needs `of` and a system here
    | plot throughput
    |                ^
    Try:  plot throughput of base

  error T011: `7` has no place in `reset` here
    | reset 7
    |       ^
    Try:  reset

  error T012: this `{` has no `}`
    | chain big from bitcoin {
    |                        ^

  error T013: a value is missing after `run`
    | run
    |    ^
    Try:  run 7 days

  error T015: a unit follows a number, not a `)`
    | let room = (1 + 2) MB
    |                    ^^
    Try:  (1 + 2) * 1 MB

  error T016: a comparison has two sides, this is a third
    | expect 1 USD < base.fee < 2 USD
    |                         ^
    Try:  base.fee in 1 USD .. 2 USD    or    a < b and b < c

  error T017: `{` belongs at the end of the line before
    | {
    | ^

  error T018: `let` needs `=` between the name and the value
    | let cap 4 MB
    |         ^
    Try:  let cap = 4 MB

  error T019: this row has 1 of 2 values
    | ...lock_size, base.block_interval over (1 MB, 10 min), 2 MB { run 1 day }
    |                                                        ^^^^
    One value for each swept setting:  (1 MB, 10 s), (2 MB, 20 s)
  """#
