public import Terminal

/// A place of a line; `low` and `high` bound a band around it: an interval over several runs, or
/// the extremes of the time that the point stands for.
public struct ChartPoint: Hashable, Sendable {
  public var x, y: Double
  public var low: Double?
  public var high: Double?

  public init(x: Double, y: Double, low: Double? = nil, high: Double? = nil) {
    (self.x, self.y, self.low, self.high) = (x, y, low, high)
  }
}

/// A named line; a point whose `y` is not a number is a gap in it.
public struct ChartSeries: Hashable, Sendable {
  public var name: String
  public var points: [ChartPoint]
  /// Drawn thin, as what should come out rather than what did: a reference.
  public var isTheory: Bool
  /// Where a theory is from, for the line that explains it: `Eyal and Sirer 2014`.
  public var source: String?
  /// What is measured; lines of one quantity share an axis where those of several cannot.
  public var quantity: String

  public init(
    name: String, points: [ChartPoint], isTheory: Bool = false, source: String? = nil,
    quantity: String = ""
  ) {
    self.quantity = quantity
    self.name = name
    self.points = points
    self.isTheory = isTheory
    self.source = source
  }
}

/// Something that happened at one place of the horizontal axis, or a threshold: what begins to hold
/// there, such as `pays from here` along an attacker's share.
public struct EventMark: Hashable, Sendable {
  public var x: Double
  public var label: String

  public init(x: Double, label: String) {
    self.x = x
    self.label = label
  }
}

/// One or several lines over a common axis.
public struct LineChart: Hashable, Sendable {
  public enum Layout: Hashable, Sendable {
    /// All lines in one plot.
    case together
    /// A plot for each line, one below the other, over one horizontal axis and with equal vertical
    /// ones, in as many rows as that takes; theories show in each.
    case panels
    /// Panels for more than six lines, where one line covers two others or more, and where a line
    /// would lie flat at the bottom below a far higher one: then with an axis for each panel.
    case automatic
  }

  public var title: String
  public var x, y: Axis
  public var series: [ChartSeries]
  public var events: [EventMark]
  /// What the bands say, for the line that explains them.
  public var bandMeaning: String
  public var layout: Layout
  public var caption: Caption

  public init(
    title: String, x: Axis, y: Axis, series: [ChartSeries], events: [EventMark] = [],
    bandMeaning: String = "from lowest to highest", layout: Layout = .automatic, caption: Caption
  ) {
    self.title = title
    (self.x, self.y) = (x, y)
    self.series = series
    self.events = events
    self.bandMeaning = bandMeaning
    self.layout = layout
    self.caption = caption
  }

  public func drawn(on page: Page) -> StyledText {
    var frame = Frame(title: title, unit: "", caption: caption, page: page)
    if let refusal { return frame.saying(refusal) }
    let drawing = LineDrawing(self, on: page)
    guard let drawing else {
      let isEmpty = series.allSatisfy { $0.points.allSatisfy(\.y.isNaN) }
      return frame.saying(isEmpty ? "there are no values to show" : "all values are infinite")
    }
    frame.unit = drawing.unitLabel
    return frame.around(drawing.body, notes: drawing.notes)
  }

  /// Why a logarithmic axis cannot show these values.
  private var refusal: String? {
    for line in series {
      let values = line.points.flatMap { [$0.y, $0.low, $0.high].compactMap(\.self) }
      if y.log, let name = refused(line.name, values) {
        return "\(name) has values <= 0, which a log axis cannot show"
      }
      if x.log, line.points.contains(where: { $0.x.charted <= 0 }) {
        let name = x.name.isEmpty ? "the horizontal axis" : x.name
        let owner = line.name.isEmpty ? "" : " of \(line.name)"
        return "\(name)\(owner) has values <= 0, which a log axis cannot show"
      }
    }
    return nil
  }

  private func refused(_ name: String, _ values: [Double]) -> String? {
    guard values.contains(where: { $0.charted <= 0 }) else { return nil }
    return name.isEmpty || name == title ? title : "\(title) of \(name)"
  }
}
