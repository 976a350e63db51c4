import Simulation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Factors on latencies, drawn in a nanosecond: log-normal with mean 1, at 1 024 equally likely values.
struct JitterTable: Sendable {
  /// In 65 536ths.
  private let factors: [UInt32]

  /// - Parameter spread: standard deviation of the factor.
  init(spread: Double) {
    let sigma = log1p(spread * spread).squareRoot()
    let values = Self.normal.map { exp(sigma * $0) }
    let mean = values.reduce(0, +) / Double(values.count)
    factors = values.map { UInt32(($0 / mean * 65_536).rounded()) }
  }

  /// The middles of 1 024 equal shares of a standard normal.
  private static let normal = (0..<1024).map {
    SpecialFunctions.normalQuantile((Double($0) + 0.5) / 1024)
  }

  /// A latency as one message finds it: the factor goes by the highest of random bits.
  @inline(__always)
  func vary(_ latency: UInt32, by bits: UInt64) -> Int64 {
    (Int64(latency) &* Int64(factors[Int(truncatingIfNeeded: bits >> 54)])) >> 16
  }
}
