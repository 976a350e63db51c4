import Charts
import Quantities

/// The unit in which a picture shows a metric or a swept value.
struct DisplayUnit {
  var axis: AxisUnit
  var label: String
  private var scale: Double

  /// Of a measured number, by its unit of the language.
  init(_ unit: String, _ prices: Prices) {
    label = unit
    switch unit {
    case "s":
      axis = .time
      scale = 1
    case "%":
      axis = .percent
      scale = 1
    default:
      axis = .number(unit)
      // Bits of entropy are a bare number, not data.
      scale = unit == "bits" ? 1 : prices.unit(unit)?.value ?? 1
    }
  }

  /// Fits the values of a sweep: the unit of their setting, or one that reads well.
  init(_ values: [Quantity], shownIn unit: String? = nil) {
    if let unit, let one = Prices().unit(unit) {
      axis = .number(unit)
      label = unit
      scale = one.value
      return
    }
    let largest = values.max { $0.value.magnitude < $1.value.magnitude } ?? Quantity(0)
    switch largest.dimension {
    case .time:
      axis = .time
      label = "s"
      scale = 1
    case .data:
      axis = .bytes(binary: false)
      label = "B"
      scale = 1
    case .number
    where largest.value.magnitude <= 1 && values.contains { $0.value != $0.value.rounded() }:
      axis = .percent
      label = "%"
      scale = 1
    default:
      let (scale, unit) = Readable.scale(for: largest)
      axis = .number(unit)
      label = unit
      self.scale = scale
    }
  }

  /// A value in base units as the axis counts it.
  func shown(_ x: Double) -> Double { x / scale }
}

extension Measured {
  /// The ends of the interval; those of a share that lies between 0 and 100 % do so, too.
  func interval(of unit: DisplayUnit) -> (low: Double, high: Double) {
    let (low, high) = (mean - halfWidth, mean + halfWidth)
    guard unit.axis == .percent, (0...1).contains(mean) else { return (low, high) }
    return (max(0, low), min(1, high))
  }
}
