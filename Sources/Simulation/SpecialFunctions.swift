#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Functions of statistics that the C library lacks or does not offer safely to several threads.
public enum SpecialFunctions {
  /// The logarithm of the gamma function for positive numbers, to about 14 digits: Stirling's series
  /// (Abramowitz and Stegun 6.1.41) after a shift to 10 or more.
  public static func logGamma(_ x: Double) -> Double {
    if x >= 1, x <= 256, x == x.rounded(.down) { return logFactorials[Int(x) - 1] }
    var x = x
    var shift = 0.0
    if x < 10 {
      var product = 1.0
      while x < 10 {
        product *= x
        x += 1
      }
      shift = log(product)
    }
    let i = 1 / x
    let s = i * i
    let series =
      i * (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s * (1.0 / 1680 - s * (1.0 / 1188)))))
    return (x - 0.5) * log(x) - x + 0.918_938_533_204_672_8 + series - shift
  }

  /// Logarithms of 0! ... 255!.
  private static let logFactorials: [Double] = {
    var table = [0.0]
    for n in 1..<256 { table.append(table[n - 1] + log(Double(n))) }
    return table
  }()

  /// The logarithm of the regularised incomplete beta function I_x(a, b).
  ///
  /// Lentz's continued fraction (Numerical Recipes, 6.4), in log space so that small tails keep their
  /// digits. `complement` is 1 - x, given apart so that it keeps its digits too.
  public static func logRegularizedBeta(
    _ x: Double, complement: Double, _ a: Double, _ b: Double
  ) -> Double {
    if x <= 0 { return -.infinity }
    if complement <= 0 { return 0 }
    if x > (a + 1) / (a + b + 2) {
      return log1p(-exp(logRegularizedBeta(complement, complement: x, b, a)))
    }
    let front =
      a * log(x) + b * log(complement) + logGamma(a + b) - logGamma(a) - logGamma(b) - log(a)
    return front + log(betaFraction(x, a, b))
  }

  private static func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func safe(_ y: Double) -> Double { y.magnitude < tiny ? tiny : y }
    var c = 1.0
    var d = 1 / safe(1 - (a + b) * x / (a + 1))
    var h = d
    for i in 1...20_000 {
      let m = Double(i)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / safe(1 + even * d)
      c = safe(1 + even / c)
      h *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / safe(1 + odd * d)
      c = safe(1 + odd / c)
      let step = d * c
      h *= step
      if (step - 1).magnitude < 1e-15 { break }
    }
    return h
  }

  /// The number that a Student-t variable exceeds in magnitude with probability `outside`.
  public static func studentT(outside: Double, degrees: Double) -> Double {
    var low = -40.0
    var high = 40.0
    for _ in 0..<200 {
      let middle = (low + high) / 2
      let square = exp(2 * middle)
      let x = degrees / (degrees + square)
      let tail = logRegularizedBeta(x, complement: square / (degrees + square), degrees / 2, 0.5)
      if tail > log(outside) { low = middle } else { high = middle }
    }
    return exp((low + high) / 2)
  }

  /// The share of a standard normal below z.
  public static func normalShare(below z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

  /// The z below which this share of a standard normal lies; by bisection, to 1e-12.
  public static func normalQuantile(_ share: Double) -> Double {
    if share <= 0 { return -.infinity }
    if share >= 1 { return .infinity }
    if share > 0.5 { return -normalQuantile(1 - share) }
    var low = -39.0
    var high = 0.0
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if normalShare(below: middle) < share { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
