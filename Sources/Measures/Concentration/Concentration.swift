#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How few hold how much of something; amounts need not sum to 1, and zeros count as holders of nothing.
public enum Concentration {
  /// The fewest holders with more than a share of the whole together (Srinivasan and Lee 2017); nothing
  /// where nobody holds anything.
  public static func nakamoto(_ amounts: [Double], threshold: Double) -> Int? {
    let sorted = amounts.filter { $0 > 0 && $0.isFinite }.sorted(by: >)
    let total = sorted.reduce(0, +)
    guard total > 0 else { return nil }
    var held = 0.0
    for (count, amount) in sorted.enumerated() {
      held += amount
      // A hair of rounding is not more than the threshold.
      if held > total * (threshold + 1e-12) { return count + 1 }
    }
    return sorted.count
  }

  /// The Gini coefficient: 0 where all hold the same, towards 1 where one holds everything.
  public static func gini(_ amounts: [Double]) -> Double? {
    let sorted = amounts.filter { $0 >= 0 && $0.isFinite }.sorted()
    let total = sorted.reduce(0, +)
    guard total > 0 else { return nil }
    let count = Double(sorted.count)
    var weighted = 0.0
    for (place, amount) in sorted.enumerated() { weighted += Double(place + 1) * amount }
    return max(0, 2 * weighted / (count * total) - (count + 1) / count)
  }

  /// The Herfindahl-Hirschman index, 0 ... 1: the sum of the squared shares.
  public static func hhi(_ amounts: [Double]) -> Double? {
    shares(amounts).map { $0.reduce(0) { $0 + $1 * $1 } }
  }

  /// Shannon's entropy of the shares, in bits.
  public static func entropy(_ amounts: [Double]) -> Double? {
    shares(amounts).map { max(0, -$0.reduce(0) { $0 + ($1 > 0 ? $1 * log2($1) : 0) }) }
  }

  private static func shares(_ amounts: [Double]) -> [Double]? {
    let known = amounts.filter { $0 >= 0 && $0.isFinite }
    let total = known.reduce(0, +)
    return total > 0 ? known.map { $0 / total } : nil
  }
}
