import Simulation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The draw of committees out of validators of whom an adversary has a share.
///
/// Without replacement, so the adversary's seats are hypergeometric; two thirds of the seats rule a shard.
struct CommitteeLottery: Hashable, Sendable {
  /// Probability that one committee is the adversary's.
  let one: Double
  /// Probability that at least one of all is, in one draw: 1 - (1 - p)^S.
  let any: Double

  init(_ parameters: ChainParameters, adversary share: Double) {
    let population = Double(parameters.validators)
    let size = Double(parameters.committee)
    let bad = (share * population).rounded()
    let all = Self.logChoose(population, size)
    var sum = 0.0
    var seats = (2.0 / 3 * size - 1e-9).rounded(.up)
    while seats <= min(size, bad) {
      sum += exp(
        Self.logChoose(bad, seats) + Self.logChoose(population - bad, size - seats) - all)
      seats += 1
    }
    one = min(1, sum)
    any = one >= 1 ? 1 : -expm1(Double(parameters.shardCount) * log1p(-one))
  }

  private static func logChoose(_ n: Double, _ k: Double) -> Double {
    if k < 0 || k > n { return -.infinity }
    return SpecialFunctions.logGamma(n + 1) - SpecialFunctions.logGamma(k + 1)
      - SpecialFunctions.logGamma(n - k + 1)
  }
}
