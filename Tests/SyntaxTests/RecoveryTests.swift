import Syntax
import Testing

struct RecoveryTests {
  @Test func `independent errors are all found`() {
    let text = """
      plt fee of base
      chain a {
        block_size = 4 MB
        relay full nodes 3
        peers
        slot 12 s
      }
      run
      at 2 h {
        set a.x 3
        reset 7
      }
      let cap 4 MB
      print (1 + 2
      print 3
      """
    #expect(
      culprits(text) == [
        "T006 plt", "T008 =", "T008 nodes", "T008 peers", "T013 ", "T011 7", "T018 4", "T012 (",
      ])
    #expect(
      Parser.parse(Source(text: text)).statements.formatted == """
        chain a {
          block_size 4 MB
          slot 12 s
        }
        at 2 h {
          set a.x 3
        }
        let cap = 4 MB
        print 3

        """)
  }

  @Test func `a broken head takes its block with it`() {
    #expect(culprits("at 2 h foo {\n  bar\n  baz { }\n}\nrun") == ["T011 foo", "T013 "])
  }

  @Test func `a missing brace is reported once, at its opening`() {
    let text = "chain a {\n  x 1\n\nworkload w on a {\n  rate 3 tx/s\n}\nrun 2 h"
    #expect(culprits(text) == ["T012 {"])
    let statements = Parser.parse(Source(text: text)).statements
    #expect(statements.map(\.extent.lower) == [0, 17, 51])
  }

  @Test func `a statement in a closed block of settings is pointed at itself`() {
    #expect(culprits("chain a {\n  plot fee of a\n  x 1\n}\nrun 2 h") == ["T008 plot"])
    #expect(culprits("chain a { run 2 h }; run") == ["T008 run"])
    #expect(culprits("chain a {\n  x 1\n  reset\n}") == ["T008 reset"])
  }

  @Test func `a semicolon ends a broken statement`() {
    let parsed = Parser.parse(Source(text: "reset 7; run 2 h"))
    #expect(parsed.diagnostics.count == 1)
    #expect(parsed.statements.formatted == "run 2 h\n")
  }
}
