import Blockchain
import Measures
import Quantities
import Testing

@testable import Scenarios

@Suite struct `Presets of votes, turns and polls` {
  /// What an idle chain of the preset is expected to have: transactions per second, full nodes, USD a
  /// month for a node, USD to break it. Nodes and prices are those of the model's table of presets.
  struct Row: Sendable, CustomStringConvertible {
    var name: String
    var capacity: Double
    var nodes: Double
    var nodeCost: Double
    var attack: Double
    var description: String { name }
  }

  /// Costs in a data centre: 40 + 2.9 per TB + 0.35 per GB + 4 per core + 0.2 per Mbit/s; those at home
  /// (150 + 70 per TB + 3 per GB + 25 per core) / 36 and power at 0.15 USD for 12 W and 3 W per core.
  static let rows = [
    Row(name: "solana", capacity: 3_600, nodes: 2_500, nodeCost: 332, attack: 9.1e9),
    Row(name: "sei", capacity: 390, nodes: 150, nodeCost: 166.6, attack: 1.06e8),
    Row(name: "sei_giga", capacity: 62_500, nodes: 80, nodeCost: 841.6, attack: 1.06e8),
    Row(name: "cosmos_hub", capacity: 67, nodes: 500, nodeCost: 14.2, attack: 1.75e8),
    Row(name: "avalanche", capacity: 94, nodes: 1_000, nodeCost: 16.9, attack: 4.6e8),
    Row(name: "tron", capacity: 600, nodes: 1_000, nodeCost: 139.1, attack: 2e9),
  ]

  @Test(arguments: rows)
  func `a preset has the nodes, the costs and the capacity that are known`(row: Row) {
    let found = values(
      "a.capacity, a.full_nodes, a.node_cost, a.attack_cost",
      after: "chain a from \(row.name)\nrun 10 min")
    #expect(found.count == 4)
    guard found.count == 4 else { return }
    #expect(abs(found[0] / row.capacity - 1) < 0.1, "\(found[0])")
    #expect(abs(found[1] / row.nodes - 1) < 0.005, "\(found[1])")
    #expect(abs(found[2] * Unit.month / row.nodeCost - 1) < 0.01, "\(found[2])")
    #expect(abs(found[3] / row.attack - 1) < 0.02, "\(found[3])")
  }

  /// Seconds from submission until final in the model's table, which takes half an interval and the
  /// decision for Sei's 0.4, Avalanche's 1.5 and the rest; here users wait for the next proposal too.
  @Test(arguments: [
    ("solana", 13.6), ("sei", 0.6), ("cosmos_hub", 3.6), ("avalanche", 2.7), ("tron", 58.5),
  ])
  func `a preset is final when that is known`(name: String, seconds: Double) {
    let found = values(
      "a.finality_time.mean",
      after: "chain a from \(name)\nworkload w on a { rate 5 tx/s; bid 5 USD }\nrun 10 min")
    #expect(found.count == 1 && abs(found[0] / seconds - 1) < 0.15, "\(found)")
  }

  /// Fewest with more than a third of the stake: chainspect.app, November 2025; recalled for the Hub.
  @Test(arguments: [
    ("sei", 40, 7), ("cosmos_hub", 180, 7), ("solana", 850, 20), ("avalanche", 821, 29),
  ])
  func `the stake of a preset is as concentrated as was read`(name: String, count: Int, fewest: Int)
    throws
  {
    let preset = try #require(Preset.named(name))
    let shares = Scope().parameters(of: preset).shares
    #expect(shares.count == count)
    #expect(shares.prefix(fewest).reduce(0, +) > 1.0 / 3)
    #expect(shares.prefix(fewest - 1).reduce(0, +) <= 1.0 / 3)
  }

  @Test func `a chain of voters halts in a scenario and goes on when they return`() {
    let text = """
      chain hub from cosmos_hub { online 100 % }
      at 1 h { set hub.online 66 % }
      at 2 h { set hub.online 99 % }
      run 2 h
      """
    #expect(values("hub.height", after: text) == [600])
    let later = values("hub.height", after: text + "\nrun 1 h")
    #expect(later.count == 1 && later[0] > 1_100)
  }

  @Test func `equal validators take the place of shares`() {
    func last(_ settings: String, _ place: Int) -> [Double] {
      values("a.production.\(place)", after: "chain a from sei { \(settings) }\nrun 10 s")
    }
    #expect(last("online 99 %", 40).count == 1 && last("online 99 %", 41).isEmpty)
    #expect(last("validators 100", 100).count == 1 && last("validators 100", 101).isEmpty)
  }

  @Test(arguments: [
    ("chain a from cosmos_hub { producers 21 }", "T027"),
    ("chain a from tron { pipelined yes }", "T027"),
    ("chain a from bitcoin { sample_size 20 }", "T027"),
    ("chain a from cosmos_hub { shares zipf 40 15 }", "T023"),
    ("chain a from cosmos_hub\nattack selfish_mining on a { share 40 % }", "T030"),
    ("chain a from avalanche\nattack majority on a { share 40 % }", "T030"),
  ])
  func `what does not suit a chain of voters is refused`(text: String, code: String) {
    #expect(Conversation(text).codes == [code])
  }
}
