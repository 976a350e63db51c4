import Quantities
import Terminal

extension LineDrawing {
  /// The lines below the picture.
  var notes: [StyledText] {
    let width = page.width - 3
    var notes = legendLines(ends.flatMap { $0.legend(width: width) }, width: width)
    if points.joined().contains(where: \.hasBand) {
      notes.append(StyledText("\(page.ink.band) \(page.shows(chart.bandMeaning))"))
    }
    notes += references + covered + marks
    let measured = chart.series.filter { !$0.isTheory }
    if isApart {
      notes.append(
        StyledText("Each panel has an axis of its own, so that every course can be seen."))
    }
    if panels.count > 1, chart.series.count > Set(panels.joined()).count {
      let rest = measured[panels.count...].map { page.shows($0.name) }
      notes.append(StyledText("Without a panel: \(rest.joined(separator: ", "))"))
    }
    for (series, line) in zip(chart.series, points) {
      let name = page.shows(series.name)
      if line.contains(where: { $0.y == .infinity }) {
        notes.append(StyledText("^ \(name) is infinite there"))
      }
      if line.contains(where: { $0.y == -.infinity }) {
        notes.append(StyledText("v \(name) is infinitely low there"))
      }
      if !line.contains(where: { !$0.y.isNaN }) {
        notes.append(StyledText("\(name) has no values"))
      }
    }
    if !chart.y.log, !isApart, let hint = logHint(points.joined().map(\.y)) {
      notes.append(StyledText(hint))
    }
    return notes
  }

  /// Where the theories are from.
  private var references: [StyledText] {
    chart.series.enumerated().compactMap { i, series in
      guard series.isTheory, let source = series.source, !source.isEmpty else { return nil }
      return StyledText(String(glyphs[i]), .series(i))
        + StyledText(" reference: \(page.shows(series.name)) (\(page.shows(source)))")
    }
  }

  /// What cannot be told from another line.
  private var covered: [StyledText] {
    guard !isApart else { return [] }
    return chart.series.indices.compactMap { over in
      let under = chart.series.indices.filter {
        overlap.covers[$0] == over && !chart.series[$0].isTheory && !chart.series[over].isTheory
      }
      guard !under.isEmpty else { return nil }
      func name(_ i: Int) -> String { "\(glyphs[i]) \(page.shows(chart.series[i].name))" }
      let others = under.map(name).joined(separator: ", ")
      return StyledText(
        panels.count == 1
          ? "\(name(over)) covers: \(others)" : "the same line: \(name(over)), \(others)")
    }
  }

  /// The events with their places, and those that lie beside the picture.
  private var marks: [StyledText] {
    let shown = shownEvents
    var notes = shown.enumerated().map { i, event in
      StyledText(shown.count > 1 ? Self.number(i) : page.ink.event, .accent)
        + StyledText(" \(places(event.xs))  \(page.shows(event.label))")
    }
    let beside = chart.events.filter {
      chart.x.unit != .time && $0.x.isFinite && !isInside($0.x)
    }
    for event in beside.prefix(9) {
      notes.append(
        StyledText(event.x < x.lower ? "<" : ">", .accent)
          + StyledText(" \(place(event.x))  \(page.shows(event.label)) (outside the chart)"))
    }
    let more =
      chart.events.count - shown.reduce(0) { $0 + $1.xs.count } - min(9, beside.count)
    if more > 0 {
      notes.append(
        StyledText(more == 1 ? "1 more event is not shown" : "\(more) more events are not shown"))
    }
    return notes
  }

  /// The same thing at one or several places.
  struct Event {
    var label: String
    /// In order.
    var xs: [Double]

    private static let mostLines = 3

    /// Where it has a line of its own: everywhere, or where it happened first.
    var lines: [Double] { xs.count > Self.mostLines ? [xs[0]] : xs }
    /// Where it is only hinted at.
    var repeats: [Double] { xs.count > Self.mostLines ? Array(xs.dropFirst()) : [] }
  }

  /// The first events that lie on the axis, in order, at most nine; each thing once.
  var shownEvents: [Event] {
    let inside = chart.events.enumerated().filter { isInside($0.element.x) }
    let ordered = inside.sorted { ($0.element.x, $0.offset) < ($1.element.x, $1.offset) }
    var places: [String: Int] = [:]
    var events: [Event] = []
    for (_, mark) in ordered {
      if let i = places[mark.label] {
        events[i].xs.append(mark.x)
      } else {
        places[mark.label] = events.count
        events.append(Event(label: mark.label, xs: [mark.x]))
      }
    }
    return Array(events.prefix(9))
  }

  private func isInside(_ x: Double) -> Bool { (self.x.lower...self.x.upper).contains(x) }

  static func number(_ i: Int) -> String { String(i + 1) }

  /// `2 h`, `1 h, 3 h`, `24 times from 1 h to 24 h`.
  private func places(_ xs: [Double]) -> String {
    guard xs.count > 3, let last = xs.last else { return xs.map(place).joined(separator: ", ") }
    return "\(xs.count) times from \(place(xs[0])) to \(place(last))"
  }

  private func place(_ x: Double) -> String {
    guard chart.x.unit == .time else {
      let unit = self.x.unitLabel
      return page.shows(unit.isEmpty ? self.x.text(x) : "\(self.x.text(x)) \(unit)")
    }
    return Readable.time(Interval(seconds: x))
  }
}

/// What to try where values span more than three decades.
func logHint(_ values: [Double]) -> String? {
  let finite = values.filter(\.isFinite)
  guard let low = finite.min(), let high = finite.max(), low > 0, high / low > 1000 else {
    return nil
  }
  // A few low values at a start or an end are no reason.
  guard finite.count(where: { $0 < high / 1000 }) * 20 >= finite.count else { return nil }
  return "The values span more than three decades; `log` shows them all."
}
