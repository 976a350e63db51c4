#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Draws Poisson numbers of one mean quickly: what depends on the mean alone is computed once.
///
/// Inversion below a mean of 12; above, the transformed rejection PTRS (Hörmann 1993, "The transformed
/// rejection method for generating Poisson random variables"). Both are exact.
public struct PoissonSampler: Hashable, Sendable {
  public let mean: Double
  /// Inversion: the probability of none. Rejection: the logarithm of the mean.
  private let first: Double
  private let a: Double
  private let b: Double
  private let inverseAlpha: Double
  private let quick: Double

  /// A mean that is not positive always draws 0; means are cut at 10^15.
  public init(mean: Double) {
    let mean = mean > 0 ? min(mean, 1e15) : 0
    self.mean = mean
    if mean < Self.rejectionFrom {
      first = exp(-mean)
      a = 0
      b = 0
      inverseAlpha = 0
      quick = 0
    } else {
      first = log(mean)
      b = 0.931 + 2.53 * mean.squareRoot()
      a = -0.059 + 0.02483 * b
      inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
      quick = 0.9277 - 3.6224 / (b - 2)
    }
  }

  private static let rejectionFrom = 12.0

  public func draw(_ stream: inout RandomStream) -> Int64 {
    if mean < Self.rejectionFrom { return inverted(stream.uniform()) }
    while true {
      let u = stream.uniform() - 0.5
      let v = stream.uniform()
      let us = 0.5 - u.magnitude
      let k = ((2 * a / us + b) * u + mean + 0.43).rounded(.down)
      if us >= 0.07 && v <= quick { return Int64(k) }
      if k < 0 || (us < 0.013 && v > us) { continue }
      let accepted =
        log(v * inverseAlpha / (a / (us * us) + b))
        <= k * first - mean - SpecialFunctions.logGamma(k + 1)
      if accepted { return Int64(k) }
    }
  }

  private func inverted(_ uniform: Double) -> Int64 {
    var left = uniform
    var term = first
    var k = 0.0
    while left > term {
      left -= term
      k += 1
      term *= mean / k
      if term < 1e-18 && k > mean { break }
    }
    return Int64(k)
  }
}
