import Blockchain
import Quantities

extension AttackOutcome.Field {
  /// The unit of the language that it is shown in; empty for a bare number.
  var unit: String {
    switch self {
    case .successRate, .revenueShare: "%"
    case .relativeRevenue, .depth, .blocks, .exits: ""
    case .profit, .stolen, .cost: "USD"
    case .delay: "s"
    }
  }

  var dimension: Dimension {
    switch self {
    case .successRate, .revenueShare, .relativeRevenue, .depth, .blocks, .exits: .number
    case .profit, .stolen, .cost: .money
    case .delay: .time
    }
  }

  var meaning: String {
    switch self {
    case .successRate: "attempts that succeeded, of those that have ended"
    case .profit: "what the attacker gained, less what it cost"
    case .revenueShare: "the attacker's share of the blocks that stayed"
    case .relativeRevenue: "that share over the share of the power; above 1 it pays"
    case .stolen: "what the victims lost"
    case .cost: "what the attack took"
    case .delay: "until it succeeded, or that victims waited"
    case .depth: "blocks of the public chain that were replaced"
    case .blocks: "blocks that were wasted, made or filled"
    case .exits: "exits that came through"
    }
  }

  /// Attacks of which it can be read.
  var attacks: [Attack] { Attack.known.filter { $0.fields.contains(self) } }
}
