#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The steps 0 ... 9 from the lowest to the highest of some values. Where a logarithmic range spans
/// four decades or more, each step is a decade, or as many as it takes for ten steps.
struct Levels {
  let low, high: Double
  let isLog: Bool
  /// The exponent of the lowest decade and decades in a step; nothing where steps are equal shares.
  let decades: (first: Int, step: Int)?
  /// How many steps there are.
  let count: Int

  init(low: Double, high: Double, isLog: Bool) {
    (self.low, self.high, self.isLog) = (low, high, isLog)
    if isLog, low > 0 {
      let first = Self.exponent(of: low)
      let span = Self.exponent(of: high) - first + 1
      if span >= 4 {
        let step = (span + 9) / 10
        (decades, count) = ((first, step), (span + step - 1) / step)
        return
      }
    }
    (decades, count) = (nil, 10)
  }

  var isConstant: Bool { high - low <= 1e-9 * max(low.magnitude, high.magnitude) }

  /// Half of the way where all values are equal.
  func level(of value: Double) -> Int {
    if isConstant { return 5 }
    if let decades {
      return min(max((Self.exponent(of: value) - decades.first) / decades.step, 0), count - 1)
    }
    let share =
      isLog
      ? (log(value) - log(low)) / (log(high) - log(low))
      : (value - low) / (high - low)
    return share.isNaN ? 0 : Int((min(max(share, 0), 1) * 9).rounded())
  }

  /// The value in the middle of a level, or where its decade begins.
  func value(at level: Int) -> Double {
    if level == 0 { return low }
    if let decades { return pow(10, Double(decades.first + level * decades.step)) }
    if level == 9 { return high }
    let share = Double(level) / 9
    return isLog
      ? exp(log(low) + share * (log(high) - log(low))) : low + share * (high - low)
  }

  /// The place of a level among five shades.
  func shade(of level: Int) -> Int {
    if isConstant { return 2 }
    return (level * 4 + (count - 1) / 2) / max(1, count - 1)
  }

  /// Of the decade that a value lies in.
  private static func exponent(of value: Double) -> Int {
    Int((log10(value) + 1e-9).rounded(.down))
  }
}
