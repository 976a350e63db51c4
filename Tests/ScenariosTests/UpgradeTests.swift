import Testing

@testable import Scenarios

struct UpgradeTests {
  static let eth = """
    chain eth from ethereum_pow
    workload life on eth { rate 10 tx/s; bid 5 USD; mix payments 100 % }

    """

  @Test func `an upgrade to a preset takes its rules and keeps the coin's price`() {
    let said = values(
      "eth.gas_limit, eth.slot, eth.state_size, eth.price, eth.height",
      after: Self.eth
        + "price ETH 1500 USD\nrun 20 min\nlet h = eth.height\nupgrade eth to ethereum_2024\nprint h"
    )
    #expect(said.prefix(4) == [30e6, 12, 250e9, 1500])
    #expect(said[4] > 50)
  }

  @Test func `before the first run an upgrade edits the declaration`() {
    let text = Self.eth + "upgrade eth to ethereum { slot 6 s }\n"
    let said = values("eth.gas_limit, eth.slot", after: text + "run 5 min\nreset")
    #expect(said == [60e6, 6])
  }

  @Test func `reset takes an upgrade back`() {
    let text = Self.eth + "run 5 min\nupgrade eth to ethereum\nrun 5 min\nreset\n"
    #expect(values("eth.gas_limit", after: text) == [30e6])
  }

  @Test func `settings of the new consensus are legal in the block in any order`() {
    let said = Conversation(
      Self.eth
        + "run 5 min\nupgrade eth { staked 1_000 ETH; subsidy 2 ETH; consensus pos }\nrun 5 min"
    )
    #expect(said.codes.isEmpty)
  }

  @Test func `an upgrade in a body, a watch and a sweep acts there`() {
    let text = """
      at 5 min { upgrade eth { gas_limit 10 Mgas } }
      when eth.height > 40 { upgrade eth { consensus pos; slot 5 s } }
      run 1 h
      """
    #expect(values("eth.gas_limit, eth.slot", after: Self.eth + text) == [10e6, 5])
    let sweep = """
      sweep room over 5 Mgas, 20 Mgas {
        run 3 min
        upgrade eth { gas_limit room }
        run 3 min
        expect eth.gas_limit = room
      }
      """
    #expect(Conversation(Self.eth + sweep).status == .held)
  }

  @Test func `an upgrade is marked on the time axis`() {
    let said = Conversation(
      Self.eth
        + "run 20 min\nupgrade eth { consensus pos; slot 12 s }\nrun 20 min\nplot backlog of eth")
    #expect(said.results.contains("20 min  upgrade eth { consensus pos; slot 12 s }"))
  }

  @Test func `metrics of the former consensus stay readable at the run where they were measured`() {
    let said = Conversation(
      Self.eth + """
        run 30 min
        upgrade eth { consensus pos }
        run 30 min
        compare eth at 30 min, eth at 1 h by stale_rate, interval
        print eth.stale_rate
        """)
    #expect(said.codes.isEmpty)
    #expect(said.results.contains("-"))
  }

  @Test func `an attack under a label is decided when the miners' race ends`() {
    let said = values(
      "theft.success_rate, theft.share",
      after: Self.eth + """
        run 10 min
        attack double_spend on eth as theft { share 5 %; confirmations 500 }
        run 10 min
        upgrade eth { consensus pos }
        run 10 min
        """)
    #expect(said == [0, 0.05])
  }

  @Test func `attacks are asked for what the chain is now`() {
    let text = "chain eth from ethereum\nrun 5 min\nupgrade eth { consensus pow }\n"
    #expect(
      Conversation(text + "attack selfish_mining on eth { share 40 % }\nrun 1 h").codes.isEmpty)
    #expect(
      Conversation(
        Self.eth + "run 5 min\nupgrade eth { consensus pos }\nattack selfish_mining on eth"
      ).codes == ["T030"])
  }

  static let merged = [
    "chain eth from ethereum_pow", "run 10 min",
    "upgrade eth { consensus pos; slot 12 s; staked 13_500_000 ETH }", "run 10 min",
  ]

  @Test(arguments: ["set eth.staked 34_000_000 ETH", "upgrade eth { staked 34_000_000 ETH }"])
  func `at the prompt settings of the new consensus can be set`(statement: String) {
    let said = Conversation(typing: Self.merged + [statement, "print eth.staked / 1 ETH"])
    #expect(said.codes.isEmpty, "\(said.messages)")
    #expect(said.numbers == [34e6])
  }

  @Test func `at the prompt a value that an upgrade gave can divide`() {
    let said = Conversation(
      typing: Self.merged + ["print eth.issuance * 365 days / eth.staked", "print eth.stale_rate"])
    #expect(said.codes.isEmpty, "\(said.messages)")
  }

  @Test func `at the prompt settings of the former consensus are refused`() {
    #expect(Conversation(typing: Self.merged + ["set eth.hash_rate 1 TH/s"]).codes == ["T027"])
  }

  @Test func `after a body changed the consensus the prompt knows the new settings`() {
    let start = ["chain eth from ethereum_pow", "at 5 min { upgrade eth { consensus pos } }"]
    let set = "set eth.staked 1_000 ETH"
    #expect(Conversation(typing: start + ["run 10 min", set]).codes.isEmpty)
    #expect(Conversation(typing: start + ["run 10 min; \(set)"]).codes.isEmpty)
    #expect(Conversation(typing: start + ["run 10 min", "reset", set]).codes == ["T027"])
    let branch = start + ["run 1 min", "branch a", "run 10 min", "back to a"]
    // What is yet to happen may make it legal; whether it is, the run tells.
    #expect(Conversation(typing: branch + [set]).codes == ["T027"])
  }

  @Test func `taking back an upgrade takes its settings back`() {
    var options = Session.Options()
    options.interactive = true
    var session = Session(options)
    _ = Conversation(typing: Array(Self.merged.dropLast()), into: &session)
    _ = session.undo()
    #expect(Conversation(typing: ["set eth.staked 1_000 ETH"], into: &session).codes == ["T027"])
  }

  @Test func `a file may use what a body will have set`() {
    let text = """
      chain eth from ethereum_pow
      workload life on eth { rate 0 tx/s }
      at 1 min { upgrade eth { consensus pos; staked 1_000_000 ETH } }
      at 1 min { set life.rate 5 tx/s }
      run 5 min
      set eth.slot 6 s
      print eth.issuance * 365 days / eth.staked, 1 tx / life.rate
      attack nothing_at_stake on eth
      run 1 min
      """
    let said = Conversation(text)
    #expect(said.status == .held, "\(said.messages)")
  }

  @Test func `a system declared after a run is there after a reset`() {
    let text =
      "chain a from bitcoin; run 1 day; chain b from bitcoin; reset; print b.block_interval"
    #expect(Conversation(text).numbers == [600])
  }

  @Test func `a sweep after an upgrade is checked against the declaration`() {
    let text = Self.eth + "run 5 min\nupgrade eth { consensus pos }\n"
    #expect(
      Conversation(text + "sweep eth.hash_rate over 1 TH/s, 2 TH/s { run 1 min }").codes.isEmpty)
    #expect(Conversation(text + "sweep eth.slot over 6 s, 12 s { run 1 min }").codes == ["T027"])
  }

  @Test func `a change that does not suit every replicate changes none`() {
    let said = Conversation(
      typing: [
        "repeat 6", "chain eth from ethereum_pow",
        "when eth.height > 270 { upgrade eth { consensus pos } }", "run 1 h",
        "set eth.staked 7 ETH", "print eth.staked",
      ])
    #expect(said.codes == ["T027"], "\(said.messages)")
    #expect(said.numbers != [21_000])
  }

  @Test(arguments: [
    ("upgrade eth", "T055"), ("upgrade eth to bitcoin", "T056"),
    ("upgrade life to ethereum", "T040"),
    ("upgrade eht to ethereum", "T020"), ("upgrade eth to etherum", "T025"),
    ("upgrade eth { shares 60 %, 50 % }", "T041"), ("upgrade eth { slot 3 s }", "T027"),
    ("run 5 min; upgrade eth { coin BTC }; run 5 min", "T036"),
  ])
  func `a wrong upgrade is refused`(statement: String, code: String) {
    #expect(Conversation(Self.eth + statement).codes.contains(code))
  }
}

struct OutageTests {
  static let base = """
    chain base from bitcoin
    workload shop on base { rate 2 tx/s; bid 5 USD }

    """

  @Test func `a total outage stops blocks, and users wait`() {
    let said = values(
      "base.height - h1, base.backlog",
      after: Self.base
        + "run 1 day\nlet h1 = base.height\noutage base { lasts 36 h }\nrun 6 h\n")
    #expect(said[0] == 0)
    #expect(said[1] > 40_000)
  }

  @Test func `an outage ends by itself and says so on the axis`() {
    let said = Conversation(
      Self.base + "outage base { lasts 6 h; share 50 % }\nrun 1 day\nplot backlog of base")
    #expect(said.results.contains("0 s  outage base { lasts 6 h; share 50 % }"))
    #expect(said.results.contains("6 h  outage of base ends"))
  }

  @Test func `half of the hash rate makes half of the blocks`() {
    let said = values(
      "base.height",
      after: Self.base + "outage base { share 50 % }\nset base.retarget none\nrun 20 days\n")
    // 1440 expected; Poisson, four standard deviations.
    #expect(abs(said[0] - 1440) < 152)
  }

  @Test func `more than a third of the stake away stops finality, not blocks`() {
    let said = values(
      "eth.finality_time.max / 1 min, eth.throughput",
      after: """
        chain eth from ethereum
        workload life on eth { rate 5 tx/s; bid 5 USD }
        run 1 h
        outage eth { lasts 1 h; share 40 % }
        run 2 h
        """)
    #expect(said[0] > 70)
    #expect(said[1] > 4.9)
  }

  @Test func `an operator's outage books nothing`() {
    let said = values(
      "card.throughput, card.height - h",
      after: """
        chain card from visa
        workload life on card { rate 5 tx/s; bid 5 USD }
        run 10 min
        let h = card.height
        outage card { lasts 1 h }
        run 30 min
        """)
    #expect(said == [0, 0])
  }

  @Test(arguments: [
    ("outage shop { lasts 1 h }", "T040"), ("outage bse", "T020"),
    ("outage base { lasts 5 }", "T021"),
    ("outage base { share 130 % }", "T023"), ("outage base { last 5 h }", "T022"),
    ("outage base { lasts ? }", "T042"),
  ])
  func `a wrong outage is refused`(statement: String, code: String) {
    #expect(Conversation(Self.base + statement).codes.contains(code))
  }
}
