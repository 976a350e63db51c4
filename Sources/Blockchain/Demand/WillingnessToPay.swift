import Simulation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How willingness to pay spreads over users: log-normal, in equal steps of its logarithm.
///
/// The shares of the steps depend on nothing, so that one draw of users serves systems with any coin,
/// median and spread. Within a step, each tick's users stand at a point of their own (see ``Demand``).
enum WillingnessToPay {
  static let steps = 128
  /// Steps cover this many standard deviations on either side; the rest belongs to the outermost.
  private static let reach = 5.5
  /// Width of a step in standard deviations.
  static let width = 2 * reach / Double(steps)

  /// The middle of a step, in standard deviations from the median.
  static func deviation(of step: Int) -> Double { (Double(step) + 0.5) * width - reach }

  /// What users of a step are willing to pay, over the median.
  static func factor(of step: Int, sigma: Double) -> Double { exp(sigma * deviation(of: step)) }

  static let shares: [Double] = (0..<steps).map { step in
    let low = step == 0 ? 0 : share(below: step)
    let high = step == steps - 1 ? 1 : share(below: step + 1)
    return high - low
  }

  static let alias = AliasTable(weights: shares)

  private static func share(below edge: Int) -> Double {
    SpecialFunctions.normalShare(below: Double(edge) * width - reach)
  }
}
