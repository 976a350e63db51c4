import Blockchain
import Measures
import Quantities
import Syntax
import Testing

@testable import Scenarios

@Suite struct `Sweeps over attacks` {
  static let base = "chain base from bitcoin\n"

  /// The column of a sweep's table, by name.
  static func column(_ name: String, of said: Conversation) -> [Double] {
    guard let table = said.tables.last(where: { $0.kind == "sweep" }),
      let i = table.columns.firstIndex(where: { $0.name == name })
    else { return [] }
    return table.rows.map { if case .number(let x) = $0[i] { x } else { .nan } }
  }

  static let theory = "double_spend(share, confirmations)"

  @Test(arguments: [
    "sweep double_spend.share over 10 %, 30 % { attack double_spend on base { share 20 %; tries 1 } }",
    "sweep double_spend.share over 10 %, 30 % { attack double_spend on base { tries 1 } }",
    "sweep q over 10 %, 30 % { attack double_spend on base { share q; tries 1 } }",
    "sweep share over 10 %, 30 % { attack double_spend on base { tries 1 } }",
    "sweep share over 10 %, 30 % { attack double_spend on base { share share; tries 1 } }",
    "sweep ds.share over 10 %, 30 % { chain new from base; attack double_spend on new as ds { tries 1 } }",
    "sweep ds.share over 10 %, 30 % { at 1 h { attack double_spend on base as ds }; run 2 h }",
  ])
  func `a swept share is the one that the attack is launched with`(text: String) throws {
    let said = Conversation(Self.base + text)
    #expect(said.status == .held, "\(said.messages)")
    let expected = [0.1, 0.3].map { ClosedForm.doubleSpend(share: $0, confirmations: 6) }
    #expect(Self.column(Self.theory, of: said) == expected)
  }

  @Test func `settings of words and counts can be swept`() {
    let said = Conversation(
      Self.base
        + "sweep double_spend.confirmations over 1, 6 and double_spend.wins_at over tie, lead { attack double_spend on base { share 30 %; tries 1 } }"
    )
    let theory = Self.column(Self.theory, of: said)
    // A lead of one block is another formula.
    #expect(theory.map(\.isNaN) == [false, true, false, true])
    #expect(
      theory[2] == ClosedForm.doubleSpend(share: 0.3, confirmations: 6))
  }

  @Test func `selfish mining stands beside its closed form where gamma is given`() {
    func said(_ gamma: String) -> Conversation {
      Conversation(
        Self.base
          + "sweep q over 20 %, 40 % { attack selfish_mining on base { share q\(gamma) }; run 1 h }"
      )
    }
    #expect(
      Self.column("selfish_revenue(share, gamma)", of: said("; gamma 50 %"))
        == [0.2, 0.4].map { ClosedForm.selfishRevenue(share: $0, gamma: 0.5) })
    #expect(Self.column("selfish_revenue(share, gamma)", of: said("")).isEmpty)
  }

  @Test func `a chart of a sweep draws the closed form and reads the label`() {
    let said = Conversation(
      Self.base
        + "sweep double_spend.share over 10 % .. 40 % by 10 % { attack double_spend on base { tries 1 } }\nplot success_rate, profit of double_spend against share"
    )
    #expect(said.status == .held, "\(said.messages)")
    #expect(said.results.contains("theory"))
    #expect(said.tables.suffix(2).map { $0.columns[2].unit } == ["", "USD"])
  }

  @Test func `a sweep leaves labels as they were`() {
    let text =
      Self.base + """
        attack partition on base { share 20 % }
        sweep partition.share over 30 %, 40 % { attack partition on base; run 1 h; expect partition.share > 25 % }
        print partition.share
        """
    let said = Conversation(text)
    #expect(said.status == .held, "\(said.messages)")
    #expect(said.numbers == [0.2])
  }

  @Test func `an attack begins to pay where its gain crosses zero, on the line between two rows`() {
    #expect(
      SweepTable.answer([(0.1, -3), (0.2, -1), (0.3, 1), (0.4, -1), (0.5, 2)]) == .from(0.25))
    #expect(SweepTable.answer([(0.3, 3), (0.1, -1)]) == .from(0.15))
    #expect(SweepTable.answer([(0.1, .nan), (0.2, 1)]) == .always(0.2))
    #expect(SweepTable.answer([(0.1, -1), (0.2, 0)]) == .never(0.2))
    #expect(SweepTable.answer([(0.1, .nan)]) == nil)
  }

  @Test func `where an attack pays reads as a share`() {
    func line(_ answer: Worth.Answer) -> String {
      Worth(label: "ds", suffix: "", answer: answer).line
    }
    #expect(line(.from(0.33382)) == "ds pays from 33.4 %")
    #expect(line(.always(0.1)) == "ds pays already at 10 %")
    #expect(line(.never(0.45)) == "ds does not pay up to 45 %")
  }

  @Test func `only the share that an attack was launched with says where it pays`() throws {
    let place = Extent(0, 0)
    func row(_ x: Double, share: Double) throws -> SweepTable.Row {
      let attack = try #require(Attack.named("double_spend"))
      var launch = try #require(attack.launch(on: ChainParameters()))
      launch.parameters.share = share
      return SweepTable.Row(
        values: [.quantity(Quantity(x))], worlds: [],
        labels: [Scope.Label(name: "ds", attack: attack, system: 0, launch: launch)], failure: nil)
    }
    func isShare(_ rows: [SweepTable.Row]) -> Bool {
      SweepTable(paths: [Path([Word("q", place)])], rows: rows, scope: Scope()).isShare(0, of: 0)
    }
    #expect(isShare([try row(0.1, share: 0.1), try row(0.2, share: 0.2)]))
    #expect(!isShare([try row(0.1, share: 0.1), try row(0.2, share: 0.1)]))
  }
}
