#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension RandomStream {
  /// Exponential with this mean; 0 for a mean of 0.
  public mutating func exponential(mean: Double) -> Double {
    -log(1 - uniform()) * mean
  }

  /// Standard normal by Marsaglia's polar method; every second draw is kept from the one before.
  public mutating func normal() -> Double {
    if let spare = spareNormal {
      spareNormal = nil
      return spare
    }
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let r = x * x + y * y
      if r > 0 && r < 1 {
        let scale = (-2 * log(r) / r).squareRoot()
        spareNormal = y * scale
        return x * scale
      }
    }
  }

  /// Log-normal with this median and standard deviation of the logarithm.
  public mutating func logNormal(median: Double, sigma: Double) -> Double {
    median * exp(sigma * normal())
  }

  /// A number of independent events of which `mean` are expected.
  public mutating func poisson(mean: Double) -> Int64 {
    PoissonSampler(mean: mean).draw(&self)
  }

  /// Successes in `trials` independent trials.
  ///
  /// Inversion while few are expected; by the normal approximation with rounding from 30 expected
  /// successes and failures on.
  public mutating func binomial(trials: Int64, probability: Double) -> Int64 {
    if trials <= 0 || probability <= 0 { return 0 }
    if probability >= 1 { return trials }
    if probability > 0.5 { return trials - binomial(trials: trials, probability: 1 - probability) }
    let n = Double(trials)
    let mean = n * probability
    if mean >= 30 {
      let drawn = (mean + (mean * (1 - probability)).squareRoot() * normal()).rounded()
      return Int64(min(max(drawn, 0), n))
    }
    let odds = probability / (1 - probability)
    var term = exp(n * log1p(-probability))
    var left = uniform()
    var k: Int64 = 0
    while left > term && k < trials {
      left -= term
      term *= odds * Double(trials - k) / Double(k + 1)
      k += 1
      if term < 1e-300 { break }
    }
    return k
  }
}
