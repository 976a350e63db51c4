/// How numbers read: four significant digits, never `-0`, no locale.
public enum Readable {
  /// A bare number: whole numbers below 10^15 in full, otherwise `digits` significant digits; powers
  /// of ten outside 10^-4 ..< 10^7.
  public static func number(_ x: Double, digits: Int = 4) -> String {
    if x.isNaN { return "-" }
    if x.isInfinite { return x < 0 ? "-inf" : "inf" }
    if x == 0 { return "0" }
    let size = x.magnitude
    if size < 1e15, x == x.rounded(.towardZero) { return String(Int64(x)) }
    if size < 1e-4 || size >= 1e7 { return scientific(x, digits: digits) }
    var places = digits - 1
    var edge = 10.0
    while size >= edge {
      places -= 1
      edge *= 10
    }
    edge = 1
    while size < edge {
      places += 1
      edge /= 10
    }
    return trimmed(fixed(x, places: max(0, places)))
  }

  /// A number with exactly `places` decimals; rounds half away from zero.
  public static func fixed(_ x: Double, places: Int) -> String {
    if x.isNaN { return "-" }
    if x.isInfinite { return x < 0 ? "-inf" : "inf" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (x.magnitude * scale).rounded(.toNearestOrAwayFromZero)
    guard scaled < 9e18 else { return scientific(x, digits: 4) }
    let whole = Int64(scaled)
    var digits = String(whole)
    if places > 0 {
      while digits.utf8.count <= places { digits = "0" + digits }
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -places))
    }
    return x < 0 && whole != 0 ? "-" + digits : digits
  }

  /// `1.2e-5`, `3e12`.
  public static func scientific(_ x: Double, digits: Int = 4) -> String {
    if x == 0 { return "0" }
    var exponent = 0
    var size = x.magnitude
    while size >= 10 {
      size /= 10
      exponent += 1
    }
    while size < 1 {
      size *= 10
      exponent -= 1
    }
    var text = fixed(size, places: digits - 1)
    if text.hasPrefix("10") {
      text = "1"
      exponent += 1
    }
    return (x < 0 ? "-" : "") + trimmed(text) + "e\(exponent)"
  }

  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var kept = Substring(text)
    while kept.hasSuffix("0") { kept.removeLast() }
    if kept.hasSuffix(".") { kept.removeLast() }
    return String(kept)
  }

  /// A number in the unit of its dimension that reads best: `753 s`, `12.5 min`, `1.6 MB`, `0.24 USD`.
  public static func quantity(_ q: Quantity) -> String {
    let (scale, unit) = scale(for: q)
    let number = number(q.value / scale)
    return unit.isEmpty ? number : "\(number) \(unit)"
  }

  /// The unit that a quantity reads best in, with its size in base units.
  public static func scale(for q: Quantity) -> (scale: Double, unit: String) {
    let size = q.value.magnitude
    func pick(_ steps: [(from: Double, scale: Double, unit: String)]) -> (Double, String) {
      let step = steps.last { size >= $0.from } ?? steps[0]
      return (step.scale, step.unit)
    }
    switch q.dimension {
    case .number: return (1, "")
    case .time:
      if size == 0 { return (1, "s") }
      return pick([
        (0, 1e-6, "us"), (1e-3, 1e-3, "ms"), (1, 1, "s"), (120, 60, "min"), (7200, 3600, "h"),
        (172_800, 86_400, "days"), (2 * Unit.year, Unit.year, "years"),
      ])
    case .data:
      return pick([
        (0, 1, "B"), (1e3, 1e3, "kB"), (1e6, 1e6, "MB"), (1e9, 1e9, "GB"), (1e12, 1e12, "TB"),
      ])
    case .bandwidth:
      return pick([
        (0, 1, "B/s"), (1e3, 1e3, "kB/s"), (1e6, 1e6, "MB/s"), (1e9, 1e9, "GB/s"),
      ])
    case .transactions: return pick([(0, 1, "tx"), (1e6, 1e6, "Mtx")])
    case .transactionRate: return (1, "tx/s")
    case .gas:
      return pick([(0, 1, "gas"), (1e3, 1e3, "kgas"), (1e6, 1e6, "Mgas"), (1e9, 1e9, "Ggas")])
    case .gasRate: return pick([(0, 1, "gas/s"), (1e6, 1e6, "Mgas/s"), (1e9, 1e9, "Ggas/s")])
    case .money:
      return pick([(0, 1, "USD"), (1e4, 1e3, "kUSD"), (1e6, 1e6, "MUSD"), (1e9, 1e9, "bnUSD")])
    case .moneyRate: return (1 / 86_400, "USD/day")
    case .hashRate: return pick([(0, 1, "H/s"), (1e12, 1e12, "TH/s"), (1e18, 1e18, "EH/s")])
    case .energy: return (3.6e6, "kWh")
    case .feeRate: return (1, "USD/B")
    case .verification: return (1e-6, "s/MB")
    case .hashPrice: return (1e-12, "USD/TH/s")
    case .hashEnergy: return (1e-12, "J/TH")
    case .energyPrice: return (1 / 3.6e6, "USD/kWh")
    case .frequency: return (0.01 / Unit.year, "%/year")
    default: return (1, q.dimension.symbol)
    }
  }

  /// A moment or a length in at most two units: `2 h 14 min`, `3 days`, `12.5 s`.
  public static func time(_ interval: Interval) -> String {
    let total = interval.microseconds
    if total < 0 { return "-" + time(Interval(microseconds: -total)) }
    if total < 60_000_000 { return quantity(Quantity(interval.seconds, .time)) }
    let steps: [(Int64, String)] = [
      (31_557_600_000_000, "year"), (86_400_000_000, "day"), (3_600_000_000, "h"),
      (60_000_000, "min"), (1_000_000, "s"),
    ]
    let first = steps.firstIndex { total >= $0.0 }!
    let (size, unit) = steps[first]
    let count = total / size
    func name(_ n: Int64, _ unit: String) -> String {
      n != 1 && (unit == "day" || unit == "year") ? "\(n) \(unit)s" : "\(n) \(unit)"
    }
    guard first + 1 < steps.count else { return name(count, unit) }
    let (nextSize, nextUnit) = steps[first + 1]
    let rest = (total % size) / nextSize
    return rest == 0 ? name(count, unit) : name(count, unit) + " " + name(rest, nextUnit)
  }

  public static func time(_ instant: Instant) -> String {
    time(Interval(microseconds: instant.microseconds))
  }
}
