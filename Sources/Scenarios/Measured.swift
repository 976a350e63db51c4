import Simulation

/// What replicates say together: the mean, and half of its 95 % interval.
struct Measured: Hashable, Sendable {
  /// NaN without data.
  var mean: Double
  /// 0 for a single replicate.
  var halfWidth: Double

  init(_ values: [Double]) {
    let estimate = Estimate(values.filter { !$0.isNaN })
    mean = estimate?.mean ?? .nan
    let half = estimate?.halfWidth ?? 0
    // What is left of rounding is no interval.
    halfWidth = half > 1e-9 * mean.magnitude ? half : 0
  }
}
