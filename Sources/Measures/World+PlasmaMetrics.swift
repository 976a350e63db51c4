import Blockchain
import Quantities

extension World {
  /// What is measured otherwise on a plasma chain than on a chain.
  func plasmaValue(named name: String, of chain: Chain) -> LayerValue {
    switch name {
    case "backing": .value(chain.plasma?.backing)
    case "withdrawal_time": .value(chain.plasmaWithdrawalTime.seconds)
    case "leverage": .value(transactionsPerRoot(of: chain))
    default: .asOnAnyChain
    }
  }

  /// Transactions per transaction on the parent, which is all that others verify: nothing without both.
  private func transactionsPerRoot(of chain: Chain) -> Double? {
    guard let plasma = chain.plasma, chain.window.included > 0 else { return nil }
    let seconds = (now - chain.window.start).seconds
    let roots = seconds / chain.parameters.plasma.rootInterval.seconds
    let exits = Double(plasma.exitsStarted + plasma.exitsPaid)
    return Double(chain.window.included) / max(1, roots + exits)
  }
}
