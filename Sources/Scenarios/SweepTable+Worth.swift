import Blockchain
import Charts
import Quantities

/// From which share on an attack pays, in a sweep over its share.
struct Worth: Hashable, Sendable {
  enum Answer: Hashable, Sendable {
    /// From this share on, between two rows.
    case from(Double)
    /// Already at the smallest share.
    case always(Double)
    /// Not even at the largest share.
    case never(Double)
  }

  var label: String
  /// Values of what else was swept.
  var suffix: String
  var answer: Answer

  var line: String {
    func percent(_ share: Double) -> String { Readable.number(share * 100, digits: 3) + " %" }
    return label + suffix
      + {
        switch answer {
        case .from(let share): " pays from \(percent(share))"
        case .always(let share): " pays already at \(percent(share))"
        case .never(let share): " does not pay up to \(percent(share))"
        }
      }()
  }
}

extension SweepTable {
  /// For each attack whose share was swept, where it begins to pay: the first crossing of profit above
  /// 0, or of relative revenue above 1, on the line between two rows.
  var worths: [Worth] {
    scope.labels.indices.flatMap { label in
      paths.indices.filter { isShare($0, of: label) }.flatMap { worths(of: label, column: $0) }
    }
  }

  func worths(of label: Int, column: Int) -> [Worth] {
    let attack = scope.labels[label].attack
    let isRelative = attack.fields.contains(.relativeRevenue)
    guard isRelative || attack.fields.contains(.profit) else { return [] }
    let gain = Measurement.outcome(isRelative ? .relativeRevenue : .profit, label: label)
    return groups(besides: column).compactMap { suffix, rows in
      let points = rows.map { row in
        (x: row.values[column].number, y: gain.mean(over: row.worlds) - (isRelative ? 1 : 0))
      }
      return Self.answer(points).map {
        Worth(label: scope.labels[label].name, suffix: suffix, answer: $0)
      }
    }
  }

  /// Where gains rise above zero; nothing without data.
  static func answer(_ points: [(x: Double, y: Double)]) -> Worth.Answer? {
    let points = points.filter { !$0.y.isNaN }.sorted { $0.x < $1.x }
    guard let first = points.first, let last = points.last else { return nil }
    if first.y > 0 { return .always(first.x) }
    for (low, high) in zip(points, points.dropFirst()) where low.y <= 0 && high.y > 0 {
      return .from(low.x + (high.x - low.x) * (0 - low.y) / (high.y - low.y))
    }
    return .never(last.x)
  }

  /// Whether the swept values are the shares that the attack was launched with.
  func isShare(_ column: Int, of label: Int) -> Bool {
    rows.contains { $0.failure == nil }
      && rows.allSatisfy { row in
        guard row.failure == nil else { return true }
        guard row.labels.indices.contains(label), let launch = row.labels[label].launch else {
          return false
        }
        return (launch.parameters.share - row.values[column].number).magnitude < 1e-12
      }
  }
}

/// What a chart of a sweep shows beside the measurement: closed forms, and where an attack begins to pay.
struct Annotations {
  var series: [ChartSeries] = []
  var events: [EventMark] = []

  init(
    of readings: [(measurement: Measurement, name: String)], in table: SweepTable, column: Int,
    log: Bool, x: DisplayUnit, y: DisplayUnit
  ) {
    for (measurement, name) in readings {
      guard case .outcome(let field, let label) = measurement else { continue }
      if let theory = AttackTheory(of: field, table.scope.labels[label].attack) {
        for (suffix, rows) in table.groups(besides: column) {
          let points = rows.compactMap { row in
            theory.value(in: row, label: label).map {
              ChartPoint(x: x.shown(row.values[column].number), y: y.shown($0))
            }
          }
          .filter { !log || $0.y > 0 }.sorted { $0.x < $1.x }
          guard !points.isEmpty else { continue }
          series.append(
            ChartSeries(
              name: readings.count > 1 ? "\(name) theory\(suffix)" : "theory" + suffix,
              points: points, isTheory: true, source: theory.source))
        }
      }
      guard table.isShare(column, of: label) else { continue }
      for worth in table.worths(of: label, column: column) {
        guard case .from(let share) = worth.answer else { continue }
        let mark = EventMark(x: x.shown(share), label: worth.line)
        if !events.contains(mark) { events.append(mark) }
      }
    }
  }
}
