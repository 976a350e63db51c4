import Blockchain
import Charts
import Measures
import Quantities
import Simulation
import Syntax
import Terminal

extension Interpreter {
  mutating func compare(_ subjects: [Subject], by metrics: [Path]) throws(Rejection) {
    var paths = metrics
    if paths.isEmpty {
      paths = common(to: subjects).map { Path([Word($0, subjects[0].name.extent)]) }
    }
    var columns: [TableChart.Column] = []
    var data = [DataTable.Column(name: "system", unit: "")]
    let several = scope.repeats > 1
    var rows: [(String, [Measured])] = []
    for subject in subjects {
      let readings = try readings(paths, [subject], comparing: subjects)
      let name = subject.name.text + (try worlds(of: subject).1)
      rows.append((name, readings.map(\.estimate)))
      if columns.isEmpty {
        columns = zip(paths, readings).map {
          TableChart.Column(
            title: $0.text, unit: DisplayUnit($1.measurement.unit, scope.prices).axis)
        }
        for (path, reading) in zip(paths, readings) {
          let unit = reading.measurement.dimension.symbol
          data.append(DataTable.Column(name: path.text, unit: unit))
          if several {
            data.append(DataTable.Column(name: path.text + " half_width_95", unit: unit))
          }
        }
      }
    }
    let first = try readings(paths, [subjects[0]], comparing: subjects)
    let units = first.map { DisplayUnit($0.measurement.unit, scope.prices) }
    let marks = first.enumerated().map { column, reading in
      Self.marks(reading.measurement, rows.map { $0.1[column] })
    }
    let chart = TableChart(
      title: "comparison", columns: columns,
      rows: rows.enumerated().map { place, row in
        TableChart.Row(
          name: row.0,
          cells: zip(row.1, units).enumerated().map { column, cell in
            TableChart.Cell(
              value: cell.0.mean.isNaN ? nil : cell.1.shown(cell.0.mean),
              interval: several ? cell.1.shown(cell.0.halfWidth) : nil,
              mark: marks[column][place])
          })
      }, caption: caption)
    sayPicture(
      chart.drawn(on: options.page),
      data: DataTable(
        kind: "compare", title: "comparison", columns: data,
        rows: rows.map { name, estimates in
          [.text(name)]
            + estimates.flatMap { estimate -> [DataTable.Cell] in
              let mean: DataTable.Cell = estimate.mean.isNaN ? .missing : .number(estimate.mean)
              return several ? [mean, .number(estimate.halfWidth)] : [mean]
            }
        }))
    let waiting = paths.indices.filter { i in
      worlds.isEmpty && rows.allSatisfy { $0.1[i].mean.isNaN }
    }
    if !waiting.isEmpty {
      let names = waiting.map { paths[$0].text }.joined(separator: ", no ")
      say("  nothing has run yet, so there is no \(names); try: run 1 day")
    }
  }

  /// The best and the worst of several values, where one can tell them, and where they are not so
  /// close that it is chance or rounding.
  private static func marks(
    _ measurement: Measurement, _ values: [Measured]
  ) -> [TableChart.Mark?] {
    let none: [TableChart.Mark?] = values.map { _ in nil }
    let known = values.filter { !$0.mean.isNaN }
    guard case .metric(let metric, _, _, _) = measurement, let better = metric.better,
      let low = known.min(by: { $0.mean < $1.mean }),
      let high = known.max(by: { $0.mean < $1.mean }), known.count > 1,
      low.mean + low.halfWidth < high.mean - high.halfWidth,
      high.mean - low.mean > 0.005 * max(low.mean.magnitude, high.mean.magnitude)
    else { return none }
    let (best, worst) = better == .higher ? (high, low) : (low, high)
    return values.map { $0.mean == best.mean ? .best : $0.mean == worst.mean ? .worst : nil }
  }

  /// What can be compared where nothing is named: metrics of all the systems, or outcomes of all the
  /// attacks.
  private func common(to subjects: [Subject]) -> [String] {
    let labels = subjects.compactMap { scope.label($0.name.text) }
    if let first = labels.first, labels.count == subjects.count {
      return first.attack.fields
        .filter { field in labels.allSatisfy { $0.attack.fields.contains(field) } }
        .map(\.rawValue)
    }
    let systems = subjects.compactMap { scope.system($0.name.text) }
    return
      Metric.all.filter { metric in
        !metric.isPerProducer
          && systems.allSatisfy { metric.applies(to: $0.parameters) }
      }
      .map(\.name)
  }
}
