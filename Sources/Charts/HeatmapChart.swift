public import Terminal

/// A metric over two settings: a field of cells, shaded and with their values, so that it reads
/// without colour.
public struct HeatmapChart: Hashable, Sendable {
  /// A setting and the values that it took.
  public struct Side: Hashable, Sendable {
    public var name: String
    /// The unit of all labels; empty where each has its own, or none.
    public var unit: String
    public var labels: [String]

    public init(name: String, unit: String = "", labels: [String]) {
      self.name = name
      self.unit = unit
      self.labels = labels
    }

    /// Numbers in a unit that suits them all, or in one each.
    public init(name: String, unit: AxisUnit, values: [Double]) {
      self.name = name
      let text = ValueText(unit, values: values)
      (self.unit, labels) = (text.unitLabel, values.map { text.text($0) })
      // 10 s and 10 min read better than 0.1667 min and 10 min.
      let alone = values.map { ValueText.alone($0, unit) }
      if unit == .time, Set(alone.map { $0.split(separator: " ").last }).count > 1 {
        (self.unit, labels) = ("", alone)
      }
    }

    var title: String { unit.isEmpty ? name : "\(name) (\(unit))" }

    func named(_ label: String) -> String {
      unit.isEmpty ? "\(name) \(label)" : "\(name) \(label) \(unit)"
    }
  }

  public var title: String
  /// What the cells measure.
  public var unit: AxisUnit
  /// The columns from the left, and the rows from below.
  public var x, y: Side
  /// By row of `y`, then by column of `x`; nothing where there is no value.
  public var cells: [[Double?]]
  public var log: Bool
  public var caption: Caption

  public init(
    title: String, unit: AxisUnit, x: Side, y: Side, cells: [[Double?]], log: Bool = false,
    caption: Caption
  ) {
    self.title = title
    self.unit = unit
    (self.x, self.y) = (x, y)
    self.cells = cells
    self.log = log
    self.caption = caption
  }

  public func drawn(on page: Page) -> StyledText {
    let frame = Frame(title: title, unit: "", caption: caption, page: page)
    let field = field
    let values = field.flatMap { $0.compactMap(\.self) }
    if log, values.contains(where: { $0 <= 0 }) {
      return frame.saying("\(title) has values <= 0, which a log axis cannot show")
    }
    guard !values.isEmpty else { return frame.saying("there are no values to show") }
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else {
      return frame.saying("all values are infinite")
    }
    let levels = Levels(low: low, high: high, isLog: log)
    return HeatmapDrawing(chart: self, field: field, levels: levels, page: page).drawn
  }

  /// A value or nothing for each pair of labels.
  private var field: [[Double?]] {
    y.labels.indices.map { row in
      x.labels.indices.map { column in
        guard row < cells.count, column < cells[row].count else { return nil }
        return cells[row][column].map(\.charted).flatMap { $0.isNaN ? nil : $0 }
      }
    }
  }
}
