import Simulation
import Syntax
import Testing

@testable import Scenarios

@Suite struct `The language` {
  @Test(arguments: [
    ("1 MB / 1 kB", 1000), ("2 ^ 3 ^ 2", 512), ("-2 ^ 2", -4), ("10 min -> s", 600),
    ("1 MiB -> B", 1_048_576), ("7 % + 3 %", 0.1), ("1 day / 1 h", 24), ("min(3, 1 + 1)", 2),
    ("1 year / 1 month", 12), ("1 BTC / 1 sat", 1e8), ("50 bp", 0.005), ("1_000 * 2e3", 2e6),
    ("double_spend(share: 10 %, confirmations: 6)", 0.00059136), ("clearing_price(2)", 1),
    ("base_fee_after(20) / 1 gwei", 10.545), ("sqrt(4 s * 9 s) -> s", 6), ("exp(ln(5))", 5),
    ("shard_failure_time(6400, 128, 1/3) -> days", 5_788_800),
    ("bulk_wait(6.3 tx/s, 600 s, 4200 tx)", 3107.9),
    ("committee_failure(9, 25 %, 2/3, population: none) / committee_failure(9, 25 %, 2/3)", 1),
    ("path_success(500_000 sat, 1_000_000 sat, 3)", 0.125),
  ])
  func `expressions have their value`(text: String, expected: Double) throws {
    let value = try #require(values(text).first)
    #expect((value - expected).magnitude <= 0.02 * expected.magnitude + 1e-12)
  }

  @Test(arguments: [
    ("print 1 MB + 1 s", "T031"), ("print 5 < 3 MB", "T031"), ("print sqrt(2 MB)", "T031"),
    ("print 1 foo", "T028"), ("print 5 m", "T029"), ("print cap", "T020"),
    ("print log(2, 3)", "T032"),
    ("print double_spend(10 %)", "T033"), ("print double_spend(2, 3)", "T034"),
    ("print 1 / 0", "T034"), ("print ln(-1)", "T034"),
  ])
  func `expressions that mean nothing are refused`(text: String, code: String) {
    #expect(Conversation(text).codes == [code])
  }

  @Test func `a price changes what coins are worth`() {
    #expect(values("1 BTC", after: "price BTC 60_000 USD") == [60_000])
  }

  @Test func `a chain's own coin is worth one dollar unless said`() {
    #expect(values("3 foo", after: "chain a { coin foo }") == [3])
    #expect(values("3 a", after: "chain a { price 5 USD }") == [15])
  }

  @Test func `a setting reads back as it was written`() {
    #expect(values("a.block_size", after: "chain a from bitcoin { block_size 32 MB }") == [32e6])
    #expect(
      values(
        "w.rate, w.patience",
        after: "chain a from bitcoin; workload w on a { rate 3 tx/s; patience 2 h }") == [3, 7200])
  }

  @Test func `a variant starts from a declared system`() {
    let said = values(
      "b.block_size, b.block_interval",
      after: "chain a from bitcoin { block_size 2 MB }\nchain b from a { block_interval 1 min }")
    #expect(said == [2e6, 60])
  }

  @Test func `set before the first run edits the declaration`() {
    let text =
      "chain a from bitcoin\nset a.block_size 2 MB\nrun 1 h\nset a.block_size 4 MB\nreset\nprint a.block_size"
    #expect(Conversation(text).numbers == [2e6])
  }

  @Test func `at acts at its time and every at each multiple`() {
    let text = """
      chain a from ethereum { online 100 % }
      let n = 0
      every 1 h { note "hour" }
      at 90 min { set a.slot 6 s }
      run 3 h
      print a.height
      """
    #expect(Conversation(text).numbers == [90 * 5 + 90 * 10])
  }

  @Test func `when fires once, and again after the condition was false`() {
    let once =
      "chain a from ethereum { online 100 % }\nwhen a.height > 9 { set a.slot 6 s }\nrun 10 min\nprint a.height"
    #expect(Conversation(once).numbers == [10 + 80])
  }

  @Test func `a ramp passes through the middle`() {
    let text = """
      chain a from bitcoin
      workload w on a { rate 2 tx/s }
      ramp w.rate to 4 tx/s over 2 h
      run 1 h
      print w.rate
      run 1 h
      print w.rate
      """
    #expect(
      Conversation(text).tables.filter { $0.kind == "print" }.map(\.rows) == [
        [[.number(3)]], [[.number(4)]],
      ])
  }

  @Test func `a second run goes on and has its own window`() {
    let text = """
      chain a from ethereum { online 100 % }
      workload w on a { rate 1 tx/s; bid 5 USD }
      run 1 h
      set w.rate 20 tx/s
      run 1 h
      print a.offered, a.height
      """
    let numbers = Conversation(text).numbers
    #expect((numbers[0] - 20).magnitude < 0.5)
    #expect(numbers[1] == 600)
  }

  @Test func `a sweep leaves the world as it was and keeps its rows`() {
    let text = """
      chain a from bitcoin
      sweep a.block_size over 1 MB .. 8 MB by x2 { run 6 h }
      print a.block_size
      plot capacity of a against block_size
      """
    let said = Conversation(text)
    #expect(said.tables[said.tables.count - 2].rows == [[.number(1e6)]])
    #expect(said.tables.last?.rows.count == 4)
  }

  @Test func `a sweep may bind a new name and pair two settings`() {
    let text = """
      chain a from bitcoin
      workload w on a { rate 1 tx/s; bid 5 USD }
      sweep load over 1, 2, 3 { set w.rate load * 1 tx/s; run 6 h; expect a.offered > 0.5 tx/s }
      plot offered of a against load
      sweep a.block_size, a.block_interval over (1 MB, 10 min), (2 MB, 5 min) { run 6 h }
      plot capacity of a against block_size
      """
    let said = Conversation(text)
    #expect(said.status == .held, "\(said.messages)")
    #expect(said.tables.last?.rows.count == 2)
  }

  @Test func `one failed run of a sweep marks its row and does not end the sweep`() {
    let text = """
      chain a from bitcoin
      sweep x over 1, 2 { at x * 1 h { print 1 / (x - 2) }; run 3 h }
      plot capacity of a against x
      """
    let said = Conversation(text)
    #expect(said.tables.last?.rows.count == 2)
    #expect(said.results.contains("division by zero"))
  }

  @Test(arguments: [
    ("expect a.height = 300 within 1 %", true), ("expect a.height = 310 within 1 %", false),
    ("expect a.height = 301 within 2", true), ("expect 50 % = 51 % within 2 pp", true),
    ("expect 10 min = 11 min within 30 s", false), ("expect 3.00001 = 3", true),
    ("expect 3 = 4", false), ("expect a.height in 290 .. 310", true),
    ("expect a.consensus = pos", true), ("expect not (a.consensus = pow)", true),
    ("expect a.fee < 1 USD", false),
  ])
  func `claims hold or fail`(claim: String, holds: Bool) {
    let said = Conversation(
      "chain a from ethereum { online 100 % }\nrun 1 h\nprint a.height\n" + claim)
    #expect(said.codes.isEmpty, "\(said.messages)")
    #expect(said.status == (holds ? .held : .claimFailed))
  }

  @Test func `a failed claim says what was measured and by how much it missed`() {
    let said = Conversation(
      "chain a from ethereum { online 100 % }\nrun 1 h\nexpect a.height > 400 because \"hope\"")
    #expect(said.messages.contains("measured 300"))
    #expect(said.messages.contains("100 too low"))
    #expect(said.messages.contains("hope"))
  }

  @Test func `a metric without data fails a claim and says so`() {
    let said = Conversation("chain a from bitcoin\nrun 1 day\nexpect a.fee < 1 USD")
    #expect(said.messages.contains("no data"))
  }

  @Test func `a probability counts the replicates in which the condition held`() {
    let text = """
      repeat 20
      chain a from bitcoin
      run 1 h
      expect probability of (a.height >= 0) > 50 %
      expect probability of (a.height > 3) within 1 h > 20 %
      expect probability of (a.height > 40) within 1 h < 50 %
      """
    #expect(Conversation(text).status == .held)
  }

  @Test func `replicates give intervals`() {
    let said = Conversation("repeat 5\nchain a from bitcoin\nrun 1 day\nexpect a.height < 1")
    #expect(said.messages.contains("95 % interval"))
    #expect(said.messages.contains("seeds 42..46"))
  }

  @Test(arguments: ["seed 7", "repeat 3"])
  func `seed and repeat come before the first run`(statement: String) {
    #expect(Conversation("chain a from bitcoin\nrun 1 h\n\(statement)").codes == ["T036"])
    #expect(
      Conversation("chain a from bitcoin\nrun 1 h\nreset\n\(statement)\nrun 1 h").status == .held)
  }

  @Test func `compare takes the run that ended at a moment`() {
    let text =
      "chain a from ethereum { online 100 % }\nrun 1 h\nrun 1 h\ncompare a at 1 h, a at 2 h by height"
    #expect(
      Conversation(text).tables.last?.rows == [
        [.text("a at 1 h"), .number(300)], [.text("a at 2 h"), .number(600)],
      ])
  }

  @Test func `warmup drops the beginning of a run`() {
    let text = """
      chain a from ethereum { online 100 % }
      workload w on a { rate 10 tx/s; bid 5 USD }
      at 1 h { set w.rate 1 tx/s }
      warmup 1 h
      run 2 h
      print a.offered
      """
    #expect((Conversation(text).numbers[0] - 1).magnitude < 0.2)
  }

  @Test(arguments: [
    ("attack sandwich on e", "T035"),
    ("exchange r on a", "T035"),
    ("rollup b on e from bitcoin", "T040"),
    ("attack selfish_mining on e { share 30 % }", "T030"),
  ])
  func `what later versions bring is refused by name`(text: String, code: String) {
    #expect(
      Conversation("chain a from bitcoin\nchain e from ethereum\nrun 1 h\n" + text).codes == [code])
  }
}
