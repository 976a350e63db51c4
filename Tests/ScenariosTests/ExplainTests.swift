import Blockchain
import Measures
import Terminal
import TestSupport
import Testing

@testable import Scenarios

@Suite struct `What explain says` {
  static let homes: [(declarations: String, name: String)] =
    [("chain a from bitcoin", "a"), ("chain a from ethereum", "a"), ("chain a from sei", "a")]
    + [("chain a from visa", "a")]
    + SystemKind.all.compactMap {
      $0.kind == nil || $0.kind == .chain ? nil : ($0.home.declarations, $0.home.name)
    }

  @Test(arguments: homes.indices)
  func `every metric of every kind is explained on a screen`(place: Int) throws {
    let home = Self.homes[place]
    let first =
      "\(home.declarations)\nworkload w on \(home.name) { rate 2 tx/s; bid 5 USD }\nrun 10 min\n"
    let scope = Conversation(home.declarations + "\nprint 1").session.interpreter.scope
    let parameters = try #require(scope.system(home.name)).parameters
    let metrics = Metric.all.filter { $0.applies(to: parameters) }
    let statements = metrics.map {
      "explain \(home.name).\($0.name)" + ($0.kind == .perProducer ? ".1" : "")
    }
    let said = Conversation(first + statements.joined(separator: "\n"))
    #expect(said.status == .held, "\(said.messages)")
    let reports = said.reports.filter { $0.statement.hasPrefix("explain") && $0.channel == .result }
    #expect(reports.count == metrics.count)
    for report in reports {
      let lines = report.text.plain.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 25, "\(report.statement): \(lines.count) lines")
      #expect(lines.allSatisfy { $0.count <= 80 }, "\(report.statement)")
      #expect(report.tree != nil && lines.contains { $0.contains("formula") })
    }
  }

  @Test func `with replicates it tells the interval`() {
    let said = Conversation(
      "repeat 4\nchain a from bitcoin\nrun 1 day\nexplain a.interval\nexplain a.security")
    #expect(said.results.contains("95 % of 4 runs"))
  }

  @Test func `a derivation is a tree whose numbers are found again`() throws {
    let said = Conversation("chain a from sei\nrun 1 min\nexplain a.decentralization")
    let tree = try #require(said.reports.compactMap(\.tree).last)
    #expect(tree.name == "decentralization")
    let parts = tree.parts.filter { ["power", "verify", "nodes", "join"].contains($0.name) }
    let sum = zip(parts, [0.4, 0.25, 0.2, 0.15]).reduce(0) { $0 + ($1.0.value ?? .nan) * $1.1 }
    #expect(abs(sum - (tree.value ?? .nan)) < 1e-9)
    #expect(parts[1].parts.contains { $0.name == "verify_share" })
  }

  @Test func `a setting that a preset sets is told with its source`() {
    let said = Conversation(
      """
      chain a from bitcoin { relay full }
      chain b from a { block_interval 5 min }
      chain e from ethereum_2024
      explain a.block_size
      explain b.block_size
      explain b.block_interval
      explain e.slot
      explain a.relay
      explain a.key_price
      """)
    golden(said.results, named: "explain-settings", in: "Goldens")
  }

  @Test func `what moves a number is one setting at half or double`() {
    let said = Conversation("chain a from bitcoin\nrun 1 h\nexplain a.attack_cost")
    #expect(said.results.contains("hash_rate 2120 EH/s (now 1060 EH/s) +16.96 bnUSD"))
  }

  @Test(arguments: [
    ("explain a", "T040"), ("explain cap", "T040"), ("explain a.nakamoto.speed", "T040"),
    ("plot gini of a", "T040"), ("plot nakamoto of a", "T040"), ("plot join_cost of a", "T040"),
    ("histogram security of a", "T040"), ("triangle d", "T040"), ("explain a.sequrity", "T014"),
    ("show attack_tree of zz", "T020"), ("triangle zz", "T020"),
  ])
  func `what cannot be explained or drawn is refused`(statement: String, code: String) {
    let said = Conversation(
      "chain a from bitcoin\nlet cap = 3\nattack selfish_mining on a as d { share 10 % }\nrun 1 h\n"
        + statement)
    #expect(said.codes == [code], "\(said.messages)")
  }

  @Test func `everything can be looked at before a run`() {
    let said = Conversation(
      "chain a from bitcoin\ntriangle a\nexplain a.security\nshow attack_tree of a\nexplain a.fee")
    #expect(said.status == .held, "\(said.messages)")
    #expect(said.results.contains("there is no data"))
  }

  @Test func `weights change a score while it runs`() {
    let said = Conversation(
      """
      chain a from visa
      run 1 min
      print a.scalability
      set a.scalability_weights 1, 0, 0
      run 1 min
      print a.scalability
      """)
    let scores = said.tables.filter { $0.kind == "print" }.compactMap { table -> Double? in
      if case .number(let x)? = table.rows.first?.first { x } else { nil }
    }
    #expect(scores.count == 2 && scores[1] > scores[0] + 10)
  }
}
