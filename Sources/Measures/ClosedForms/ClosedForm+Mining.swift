import Simulation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ClosedForm {
  /// The probability that an attacker with this share of power undoes a payment after so many
  /// confirmations, if a tie is enough: I_{4pq}(z, 1/2) (Rosenfeld 2014, arXiv:1402.2009; Grunspan and
  /// Pérez-Marco 2018, arXiv:1702.02867).
  public static func doubleSpend(share q: Double, confirmations z: Double) -> Double? {
    guard (0...1).contains(q), isCount(z) else { return nil }
    if z == 0 || q >= 0.5 { return 1 }
    if q == 0 { return 0 }
    let p = 1 - q
    return exp(
      SpecialFunctions.logRegularizedBeta(
        4 * p * q, complement: (p - q) * (p - q), z, 0.5))
  }

  /// The same by the Poisson approximation of Nakamoto 2008, section 11.
  public static func nakamotoDoubleSpend(share q: Double, confirmations z: Double) -> Double? {
    guard (0...1).contains(q), isCount(z), z <= 1e6 else { return nil }
    if z == 0 || q >= 0.5 { return 1 }
    if q == 0 { return 0 }
    let mean = z * q / (1 - q)
    let logRatio = log(q / (1 - q))
    func progress(_ k: Double) -> Double {
      k * log(mean) - mean - SpecialFunctions.logGamma(k + 1)
    }
    var sum = 0.0
    var k = 0.0
    while k <= z {
      sum += exp(progress(k) + (z - k) * logRatio)
      k += 1
    }
    // Beyond z the attacker is level already.
    while true {
      let term = exp(progress(k))
      sum += term
      if term < sum * 1e-17 { break }
      k += 1
    }
    return min(1, sum)
  }

  /// A selfish miner's part of the blocks that stay (Eyal and Sirer 2013, arXiv:1311.0243, equation 8).
  ///
  /// `gamma` is the part of the others who mine on his block in a tie.
  public static func selfishRevenue(share a: Double, gamma g: Double) -> Double? {
    guard a >= 0, a < 0.5, (0...1).contains(g) else { return nil }
    let above = a * (1 - a) * (1 - a) * (4 * a + g * (1 - 2 * a)) - a * a * a
    return above / (1 - a * (1 + (2 - a) * a))
  }

  /// The share from which selfish mining pays: (1 - γ) / (3 - 2γ) (the same, equation 9).
  public static func selfishThreshold(gamma g: Double) -> Double? {
    guard (0...1).contains(g) else { return nil }
    return (1 - g) / (3 - 2 * g)
  }

  static func isCount(_ x: Double) -> Bool { x >= 0 && x <= 1e9 && x == x.rounded(.down) }
}
