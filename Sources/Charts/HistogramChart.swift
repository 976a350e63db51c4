import Quantities
public import Terminal

/// How often values of each size came up, as bars over a common axis.
public struct HistogramChart: Hashable, Sendable {
  /// How much lies between two values; both are equal where it is all at one.
  public struct Bin: Hashable, Sendable {
    public var lower, upper, count: Double

    public init(lower: Double, upper: Double, count: Double) {
      (self.lower, self.upper, self.count) = (lower, upper, count)
    }

    /// The bin if it says something that can be drawn.
    var charted: Bin? {
      let bin = Bin(lower: lower.charted, upper: upper.charted, count: count)
      guard bin.lower.isFinite, bin.upper.isFinite, bin.lower <= bin.upper, count > 0, count < 1e300
      else { return nil }
      return bin
    }
  }

  public struct Quantile: Hashable, Sendable {
    public var label: String
    public var value: Double

    public init(label: String, value: Double) {
      self.label = label
      self.value = value
    }
  }

  public var title: String
  public var x: Axis
  /// As fine as they were counted; the chart joins them.
  public var bins: [Bin]
  public var quantiles: [Quantile]
  public var caption: Caption

  public init(title: String, x: Axis, bins: [Bin], quantiles: [Quantile] = [], caption: Caption) {
    self.title = title
    self.x = x
    self.bins = bins
    self.quantiles = quantiles
    self.caption = caption
  }

  public func drawn(on page: Page) -> StyledText {
    let frame = Frame(title: title, unit: "% of all", caption: caption, page: page)
    if x.log, bins.contains(where: { $0.count > 0 && $0.lower.charted <= 0 }) {
      return frame.saying("\(title) has values <= 0, which a log axis cannot show")
    }
    if x.log, isNarrow {
      var linear = self
      linear.x.log = false
      return linear.drawn(on: page)
    }
    guard let binning = Binning(bins, axis: x, most: page.width - 6 - Self.nameRoom) else {
      return frame.saying("there are no values to show")
    }
    var notes: [StyledText] = []
    func text(_ value: Double) -> String { ValueText.alone(value, x.unit) }
    if !quantiles.isEmpty {
      notes.append(
        StyledText(
          quantiles.map { "\(page.shows($0.label)) \(text($0.value))" }.joined(separator: "   ")))
    }
    if let (share, largest) = binning.beyond, let edge = binning.edges.last {
      let percent = Readable.number(share * 100, digits: 2)
      notes.append(
        StyledText(
          "\(percent) % lie beyond \(text(edge)), up to \(text(largest)); `log` shows them all."))
    }
    return frame.around(
      body(binning, on: page), notes: notes.map { StyledText(page.shows($0.plain)) })
  }

  /// Whether a log axis would have no two decades to label.
  private var isNarrow: Bool {
    let counted = bins.filter { $0.count > 0 && $0.lower.isFinite && $0.upper.isFinite }
    guard let low = counted.map(\.lower).min(), let high = counted.map(\.upper).max() else {
      return false
    }
    return low > 0 && high / low < 10
  }

  /// Columns right of the plot for what the axis counts.
  private static let nameRoom = 12

  private func body(_ binning: Binning, on page: Page) -> [StyledText] {
    let room = max(3, min(12, page.height - 7))
    let (y, rows) = Scale.vertical(
      from: 0, to: binning.shares.max().map { $0 > 0 ? $0 : 1 } ?? 1, axis: Axis(unit: .percent),
      rows: room)
    let corner = (y.ticks.compactMap { $0.label.map(displayWidth) }.max() ?? 0) + 1
    let count = binning.shares.count
    let width = max(1, (page.width - corner - 1 - Self.nameRoom) / count)
    let columns = width * count
    let first = binning.edges[0]
    let last = binning.edges[count]
    let scale = Scale.horizontal(from: first, to: last, axis: x, columns: columns)
    let axis = HorizontalAxis(scale: scale, axis: x, corner: corner, columns: columns, page: page)
    var grid = Grid(columns: page.width, rows: rows + axis.rows)
    let ink = page.ink
    for row in 0..<rows { grid.write(ink.vertical, column: corner, row: row) }
    for (bin, share) in binning.shares.enumerated() where share > 0 {
      let eighths = max(1, Int((y.share(of: share) * Double(rows * 8)).rounded()))
      for row in 0..<(eighths + 7) / 8 {
        let text = ink.risen[min(8, eighths - row * 8)]
        for column in 0..<width {
          grid.write(
            text, .series(0), column: corner + 1 + bin * width + column, row: rows - 1 - row)
        }
      }
    }
    axis.draw(on: &grid, row: rows, ink: ink) {
      corner + Int((scale.share(of: $0) * Double(columns)).rounded())
    }
    for tick in y.ticks {
      let row = rows - Int((y.share(of: tick.value) * Double(rows)).rounded())
      if let label = tick.label {
        grid.write(label, column: corner - 1 - displayWidth(label), row: row)
      }
      if row < rows { grid.write(ink.tickLeft, column: corner, row: row) }
    }
    return grid.lines
  }
}
