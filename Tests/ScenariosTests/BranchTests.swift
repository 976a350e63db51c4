import Scenarios
import Terminal
import Testing

/// Two futures from one moment.
struct BranchTests {
  private static let frame = """
    chain base from bitcoin
    workload shop on base { rate 12 tx/s; bid 5 USD }
    run 6 h

    """

  @Test func `a kept moment has two futures that can be compared`() {
    let said = Conversation(
      Self.frame + """
        branch before
        run 12 h
        branch small
        back to before
        branch big
        set base.block_size 8 MB
        run 12 h
        compare base in small, base in big by served, height
        plot throughput of base in small, base in big
        """)
    #expect(said.messages.isEmpty, "\(said.messages)")
    let rows = said.tables.first { $0.title.contains("compar") || $0.kind == "compare" }?.rows ?? []
    #expect(rows.count == 2)
    guard rows.count == 2, case .number(let small) = rows[0][1], case .number(let big) = rows[1][1]
    else { return }
    #expect(small < 0.9 && big > small)
  }

  @Test func `the future that is left stays readable under the name of its beginning`() {
    let said = Conversation(
      Self.frame + """
        branch a
        run 1 h
        back to a
        set shop.rate 1 tx/s
        run 1 h
        compare base in a, base by offered
        """)
    let rows = said.tables.last?.rows ?? []
    guard rows.count == 2, case .number(let left) = rows[0][1], case .number(let now) = rows[1][1]
    else {
      Issue.record("\(said.messages)")
      return
    }
    #expect(left > 8 && now < 3)
  }

  @Test func `a moment that is kept again owns what came before it`() {
    let said = Conversation(
      Self.frame + """
        branch calm
        set shop.rate 2 tx/s
        run 5 h
        branch quiet
        back to calm
        run 5 h
        compare base in calm, base in quiet by offered
        """)
    let rows = said.tables.last?.rows ?? []
    guard rows.count == 2, case .number(let calm) = rows[0][1], case .number(let quiet) = rows[1][1]
    else {
      Issue.record("\(said.messages)")
      return
    }
    #expect(calm > 10 && quiet < 4)
  }

  @Test func `going back and doing the same gives the same`() {
    let said = Conversation(
      Self.frame + "branch a\nrun 5 h\nprint base.fee.mean\nback to a\nrun 5 h\nprint base.fee.mean"
    )
    let printed = said.tables.compactMap { $0.kind == "print" ? $0.rows.first?.first : nil }
    #expect(printed.count == 2 && printed.first == printed.last)
  }

  @Test func `what is declared in one future is not in the other, but values are`() {
    let frame =
      Self.frame
      + "branch a\nlet before = base.height\nchain other from ethereum\nrun 1 h\nback to a\n"
    #expect(Conversation(frame + "print before").numbers.count == 1)
    #expect(Conversation(frame + "print other.height").codes.contains("T020"))
  }

  @Test(arguments: [
    ("back to nowhere", "T020"), ("compare base in b, base by height", "T020"),
    ("branch a\nbranch a", "T026"), ("at 9 h { branch b }", "T037"),
    ("branch a\nreset\nback to a", "T020"),
  ])
  func `what cannot be is said before anything runs`(text: String, code: String) {
    #expect(Conversation(Self.frame + text).codes.contains(code))
  }

  @Test func `a saved session with branches gives the same numbers`() {
    let text =
      Self.frame
      + "branch a\nrun 2 h\nback to a\nset base.block_size 2 MB\nrun 3 h\nprint base.fee.mean"
    var options = Session.Options()
    options.interactive = true
    var session = Session(options)
    var numbers: [String] = []
    for line in text.split(separator: "\n") {
      _ = session.enter(String(line)) { numbers.append($0.text.plain) }
    }
    let again = Conversation(session.saved())
    #expect(
      again.results.contains(numbers.last?.split(separator: "\n").last.map(String.init) ?? "?"))
  }
}
