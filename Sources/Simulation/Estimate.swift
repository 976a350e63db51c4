/// What replicates say about a number: their mean and the half width of its 95 % interval.
public struct Estimate: Hashable, Sendable {
  public let mean: Double
  /// Student's t with count - 1 degrees of freedom; nothing from fewer than two replicates.
  public let halfWidth: Double?
  public let count: Int

  /// Nothing without samples.
  public init?(_ samples: [Double]) {
    guard !samples.isEmpty else { return nil }
    let n = Double(samples.count)
    let mean = samples.reduce(0, +) / n
    self.mean = mean
    count = samples.count
    if samples.count < 2 {
      halfWidth = nil
    } else {
      let squares = samples.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let error = (squares / (n - 1) / n).squareRoot()
      halfWidth = error * SpecialFunctions.studentT(outside: 0.05, degrees: n - 1)
    }
  }

  /// The 95 % interval of a probability of which `successes` in `trials` were seen (Wilson 1927).
  public static func wilson(successes: Int, of trials: Int) -> ClosedRange<Double> {
    guard trials > 0 else { return 0...1 }
    let z = 1.959_963_984_540_054
    let n = Double(trials)
    let p = Double(min(max(successes, 0), trials)) / n
    let scale = 1 / (1 + z * z / n)
    let centre = scale * (p + z * z / (2 * n))
    let half = scale * z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    return (p == 0 ? 0 : max(0, centre - half))...(p == 1 ? 1 : min(1, centre + half))
  }
}
