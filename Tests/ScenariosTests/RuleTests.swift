import Simulation
import Syntax
import Testing

@testable import Scenarios

@Suite struct `Rules of meaning` {
  static let slots = "chain a from ethereum { online 100 % }\n"

  @Test(arguments: [
    "repeat a.height\nrun 1 h", "seed a.height\nrun 1 h", "warmup a.height * 1 s\nrun 1 h",
    "sweep x over 1, 2 repeat a.height { run 1 h }", "run 1 h\nrun a.fee / 1 USD * 1 s",
    "run 1 h\nat a.fee / 1 USD * 1 s { note \"x\" }",
    "run 1 h\nlet t = a.fee / 1 USD * 1 s\nplot interval of a from t to t",
    "run 1 h\nevery a.backlog / 1 tx * 1 s { note \"x\" }\nrun 1 h",
    "run 1 h\nrun (a.height - 1000) * 1 s",
    "run 1 h\nchain b from a { block_interval a.fee / 1 USD * 1 s }",
    "run 1 h\nrun a.height * 1e9 * 1 s",
  ])
  func `measured arguments that do not fit are answered`(text: String) {
    let said = Conversation(Self.slots + text)
    #expect([.invalid, .limitReached].contains(said.status))
  }

  @Test(arguments: [
    "print base_fee_after(400, start: 1e9 gwei)", "print 1e308 * 10", "print 0 ^ (0 - 1)",
    "print (0 - 2) ^ 0.5", "print abs((1 s)^8 * (1 s)^8)",
  ])
  func `numbers beyond bounds are refused`(text: String) {
    #expect(Conversation(text).status == .invalid)
  }

  @Test(arguments: [
    "price BTC 0 USD\nchain b from bitcoin", "price ETH 1e10 USD\nchain b from ethereum",
  ])
  func `a preset does not depend on prices`(text: String) {
    #expect(Conversation(text + "\nrun 1 h\nprint b.height").status == .held)
  }

  @Test(arguments: [
    "not (a.fee > 1 USD)", "a.fee != 1 USD", "a.fee in 0 USD .. 1 USD",
    "a.fee > 1 USD or a.fee < 2 USD",
  ])
  func `a comparison without data never holds`(condition: String) {
    #expect(Conversation(Self.slots + "run 1 h\nexpect \(condition)").status == .claimFailed)
  }

  @Test func `when again fires each time that the condition becomes true`() {
    let text =
      Self.slots + """
        let n = 0
        workload w on a { rate 1 tx/s }
        when a.height > 10 again { set w.rate 2 tx/s }
        at 30 min { set w.rate 1 tx/s }
        run 1 h
        print w.rate
        """
    #expect(Conversation(text).numbers == [1])
    let alternating =
      Self.slots + """
        when w.rate > 0 tx/s { note "never" }
        workload w on a { rate 1 tx/s }
        """
    #expect(Conversation(alternating).status == .invalid)
  }

  @Test func `reset forgets prices that were set on the way`() {
    let text =
      "chain a { price 2 USD }\nat 30 min { price BTC 7 USD }\nrun 1 h\nset a.price 5 USD\nreset\nprint a.price, 1 BTC"
    #expect(Conversation(text).numbers == [2, 100_000])
  }

  @Test func `the last price said wins`() {
    #expect(Conversation("price BTC 5 USD\nprice BTC 7 USD\nprint 1 BTC").numbers == [7])
  }

  @Test func `a chain declared on the way has its own price`() {
    let text =
      "chain a from bitcoin\nrun 1 h\nchain b { coin FOO; price 500 USD; subsidy 1 FOO }\nrun 10 days\nprint b.issuance / (144 * 500 USD / 1 day)"
    #expect((Conversation(text).numbers[0] - 1).magnitude < 0.15)
  }

  @Test func `a condition that holds at the start has held`() {
    let text =
      "repeat 10\nchain a from bitcoin\nrun 1 h\nexpect probability of (a.height < 1) within 1 h > 50 %"
    #expect(Conversation(text).status == .held)
  }

  @Test func `a probability claimed after the run has no data`() {
    let said = Conversation(
      typing: [
        "repeat 10", "chain a from bitcoin", "run 2 h",
        "expect probability of (a.height > 0) within 2 h > 50 %",
      ])
    #expect(said.messages.contains("before the run"))
  }

  @Test func `a probability that fails is told with its interval`() {
    let said = Conversation(
      "repeat 10\nchain a from bitcoin\nrun 2 h\nexpect probability of (a.height >= 0) < 50 %")
    #expect(said.messages.contains("held in 10 of 10 runs: 100 % (95 % interval 72.25 .. 100 %)"))
  }

  @Test func `a body may change the consensus and then its settings`() {
    let text = """
      chain a from ethereum_pow
      at 1 h { set a.consensus pos; set a.slot 6 s; set a.staked 13_500_000 ETH; set a.online 100 % }
      run 1 h
      run 1 h
      print a.consensus = pos, a.interval -> s
      """
    let said = Conversation(text)
    #expect(said.codes.isEmpty, "\(said.messages)")
    #expect((said.numbers[0] - 6).magnitude < 0.2)
  }

  @Test func `probes outlive a reset`() {
    let text =
      "repeat 10\nchain a from bitcoin\nrun 2 h\nreset\nrun 2 h\nexpect probability of (a.height > 0) within 2 h > 50 %"
    #expect(Conversation(text).status == .held)
  }

  @Test func `a value named when something happened is known afterwards`() {
    let text = Self.slots + "when a.height >= 10 { let t = a.height }\nrun 1 h\nprint t"
    #expect(Conversation(text).numbers == [10])
  }

  @Test func `a claim that fails in a later replicate is told with its seed`() {
    let text =
      "repeat 4\nchain a from bitcoin\nwhen a.height > 5 { expect a.interval.mean < 500 s }\nrun 1 day"
    let said = Conversation(text)
    #expect(said.status == .claimFailed)
    #expect(said.messages.contains("failed: "))
  }

  @Test func `claims of a sweep are counted`() {
    let text =
      Self.slots + "sweep x over 1, 2, 3 { run 1 h; expect a.height > 100 * x + 99 }\nexpect 1 = 1"
    #expect(Conversation(text).results.contains("3 of 4 claims held"))
  }

  @Test func `a sweep's rows hold what its body reads`() throws {
    let text = Self.slots + "sweep a.slot over 6 s, 12 s { run 1 h; print a.height }"
    let table = try #require(Conversation(text).tables.last)
    #expect(table.rows == [[.number(6), .number(600)], [.number(12), .number(300)]])
    #expect(table.columns.map(\.name) == ["a.slot", "a.height"])
  }

  @Test(
    arguments: [
      ("1 .. 8", [1, 2, 3, 4, 5, 6, 7, 8]), ("1 .. 128", [1, 2, 4, 8, 16, 32, 64, 128]),
      ("1 .. 7 by 3", [1, 4, 7]), ("1 .. 10 by x2", [1, 2, 4, 8]), ("3, 1", [3, 1]),
    ] as [(String, [Double])])
  func `a range has eight values, multiplied where it is wide`(range: String, values: [Double])
    throws
  {
    let table = try #require(
      Conversation("chain a from bitcoin\nsweep x over \(range) { run 1 h }").tables.last)
    let found = table.rows.compactMap { if case .number(let x) = $0[0] { x } else { nil } }
    #expect(found.count == values.count)
    for (x, y) in zip(found, values) { #expect((x - y).magnitude < 1e-9 * y) }
  }

  @Test func `words can be swept`() throws {
    let text =
      "chain a from bitcoin\nsweep a.fee_market over first_price, eip1559 { run 1 h; print a.height }\nplot capacity of a against fee_market"
    let said = Conversation(text)
    #expect(said.status == .held)
    #expect(said.results.contains("first_price |"))
    let table = try #require(said.tables.first { $0.kind == "sweep" })
    #expect(table.rows.map { $0[0] } == [.text("first_price"), .text("eip1559")])
  }

  @Test func `a base fee follows bytes where nothing limits the gas`() {
    let text =
      "chain a from bitcoin { fee_market eip1559; initial_base_fee 0.001 gwei }\nworkload w on a { rate 7 tx/s; bid 5 USD }\nrun 7 days\nprint a.throughput * 7 days / (a.height * 2100 tx)"
    // Steps up and down are by the same factor of what is, so the mean lies a little above the target.
    #expect(abs(Conversation(text).numbers[0] - 1) < 0.2)
  }

  @Test func `patience can be swept in blocks`() {
    let text =
      "chain a from bitcoin\nworkload w on a { rate 1 tx/s }\nsweep w.patience over 3 blocks, 50 blocks { run 1 h }"
    #expect(Conversation(text).status == .held)
  }

  @Test func `the command line's repeat goes before a sweep's, and that before the file's`() {
    let text = "repeat 2\nchain a from bitcoin\nsweep x over 1, 2 repeat 3 { run 1 h }"
    #expect(Conversation(text).results.contains("3 replicates each"))
    var options = Session.Options()
    options.repeats = 4
    #expect(Conversation(text, options: options).results.contains("4 replicates each"))
  }

  @Test(arguments: [
    "expect a.height > 4 within 5 %", "expect a.fee = 3 USD within 5",
    "expect a.served = 95 % within 3",
    "expect a.fee = 1 USD within 5 pp", "expect a.height = 300 within (0 - 5 %)",
  ])
  func `a tolerance that does not fit is refused`(claim: String) {
    let said = Conversation(Self.slots + "run 1 h\n" + claim)
    #expect(said.status == .invalid, "\(said.messages)")
  }

  @Test(arguments: ["fee.p95", "fee.max", "production.1", "production"])
  func `a plot over time shows one value at a time`(metric: String) {
    #expect(Conversation(Self.slots + "run 1 h\nplot \(metric) of a").codes == ["T040"])
  }

  @Test func `other spellings are understood with a hint`() {
    let said = Conversation(Self.slots + "run 1 h\nprint a.tps, a.latency\nplot fees of a")
    #expect(said.status == .held)
    #expect(said.codes == ["T083", "T083", "T083"])
  }

  @Test func `at now counts from now, and the past is refused with the first legal time`() {
    #expect(
      Conversation(Self.slots + "run 1 h\nat now + 1 h { set a.slot 6 s }\nrun 2 h\nprint a.height")
        .numbers == [1200])
    let late = Conversation(Self.slots + "run 1 h\nat 30 min { note \"x\" }")
    #expect(late.codes == ["T036"])
    #expect(late.messages.contains("at 1 h"))
  }

  @Test func `a declared system goes before a preset`() {
    #expect(
      values(
        "b.block_size", after: "chain visa from bitcoin { block_size 3 MB }\nchain b from visa")
        == [3e6])
  }

  @Test(arguments: [
    "chain run from bitcoin", "chain min from bitcoin", "let within = 3",
    "chain sweep from bitcoin",
  ])
  func `words of the language are no names`(text: String) {
    #expect(Conversation(text).status == .invalid)
  }

  @Test func `size goes before transaction_size`() {
    let text =
      "chain a from bitcoin\nworkload w on a { rate 1 tx/s; size 500 B }\nrun 1 h\nprint a.capacity * 600 s / 1 tx"
    #expect(Conversation(text).numbers == [2000])
  }

  @Test func `validators share the production equally`() {
    let text =
      "chain a { consensus pos; validators 2; online 100 % }\nrun 10 h\nprint a.production.1 + a.production.2"
    #expect((Conversation(text).numbers[0] - 1).magnitude < 1e-12)
  }

  @Test func `a failed claim reads in the unit in which it is written`() {
    let text = Self.slots + "run 1 h\nexpect a.base_fee > 2 gwei"
    let expected = """
      failed: expect a.base_fee > 2 gwei  test.tri:3
        measured 1 gwei
        1 gwei too low: the claim compares with 2 gwei
        Try: explain a.base_fee

      """
    #expect(Conversation(text).messages == expected)
  }

  @Test func `time ends after 100 000 years, also for measured lengths`() {
    let text = "let t = 60000 years\nrun t\nrun t\nprint 7"
    let said = Conversation(text)
    #expect(said.status == .invalid)
    #expect(said.codes == ["T023"])
    #expect(
      Conversation("chain a from ethereum\nrun 1 h\n" + "run a.height * 1000 years").status != .held
    )
  }

  @Test func `nobody who is away is paid`() {
    let text = "chain a from ethereum { online 0 % }\nrun 1 h\nprint a.height, a.issuance"
    #expect(Conversation(text).numbers == [0, 0])
  }

  @Test func `a crowd lifts the fee off the floor before anybody's patience ends`() {
    let text =
      "chain a from bitcoin\nworkload w on a { rate 20 tx/s; bid 5 USD; patience 1000 years }\nrun 10 days\nprint a.fee / 5 USD"
    #expect(Conversation(text).numbers[0] > 1)
  }

  @Test func `too many worlds at once are a limit`() {
    let text = "repeat 5000\nchain a from bitcoin\nsweep x over 1 .. 10 by 1 { run 1 h }"
    #expect(Conversation(text).status == .limitReached)
  }

  @Test func `a failed statement counts though the rest is kept going`() {
    var options = Session.Options()
    options.keepGoing = true
    let text = Self.slots + "run 1 h\nlet x = a.height - 300\nprint 1 / x\nprint 7"
    let said = Conversation(text, options: options)
    #expect(said.status == .invalid)
    #expect(said.numbers == [7])
  }

  @Test func `what was declared twice is saved once`() {
    var options = Session.Options()
    options.interactive = true
    var session = Session(options)
    _ = Conversation(
      typing: [
        "chain a from bitcoin", "run 1 h", "chain a from ethereum { online 100 % }", "let x = 1",
        "let x = 2", "? run", "run 1 h",
      ], into: &session)
    let again = Conversation(session.saved() + "print a.height, x")
    #expect(again.codes.isEmpty)
    #expect(again.numbers == [300, 2])
  }
}
