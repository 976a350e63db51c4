import Blockchain
import Charts
import Measures
import Quantities
import Simulation
import Syntax
import Terminal

extension Interpreter {
  mutating func picture(_ statement: Statement) throws(Rejection) {
    switch statement.kind {
    case .plot(let metrics, let subjects, let log, let from, let to):
      try plot(metrics, subjects, log: log, from: from, to: to)
    case .plotAgainst(let metrics, let subjects, let axis, let log):
      for group in Self.byUnit(metrics, subjects, sweeps.last?.scope ?? scope) {
        try plot(group, subjects, against: axis, log: log)
      }
    case .histogram(let metric, let subject, let log): try histogram(metric, subject, log: log)
    case .box(let metrics, let subjects, let log): try box(metrics, subjects, log: log)
    case .bars(let metrics, let subjects, let log): try bars(metrics, subjects, log: log)
    case .compare(let subjects, let metrics): try compare(subjects, by: metrics)
    default: break
    }
  }

  /// A number that a picture names, and the worlds that it is read of.
  struct Reading {
    var measurement: Measurement
    var name: String
    /// The metric as it was asked for.
    var metric: String
    var worlds: [World]

    var estimate: Measured { measurement.estimate(over: worlds) }
  }

  /// One reading for each pair of a metric and a subject; where `others` are compared with it, also of
  /// settings that one of them has.
  func readings(
    _ metrics: [Path], _ subjects: [Subject], comparing others: [Subject] = []
  ) throws(Rejection) -> [Reading] {
    var readings: [Reading] = []
    for subject in subjects {
      let (moment, suffix) = try self.worlds(of: subject)
      for path in metrics {
        let full = Path([subject.name] + path.parts)
        let measurement = try scope.reading(full, comparing: others.map(\.name.text))
        // What follows from the rules alone is known before anything has run.
        let worlds = moment.isEmpty && measurement.followsFromRules ? lookedAt : moment
        let name =
          metrics.count == 1
          ? subject.name.text + suffix
          : subjects.count == 1 ? path.text + suffix : "\(subject.name.text) \(path.text)\(suffix)"
        readings.append(
          Reading(measurement: measurement, name: name, metric: path.text, worlds: worlds))
      }
    }
    return readings
  }

  /// The worlds of a subject: the present ones or those of another future, now or at the end of the run
  /// that ended there; and what tells them from others.
  func worlds(of subject: Subject) throws(Rejection) -> ([World], String) {
    var bench = bench
    var suffix = ""
    if let branch = subject.branch {
      let future = try future(of: branch)
      guard future.scope.systemIndex(subject.name.text) == scope.systemIndex(subject.name.text),
        future.scope.labelIndex(subject.name.text) == scope.labelIndex(subject.name.text)
      else {
        throw reject(
          Message(
            .noData, "there is no `\(subject.name.text)` in the branch `\(branch.text)`",
            notes: ["Systems there: " + future.scope.systems.map(\.name).joined(separator: ", ")]),
          at: subject.name.extent)
      }
      bench = future.bench
      suffix = " in \(branch.text)"
    }
    guard let at = subject.at else { return (bench.worlds, suffix) }
    let moment = Instant.zero + (try evaluator.interval(at, for: "at", in: Limits.moment))
    guard let found = bench.finished.first(where: { $0.at == moment }) else {
      let ends = bench.finished.map { Readable.time($0.at) }
      throw reject(
        Message(
          .noData, "no run ended at \(Readable.time(moment))\(suffix)",
          notes: ends.isEmpty ? [] : ["Runs ended at: " + ends.joined(separator: ", ")]),
        at: at.extent)
    }
    return (found.worlds, " at \(Readable.time(moment))\(suffix)")
  }

  // MARK: Over time

  /// One chart for each unit, in the order in which the metrics are named.
  private mutating func plot(
    _ metrics: [Path], _ subjects: [Subject], log: Bool, from: Expression?, to: Expression?
  ) throws(Rejection) {
    for group in Self.byUnit(metrics, subjects, scope) {
      try plotOne(group, subjects, log: log, from: from, to: to)
    }
  }

  /// Metrics that share an axis, in the order in which they are named.
  static func byUnit(
    _ metrics: [Path], _ subjects: [Subject], _ scope: Scope
  ) -> [[Path]] {
    var groups: [(unit: String, metrics: [Path])] = []
    for path in metrics {
      let unit =
        (try? scope.measurement(Path([subjects[0].name] + path.parts)).unit)
        ?? Metric.spelled(path.parts[0].text)?.unit ?? ""
      if let i = groups.firstIndex(where: { $0.unit == unit }) {
        groups[i].metrics.append(path)
      } else {
        groups.append((unit, [path]))
      }
    }
    return groups.map(\.metrics)
  }

  private mutating func plotOne(
    _ metrics: [Path], _ subjects: [Subject], log: Bool, from: Expression?, to: Expression?
  ) throws(Rejection) {
    let readings = try readings(metrics, subjects)
    guard let first = readings.first else { return }
    let start =
      try from.map { expression throws(Rejection) in
        try evaluator.measure(expression, .time, for: "from", in: Limits.moment)
      } ?? 0
    let end =
      try to.map { expression throws(Rejection) in
        try evaluator.measure(expression, .time, for: "to", in: Limits.moment)
      } ?? readings.compactMap { $0.worlds.first?.now.seconds }.max() ?? now.seconds
    let unit = DisplayUnit(first.measurement.unit, scope.prices)
    var series: [ChartSeries] = []
    var rows: [[DataTable.Cell]] = []
    for reading in readings {
      guard case .metric(let metric, _, let system, _) = reading.measurement else { continue }
      let points = Self.overTime(metric, system, reading.worlds, from: start, to: end)
      series.append(
        ChartSeries(
          name: reading.name,
          points: points.map {
            ChartPoint(
              x: $0.x, y: unit.shown($0.y), low: $0.low.map(unit.shown),
              high: $0.high.map(unit.shown))
          }, quantity: reading.metric))
      rows += points.map {
        [.text(reading.name), .number($0.x), $0.y.isNaN ? .missing : .number($0.y)]
      }
    }
    let chart = LineChart(
      title: Self.title(metrics), x: Axis(unit: .time), y: Axis(unit: unit.axis, log: log),
      series: series, events: events(of: subjects, from: start, to: end),
      bandMeaning: scope.repeats > 1
        ? "from the 5th to the 95th percentile" : "from lowest to highest",
      caption: caption)
    sayPicture(
      chart.drawn(on: options.page),
      data: DataTable(
        kind: "plot", title: Self.title(metrics),
        columns: [
          DataTable.Column(name: "series", unit: ""), DataTable.Column(name: "time", unit: "s"),
          DataTable.Column(name: metrics[0].text, unit: first.measurement.dimension.symbol),
        ], rows: rows))
  }

  static func title(_ metrics: [Path]) -> String {
    metrics.map(\.text).joined(separator: ", ")
  }

  /// The metric's course; with replicates the mean and the band from the 5th to the 95th percentile.
  private static func overTime(
    _ metric: Metric, _ system: Int, _ worlds: [World], from start: Double, to end: Double
  ) -> [ChartPoint] {
    let id = SystemID(index: system)
    let courses = worlds.map { world in
      world.series(of: metric, id).filter { (start...max(start, end)).contains($0.time.seconds) }
    }
    guard let first = courses.first else { return [] }
    if courses.count == 1 {
      return first.map {
        ChartPoint(x: $0.time.seconds, y: $0.mean, low: $0.low, high: $0.high)
      }
    }
    // Replicates share the times of their buckets, but each has gaps of its own.
    var values: [Instant: [Double]] = [:]
    for point in courses.joined() where !point.mean.isNaN {
      values[point.time, default: []].append(point.mean)
    }
    return values.keys.sorted().map { time in
      let sorted = values[time]!.sorted()
      func quantile(_ p: Double) -> Double {
        sorted[Int((p * Double(sorted.count - 1)).rounded())]
      }
      return ChartPoint(
        x: time.seconds, y: sorted.reduce(0, +) / Double(sorted.count), low: quantile(0.05),
        high: quantile(0.95))
    }
  }

  /// What happened in the futures that are drawn, each thing once.
  private func events(
    of subjects: [Subject], from start: Double, to end: Double
  ) -> [EventMark] {
    var marks: [Mark] = []
    for subject in subjects {
      let future = subject.branch.flatMap { try? self.future(of: $0) }?.bench ?? bench
      for mark in future.marks + (future.replicates.first?.marks ?? [])
      where !marks.contains(mark) {
        marks.append(mark)
      }
    }
    return marks.filter { $0.at.seconds >= start && $0.at.seconds <= end }
      .sorted { $0.at < $1.at }
      .map { EventMark(x: $0.at.seconds, label: $0.text) }
  }

  // MARK: Over a sweep

  private mutating func plot(
    _ metrics: [Path], _ subjects: [Subject], against axis: Path, log: Bool
  ) throws(Rejection) {
    guard let table = sweeps.last, let column = table.column(of: axis) else {
      throw reject(
        Message(.noData, "`against` draws a sweep, and there was none over `\(axis.text)`"),
        at: axis.extent)
    }
    var inner = self
    inner.scope = table.scope
    let readings = try inner.readings(metrics, subjects)
    guard let first = readings.first else { return }
    let unit = DisplayUnit(first.measurement.unit, scope.prices)
    let swept = DisplayUnit(
      table.rows.compactMap(\.values[column].quantity),
      shownIn: table.rows.first?.values[column].unit)
    let isWords = table.rows.contains { $0.values[column].quantity == nil }
    var bars: [BarChart.Bar] = []
    var series: [ChartSeries] = []
    var rows: [[DataTable.Cell]] = []
    for reading in readings {
      for (suffix, group) in table.groups(besides: column) {
        var points: [ChartPoint] = []
        for row in group {
          let estimate = reading.measurement.estimate(over: row.worlds)
          let x = row.values[column]
          // One run alone says nothing of how sure it is.
          let isKnown = row.worlds.count > 1 || estimate.halfWidth > 0
          rows.append(
            [.text(reading.name + suffix), x.cell]
              + [estimate.mean, isKnown ? estimate.halfWidth : .nan].map {
                $0.isNaN ? .missing : .number($0)
              })
          bars.append(
            BarChart.Bar(
              name: x.readable + suffix + (readings.count > 1 ? " \(reading.name)" : ""),
              value: estimate.mean.isNaN ? nil : unit.shown(estimate.mean),
              low: row.worlds.count > 1 ? unit.shown(estimate.interval(of: unit).low) : nil,
              high: row.worlds.count > 1 ? unit.shown(estimate.interval(of: unit).high) : nil))
          points.append(
            ChartPoint(
              x: swept.shown(x.number), y: unit.shown(estimate.mean),
              low: row.worlds.count > 1 ? unit.shown(estimate.interval(of: unit).low) : nil,
              high: row.worlds.count > 1 ? unit.shown(estimate.interval(of: unit).high) : nil))
        }
        series.append(
          ChartSeries(
            name: reading.name + suffix, points: points.sorted { $0.x < $1.x },
            quantity: reading.metric))
      }
    }
    let theory = Annotations(
      of: readings.map { ($0.measurement, $0.name) }, in: table, column: column, log: log,
      x: swept, y: unit)
    let chart = LineChart(
      title: "\(Self.title(metrics)) against \(axis.text)",
      x: Axis(
        unit: swept.axis, log: table.isSpread(column), name: axis.parts[axis.parts.count - 1].text),
      y: Axis(unit: unit.axis, log: log),
      series: series + theory.series, events: theory.events,
      bandMeaning: "95 % interval of the mean", caption: caption)
    let wordChart = BarChart(
      title: chart.title, unit: unit.axis, bars: bars, log: log, caption: caption)
    sayPicture(
      isWords ? wordChart.drawn(on: options.page) : chart.drawn(on: options.page),
      data: DataTable(
        kind: "plot", title: Self.title(metrics),
        columns: [
          DataTable.Column(name: "series", unit: ""),
          DataTable.Column(
            name: axis.text, unit: table.rows.first?.values[column].quantity?.dimension.symbol ?? ""
          ),
          DataTable.Column(name: metrics[0].text, unit: first.measurement.dimension.symbol),
          DataTable.Column(name: "half_width_95", unit: first.measurement.dimension.symbol),
        ], rows: rows))
  }

  // MARK: One moment

  private mutating func histogram(_ path: Path, _ subject: Subject, log: Bool) throws(Rejection) {
    guard let reading = try readings([path], [subject]).first,
      case .metric(let metric, _, let system, _) = reading.measurement
    else { return }
    let unit = DisplayUnit(metric.unit, scope.prices)
    let id = SystemID(index: system)
    var merged: LogHistogram?
    for world in reading.worlds {
      guard let one = world.distribution(of: metric, id) else { continue }
      if merged == nil { merged = one } else { merged?.merge(one) }
    }
    let bins = (merged?.nonEmptyBins ?? []).map {
      HistogramChart.Bin(
        lower: unit.shown($0.lower), upper: unit.shown($0.upper), count: Double($0.count))
    }
    let quantiles = [("median", 0.5), ("p90", 0.9), ("p99", 0.99)].map {
      HistogramChart.Quantile(
        label: $0.0, value: unit.shown((merged?.quantile($0.1) ?? nil) ?? .nan))
    }
    let chart = HistogramChart(
      title: "\(path.text) of \(reading.name)", x: Axis(unit: unit.axis, log: log), bins: bins,
      quantiles: quantiles, caption: caption)
    sayPicture(
      chart.drawn(on: options.page),
      data: DataTable(
        kind: "histogram", title: "\(path.text) of \(reading.name)",
        columns: [
          DataTable.Column(name: "from", unit: metric.dimension.symbol),
          DataTable.Column(name: "to", unit: metric.dimension.symbol),
          DataTable.Column(name: "count", unit: ""),
        ],
        rows: (merged?.nonEmptyBins ?? []).map {
          [.number($0.lower), .number($0.upper), .number(Double($0.count))]
        }))
  }

  /// A picture stands between empty lines.
  mutating func sayPicture(_ picture: StyledText, data: DataTable) {
    say(StyledText("\n") + picture + StyledText("\n"), data: data)
  }
}
