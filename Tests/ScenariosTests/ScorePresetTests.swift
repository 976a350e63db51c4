import Blockchain
import Measures
import Testing

@testable import Scenarios

@Suite struct `Scores of the presets` {
  /// As computed from numbers of 2025 and 2026: decentralization, scalability, security.
  static let table: [String: [Double]] = [
    "bitcoin": [70, 20, 75], "litecoin": [62, 36, 67], "dogecoin": [61, 39, 65],
    "bitcoin_cash": [58, 48, 30], "ethereum_pow": [66, 24, 73], "ethereum_2024": [63, 27, 72],
    "ethereum": [62, 33, 72], "solana": [55, 73, 62], "sei": [41, 61, 52],
    "sei_giga": [26, 93, 49], "cosmos_hub": [55, 45, 56], "avalanche": [62, 48, 58],
    "tron": [49, 54, 56], "visa": [0, 79, 47], "polygon_pos": [43, 56, 48],
    "liquid": [46, 27, 52], "rsk": [50, 28, 52], "arbitrum": [43, 46, 51],
    "optimism": [44, 52, 51], "base_rollup": [40, 62, 51], "optimistic_stage0": [34, 53, 44],
    "zksync": [41, 51, 51], "starknet": [39, 55, 51], "validium": [30, 77, 39],
    "plasma": [31, 67, 42], "ronin_2022": [30, 52, 31],
    // Its security was a guess; that of the run comes from the cost of a flood of the parent.
    "lightning": [70, 79, 41],
  ]

  @Test(arguments: Self.table.keys.sorted())
  func `a simulated preset scores within 6 points of the table`(name: String) throws {
    let kind = try #require(Preset.named(name)).kind
    let isOfBitcoin = ["liquid", "rsk", "lightning"].contains(name)
    let declared =
      kind == .chain
      ? "chain a from \(name)"
      : "chain parent from \(isOfBitcoin ? "bitcoin" : "ethereum")\n"
        + "\(kind.rawValue) a on parent from \(name)"
    let said = Conversation(
      """
      \(declared)
      run \(kind == .chain ? "1 h" : "10 min")
      print a.decentralization, a.scalability, a.security
      """)
    let expected = try #require(Self.table[name])
    for (found, expected) in zip(said.numbers, expected) {
      #expect(abs(found - expected) <= 6, "\(found) is not \(expected)")
    }
    #expect(said.numbers.count == 3)
  }

  /// A system of each kind, and the presets.
  static let homes: [(declarations: String, name: String)] =
    Preset.all.filter { $0.kind == .chain }.map { ("chain a from \($0.name)", "a") }
    + SystemKind.all.compactMap {
      $0.kind == nil || $0.kind == .chain ? nil : ($0.home.declarations, $0.home.name)
    }

  @Test(arguments: homes.indices)
  func `no setting makes a score that is no score`(place: Int) throws {
    let home = Self.homes[place]
    let interpreter = Conversation(home.declarations + "\nprint 1").session.interpreter
    let index = try #require(interpreter.scope.systemIndex(home.name))
    let world = interpreter.scope.world(replicate: 0)
    let id = SystemID(index: index)
    let parameters = world.chain(id).parameters
    for setting in KnownSetting<ChainParameters>.table(of: parameters.kind) {
      for content in extremes(of: setting.info.shape) {
        var changed = parameters
        setting.write(&changed, content, .dollar)
        let other = world.supposing(changed, of: id)
        for corner in Scores.Corner.allCases {
          let score = other.score(corner, of: id)
          #expect(
            (0...100).contains(score), "\(corner) \(score) with \(setting.info.name) \(content)")
        }
      }
    }
  }

  private func extremes(of shape: SettingInfo.Shape) -> [SettingContent] {
    switch shape {
    case .quantity(_, let range, _): [.number(range.lowerBound), .number(range.upperBound)]
    case .word(let words): words.map { .word($0) }
    case .share: [.number(0), .number(1)]
    case .shares: [.numbers([]), .numbers([1]), .numbers([0.5, 0.5]), .numbers([0, 0])]
    case .counts: [.counts([]), .counts([0, 0, 0, 0]), .counts([10_000]), .counts([1, 2])]
    case .mix, .patience, .coin, .file: []
    }
  }
}
