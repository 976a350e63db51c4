import Quantities
import Terminal

/// A line chart laid out on a page: scales, one plot or several below one another, labels and the
/// lines below them.
struct LineDrawing {
  let chart: LineChart
  let page: Page
  let x: Scale
  /// The series of each plot.
  let panels: [[Int]]
  /// The vertical axis of each plot.
  let scales: [Scale]
  /// Rows of each plot; the lowest stands for the lower end of its axis.
  let heights: [Int]
  let columns: Int
  /// Column of the vertical axis.
  let axisColumn: Int
  /// By panel.
  let ends: [EndLabels]
  /// By series.
  let glyphs: [Character]
  /// The points of each series in order, without those that have no place.
  let points: [[ChartPoint]]
  let overlap: SeriesOverlap

  static let mostPanels = 12

  /// Nothing where there is no value to draw.
  init?(_ chart: LineChart, on page: Page) {
    self.chart = chart
    self.page = page
    points = chart.series.map { Self.placed($0.points) }
    let all = points.joined()
    let values = all.flatMap { [$0.y, $0.low ?? .nan, $0.high ?? .nan] }.filter(\.isFinite)
    guard let low = values.min(), let high = values.max() else { return nil }
    let (bottom, top) = Scale.range(of: low, high, log: chart.y.log)
    let xs = all.filter { !$0.y.isNaN }.map(\.x)
    let (first, last) = Self.widened(
      Self.withEvents(xs.min() ?? 0, xs.max() ?? 1, of: chart), log: chart.x.log)
    glyphs = Self.glyphs(for: chart.series, on: page)

    let together = max(3, min(12, page.height - 7))
    let (whole, wholeRows) = Scale.vertical(from: bottom, to: top, axis: chart.y, rows: together)
    overlap = SeriesOverlap(
      points, x: (first, last, chart.x.log), y: whole, columns: page.width - 20, rows: wholeRows)
    let flatness = Flatness(points, rows: wholeRows)
    let isApart = chart.layout == .automatic && Self.hasFlat(chart, flatness)
    panels = Self.panels(of: chart, covers: overlap.covers, isApart: isApart, flatness)
    let room =
      panels.count == 1
      ? together : max(4, min(6, (page.height - 7) / panels.count - 2))
    var scales: [Scale] = []
    var heights: [Int] = []
    for panel in panels {
      var (low, high) = (bottom, top)
      if isApart { (low, high) = Self.range(of: panel.map { [points] in points[$0] }) }
      let (scale, intervals) = Scale.vertical(from: low, to: high, axis: chart.y, rows: room)
      scales.append(scale)
      heights.append(max(1, intervals) + 1)
    }
    let haveOneUnit = Set(scales.map(\.unitLabel)).count == 1
    self.scales = haveOneUnit ? scales : scales.map { Self.labelled($0, on: page) }
    self.heights = heights

    var labels: [[EndLabels.Label]] = Array(repeating: [], count: panels.count)
    for (place, panel) in panels.enumerated() {
      let y = self.scales[place]
      for i in panel {
        guard let last = points[i].last(where: { $0.y.isFinite }) else { continue }
        let share = y.share(of: last.y)
        labels[place].append(
          EndLabels.Label(
            glyph: String(glyphs[i]), name: page.shows(chart.series[i].name),
            value: haveOneUnit
              ? y.text(last.y) : page.shows(ValueText.alone(last.y, chart.y.unit)),
            style: .series(i),
            row: Int((share * Double(heights[place] - 1)).rounded())))
      }
    }
    ends = EndLabels.beside(labels, rows: heights, page: page)
    let beside = ends.first?.width ?? 0
    axisColumn =
      (self.scales.flatMap { $0.ticks.compactMap { $0.label.map(displayWidth) } }.max() ?? 0) + 1
    columns = page.width - axisColumn - 1 - 1 - (beside > 0 ? beside + 1 : 0)
    x = Scale.horizontal(from: first, to: last, axis: chart.x, columns: columns)
  }

  private static func placed(_ points: [ChartPoint]) -> [ChartPoint] {
    let charted = points.compactMap { point -> ChartPoint? in
      let x = point.x.charted
      guard x.isFinite else { return nil }
      return ChartPoint(
        x: x, y: point.y.charted, low: point.low?.charted, high: point.high?.charted)
    }
    guard zip(charted, charted.dropFirst()).contains(where: { $0.x > $1.x }) else { return charted }
    return charted.enumerated().sorted { ($0.element.x, $0.offset) < ($1.element.x, $1.offset) }
      .map(\.element)
  }

  /// Along time, far enough for the events too, unless that would press the lines together.
  private static func withEvents(
    _ low: Double, _ high: Double, of chart: LineChart
  ) -> (Double, Double) {
    let places = chart.events.map(\.x).filter(\.isFinite)
    guard chart.x.unit == .time, let least = places.min(), let most = places.max() else {
      return (low, high)
    }
    let (first, last) = (min(low, least), max(high, most))
    if last - first <= 2 * (high - low) { return (first, last) }
    return (low, high)
  }

  /// Room around a single place.
  private static func widened(_ range: (Double, Double), log: Bool) -> (Double, Double) {
    let (low, high) = range
    let size = max(low.magnitude, high.magnitude)
    guard high - low <= 1e-9 * size else { return (low, high) }
    if log { return (low / 2, high * 2) }
    return size == 0 ? (0, 1) : (low - size / 2, high + size / 2)
  }

  /// A letter for what was measured, a sign for a theory.
  private static func glyphs(for series: [ChartSeries], on page: Page) -> [Character] {
    let measured = series.filter { !$0.isTheory }.map { page.shows($0.name) }
    var letters = Charts.glyphs(for: measured).makeIterator()
    let signs = page.ink.theories
    var theories = 0
    return series.map { one in
      guard one.isTheory else { return letters.next() ?? "*" }
      theories += 1
      return Character(signs[(theories - 1) % signs.count])
    }
  }

  private static func panels(
    of chart: LineChart, covers: [Int?], isApart: Bool, _ flatness: Flatness
  ) -> [[Int]] {
    let all = Array(chart.series.indices)
    let measured = all.filter { !chart.series[$0].isTheory }
    let isSplit =
      switch chart.layout {
      case .together: false
      case .panels: measured.count > 1
      case .automatic: isApart || measured.count > 6 || covers.count { $0 != nil } > 1
      }
    guard isSplit else { return [all] }
    let theories = all.filter { chart.series[$0].isTheory }
    if isApart {
      var quantities: [String] = []
      for i in measured where !quantities.contains(chart.series[i].quantity) {
        quantities.append(chart.series[i].quantity)
      }
      let groups = quantities.map { name in measured.filter { chart.series[$0].quantity == name } }
      if groups.count > 1, groups.count <= mostPanels,
        groups.allSatisfy({ !flatness.any(among: $0) })
      {
        return groups
      }
    }
    return measured.prefix(mostPanels).map { theories + [$0] }
  }

  /// Whether a line would lie flat below another; theories are there to be compared with.
  private static func hasFlat(_ chart: LineChart, _ flatness: Flatness) -> Bool {
    let measured = chart.series.indices.filter { !chart.series[$0].isTheory }
    return measured.count > 1 && measured.count == chart.series.count && !chart.y.log
      && flatness.any(among: measured)
  }

  private static func range(of points: [[ChartPoint]]) -> (Double, Double) {
    let values = points.joined().flatMap { [$0.y, $0.low ?? .nan, $0.high ?? .nan] }
      .filter(\.isFinite)
    return Scale.range(of: values.min() ?? 0, values.max() ?? 0, log: false)
  }

  /// With its unit beside each number.
  private static func labelled(_ scale: Scale, on page: Page) -> Scale {
    var scale = scale
    let unit = truncated(page.shows(scale.unit.name), to: 10)
    for i in scale.ticks.indices {
      scale.ticks[i].label = scale.ticks[i].label.map { "\($0) \(unit)" }
    }
    return scale
  }

  /// Whether each panel has an axis of its own.
  var isApart: Bool { zip(scales, scales.dropFirst()).contains { $0 != $1 } }

  /// The unit beside the title; nothing where the panels differ in it.
  var unitLabel: String {
    let units = Set(scales.map(\.unitLabel))
    return units.count == 1 ? scales[0].unitLabel : ""
  }

  func column(_ x: Double) -> Int {
    Int((self.x.share(of: x) * Double(columns - 1)).rounded())
  }
}

extension ChartPoint {
  /// Whether there is a band to shade at this point.
  var hasBand: Bool { (low?.isFinite ?? false) && (high?.isFinite ?? false) }
}
