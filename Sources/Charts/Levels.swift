#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The steps 0 ... 9 from the lowest to the highest of some values.
struct Levels {
  let low, high: Double
  let isLog: Bool

  var isConstant: Bool { high - low <= 1e-9 * max(low.magnitude, high.magnitude) }

  /// Half of the way where all values are equal.
  func level(of value: Double) -> Int {
    if isConstant { return 5 }
    let share =
      isLog
      ? (log(value) - log(low)) / (log(high) - log(low))
      : (value - low) / (high - low)
    return share.isNaN ? 0 : Int((min(max(share, 0), 1) * 9).rounded())
  }

  /// The value in the middle of a level.
  func value(at level: Int) -> Double {
    if level == 0 { return low }
    if level == 9 { return high }
    let share = Double(level) / 9
    return isLog
      ? exp(log(low) + share * (log(high) - log(low))) : low + share * (high - low)
  }
}
