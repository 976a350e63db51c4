/// Which lines of a plot cannot be seen for others.
struct SeriesOverlap {
  /// By series: the first that lies over it in its whole length; nothing for a line that can be seen.
  let covers: [Int?]

  /// Beyond so many lines nobody sees anything.
  private static let most = 50

  /// - Parameters:
  ///   - x: The ends of the horizontal axis.
  ///   - columns: Columns of the plot; a few more or less make no difference.
  ///   - rows: Rows above the lowest.
  init(
    _ series: [[ChartPoint]], x: (first: Double, last: Double, log: Bool), y: Scale, columns: Int,
    rows: Int
  ) {
    guard series.count > 1, series.count <= Self.most else {
      covers = Array(repeating: nil, count: series.count)
      return
    }
    let across = Scale(
      lower: x.first, upper: x.last, isLog: x.log, ticks: [],
      unit: ShownUnit(.number(""), magnitude: 1, step: 1))
    let paths = series.map { points in
      Trace(
        points.map { point in
          let height = point.y.isFinite ? y.share(of: point.y) * Double(rows) : nil
          return (across.share(of: point.x) * Double(columns - 1), height)
        }, columns: columns)
    }
    var covers: [Int?] = Array(repeating: nil, count: series.count)
    for under in paths.indices {
      covers[under] = paths.indices.first { over in
        // Of two that hide each other the first counts as seen.
        over != under && covers[over] == nil && Self.lies(paths[under], on: paths[over])
          && (over < under || !Self.lies(paths[over], on: paths[under]))
      }
    }
    self.covers = covers
  }

  /// Half of a row is what nobody sees.
  private static func lies(_ under: Trace, on over: Trace) -> Bool {
    guard under.spans.contains(where: { $0 != nil }) else { return false }
    return zip(under.spans, over.spans).allSatisfy { under, over in
      guard let under else { return true }
      guard let over else { return false }
      return abs(under.low - over.low) <= 0.5 && abs(under.high - over.high) <= 0.5
    }
  }
}
