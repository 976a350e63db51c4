#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Shares of power that fall with a power of the rank, made to have a given Nakamoto coefficient.
public enum PowerLaw {
  /// Most producers that it deals to.
  public static let limit = 1_000

  /// Shares proportional to rank^-s of which exactly `nakamoto` are the fewest with more than the
  /// threshold together; nothing where even equal shares need fewer.
  ///
  /// The sum S_k of the k largest rises with s, so k is the coefficient between the s at which S_k and
  /// that at which S_(k-1) is the threshold; taken is the middle between them. One alone rules however
  /// large s is; there the upper end is where it has half of what the threshold leaves.
  public static func shares(count: Int, nakamoto k: Int, threshold: Double) -> [Double]? {
    guard (1...limit).contains(count), (1...count).contains(k), threshold > 0, threshold < 1
    else { return nil }
    let low = exponent(count, of: k, reaching: threshold)
    let high =
      k == 1
      ? exponent(count, of: 1, reaching: (1 + threshold) / 2)
      : exponent(count, of: k - 1, reaching: threshold)
    let shares = shares(count, exponent: (low + high) / 2)
    return coefficient(of: shares, threshold: threshold) == k ? shares : nil
  }

  /// Fewest of these shares, largest first, that are more than the threshold together.
  static func coefficient(of shares: [Double], threshold: Double) -> Int {
    var sum = 0.0
    for (i, share) in shares.enumerated() {
      sum += share
      if sum > threshold + 1e-12 { return i + 1 }
    }
    return shares.count
  }

  private static func shares(_ count: Int, exponent: Double) -> [Double] {
    let weights = (1...count).map { pow(Double($0), -exponent) }
    let total = weights.reduce(0, +)
    return weights.map { $0 / total }
  }

  /// The exponent from which the largest `leading` have a share; 0 where equal ones have it, and at most 64.
  private static func exponent(_ count: Int, of leading: Int, reaching share: Double) -> Double {
    var low = 0.0
    var high = 64.0
    for _ in 0..<60 {
      let middle = (low + high) / 2
      let sum = shares(count, exponent: middle).prefix(leading).reduce(0, +)
      if sum < share { low = middle } else { high = middle }
    }
    return high
  }
}

extension ChainParameters.Consensus {
  /// Producers with more than this share of the power together can break it: half of the work, a
  /// third of the stake or of the votes; an operator rules alone.
  public var rulingShare: Double {
    switch self {
    case .pow: 0.5
    case .pos, .bft, .dpos, .snow: 1.0 / 3
    case .central: 0
    }
  }
}
