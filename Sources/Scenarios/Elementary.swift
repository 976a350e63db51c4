import RealModule

/// Elementary functions of the language.
enum Elementary {
  static func ln(_ x: Double) -> Double { Double.log(x) }
  static func log10(_ x: Double) -> Double { Double.log10(x) }
  static func exp(_ x: Double) -> Double { Double.exp(x) }

  /// Also for negative bases with whole exponents.
  static func pow(_ base: Double, _ exponent: Double) -> Double {
    if base < 0, exponent == exponent.rounded(), exponent.magnitude < 1e6 {
      return Double.pow(base, Int(exponent))
    }
    return Double.pow(base, exponent)
  }
}
