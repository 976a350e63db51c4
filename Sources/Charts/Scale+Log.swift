import Quantities

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Scale {
  /// A scale of whole decades (powers of two for binary bytes, round times for times), with minor
  /// ticks at 2 and 5 while there are few; all values are above zero.
  static func logarithmic(
    from low: Double, to high: Double, unit: AxisUnit, rows: Int
  ) -> (Scale, Int) {
    let rows = max(2, rows)
    var ticks: [Tick]
    switch unit {
    case .time where low >= 1e-6 && high <= 1e6 * Unit.year:
      let first = roundTimes.lastIndex { $0 <= low * (1 + 1e-9) } ?? 0
      let last = roundTimes.firstIndex { $0 >= high * (1 - 1e-9) } ?? roundTimes.count - 1
      let range = first...max(last, first + 1)
      ticks = roundTimes[range].map { Tick(value: $0, label: ValueText.alone($0, unit)) }
    case .bytes(binary: true):
      ticks = powers(of: 2, from: low, to: high, size: 1)
        .map { Tick(value: $0, label: ValueText.alone($0, unit)) }
    default:
      let size = unit == .percent ? 0.01 : 1
      ticks = powers(of: 10, from: low, to: high, size: size).map { value in
        Tick(value: value, label: label(value, size: size, unit))
      }
      if ticks.count <= 5, ticks.count * 3 <= rows * 2 {
        ticks =
          ticks.dropLast().flatMap { [$0] + minor(after: $0, size: size, unit) } + [ticks.last!]
      }
    }
    let majors = ticks.count { !$0.isMinor } - 1
    let step = (majors + rows - 1) / rows
    if step > 1 { ticks = ticks.enumerated().filter { $0.offset % step == 0 }.map(\.element) }
    let lower = ticks[0].value
    let upper = max(ticks[ticks.count - 1].value, high)
    var scale = Scale(
      lower: lower, upper: upper, isLog: true, ticks: ticks,
      unit: ShownUnit(unit, magnitude: 1, step: 1))
    switch unit {
    case .time, .bytes: scale.labelUnit = unit
    default: break
    }
    return (scale, majors < rows ? rows / majors * majors : rows)
  }

  private static func powers(
    of base: Double, from low: Double, to high: Double, size: Double
  ) -> [Double] {
    let first = Int((log(low / size) / log(base) + 1e-9).rounded(.down))
    let last = Int((log(high / size) / log(base) - 1e-9).rounded(.up))
    return (first...max(last, first + 1)).map {
      $0 < 0 ? size / pow(base, Double(-$0)) : size * pow(base, Double($0))
    }
  }

  private static func minor(after decade: Tick, size: Double, _ unit: AxisUnit) -> [Tick] {
    [2.0, 5.0].map {
      Tick(
        value: decade.value * $0, label: label(decade.value * $0, size: size, unit), isMinor: true)
    }
  }

  private static func label(_ value: Double, size: Double, _ unit: AxisUnit) -> String {
    if case .bytes = unit { return ValueText.alone(value, unit) }
    let shown = value / size
    guard (0.9e-4..<0.99e6).contains(shown) else {
      let text = Readable.scientific(shown, digits: 2)
      return text.hasPrefix("1e") ? "10^" + text.dropFirst(2) : text
    }
    return Readable.number(shown, digits: 1)
  }

  /// About a decade apart, each whole in a unit that people say.
  private static let roundTimes: [Double] =
    [1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 10, 60, 600, 3600, 36_000, 86_400 * 3, 86_400 * 30]
    + [1, 10, 100, 1000, 1e4, 1e5, 1e6].map { $0 * Unit.year }
}
