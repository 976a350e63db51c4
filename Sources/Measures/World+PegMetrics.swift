import Blockchain
import Quantities

extension World {
  /// What is measured otherwise on a sidechain than on a chain: what concerns its bridge.
  func pegValue(named name: String, of chain: Chain) -> LayerValue {
    switch name {
    case "backing": return .value(chain.peg?.backing)
    case "withdrawal_time": return .value(chain.pegWithdrawalTime.seconds)
    case "attack_cost":
      // Whoever is cheaper: those who can rewrite the side, or those who can sign for its money.
      let keys = KeyHolders(chain.parameters.peg).cost
      let blocks = chain.hashMarket(at: now)?.attackCost ?? chain.stakeAttackCost
      return .value([keys, blocks].compactMap { $0 }.min())
    default: return .asOnAnyChain
    }
  }
}
