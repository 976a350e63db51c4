import Blockchain
import Quantities

extension World {
  /// What is measured otherwise on a sidechain than on a chain: what concerns its bridge.
  func pegValue(named name: String, of chain: Chain) -> LayerValue {
    switch name {
    case "backing": return .value(chain.peg?.backing)
    case "withdrawal_time": return .value(chain.pegWithdrawalTime.seconds)
    default: return .asOnAnyChain
    }
  }
}
