import Blockchain
import Quantities

extension World {
  /// What is measured on a rollup.
  func rollupValue(named name: String, of chain: Chain) -> LayerValue {
    guard let rollup = chain.rollup else { return .asOnAnyChain }
    let rules = chain.parameters.rollup
    let period = rollup.period
    let dollars = chain.coin.dollarsPerUnit
    switch name {
    case "blob_fee":
      return .value(
        parent(of: chain).flatMap { parent in
          guard parent.parameters.blobs.most > 0 else { return nil }
          return parent.blobFee * parent.coin.price
        })
    case "leverage":
      guard period.parentGas > 0, period.ownGas > 0 else { return .value(nil) }
      return .value(period.ownGas / Double(period.parentGas))
    case "parent_fee":
      guard period.transactions > 0 else { return .value(nil) }
      let perTransaction = period.charged.dollars(dollars) / Double(period.transactions)
      return .value(max(0, perTransaction - (rules.proof == .validity ? rules.provingCost : 0)))
    case "margin":
      let earned = chain.window.feeDollars
      guard earned > 0 else { return .value(nil) }
      return .value((earned - period.spent.dollars(dollars) - period.proving) / earned)
    case "withdrawal_time": return .value(withdrawalTime(of: rollup, rules))
    case "backing": return .value(chain.rollupBacking)
    case "exit_capital":
      return .value(rules.fastExits * rollup.leavingUnits.dollars(dollars))
    case "stage": return .value(RollupStage(chain.parameters).map { Double($0.reached) })
    case "rosette": return .value(Double(RiskRosette(rules).greens))
    default: return .asOnAnyChain
    }
  }

  /// Seconds from asking to leave until the money is on the parent: as measured, or before anybody has
  /// left what posting took and what has to be waited for.
  private func withdrawalTime(of rollup: Rollup, _ rules: RollupParameters) -> Double {
    if let measured = rollup.period.withdrawals.value { return measured }
    let posting = rollup.period.posting.value ?? 0
    switch rules.proof {
    case .fraud: return posting + rules.rootInterval.seconds / 2 + rules.challengeWindow.seconds
    case .validity:
      return (rollup.period.posting.value ?? rules.proofTime.seconds)
        + rules.executionDelay.seconds
    }
  }
}

extension Int128 {
  /// USD that so many base units are worth.
  fileprivate func dollars(_ each: Double) -> Double { Double(self) * each }
}
