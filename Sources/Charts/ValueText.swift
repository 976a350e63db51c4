import Quantities

/// How the values of one column or of the bars of a chart read: in one unit, which stands in the
/// title, unless they are so far apart that each needs its own.
struct ValueText: Hashable {
  private let unit: AxisUnit
  private let shared: ShownUnit?

  init(_ unit: AxisUnit, values: [Double]) {
    self.unit = unit
    let sizes = values.map(\.charted.magnitude).filter { $0 > 0 && $0.isFinite }
    let largest = sizes.max() ?? 0
    let shown = ShownUnit(unit, magnitude: largest, step: largest / 2)
    let smallest = sizes.min() ?? 0
    shared = smallest < 0.01 * shown.size && smallest < largest / 1000 ? nil : shown
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
    if let shared, value.isFinite { return Readable.number(value / shared.size, digits: digits) }
    if case .number = unit { return Readable.number(value, digits: digits) }
    return Self.alone(value, unit)
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

  /// A value with the half width of its interval, as many decimals as the latter tells.
  func text(_ value: Double, halfWidth: Double, plusMinus: String) -> String {
    guard value.isFinite, halfWidth.isFinite, halfWidth > 0 else { return text(value) }
    let size = shared?.size ?? 1
    var edge = halfWidth / size
    guard edge >= 1e-6, edge < 1e12, (value / size).magnitude < 1e12 else {
      return "\(text(value)) \(plusMinus) \(text(halfWidth, digits: 2))"
    }
    if case .number = unit {
    } else if shared == nil {
      return "\(text(value)) \(plusMinus) \(text(halfWidth, digits: 2))"
    }
    // One significant digit, two where the first is a 1.
    var places = 0
    while edge < 1.95, places < 8 {
      edge *= 10
      places += 1
    }
    if edge >= 19.5 { places = max(0, places - 1) }
    return Readable.fixed(value / size, places: places) + " \(plusMinus) "
      + Readable.fixed(halfWidth / size, places: places)
  }

  /// A value with the unit that it reads best in.
  static func alone(_ value: Double, _ unit: AxisUnit) -> String {
    let value = value.charted
    guard value.isFinite else { return Readable.number(value) }
    switch unit {
    case .number(let name):
      let number = Readable.number(value, digits: 3)
      return name.isEmpty ? number : number + " " + name
    case .percent: return Readable.number(value * 100, digits: 3) + " %"
    case .time:
      // 1 h and 1 day read better than 60 min and 24 h.
      for (size, name) in [
        (Unit.year, "year"), (86_400, "day"), (3600.0, "h"), (60.0, "min"),
      ] where value.magnitude >= size {
        let number = Readable.number(value / size, digits: 3)
        let isPlural = number != "1" && name.utf8.count > 3 || number != "1" && name == "day"
        return number + " " + name + (isPlural ? "s" : "")
      }
      let (size, name): (Double, String) =
        switch value.magnitude {
        case 0, 1...: (1, "s")
        case 1e-3...: (1e-3, "ms")
        default: (1e-6, "us")
        }
      return Readable.number(value / size, digits: 3) + " " + name
    case .bytes:
      let shown = ShownUnit(unit, magnitude: value.magnitude, step: 1)
      return Readable.number(value / shown.size, digits: 3) + " " + shown.name
    }
  }
}
