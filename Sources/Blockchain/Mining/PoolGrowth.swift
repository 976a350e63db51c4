import Simulation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How pools grow or shrink, month by month, with what they earn over what they spend.
///
/// The replicator equation (Taylor and Jonker 1978) in discrete time; its pace is an assumption.
public enum PoolGrowth {
  /// Part of a month's margin that goes into hash power.
  static let pace = 0.1
  /// Standard deviation of the logarithm of what a hash costs a pool (an assumption).
  static let costSigma = 0.1
  /// A pool below this share gives up.
  static let exit = 1e-4

  /// What a hash costs each pool over the median pool's, drawn once for a chain.
  public static func costs(pools: Int, of chain: String, seed: UInt64) -> [Double] {
    var stream = RandomStream(seed: seed, chain, "costs")
    return (0..<max(0, pools)).map { _ in stream.logNormal(median: 1, sigma: costSigma) }
  }

  /// Earnings over spending of each pool: its part of the earnings over its part of the power, over its
  /// cost. 1 breaks even.
  public static func revenuePerCost(
    earned: [Double], shares: [Double], costs: [Double]
  ) -> [Double] {
    let total = earned.reduce(0, +)
    return shares.indices.map { i in
      guard total > 0, shares[i] > 0, costs[i] > 0 else { return 1 }
      return earned[i] / total / shares[i] / costs[i]
    }
  }

  /// Shares after a month: p exp(g (revenue/cost - 1)), of those who stay, to sum 1 as before.
  public static func next(shares: [Double], revenuePerCost: [Double]) -> [Double] {
    let sum = shares.reduce(0, +)
    var grown = zip(shares, revenuePerCost).map { share, ratio in
      share * exp(pace * (min(max(ratio.isNaN ? 1 : ratio, 0), 100) - 1))
    }
    func scaled(_ values: [Double]) -> [Double]? {
      let total = values.reduce(0, +)
      return total > 0 && total.isFinite ? values.map { $0 / total * sum } : nil
    }
    grown = scaled(grown) ?? shares
    // Where all are that small, nobody is left to take over.
    return scaled(grown.map { $0 < exit ? 0 : $0 }) ?? grown
  }
}
