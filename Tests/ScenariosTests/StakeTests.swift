import Testing

@testable import Scenarios

@Suite struct `Stake in the language` {
  static let eth = "chain eth from ethereum\n"

  @Test func `the largest stakers propose in proportion`() {
    let found = values(
      "eth.production.1, eth.advantage.1, eth.stale_rate, eth.tolerance",
      after: Self.eth + "run 1 day")
    // 7 128 blocks: standard error 0.5 percentage points.
    #expect(found.count == 4 && abs(found[0] - 0.245) < 0.02 && abs(found[1]) < 0.09)
    #expect(found[2] == 0 && found[3] == 1.0 / 3)
  }

  @Test func `a power law of stakers has a third as its threshold`() {
    let found = values(
      "a.production.1 + a.production.2 + a.production.3",
      after: "chain a { consensus pos; shares zipf 40 3; online 100 % }\nrun 2 days")
    #expect(found.count == 1 && found[0] > 0.3 && found[0] < 0.5)
  }

  @Test func `finality is lost with a third of the validators and comes back with them`() {
    let text =
      Self.eth + """
        workload life on eth { rate 5 tx/s; bid 5 USD }
        run 1 h
        set eth.online 60 %
        run 4 h
        set eth.online 99 %
        run 1 h
        """
    let found = values("eth.finality_time.max", after: text)
    #expect(found.count == 1 && found[0] > 4 * 3_600)
  }

  @Test func `a partition of stake costs time and blocks`() {
    let found = values(
      "partition.delay, partition.blocks",
      after: Self.eth + "run 1 h\nattack partition on eth { share 40 %; lasts 3 h }\nrun 4 h")
    #expect(found.count == 2 && abs(found[0] / 10_800 - 1) < 0.08 && found[1] > 250)
  }

  @Test func `two thirds can buy another history for a third of all stake`() {
    let found = values(
      "majority.success_rate, majority.cost, majority.profit",
      after: Self.eth + "run 1 h\nattack majority on eth { share 70 %; value 5 MUSD }\nrun 2 h")
    #expect(found.count == 3 && found[0] == 1 && abs(found[1] / 34e9 - 1) < 0.01 && found[2] < 0)
  }

  @Test func `whether voting twice costs anything decides it`() {
    func profit(_ slashing: String) -> Double {
      values(
        "nothing_at_stake.profit",
        after:
          "chain eth from ethereum { slashing \(slashing) }\nrun 1 h\n"
          + "attack nothing_at_stake on eth { share 40 %; value 1 MUSD }\nrun 1 h")[0]
    }
    #expect(profit("yes") < -1e9)
    #expect(profit("no") == 1e6)
  }

  @Test func `a checkpoint of the last weeks stops old keys`() {
    func success(_ age: String) -> [Double] {
      values(
        "long_range.success_rate",
        after: Self.eth + "attack long_range on eth { share 70 %; checkpoint_age \(age) }\nrun 1 h")
    }
    #expect(success("10 days") == [0])
    #expect(success("20 days") == [1])
  }
}
