import Testing

@testable import Scenarios

/// Systems that stand on others, as scenarios declare, change and claim them.
struct LayerTests {
  private static let frame = "chain eth from ethereum\n"

  @Test(arguments: [
    ("rollup a", "T040"), ("rollup a on nowhere", "T020"), ("rollup a on eth from bitcoin", "T040"),
    ("chain a from arbitrum", "T040"), ("chain a on eth", "T040"), ("bridge b on eth", "T040"),
    ("bridge b between eth", "T040"), ("channels c on eth\nrollup a on c", "T040"),
    ("rollup a on eth { council_threshold 13 }", "T023"),
    ("rollup a on eth from validium { committee_threshold 9 }", "T023"),
    ("sidechain s on eth from ronin_2022 { bridge_threshold 10 }", "T023"),
    ("rollup a on eth\nset a.council_keys 3", "T023"),
    ("rollup a on eth { bridge_keys 3 }", "T027"), ("rollup a on eth { consensus pow }", "T027"),
    ("rollup a on eth\nprint a.stale_rate", "T043"),
    ("rollup a on eth\nattack selfish_mining on a", "T030"),
    ("plasma p on eth\nattack invalid_state on p { tries 9 }", "T035"),
    (
      "rollup a on eth\nrollup b on eth\nbridge c between a, b\nattack key_theft on c", "T030"
    ),
    ("rollup a on eth\nrun 1 h\nset a.locked_value 1 MUSD", "T036"),
  ])
  func `what does not fit is refused`(text: String, code: String) {
    let said = Conversation(Self.frame + text)
    #expect(said.codes.filter { $0 != "T080" } == [code], "\(said.messages)")
  }

  @Test func `a copy of a system stands where the first one does`() {
    let text =
      Self.frame
      + "rollup a on eth { challenge_window 2 days }\nrollup b from a { watchers 1 }\nrun 1 h\nprint b.challenge_window, b.watchers"
    #expect(Conversation(text).numbers == [172_800, 1])
  }

  @Test func `what follows from the rules is known before the first run`() {
    let text =
      Self.frame
      + "sidechain s on eth from ronin_2022\nexpect s.nakamoto = 2\nexpect s.loss_probability = 4.1 % within 0.1 pp\nexpect s.security < 40"
    let said = Conversation(text)
    #expect(said.status == .held, "\(said.messages)")
  }

  @Test func `rates are claimed in the unit that is written, or as bare shares and money`() {
    let text =
      Self.frame
        + """
        sidechain s on eth from ronin_2022
        run 1 h
        expect s.loss_probability = 4.1 % within 5 %
        expect s.loss_probability = 0.041 within 0.001
        expect s.loss_probability = 4.115 %/year
        expect s.loss_probability < 5 %
        """
    let said = Conversation(text)
    #expect(said.status == .held, "\(said.messages)")
  }

  @Test func `bits of entropy are no data`() {
    let text =
      Self.frame
      + "rollup s on eth { sequencers 4; block_interval 20 s }\nrun 6 h\ncompare s by entropy\n"
    guard case .number(let shown)? = Conversation(text).tables.last?.rows.first?[1] else {
      Issue.record("no number")
      return
    }
    #expect(shown > 1.9 && shown <= 2)
  }

  @Test func `users of a chain that stands still lose patience`() {
    let text = """
      chain base from bitcoin
      workload w on base { rate 5 tx/s; bid 5 USD; patience 30 min }
      outage base { lasts 6 h }
      run 5 h
      print base.backlog
      """
    let waiting = Conversation(text).numbers.first ?? 0
    // Half an hour of users, and those of one more tick.
    #expect(waiting > 8_000 && waiting < 10_000)
  }

  @Test func `a blocked escrow shows over time`() {
    let text =
      Self.frame
      + "sidechain s on eth from ronin_2022\nattack key_theft on s\nrun 1 day\nplot backing of s\nprint s.backing"
    let said = Conversation(text)
    #expect(said.tables.contains { $0.kind == "plot" && $0.rows.count > 5 })
    #expect(said.numbers == [0])
  }
}
