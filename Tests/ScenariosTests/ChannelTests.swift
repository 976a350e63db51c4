import Blockchain
import Testing

@testable import Scenarios

@Suite struct `Channels in scenarios` {
  static let small = "chain base from bitcoin\nchannels pay on base { channel_nodes 30 }\n"
  static let users = "workload w on pay { rate 5 tx/s; amount 5 USD; bid 5 USD }\n"

  @Test func `a network from a file has the channels and the money of the file`() {
    let text = """
      chain base from bitcoin
      channels pay on base { snapshot "channels.csv" }
      workload w on pay { rate 5 tx/s; amount 0.5 USD; bid 5 USD; bid_sigma 0 }
      run 60 s
      print pay.locked / (195_000 * 1 sat), pay.success_rate
      """
    let said = Conversation(text)
    #expect(said.status == .held, "\(said.messages)")
    #expect(said.numbers.count == 2 && abs(said.numbers[0] - 1) < 1e-9 && said.numbers[1] > 0)
  }

  @Test(arguments: [
    ("../channels.csv", "not a file"), ("/etc/passwd", "not a file"), ("..", "not a file"),
    ("", "not a file"), ("a/b.csv", "not a file"), ("nothing.csv", "no data file"),
  ])
  func `a file elsewhere is refused before anything runs`(name: String, reason: String) {
    let said = Conversation(
      "chain base from bitcoin\nprint 1\nchannels pay on base { snapshot \"\(name)\" }\nrun 1 h")
    #expect(said.codes == ["T060"])
    #expect(said.messages.contains(reason))
    #expect(said.results.isEmpty)
  }

  @Test(arguments: [
    ("id,a,b\n", 1), (fourChannels + "4,0,1,5,3\n", 6),
    (fourChannels + "4,0,1,5,x,0,0,0,0,2,0,0,0,0\n", 6),
    (fourChannels + "4,0,1,5,4,0,0,0,0,2,0,0,0,0\n", 6),
    (fourChannels + "4,1,1,5,3,0,0,0,0,2,0,0,0,0\n", 6),
    (fourChannels + "4,1,999999,5,3,0,0,0,0,2,0,0,0,0\n", 6),
    (fourChannels + "4,0,1,9999999999999999999,3,0,0,0,0,2,0,0,0,0\n", 6), ("", 1),
  ])
  func `a broken line is named`(text: String, line: Int) {
    #expect {
      try ChannelSnapshot(name: "x", csv: Array(text.utf8))
    } throws: {
      ($0 as? SnapshotFault)?.line == line
    }
  }

  @Test(arguments: [
    "channel_nodes 40", "topology hub", "balances bimodal", "channel_capacity 1 BTC",
  ])
  func `the shape of a network that runs cannot change`(setting: String) {
    let said = Conversation(Self.small + Self.users + "run 60 s\nset pay.\(setting)\nrun 60 s")
    #expect(said.codes == ["T036"])
  }

  @Test func `its shape can change before it runs`() {
    let said = Conversation(Self.small + Self.users + "set pay.channel_nodes 40\nrun 60 s")
    #expect(said.status == .held)
  }

  @Test func `fees and patience change while it runs`() {
    let text =
      Self.small + Self.users + """
        run 200 s
        let before = pay.fee
        set pay.hop_fee_rate 50_000 ppm
        set pay.watchtower yes
        set pay.attempts 1
        run 200 s
        print before, pay.fee
        """
    let found = Conversation(text)
    #expect(found.status == .held, "\(found.messages)")
    #expect(found.numbers.count == 2 && found.numbers[1] > 10 * found.numbers[0])
  }

  @Test func `channels stand on a rollup and on a sidechain`() {
    for parent in ["rollup mid on eth", "sidechain mid on eth"] {
      let said = Conversation(
        "chain eth from ethereum\n\(parent)\nchannels pay on mid { channel_nodes 20 }\n"
          + Self.users + "run 10 min\nprint pay.throughput, pay.locked")
      #expect(said.status == .held, "\(said.messages)")
      #expect(said.numbers.count == 2 && said.numbers[0] > 3 && said.numbers[1] > 0)
    }
  }

  @Test func `the largest network is checked at once`() {
    let said = Conversation(
      "chain base from bitcoin\nchannels pay on base { channel_nodes 20_000; channels_per_node 100 }\n"
        + "workload w on pay { rate 1e9 tx/s }\nrun 100 years")
    #expect(said.codes == ["T038"])
  }

  @Test(arguments: [
    "channel_capacity 1e-6 BTC", "channel_capacity_sigma 5", "hops 1", "hold_time 1e7 s",
    "channel_nodes 2", "hop_base_fee 5 BTC", "to_self_delay 0", "channels_per_node 100",
    "channel_lifetime 1 s", "parts 100; attempts 100", "topology hub; balances bimodal",
    "purpose application; parties 1000", "merchants 20_000; skew 100 %", "channel_reserve 0.4",
  ])
  func `extreme settings survive`(settings: String) {
    let said = Conversation(
      "chain base from bitcoin\nchannels pay on base { channel_nodes 12; \(settings) }\n"
        + Self.users
        + "attack revoked_state on pay { victim_offline 50 %; lasts 1 min }\n"
        + "attack flood_and_loot on pay\noutage pay { lasts 20 s; share 50 % }\nrun 200 s\n"
        + "print pay.throughput, pay.offered")
    #expect(said.status == .held, "\(said.messages)")
  }

  @Test func `success rate, depletion and money have a course in time`() {
    let said = Conversation(
      Self.small + Self.users
        + "run 10 min\nplot success_rate of pay\nplot depleted of pay\nplot locked of pay\nhistogram fee of pay"
    )
    #expect(said.status == .held, "\(said.messages)")
  }

  @Test(arguments: [(0, 0.98...1.0), (50, 0.3...0.97), (100, 0.0...0.5)])
  func `one-way commerce empties channels`(skew: Int, range: ClosedRange<Double>) {
    // 2 % of a channel each; the second half of 3 000 payments.
    let found = values(
      "pay.success_rate",
      after: """
        chain base from bitcoin
        channels pay on base { channel_nodes 300; merchants 10; skew \(skew) %; hold_time 0 s }
        workload buyers on pay { rate 1 tx/s; amount 40 USD; bid 100 USD }
        run 1500 s
        run 1500 s
        """)
    #expect(found.count == 1 && range.contains(found[0]), "\(found)")
  }

  @Test func `money in circles does not bring back what flows one way, the parent does`() {
    let text = """
      chain base from bitcoin
      channels drain on base { channel_nodes 100; merchants 5; skew 100 % }
      channels splice on base from drain { rebalance on_chain }
      workload buyers on drain, splice { rate 0.01 tx/s; amount 40 USD; bid 100 USD }
      run 150_000 s
      run 50_000 s
      print drain.success_rate, splice.success_rate, splice.cost_per_tx - drain.cost_per_tx
      """
    let found = Conversation(text)
    #expect(found.numbers.count == 3, "\(found.messages)")
    #expect(found.numbers[0] < 0.5 && found.numbers[1] > 0.9 && found.numbers[2] > 0)
  }

  @Test func `what goes one way bounds what channels carry`() {
    let base =
      "chain base from bitcoin\nchannels pay on base { channel_nodes 100; merchants 10; skew "
    func capacity(_ skew: String) -> Double {
      values("pay.capacity", after: base + skew + " }\n" + Self.users + "run 200 s").first ?? 0
    }
    #expect(abs(capacity("1 %") / capacity("10 %") - 10) < 2)
    #expect(capacity("0") > capacity("1 %"))
  }

  @Test func `a withdrawal takes the delay in measured blocks`() {
    let found = values(
      "pay.withdrawal_time / base.interval.mean",
      after: "chain base from bitcoin\nchannels pay on base { channel_nodes 5 }\nrun 10 days")
    #expect(found.count == 1 && found[0] >= 144 && found[0] < 150)
  }
}
