import Quantities

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension AxisUnit {
  /// Nice distances of ticks from about a tenth of `raw` up to about a hundred times it, ascending.
  ///
  /// Heckbert, "Nice Numbers for Graph Labels", Graphics Gems (1990), with the round numbers of
  /// clocks, calendars and powers of two.
  func steps(around raw: Double) -> [Double] {
    let raw = min(max(raw, 1e-299), 1e299)
    switch self {
    case .number, .bytes(binary: false): return Self.decimal(raw, [1, 2, 5])
    case .percent: return Self.decimal(raw, [1, 2, 2.5, 5])
    case .bytes(binary: true):
      let exponent = log2(raw).rounded(.down)
      return (-3...7).map { pow(2, exponent + Double($0)) }
    case .time:
      if raw < 0.2 { return Self.decimal(raw, [1, 2, 5]) }
      if raw > 30 * Unit.year {
        return Self.decimal(raw / Unit.year, [1, 2, 5]).map { $0 * Unit.year }
      }
      return Self.clock.filter { $0 >= raw / 10 && $0 <= raw * 100 }
    }
  }

  private static func decimal(_ raw: Double, _ mantissas: [Double]) -> [Double] {
    let exponent = Int(log10(raw).rounded(.down))
    return (exponent - 1...exponent + 2).flatMap { e in
      // Dividing by a whole power keeps 0.1, 0.2 and 0.5 the doubles that they read as.
      mantissas.map { e < 0 ? $0 / pow(10, Double(-e)) : $0 * pow(10, Double(e)) }
    }
  }

  private static let clock: [Double] =
    [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30]
    + [1, 2, 5, 10, 15, 30].map { $0 * 60 }
    + [1, 2, 3, 6, 12].map { $0 * 3600 }
    + [1, 2, 7, 14].map { $0 * 86_400 }
    + [1, 2, 3, 6].map { $0 * Unit.month }
    + [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].map { $0 * Unit.year }
}
