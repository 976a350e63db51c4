import Quantities

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A range of values laid along an axis, with its ticks and the unit they are written in.
struct Scale: Hashable {
  struct Tick: Hashable {
    var value: Double
    /// Nothing for a minor tick that is only drawn.
    var label: String?
    /// A minor tick may be dropped, or lose its label, where room is short.
    var isMinor = false
  }

  var lower: Double
  var upper: Double
  var isLog: Bool
  var ticks: [Tick]
  var unit: ShownUnit
  /// Decimals of the labels.
  var places = 0
  /// On a log axis of times or bytes every label has its own unit.
  var labelUnit: AxisUnit?

  /// Where a value lies between the ends, 0 ... 1.
  func share(of value: Double) -> Double {
    let share =
      isLog
      ? (log(value) - log(lower)) / (log(upper) - log(lower))
      : (value - lower) / (upper - lower)
    return share.isNaN ? 0 : min(max(share, 0), 1)
  }

  /// A value in the unit of the axis, with three significant digits and at least the decimals of
  /// the ticks.
  func text(_ value: Double) -> String {
    if let labelUnit { return ValueText.alone(value, labelUnit) }
    let shown = value / unit.size
    var digits = places
    var size = shown.magnitude
    while size >= 1, digits < 15 {
      size /= 10
      digits += 1
    }
    return Readable.number(shown, digits: max(3, digits))
  }

  /// The unit beside the title; nothing where every label has its own.
  var unitLabel: String { labelUnit == nil ? unit.name : "" }
}

extension Scale {
  /// The range that shows some values well, zero included where that costs at most half of the
  /// room.
  static func range(of low: Double, _ high: Double, log: Bool) -> (Double, Double) {
    let size = max(low.magnitude, high.magnitude)
    guard size > 0 else { return log ? (0.1, 10) : (0, 1) }
    if log { return (low, high) }
    if high - low <= 1e-6 * size { return (min(0, low), max(0, high)) }
    if low >= 0, low <= high / 2 { return (0, high) }
    if high <= 0, high >= low / 2 { return (low, 0) }
    return (low, high)
  }

  /// A vertical scale from tick to tick, with the number of rows above its lowest: a multiple of
  /// the number of intervals, so that every tick falls on a row.
  static func vertical(from low: Double, to high: Double, axis: Axis, rows: Int) -> (Scale, Int) {
    if axis.log { return logarithmic(from: low, to: high, unit: axis.unit, rows: rows) }
    let target = max(2, (rows + 1) / 3)
    var best: (score: Double, step: Double, first: Double, count: Int)?
    for step in axis.unit.steps(around: (high - low) / Double(target)) {
      let first = (low / step + 1e-9).rounded(.down)
      let last = (high / step - 1e-9).rounded(.up)
      guard last - first <= Double(max(2, rows / 2)), last > first else { continue }
      let count = Int(last - first)
      let filled = Double(rows / count * count) / Double(rows)
      let coverage = (high - low) / (step * Double(count))
      let penalty = count < target ? 0.1 * Double(target - count) : 0.06 * Double(count - target)
      let score = coverage + filled / 2 - penalty
      if best.map({ score > $0.score }) ?? true { best = (score, step, first, count) }
    }
    let (step, first, count) =
      best.map { ($0.step, $0.first, $0.count) } ?? (high - low, low / (high - low), 1)
    let values = (0...count).map { (first + Double($0)) * step }
    let scale = linear(values, lower: values[0], upper: values[count], step: step, axis.unit)
    return (scale, max(1, rows / count) * count)
  }

  /// A horizontal scale that ends where the values end, with ticks whose labels have room.
  static func horizontal(from low: Double, to high: Double, axis: Axis, columns: Int) -> Scale {
    if axis.log {
      var (scale, _) = logarithmic(from: low, to: high, unit: axis.unit, rows: columns / 8)
      if low < high { (scale.lower, scale.upper) = (low, high) }
      scale.ticks.removeAll { $0.value < scale.lower * 0.999 || $0.value > scale.upper * 1.001 }
      return scale
    }
    let target = max(3, columns / 12)
    let steps = axis.unit.steps(around: (high - low) / Double(target) / 2)
    for step in steps {
      let first = (low / step - 1e-9).rounded(.up)
      let last = (high / step + 1e-9).rounded(.down)
      let intervals = (high - low) / step
      guard intervals <= Double(target) * 1.45, last >= first else { continue }
      let values = (0...Int(last - first)).map { (first + Double($0)) * step }
      let scale = linear(values, lower: low, upper: high, step: step, axis.unit)
      let widest = scale.ticks.compactMap { $0.label?.utf8.count }.max() ?? 0
      if intervals < 1.5 || Double(widest + 2) <= Double(columns) / intervals { return scale }
    }
    return linear([low, high], lower: low, upper: high, step: high - low, axis.unit)
  }

  private static func linear(
    _ values: [Double], lower: Double, upper: Double, step: Double, _ unit: AxisUnit
  ) -> Scale {
    let shown = ShownUnit(unit, magnitude: max(lower.magnitude, upper.magnitude), step: step)
    var places = 0
    var unitStep = step / shown.size
    while places < 9, abs(unitStep - unitStep.rounded()) > 1e-6 * unitStep {
      unitStep *= 10
      places += 1
    }
    let ticks = values.map {
      Tick(value: $0, label: Readable.fixed($0 / shown.size, places: places))
    }
    return Scale(
      lower: lower, upper: upper, isLog: false, ticks: ticks, unit: shown, places: places)
  }
}
