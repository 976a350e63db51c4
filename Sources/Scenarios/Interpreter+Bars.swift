import Blockchain
import Charts
import Measures
import Quantities
import Syntax

extension Interpreter {
  /// Values that share an axis, in the order of their metrics.
  private struct BarGroup {
    var metrics: [Path]
    var measurement: Measurement
    var bars: [(metric: Path, name: String, estimate: Measured)]

    var largest: Double {
      bars.map(\.estimate.mean.magnitude).filter(\.isFinite).max() ?? 0
    }

    /// Whether the values of both can be read on one axis.
    func suits(_ other: BarGroup, log: Bool) -> Bool {
      guard measurement.unit == other.measurement.unit else { return false }
      let (low, high) = (min(largest, other.largest), max(largest, other.largest))
      return log ? low > 0 : low * 100 >= high
    }
  }

  /// Bars for each metric and subject: a picture for all metrics of a unit and a size, or for each one.
  mutating func bars(_ metrics: [Path], _ subjects: [Subject], log: Bool) throws(Rejection) {
    var groups: [BarGroup] = []
    for metric in metrics {
      guard let group = try barGroup(metric, subjects) else { continue }
      if let i = groups.firstIndex(where: { $0.suits(group, log: log) }) {
        groups[i].metrics.append(metric)
        groups[i].bars += group.bars
      } else {
        groups.append(group)
      }
    }
    for group in groups { draw(group, isOne: subjects.count == 1, log: log) }
  }

  /// Producers that have a bar at the most.
  private static let mostProducers = 30

  private func barGroup(_ path: Path, _ subjects: [Subject]) throws(Rejection) -> BarGroup? {
    var bars: [(Path, String, Measured)] = []
    var shown: Measurement?
    for subject in subjects {
      let (worlds, suffix) = try self.worlds(of: subject)
      if let metric = Metric.spelled(path.parts[0].text), metric.isPerProducer,
        path.parts.count == 1, let system = scope.systemIndex(subject.name.text)
      {
        let count = worlds.first?.chain(SystemID(index: system)).producerShares.count ?? 0
        for producer in 1...max(1, min(count, Self.mostProducers)) {
          let one = Measurement.metric(metric, nil, system: system, producer: producer)
          let name =
            subjects.count == 1 ? "producer \(producer)" : "\(subject.name.text) \(producer)"
          bars.append((path, name + suffix, one.estimate(over: worlds)))
          shown = one
        }
      } else if let reading = try readings([path], [subject], comparing: subjects).first {
        shown = reading.measurement
        bars.append((path, reading.name, reading.estimate))
      }
    }
    return shown.map { BarGroup(metrics: [path], measurement: $0, bars: bars) }
  }

  private mutating func draw(_ group: BarGroup, isOne: Bool, log: Bool) {
    let unit = DisplayUnit(group.measurement.unit, scope.prices)
    let several = scope.repeats > 1
    func name(_ bar: (metric: Path, name: String, estimate: Measured)) -> String {
      guard group.metrics.count > 1 else { return bar.name }
      let isProducer = Metric.spelled(bar.metric.parts[0].text)?.isPerProducer == true
      return isOne && !isProducer ? bar.metric.text : "\(bar.metric.text) \(bar.name)"
    }
    let title = Self.title(group.metrics)
    let chart = BarChart(
      title: title, unit: unit.axis,
      bars: group.bars.map { bar in
        let estimate = bar.estimate
        return BarChart.Bar(
          name: name(bar), value: estimate.mean.isNaN ? nil : unit.shown(estimate.mean),
          low: several ? unit.shown(estimate.interval(of: unit).low) : nil,
          high: several ? unit.shown(estimate.interval(of: unit).high) : nil)
      }, log: log, caption: caption)
    sayPicture(
      chart.drawn(on: options.page),
      data: DataTable(
        kind: "bars", title: title,
        columns: [
          DataTable.Column(name: "name", unit: ""),
          DataTable.Column(name: title, unit: group.measurement.dimension.symbol),
        ],
        rows: group.bars.map { bar in
          [.text(name(bar)), bar.estimate.mean.isNaN ? .missing : .number(bar.estimate.mean)]
        }))
  }
}
