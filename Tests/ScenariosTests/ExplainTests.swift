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

  @Test func `stale blocks are compared with the law of the blocks found`() throws {
    let said = Conversation(
      """
      chain fast from bitcoin { relay constant; delay 10 s; block_interval 10 s; miners 1000; retarget none }
      run 2 days
      explain fast.stale_rate
      """)
    let tree = try #require(said.reports.compactMap(\.tree).last)
    let theory = try #require(tree.parts.first { $0.name == "theory" }?.value)
    #expect(abs(theory - 0.5) < 0.01)
    #expect(abs((tree.value ?? .nan) - theory) < 0.01)
  }

  @Test func `the inputs of capacity give the capacity`() throws {
    let said = Conversation(
      """
      chain fast from bitcoin { relay constant; delay 10 s; block_interval 10 s }
      run 1 day
      explain fast.capacity
      """)
    let tree = try #require(said.reports.compactMap(\.tree).last)
    let parts = tree.parts.prefix(3).compactMap(\.value)
    #expect(abs(parts[0] / parts[1] * (1 - parts[2]) / (tree.value ?? .nan) - 1) < 1e-9)
  }

  @Test func `tolerance is explained by the formula that holds`() {
    let said = Conversation(
      "chain a from bitcoin { fork_choice ghost }\nrun 1 h\nexplain a.tolerance")
    #expect(said.results.contains("formula  GHOST"))
    #expect(!said.results.contains("Dembo"))
  }

  @Test func `what follows from the rules is known before a run`() throws {
    let chains = "chain a from bitcoin\nchain e from ethereum\n"
    let said = values(
      "a.capacity, a.verify_share, a.full_nodes, a.node_cost, a.tolerance", after: chains)
    #expect(said.count == 5 && said.allSatisfy { $0 > 0 })
    let table = Conversation(chains + "compare a, e by capacity, nakamoto, fee")
    #expect(table.status == .held, "\(table.messages)")
    #expect(table.results.contains("there is no fee; try: run 1 day"))
    #expect(Conversation(chains + "bars verify_share of a, e").status == .held)
    #expect(Conversation(chains + "compare a, e by fee").codes == ["T039"])
    let told = try #require(
      Conversation(chains + "explain a.capacity").reports.compactMap(\.tree).last)
    #expect(told.value == said[0])
  }

  @Test func `numeric settings can be compared`() {
    let chains = "chain a from bitcoin\nchain e from ethereum\n"
    let said = Conversation(chains + "compare a, e by hash_rate, price")
    #expect(said.status == .held, "\(said.messages)")
    let rows = said.tables.last?.rows ?? []
    #expect(rows.first?.dropFirst() == [.number(1060e18), .number(100_000)])
    #expect(rows.last?.dropFirst() == [.missing, .number(3_000)])
    #expect(Conversation(chains + "bars block_interval of a, e").status == .held)
    let refused = Conversation(chains + "run 1 h\nplot hash_rate of a")
    #expect(refused.codes == ["T040"])
    #expect(refused.messages.contains("Try:  print a.hash_rate"))
    #expect(Conversation(chains + "run 1 h\ncompare a, e by relay").codes == ["T040"])
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
