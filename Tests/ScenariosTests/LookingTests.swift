import Syntax
import Terminal
import TestSupport
import Testing

@testable import Scenarios

/// Statements that look at what happened.
@Suite struct `Looking` {
  static let two = """
    chain base from bitcoin
    chain eth from ethereum
    workload shop on base, eth { rate 6 tx/s; bid 5 USD }

    """

  @Test func `a box shows the quantiles of a distribution`() throws {
    let said = Conversation(Self.two + "run 6 h\nbox fee of base, eth\nprint base.fee.p75")
    #expect(said.status == .held, "\(said.messages)")
    #expect(said.results.contains("M median: half lie below"))
    let table = try #require(said.tables.first { $0.kind == "box" })
    #expect(table.columns.map(\.name) == ["name", "p5", "p25", "p50", "p75", "p95", "mean"])
    #expect(table.columns.dropFirst().allSatisfy { $0.unit == "USD" })
    #expect(table.rows.map(\.first) == [.text("base"), .text("eth")])
    for row in table.rows {
      let numbers = row.compactMap { if case .number(let x) = $0 { x } else { nil } }
      #expect(numbers.count == 6 && zip(numbers, numbers.dropFirst()).prefix(4).allSatisfy(<=))
    }
    guard case .number(let p75) = table.rows[0][4] else { return #expect(Bool(false)) }
    #expect(said.numbers == [p75])
  }

  @Test func `a box of one number needs several runs, and offers bars`() throws {
    let one = Conversation(Self.two + "run 1 h\nbox throughput of base")
    #expect(one.codes == ["T040"])
    #expect(one.messages.contains("bars throughput of base"))
    #expect(Conversation(Self.two + "run 1 h\nbox fee.p90 of base").codes == ["T040"])
    let several = Conversation("repeat 5\n" + Self.two + "run 1 h\nbox throughput of base, eth")
    #expect(several.status == .held, "\(several.messages)")
    #expect(several.results.contains("a value from each of 5 runs"))
    let table = try #require(several.tables.last)
    #expect(table.rows.count == 2 && !table.rows.joined().contains(.missing))
  }

  @Test func `a box without data says so`() {
    let said = Conversation("chain base from bitcoin\nrun 1 h\nbox fee of base")
    #expect(said.status == .held && said.results.contains("there are no values to show"))
  }

  @Test func `bars of several metrics share an axis where they can`() {
    let said = Conversation(
      Self.two + "run 1 h\nbars throughput, offered, fee of base, eth\nbars production of base")
    #expect(said.status == .held, "\(said.messages)")
    #expect(
      said.tables.filter { $0.kind == "bars" }.map(\.title) == [
        "throughput, offered", "fee", "production",
      ])
    #expect(said.tables[0].rows.count == 4)
    #expect(said.tables[0].rows[1][0] == .text("throughput eth"))
    #expect(said.results.contains("producer 1 |"))
  }

  @Test func `metrics of one unit that are far apart have axes of their own`() {
    let said = Conversation(Self.two + "run 1 h\nbars fee, attack_cost of base, eth")
    #expect(said.tables.filter { $0.kind == "bars" }.count == 2)
  }

  static let map = """
    chain base from bitcoin
    sweep base.block_size over 1 MB, 32 MB and base.block_interval over 10 s, 10 min, 6 h { run 1 h }

    """

  @Test func `a heat map says that log shows more, and log does`() {
    let text = Self.map + "heatmap capacity of base against block_size, block_interval"
    let plain = Conversation(text)
    #expect(plain.results.contains("`log` shows them all"))
    let log = Conversation(text + " log")
    #expect(log.status == .held, "\(log.messages)")
    #expect(!log.results.contains("`log` shows them all"))
    #expect(log.tables.last == plain.tables.last)
  }

  @Test func `what belongs behind of is sent there`() {
    let text = """
      chain s from bitcoin
      sweep off over 10 %, 30 % { attack double_spend on s as a { share off; tries 100 } }
      plot a.profit of s against off
      """
    let said = Conversation(text)
    #expect(said.codes == ["T040"])
    #expect(said.messages.contains("Try:  plot profit of a against off"))
  }

  @Test func `what happens again and again takes one line`() {
    let said = Conversation(
      """
      chain s from bitcoin
      workload shop on s { rate 2 tx/s; bid 5 USD }
      every 1 h { attack spam on s { budget 1 kUSD; lasts 30 min } }
      at 10 h { note "lunch" }
      run 1 day
      plot backlog of s
      """)
    #expect(said.results.contains("24 times from 1 h to 1 day  attack spam on s"))
    #expect(said.results.contains("3 10 h  lunch"))
    #expect(!said.results.contains("not shown"))
  }

  @Test func `metrics of far different sizes have panels of their own`() {
    let said = Conversation(Self.two + "run 1 day\nplot inclusion_time, finality_time of eth, base")
    #expect(said.results.contains("Each panel has an axis of its own"))
  }

  @Test func `a difference that may be chance has no mark`() {
    let said = Conversation(
      """
      repeat 3
      chain a from bitcoin
      chain b from bitcoin
      workload w on a, b { rate 3 tx/s; bid 5 USD }
      run 6 h
      compare a, b by inclusion_time, attack_cost
      """)
    #expect(!said.results.contains("* best"))
    #expect(said.results.contains("+- 95 % interval of the mean"))
  }

  @Test func `a printed number has the unit that was asked for, too`() throws {
    let said = Conversation("print 90 min -> h, 5 USD")
    let table = try #require(said.tables.last)
    #expect(table.columns[0].unit == "s")
    #expect(table.columns[0].asked == DataTable.Asked(unit: "h", value: 1.5))
    #expect(table.columns[1].asked == nil)
    #expect(said.numbers == [5400, 5])
  }
}
