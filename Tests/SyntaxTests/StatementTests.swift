import Syntax
import Testing

struct StatementTests {
  private func kinds(_ text: String) -> [Statement.Kind] {
    let parsed = Parser.parse(Source(text: text))
    #expect(complaints(text) == "")
    return parsed.statements.map(\.kind)
  }

  @Test func `a statement goes on after a comma, an operator and an open parenthesis`() {
    let text = """
      print 1 +
        2, 3,
        4 and
        not 5
      print (6
        + 7
        * 8
      )
      print 9 -> # a comment does not matter

        h
      """
    #expect(formatted(text) == "print 1 + 2, 3, 4 and not 5\nprint 6 + 7 * 8\nprint 9 -> h\n")
  }

  @Test func `a semicolon separates statements and settings, also at the end of a line`() {
    let text = "run 1 h; run 2 h;\nchain a { block_size 1 MB; relay full; };;"
    #expect(
      formatted(text) == """
        run 1 h
        run 2 h
        chain a {
          block_size 1 MB
          relay full
        }

        """)
  }

  @Test(arguments: ["\r\n", "\n", "\n\n\n", "  \n", "\n# note\n"])
  func `lines end in every usual way`(end: String) {
    #expect(formatted("seed 1\(end)run 2 h\(end)") == "seed 1\nrun 2 h\n")
  }

  @Test func `a byte order mark and no-break spaces are passed over`() {
    #expect(formatted("\u{FEFF}run\u{A0}7\u{202F}days") == "run 7 days\n")
  }

  @Test func `the clauses of a declaration come in any order`() {
    let canonical = "rollup arb on eth from optimistic {\n  proof fraud\n}\n"
    #expect(formatted("rollup arb from optimistic on eth { proof fraud }") == canonical)
    #expect(formatted("rollup arb { proof fraud } on eth from optimistic") == canonical)
    #expect(formatted("bridge hop between arb and op") == "bridge hop between arb, op\n")
  }

  @Test func `an empty block declares no settings`() {
    #expect(formatted("chain a { }\nchain b {\n}") == "chain a\nchain b\n")
  }

  @Test func `setting values are lists, entries or phrases`() {
    let text = "chain c { a 30 %, b + 1, pow; mix x 70 %, y 1 - p; shares zipf 40 7; era 2015 }"
    guard case .declare(let chain)? = kinds(text).first else { return }
    let shapes = chain.settings.map { setting in
      switch setting.value {
      case .list(let values): "list \(values.map(\.formatted))"
      case .entries(let entries):
        "entries \(entries.map { $0.name.text + "=" + $0.value.formatted })"
      case .phrase(let word, let values): "phrase \(word.text) \(values.map(\.formatted))"
      }
    }
    #expect(
      shapes == [
        #"list ["30 %", "b + 1", "pow"]"#, #"entries ["x=70 %", "y=1 - p"]"#,
        #"phrase zipf ["40", "7"]"#, #"list ["2015"]"#,
      ])
  }

  @Test func `on is a value where nothing follows that it could join`() {
    #expect(formatted("chain c { dynamics on }") == "chain c {\n  dynamics on\n}\n")
    #expect(formatted("print c.dynamics = on and 1 < 2") == "print c.dynamics = on and 1 < 2\n")
    #expect(culprits("attack spam on").first?.hasPrefix("T010") == true)
    #expect(culprits("print on base").first?.hasPrefix("T013") == true)
  }

  @Test func `a list of values may go on after a comma`() {
    let text = "chain c {\n  shares 30 %,\n    29 %\n  mix a 70 %,\n    b 30 %\n}"
    #expect(formatted(text) == "chain c {\n  shares 30 %, 29 %\n  mix a 70 %, b 30 %\n}\n")
  }

  @Test func `a setting may be called like a connective or the price statement`() {
    let text = "chain c {\n  price 5 USD\n  log yes\n}\n"
    #expect(formatted(text) == text)
  }

  @Test func `again stands before or after the body`() {
    let canonical = "when a.fee > 1 USD again {\n  reset\n}\n"
    #expect(formatted("when a.fee > 1 USD again { reset }") == canonical)
    #expect(formatted("when a.fee > 1 USD { reset } again") == canonical)
  }

  @Test func `now makes a moment relative`() {
    guard case .at(let time, true, let body)? = kinds("at now + 2 h + 1 min { reset }").first else {
      Issue.record("not relative")
      return
    }
    #expect(time.formatted == "2 h + 1 min")
    #expect(body.map(\.kind) == [.reset])
  }

  @Test func `log and times of a plot come in either order`() {
    let canonical = "plot fee of base log from 1 h to 2 h\n"
    #expect(formatted("plot fee of base from 1 h to 2 h log") == canonical)
    #expect(formatted(canonical) == canonical)
  }

  @Test func `a sweep pairs values in parentheses and multiplies its axes`() {
    let text = "sweep a, b.c over (1 MB, 10 s), (2 MB, 20 s) and d over 1 .. 4 by x2 repeat 3 { }"
    guard case .sweep(let axes, let count?, _)? = kinds(text).first, axes.count == 2,
      case .list(let rows) = axes[0].values,
      case .range(_, _, .times(let factor, _)?) = axes[1].values
    else {
      Issue.record("another tree")
      return
    }
    #expect(axes[0].paths.map(\.text) == ["a", "b.c"])
    #expect(rows.map { $0.map(\.formatted) } == [["1 MB", "10 s"], ["2 MB", "20 s"]])
    #expect(factor == 2)
    #expect(count.formatted == "3")
  }

  @Test func `a parenthesis around one swept value is an ordinary one`() {
    #expect(formatted("sweep a over (1 + 2) * 3, 4 { }") == "sweep a over (1 + 2) * 3, 4 { }\n")
  }

  @Test func `a probability claim keeps its condition, moment and bound`() {
    let text = "expect probability of (a.x > 1 or b.y) within 6 h < 1 % because \"rare\""
    guard case .expect(let claim)? = kinds(text).first else { return }
    #expect(claim.condition.formatted == "a.x > 1 or b.y")
    #expect(claim.tolerance == nil)
    #expect(claim.probability?.comparison == .less)
    #expect(claim.probability?.bound.formatted == "1 %")
    #expect(claim.probability?.by?.formatted == "6 h")
    #expect(claim.because == "rare")
  }

  @Test func `a question mark ends a statement early`() {
    #expect(formatted("plot fee of base ?") == "? plot\n")
    #expect(formatted("run 7 days ?") == "? run\n")
    #expect(formatted("chain base from bitcoin ?") == "? chain\n")
    #expect(
      formatted("chain base from bitcoin {\n  block_size ?")
        == "chain base from bitcoin {\n  block_size ?\n}\n")
  }

  @Test func `comments are kept with their places`() {
    let source = Source(text: "# one\nrun 1 h # two\r\nnote \"# not one\"")
    let comments = Parser.parse(source).comments.map { source.text(in: $0.extent) }
    #expect(comments == ["# one", "# two"])
  }

  @Test(arguments: [
    "⟦run 7 days⟧", "  ⟦run 7 days⟧ ; ", "\n⟦chain a {\n  b 1\n}⟧\n", "note \"é\"; ⟦reset⟧",
    "\u{FEFF}⟦reset⟧", "⟦print 1 +\n 2⟧\n",
  ])
  func `the extent of a statement goes from its first to its last word`(text: String) {
    let (text, extent) = marked(text)
    // A byte order mark is not part of the source.
    let shift = text.unicodeScalars.first == "\u{FEFF}" ? 3 : 0
    #expect(
      Parser.parse(Source(text: text)).statements.last?.extent
        == Extent(extent.lower - shift, extent.upper - shift))
  }

  @Test(arguments: [
    "print ⟦1 * 2⟧ + 3", "print ⟦(1 + 2) * 3⟧, 4", "print ⟦2 * (3 + 4)⟧", "print ⟦-a ^ 2⟧",
    "print ⟦f(1, x: 2)⟧ + 1",
    "print ⟦a.b in 1 .. 2 h⟧ and c", "print ⟦a -> USD/day⟧ < 3", "print ⟦\"a\"⟧, 2",
  ])
  func `the extent of an expression covers its parts`(text: String) {
    let (text, extent) = marked(text)
    var found: [Extent] = []
    func visit(_ expression: Expression) {
      found.append(expression.extent)
      switch expression {
      case .binary(_, let left, let right, _):
        visit(left)
        visit(right)
      default: break
      }
    }
    guard case .print(let values)? = Parser.parse(Source(text: text)).statements.first?.kind else {
      Issue.record("not read")
      return
    }
    values.forEach(visit)
    #expect(found.contains(extent))
  }

  @Test func `every keyword has an example that can be read and starts with it`() {
    for statement in Keyword.Statement.allCases {
      #expect(complaints(statement.example) == "")
      #expect(statement.example.hasPrefix(statement.rawValue))
    }
    for kind in Keyword.Kind.allCases {
      #expect(complaints(kind.example) == "")
      #expect(kind.example.hasPrefix(kind.rawValue))
    }
  }
}
