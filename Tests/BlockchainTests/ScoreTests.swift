import Blockchain
import Measures
import Quantities
import Testing

/// Corner scores of thirty systems from their numbers as read or assumed in 2025 and 2026.
struct ScoreTests {
  /// Capacity, fee, seconds until in a block and final; powers; what a node needs (TB, GB, cores, Mbit/s);
  /// nodes, cost to join, cost of an attack, loss per year, tolerance; scores D, S, Sec.
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var inputs: Scores.Inputs
    var scores: [Double]
    var testDescription: String { name }

    init(
      _ name: String, _ capacity: Double, _ fee: Double, _ inclusion: Double, _ finality: Double,
      _ safety: Power, _ censor: Power, _ halt: Power, _ upgrade: Power, _ node: [Double]?,
      _ nodes: Double, _ join: Double, _ attack: Double, _ loss: Double, _ tolerance: Double,
      _ scores: [Double]
    ) {
      self.name = name
      self.scores = scores
      var share = 0.0
      if let node {
        var operators = NodeParameters()
        operators.minimumStorage = Int64(node[0] * 1e12)
        operators.minimumMemory = Int64(node[1] * 1e9)
        operators.minimumCores = node[2]
        operators.minimumBandwidth = node[3] * 1e6 / 8
        share =
          NodePopulation(load: NodeLoad(bytes: 0, gas: 0), operators: operators).verifyShare
      }
      inputs = Scores.Inputs(
        capacity: capacity, fee: fee, inclusion: inclusion, finality: finality,
        powers: Powers(safety: safety, censor: censor, halt: halt, upgrade: upgrade),
        verifyShare: share, fullNodes: nodes, joinCost: join > 0 ? join : nil,
        attackCost: attack, loss: loss, tolerance: tolerance)
    }
  }

  private static func p(_ parties: Int) -> Power { Power(parties) }
  private static func p(_ permanent: Int, _ temporary: Int, _ days: Double) -> Power {
    Power(permanent: permanent, temporary: temporary, for: .days(days))
  }

  static let rows: [Row] = [
    Row(
      "bitcoin", 7, 1, 600, 3600, p(25, 3, 2), p(25, 3, 2), p(25, 3, 2), p(128), [0.9, 4, 2, 0.2],
      23500, 4000, 1.5e+10, 0.0001, 0.4998, [70, 20, 75]),
    Row(
      "litecoin", 28, 0.01, 150, 1800, p(12, 3, 2), p(12, 3, 2), p(12, 3, 2), p(128),
      [0.4, 4, 2, 0.2], 1200, 4000, 8e+08, 0.0002, 0.499, [62, 36, 67]),
    Row(
      "dogecoin", 66, 0.05, 60, 2400, p(12, 3, 2), p(12, 3, 2), p(12, 3, 2), p(128),
      [0.4, 4, 2, 0.3], 600, 4000, 8e+08, 0.0003, 0.498, [61, 39, 65]),
    Row(
      "bitcoin-cash", 224, 0.004, 600, 6000, p(6, 2, 2), p(6, 2, 2), p(6, 2, 2), p(128),
      [1, 4, 2, 0.3], 600, 4000, 4e+05, 0.0002, 0.497, [58, 48, 30]),
    Row(
      "bch-full32MB", 224, 0.004, 600, 6000, p(6, 2, 2), p(6, 2, 2), p(6, 2, 2), p(128),
      [8.6, 6, 2, 4.3], 500, 4000, 4e+05, 0.0002, 0.497, [55, 48, 30]),
    Row(
      "ethereum-pow", 14, 12, 13.2, 396, p(10, 3, 2), p(10, 3, 2), p(10, 3, 2), p(128),
      [1, 16, 4, 2.5], 5500, 2000, 6e+09, 0.0001, 0.47, [66, 24, 73]),
    Row(
      "ethereum-2024", 15.6, 1.5, 12, 864, p(14, 3, 14), p(40, 5, 1), p(10, 3, 14), p(128),
      [2, 16, 4, 1.5], 10000, 96000, 3.4e+10, 0.0001, 0.333, [63, 27, 72]),
    Row(
      "ethereum", 31, 0.3, 12, 864, p(14, 3, 14), p(40, 5, 1), p(10, 3, 14), p(128),
      [4, 32, 4, 2.5], 10000, 96000, 3.4e+10, 0.0001, 0.333, [62, 33, 72]),
    Row(
      "solana", 3600, 0.002, 0.4, 12.8, p(15), p(45), p(15), p(30), [4, 384, 24, 250], 2500, 55000,
      9.1e+09, 0.0005, 0.333, [55, 73, 62]),
    Row(
      "sei", 390, 0.002, 0.4, 0.4, p(7), p(7), p(7), p(14), [2, 128, 16, 60], 150, 2e+06, 1.1e+08,
      0.001, 0.333, [41, 61, 52]),
    Row(
      "sei-giga(target)", 62500, 0.001, 0.25, 0.7, p(7), p(7), p(7), p(14), [16, 512, 64, 1600], 80,
      2e+06, 1.1e+08, 0.002, 0.333, [26, 93, 49]),
    Row(
      "cosmos-hub", 67, 0.01, 6, 6, p(7), p(7), p(7), p(14), [1, 32, 4, 5], 500, 1e+05, 1.8e+08,
      0.0005, 0.333, [55, 45, 56]),
    Row(
      "avalanche", 94, 0.02, 1.5, 1.5, p(12), p(12), p(12), p(30), [1, 16, 8, 5], 1000, 30000,
      4.6e+08, 0.0005, 0.333, [62, 48, 58]),
    Row(
      "tron(dpos)", 600, 0.3, 3, 57, p(9), p(14), p(9), p(14), [3, 64, 16, 20], 1000, 1e+07, 2e+09,
      0.001, 0.333, [49, 54, 56]),
    Row(
      "polygon-pos", 281, 0.005, 2, 5, p(4), p(4), p(4), p(5), [6, 64, 16, 20], 400, 3e+05, 5e+07,
      0.0019, 0.333, [43, 56, 48]),
    Row(
      "liquid", 6.7, 0.03, 60, 120, p(11), p(5), p(5), p(11), [0.9, 4, 2, 0.2], 100, 0, 1.1e+08,
      0.001, 0.333, [46, 27, 52]),
    Row(
      "rsk", 11, 0.05, 30, 6000, p(5, 3, 2), p(5, 3, 2), p(12, 3, 2), p(5), [0.9, 4, 2, 0.2], 100,
      4000, 5e+07, 0.0019, 0.49, [50, 28, 52]),
    Row(
      "lightning", 10000, 0.005, 1, 1, p(25, 3, 2), p(25, 10, 0.25), p(25, 10, 0.25), p(128),
      [0.9, 4, 2, 0.2], 16294, 500, 1e+08, 0.002, 0.45, [70, 79, 52]),
    Row(
      "arbitrum", 87, 0.01, 0.25, 1200, p(9), p(40, 1, 1), p(40, 1, 1), p(9), [8, 64, 8, 10], 500,
      0, 9e+07, 0.0013, 0.333, [43, 46, 51]),
    Row(
      "optimism", 250, 0.005, 2, 1200, p(9), p(40, 1, 0.5), p(40, 1, 0.5), p(9), [6, 64, 8, 10],
      500, 0, 9e+07, 0.0013, 0.333, [44, 52, 51]),
    Row(
      "base", 940, 0.003, 0.2, 1200, p(9), p(40, 1, 0.5), p(40, 1, 0.5), p(9), [8, 128, 16, 30],
      300, 0, 9e+07, 0.0013, 0.333, [40, 62, 51]),
    Row(
      "optimistic stage0 4/7", 300, 0.005, 2, 1200, p(4), p(4, 1, 0.5), p(4, 1, 0.5), p(4),
      [6, 64, 8, 10], 100, 0, 4e+07, 0.0037, 0.333, [34, 53, 44]),
    Row(
      "zksync", 200, 0.005, 1, 1200, p(9), p(9, 1, 3), p(9, 1, 3), p(9), [4, 32, 4, 2.5], 200, 0,
      9e+07, 0.0013, 0.333, [41, 51, 51]),
    Row(
      "starknet", 300, 0.002, 2, 1200, p(9), p(9, 1, 5), p(9, 1, 5), p(9), [4, 32, 4, 2.5], 100, 0,
      9e+07, 0.0013, 0.333, [39, 55, 51]),
    Row(
      "validium", 9000, 0.001, 0.5, 1200, p(3), p(3, 1, 7), p(2), p(3), [4, 32, 4, 2.5], 20, 0,
      3e+07, 0.0096, 0.333, [30, 77, 39]),
    Row(
      "plasma", 2000, 0.001, 1, 1200, p(3), p(14, 1, 7), p(14, 1, 7), p(3), [4, 32, 4, 2.5], 20, 0,
      3e+07, 0.005, 0.333, [31, 67, 42]),
    Row(
      "ronin-2022 5/9", 100, 0.001, 3, 3, p(2), p(2), p(2), p(2), [2, 32, 8, 10], 30, 0, 2e+07,
      0.042, 0.333, [30, 52, 31]),
    Row(
      "visa", 65000, 0.154, 1.5, 1.7e+05, p(1), p(1), p(1), p(1), nil, 1, 0, 1e+09, 0.001, 0,
      [0, 79, 47]),
  ]

  @Test(arguments: rows)
  func `scores follow from their numbers`(row: Row) {
    let scores = Scores(row.inputs)
    // What stands on bitcoin is no more decentralized.
    let parent = row.name == "lightning" ? Self.rows.first { $0.name == "bitcoin" } : nil
    let limit = parent.map { Scores($0.inputs)[.decentralization] } ?? 100
    let found = [
      min(limit, scores[.decentralization]), scores[.scalability], scores[.security],
    ]
    for (found, expected) in zip(found, row.scores) {
      #expect(abs(found - expected) <= 3, "\(found) is not \(expected)")
    }
  }

  @Test func `nothing at all has scores, too`() {
    let nothing = Scores.Inputs(
      capacity: .nan, fee: .nan, inclusion: .infinity, finality: -1,
      powers: Powers(safety: Power(0), censor: Power(0), halt: Power(0), upgrade: Power(0)),
      verifyShare: .nan, fullNodes: -.infinity, joinCost: .nan, attackCost: nil, loss: .nan,
      tolerance: .infinity)
    var weights = ScoreWeights()
    weights.decentralization = []
    weights.security = [0, 0, 0]
    weights.powers = [7]
    for corner in Scores.Corner.allCases {
      #expect((0...100).contains(Scores(nothing, weights: weights)[corner]))
    }
  }

  @Test func `weights shift a score towards what they favour`() throws {
    let row = try #require(Self.rows.first { $0.name == "solana" })
    var weights = ScoreWeights()
    weights.decentralization = [1, 0, 0, 0]
    let scores = Scores(row.inputs, weights: weights)
    #expect(abs(scores[.decentralization] - scores.power) < 1e-9)
    #expect(scores[.decentralization] > Scores(row.inputs)[.decentralization] + 5)
  }

  @Test func `a coalition counts for as long as it lasts`() {
    let minute = Scores.score(Power(permanent: 25, temporary: 3, for: .seconds(60)))
    let month = Scores.score(Power(permanent: 25, temporary: 3, for: .days(30)))
    #expect(minute == Scores.score(Power(25)))
    #expect(abs(month - Scores.score(Power(3))) < 1e-9)
    #expect(abs(Scores.score(Power(7)) - 40) < 0.2)
    #expect(Scores.score(Power(1)) == 0)
  }

  @Test func `a layer is no stronger than what it stands on`() {
    var world = World(seed: 42)
    let base = world.add(bitcoin { $0.shares = [1] }, named: "base")
    var rollup = ChainParameters()
    rollup.kind = .rollup
    rollup.consensus = .central
    rollup.rollup.councilKeys = 100
    rollup.rollup.councilThreshold = 70
    let layer = world.add(rollup, named: "layer", on: [base])
    for corner in [Scores.Corner.decentralization, .security] {
      #expect(world.score(corner, of: layer) <= world.score(corner, of: base))
    }
  }
}
