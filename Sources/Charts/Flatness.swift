/// Which lines have a course of their own that cannot be seen on a common axis, because others lie
/// far higher.
///
/// A line that touches zero is not one of them: that it stays there is what a reader has to see.
struct Flatness {
  /// By series: the lowest and the highest value, where there are several.
  private let extents: [(low: Double, high: Double)?]
  private let rows: Int

  /// How much a line has to vary for its course to matter.
  private static let least = 1.3

  /// - Parameter rows: Rows of the common plot.
  init(_ series: [[ChartPoint]], rows: Int) {
    extents = series.map { points in
      let values = points.map(\.y).filter(\.isFinite)
      guard values.count > 2, let low = values.min(), let high = values.max() else { return nil }
      return (low, high)
    }
    self.rows = rows
  }

  /// Whether one of some lines would be flat on an axis for just these.
  func any(among lines: [Int]) -> Bool {
    guard lines.count > 1, let top = lines.compactMap({ extents[$0]?.high }).max() else {
      return false
    }
    return lines.contains { line in
      guard let (low, high) = extents[line], low > 0, high >= low * Self.least else { return false }
      return high < top / Double(max(1, rows))
    }
  }
}
