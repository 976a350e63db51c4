import Blockchain
import Charts
import Measures
import Quantities
import Simulation
import Syntax

extension Checker {
  /// A box needs many values: those of a distribution, or one from each of several runs.
  mutating func checkBox(of metric: Path, _ subjects: [Subject]) {
    let before = rejections.count
    checkMetric(metric, of: subjects)
    guard rejections.count == before, scope.repeats <= 1 else { return }
    for subject in subjects {
      guard let measurement = try? scope.measurement(Path([subject.name] + metric.parts)),
        !measurement.isDistribution
      else { continue }
      let known = Metric.spelled(metric.parts[0].text)?.name ?? metric.parts[0].text
      let name = ([known] + metric.parts.dropFirst().map(\.text)).joined(separator: ".")
      note(
        reject(
          Message(
            .wrongKind, "`\(name)` is one number, and a box needs many",
            notes: [
              "Try:  bars \(name) of \(subject.name.text)    or    repeat 10  (a box over ten runs)",
              "Distributions: "
                + Metric.all.filter { $0.kind == .distribution }.map(\.name).joined(
                  separator: ", "),
            ]), at: metric.extent))
      return
    }
  }
}

extension Measurement {
  /// Whether a world has many values of it, of which one may be asked for by a percentile.
  var isDistribution: Bool {
    guard case .metric(let metric, nil, _, nil) = self else { return false }
    return metric.kind == .distribution
  }
}

extension Interpreter {
  /// Boxes for each metric and subject, a picture for each unit.
  mutating func box(_ metrics: [Path], _ subjects: [Subject], log: Bool) throws(Rejection) {
    for group in Self.byUnit(metrics, subjects, scope) {
      let readings = try readings(group, subjects)
      guard let first = readings.first else { continue }
      let unit = DisplayUnit(first.measurement.unit, scope.prices)
      let boxes = readings.map { ($0.name, FiveNumbers($0)) }
      let isOverRuns = readings.allSatisfy { !$0.measurement.isDistribution }
      var caption = caption
      if isOverRuns { caption.note = "a value from each of \(scope.repeats) runs" }
      let title = Self.title(group)
      let chart = BoxChart(
        title: title, unit: unit.axis,
        boxes: boxes.map { name, five in
          guard let five else { return BoxChart.Box(name: name) }
          let q = five.quantiles.map(unit.shown)
          return BoxChart.Box(
            name: name, p5: q[0], p25: q[1], median: q[2], p75: q[3], p95: q[4],
            mean: unit.shown(five.mean))
        }, log: log, caption: caption)
      let symbol = first.measurement.dimension.symbol
      sayPicture(
        chart.drawn(on: options.page),
        data: DataTable(
          kind: "box", title: title,
          columns: [DataTable.Column(name: "name", unit: "")]
            + ["p5", "p25", "p50", "p75", "p95", "mean"].map {
              DataTable.Column(name: $0, unit: symbol)
            },
          rows: boxes.map { name, five in
            let numbers = five.map { $0.quantiles + [$0.mean] }
            return [.text(name)]
              + (numbers?.map { .number($0) } ?? Array(repeating: .missing, count: 6))
          }))
    }
  }
}

/// Where many values lie, in base units: p5, p25, p50, p75, p95, and their mean.
private struct FiveNumbers {
  static let shares = [0.05, 0.25, 0.5, 0.75, 0.95]

  var quantiles: [Double]
  var mean: Double

  /// Of all values of a distribution in all worlds, otherwise of one value from each; nothing where
  /// there is none.
  init?(_ reading: Interpreter.Reading) {
    if case .metric(let metric, nil, let system, nil) = reading.measurement,
      metric.kind == .distribution
    {
      var merged: LogHistogram?
      for world in reading.worlds {
        guard let one = world.distribution(of: metric, SystemID(index: system)) else { continue }
        if merged == nil { merged = one } else { merged?.merge(one) }
      }
      guard let merged, let mean = merged.mean else { return nil }
      quantiles = Self.shares.compactMap(merged.quantile)
      self.mean = mean
    } else {
      let values = reading.worlds.compactMap(reading.measurement.value).filter { !$0.isNaN }
        .sorted()
      guard let last = values.last else { return nil }
      quantiles = Self.shares.map { share in
        let place = share * Double(values.count - 1)
        let low = Int(place)
        guard low + 1 < values.count else { return last }
        // Equal neighbours may be infinite.
        let step = values[low + 1] - values[low]
        return step > 0 ? values[low] + (place - Double(low)) * step : values[low]
      }
      mean = values.reduce(0, +) / Double(values.count)
    }
    guard quantiles.count == Self.shares.count else { return nil }
  }
}
