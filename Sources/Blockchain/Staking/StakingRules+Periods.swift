import Quantities

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension StakingRules {
  /// Epochs for which a checkpoint can be trusted: those in which a third of the validators, less a
  /// tenth, can be replaced (consensus-specs, phase0/weak-subjectivity, compute_weak_subjectivity_period).
  ///
  /// - Parameter balance: coins of the mean validator; more than 32 count as 32.
  static func weakSubjectivityPeriod(validators: Int, balance: Double) -> Int64 {
    let n = Int64(max(1, min(validators, 1_000_000_000)))
    let most: Int64 = 32
    let decay: Int64 = 10
    let mean = Int64(min(max(1, balance.isNaN ? 32 : balance), Double(most)))
    let churn = max(4, n / 65_536)
    let deposits: Int64 = 16 * 32
    let delay: Int64 = 256
    guard most * (200 + 3 * decay) < mean * (200 + 12 * decay) else {
      return delay + 3 * n * decay * mean / (200 * deposits * (most - mean))
    }
    let replacing =
      n * (mean * (200 + 12 * decay) - most * (200 + 3 * decay))
      / (600 * churn * (2 * mean + most))
    let toppingUp = n * (200 + 3 * decay) / (600 * deposits)
    return delay + max(replacing, toppingUp)
  }

  /// Epochs of leak after which a share of the stake has two thirds: n = sqrt(2^25 ln(2 (1 - q) / q)), as
  /// absent stake shrinks by exp(-n^2 / 2^25). None for who has nothing.
  static func leakPeriod(present q: Double) -> Double? {
    if q >= quorum { return 0 }
    guard q > 0 else { return nil }
    return (33_554_432 * log(2 * (1 - q) / q)).squareRoot()
  }
}

extension ChainParameters {
  /// Length of an epoch.
  var epoch: Interval { .seconds(slot.seconds * Double(slotsPerEpoch)) }
}
