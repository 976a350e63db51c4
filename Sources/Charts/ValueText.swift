import Quantities

/// How the values of one column or of the bars of a chart read: in one unit, which stands in the
/// title, unless they are so far apart that each needs its own.
struct ValueText: Hashable {
  private let unit: AxisUnit
  private let shared: ShownUnit?

  /// - Parameter axis: The axis that they stand beside, if any, whose unit they share.
  init(_ unit: AxisUnit, values: [Double], beside axis: AxisKind? = nil) {
    self.unit = unit
    let sizes = values.map(\.charted.magnitude).filter { $0 > 0 && $0.isFinite }
    let largest = sizes.max() ?? 0
    let shown = ShownUnit(unit, magnitude: largest, step: largest / 2, least: 1e-7)
    let smallest = sizes.min() ?? 0
    if axis == .logarithmic, unit.hasUnitsInLabels {
      shared = nil
    } else if axis != nil || smallest >= 0.2 * shown.size {
      let isFar = smallest < 0.01 * shown.size && smallest < largest / 1000
      shared = isFar ? nil : shown
    } else if let smaller = Self.smaller(than: shown, unit, smallest, largest) {
      shared = smaller
    } else {
      shared = smallest < 0.01 * shown.size && smallest < largest / 1000 ? nil : shown
    }
  }

  enum AxisKind { case linear, logarithmic }

  /// A unit in which the smallest value is no small fraction and the largest still short.
  private static func smaller(
    than shown: ShownUnit, _ unit: AxisUnit, _ smallest: Double, _ largest: Double
  ) -> ShownUnit? {
    let sizes: [Double]
    switch unit {
    case .number: sizes = [1e12, 1e9, 1e6, 1].filter { $0 < shown.size }
    case .time where smallest >= largest / 1000:
      sizes = [86_400, 3600, 60, 1].filter { $0 < shown.size }
    default: return nil
    }
    let most = unit == .time ? 1e3 : 1e5
    for size in sizes where smallest >= 0.2 * size && largest < most * size {
      return ShownUnit(unit, magnitude: size, step: size)
    }
    return nil
  }

  /// The unit beside the title.
  var unitLabel: String {
    if let shared { return shared.name }
    switch unit {
    case .number(let name): return name
    default: return ""
    }
  }

  func text(_ value: Double, digits: Int = 4) -> String {
    let value = value.charted
    if let shared, value.isFinite { return Self.number(value / shared.size, digits: digits) }
    guard case .number = unit, value.isFinite else { return Self.alone(value, unit) }
    // 17 billion reads better than 17000000000.
    let own = ShownUnit(.number(""), magnitude: value.magnitude, step: 1, least: 0)
    guard own.size > 1, own.size <= 1e12 else {
      return Self.number(value, digits: digits)
    }
    return Self.number(value / own.size, digits: digits) + " " + own.name
  }

  /// The decimals that show three digits of the largest of some values; nothing where these are so
  /// far apart that equal decimals would hide the least, or so large that they need an exponent.
  func places(for values: [Double]) -> Int? {
    let sizes = values.map(\.charted.magnitude).filter(\.isFinite)
    guard let shared, let largest = sizes.max(), largest > 0 else { return nil }
    let least = sizes.filter { $0 > 0 }.min() ?? largest
    var size = largest / shared.size
    guard least >= largest / 1000, (0.01..<1e6).contains(size) else { return nil }
    var places = 2
    while size >= 10, places > 0 {
      size /= 10
      places -= 1
    }
    while size < 1 {
      size *= 10
      places += 1
    }
    return places
  }

  /// A value with as many decimals as its neighbours.
  func text(_ value: Double, places: Int) -> String {
    guard let shared, value.isFinite else { return text(value) }
    return Readable.fixed(value.charted / shared.size, places: places)
  }

  /// A value with the half width of its interval, both in one unit, as many decimals as the latter
  /// tells and at most four digits; what is left of the interval then is rounded up.
  func text(_ value: Double, halfWidth: Double, plusMinus: String) -> String {
    guard value.isFinite, halfWidth.isFinite, halfWidth > 0 else { return text(value) }
    var (size, name) = (shared?.size ?? 1, "")
    if shared == nil, let own = Self.bestUnit(of: max(value.magnitude, halfWidth), unit) {
      (size, name) = (own.size, " " + own.name + (["day", "year"].contains(own.name) ? "s" : ""))
    }
    let (middle, edge) = (value / size, halfWidth / size)
    guard edge >= 1e-12, edge < 1e12, middle.magnitude < 1e12 else {
      return "\(text(value)) \(plusMinus) \(text(halfWidth, digits: 2))"
    }
    // One significant digit of the interval, two where the first is a 1.
    var places = Self.places(of: edge, digits: 1)
    if edge * Self.power(places) < 1.95 { places += 1 }
    // A whole number stays as it is.
    places = min(max(0, places), max(0, Self.places(of: max(middle.magnitude, edge), digits: 4)))
    let half = (edge * Self.power(places) - 1e-6).rounded(.up) / Self.power(places)
    let isRounded = edge * Self.power(places) >= 0.95
    return Readable.fixed(middle, places: places) + " \(plusMinus) "
      + Readable.fixed(isRounded ? edge : half, places: places) + name
  }

  private static func power(_ places: Int) -> Double {
    (0..<max(0, places)).reduce(1) { power, _ in power * 10 }
  }

  /// The decimals that show so many digits of a number; less than none for large ones.
  private static func places(of size: Double, digits: Int) -> Int {
    var (size, places) = (size, digits - 1)
    while size >= 10, places > -12 {
      size /= 10
      places -= 1
    }
    while size < 1, places < 12 {
      size *= 10
      places += 1
    }
    return places
  }

  /// A value with the unit that it reads best in.
  static func alone(_ value: Double, _ unit: AxisUnit) -> String {
    let value = value.charted
    guard value.isFinite else { return Readable.number(value) }
    switch unit {
    case .number(let name):
      let number = Self.number(value, digits: 3)
      return name.isEmpty ? number : number + " " + name
    case .percent, .time, .bytes:
      guard let (size, name) = bestUnit(of: value.magnitude, unit) else { break }
      let number = Self.number(value / size, digits: 3)
      return number + " " + (number != "1" && ["day", "year"].contains(name) ? name + "s" : name)
    }
    return Readable.number(value)
  }

  /// What a value reads best in; nothing for a number, whose unit is given.
  private static func bestUnit(of size: Double, _ unit: AxisUnit) -> (size: Double, name: String)? {
    switch unit {
    case .number: return nil
    case .percent: return (0.01, "%")
    case .time:
      // 1 h and 1 day read better than 60 min and 24 h.
      let units: [(Double, String)] = [
        (Unit.year, "year"), (86_400, "day"), (3600, "h"), (60, "min"), (1, "s"), (1e-3, "ms"),
      ]
      if size == 0 { return (1, "s") }
      return units.first { size >= $0.0 } ?? (1e-6, "us")
    case .bytes:
      let shown = ShownUnit(unit, magnitude: size, step: 1)
      return (shown.size, shown.name)
    }
  }

  /// Decimals down to hundred millionths, and only then a power of ten.
  private static func number(_ value: Double, digits: Int) -> String {
    guard value.magnitude < 1e-4, value.magnitude >= 1e-8 else {
      return Readable.number(value, digits: digits)
    }
    var text = Readable.fixed(value, places: places(of: value.magnitude, digits: min(digits, 3)))
    while text.hasSuffix("0") { text.removeLast() }
    return text
  }
}

extension AxisUnit {
  /// Whether each label of a log axis has a unit of its own.
  fileprivate var hasUnitsInLabels: Bool {
    switch self {
    case .time, .bytes: true
    case .number, .percent: false
    }
  }
}
