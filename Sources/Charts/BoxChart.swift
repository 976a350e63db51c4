public import Terminal

/// Where the values of several systems lie: for each a line from the 5th to the 95th percentile with
/// a box around the middle half.
public struct BoxChart: Hashable, Sendable {
  public struct Box: Hashable, Sendable {
    public var name: String
    public var p5, p25, median, p75, p95: Double
    public var mean: Double?

    public init(
      name: String, p5: Double, p25: Double, median: Double, p75: Double, p95: Double,
      mean: Double? = nil
    ) {
      self.name = name
      (self.p5, self.p25, self.median, self.p75, self.p95) = (p5, p25, median, p75, p95)
      self.mean = mean
    }

    /// A system without a value.
    public init(name: String) {
      self.init(name: name, p5: .nan, p25: .nan, median: .nan, p75: .nan, p95: .nan)
    }

    /// The five quantiles in order; nothing where one is missing.
    var quantiles: [Double]? {
      let all = [p5, p25, median, p75, p95].map(\.charted)
      return all.contains(where: \.isNaN) ? nil : all.sorted()
    }

    var knownMean: Double? { mean.map(\.charted).flatMap { $0.isNaN ? nil : $0 } }
  }

  public var title: String
  public var unit: AxisUnit
  public var boxes: [Box]
  public var log: Bool
  public var caption: Caption

  public init(title: String, unit: AxisUnit, boxes: [Box], log: Bool = false, caption: Caption) {
    self.title = title
    self.unit = unit
    self.boxes = boxes
    self.log = log
    self.caption = caption
  }

  public func drawn(on page: Page) -> StyledText {
    let frame = Frame(title: title, unit: "", caption: caption, page: page)
    if log {
      for box in boxes {
        let values = (box.quantiles ?? []) + [box.knownMean].compactMap(\.self)
        if values.contains(where: { $0 <= 0 }) {
          let name = box.name.isEmpty ? title : "\(title) of \(box.name)"
          return frame.saying("\(name) has values <= 0, which a log axis cannot show")
        }
      }
    }
    let finite = boxes.compactMap(\.quantiles).joined().filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else {
      let isEmpty = boxes.allSatisfy { $0.quantiles == nil }
      return frame.saying(isEmpty ? "there are no values to show" : "all values are infinite")
    }
    return BoxDrawing(chart: self, low: low, high: high, page: page).drawn
  }
}
