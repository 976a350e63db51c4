import Simulation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ClosedForm {
  /// The probability that at least `quorum` of a random committee belongs to the adversary: a binomial
  /// tail, or with a population, from which it is drawn without replacement, a hypergeometric one.
  ///
  /// Summed in log space, so that tails of 10^-60 keep their digits.
  public static func committeeFailure(
    size: Double, adversary: Double, quorum: Double, population: Double? = nil
  ) -> Double? {
    guard isCount(size), size >= 1, size <= 1e6, (0...1).contains(adversary),
      quorum >= 0, quorum <= 1
    else { return nil }
    let least = (quorum * size - 1e-9).rounded(.up)
    if least <= 0 { return 1 }
    guard let population else {
      if adversary == 0 || adversary == 1 { return adversary }
      return tail(from: least, to: size) { k in
        logChoose(size, k) + k * log(adversary) + (size - k) * log1p(-adversary)
      }
    }
    guard isCount(population), population >= size else { return nil }
    let bad = (adversary * population).rounded()
    let all = logChoose(population, size)
    return tail(from: least, to: size) { k in
      logChoose(bad, k) + logChoose(population - bad, size - k) - all
    }
  }

  /// Mean seconds until one of the shards' committees is first captured, where the validators are dealt
  /// out anew each epoch: epoch / (1 - (1 - p)^shards).
  public static func shardFailureTime(
    validators: Double, shards: Double, adversary: Double, epoch: Double = 384,
    quorum: Double = 2.0 / 3
  ) -> Double? {
    guard isCount(shards), shards >= 1, epoch > 0 else { return nil }
    let size = (validators / shards).rounded(.down)
    guard
      let p = committeeFailure(
        size: size, adversary: adversary, quorum: quorum, population: validators)
    else { return nil }
    return p == 0 ? .infinity : epoch / -expm1(shards * log1p(-p))
  }

  /// The sum of exp(log term) from `first` to `last`.
  private static func tail(
    from first: Double, to last: Double, _ logTerm: (Double) -> Double
  ) -> Double {
    var sum = 0.0
    var k = first
    while k <= last {
      let term = logTerm(k)
      if !term.isNaN { sum += exp(term) }
      k += 1
    }
    return min(1, sum)
  }

  private static func logChoose(_ n: Double, _ k: Double) -> Double {
    if k < 0 || k > n { return -.infinity }
    return SpecialFunctions.logGamma(n + 1) - SpecialFunctions.logGamma(k + 1)
      - SpecialFunctions.logGamma(n - k + 1)
  }

  static func normalQuantile(_ share: Double) -> Double { SpecialFunctions.normalQuantile(share) }
}
