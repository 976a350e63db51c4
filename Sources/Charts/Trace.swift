#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The path of a line over the columns of a plot. Points that share a column are kept as their
/// lowest and highest, so that a spike stays visible; columns between points lie on the line
/// through them.
struct Trace {
  struct Span: Hashable {
    var low, high: Double
    /// Where the path leaves to the next column.
    var last: Double
    /// Whether the path comes from the column before.
    var isJoined: Bool
  }

  private(set) var spans: [Span?]

  /// - Parameter points: In order of `x`, in columns from 0; `y` in rows, nothing for a gap.
  init(_ points: [(x: Double, y: Double?)], columns: Int) {
    spans = Array(repeating: nil, count: columns)
    var previous: (x: Double, y: Double, column: Int)?
    for point in points {
      guard let y = point.y else {
        previous = nil
        continue
      }
      let column = min(max(Int(point.x.rounded()), 0), columns - 1)
      if let previous, previous.column + 1 < column {
        for between in previous.column + 1..<column {
          let share = (Double(between) - previous.x) / (point.x - previous.x)
          add(
            previous.y + min(max(share, 0), 1) * (y - previous.y), to: between, isJoined: true)
        }
      }
      add(y, to: column, isJoined: previous.map { $0.column < column } ?? false)
      previous = (point.x, y, column)
    }
  }

  private mutating func add(_ y: Double, to column: Int, isJoined: Bool) {
    guard let span = spans[column] else {
      spans[column] = Span(low: y, high: y, last: y, isJoined: isJoined)
      return
    }
    spans[column] = Span(
      low: min(span.low, y), high: max(span.high, y), last: y, isJoined: span.isJoined)
  }

  /// A column's cells from lowest to highest, where the path comes in and where it goes out.
  struct Stroke: Hashable {
    var column: Int
    var low, high: Int
    var entry: Int?
    var exit: Int
  }

  var strokes: [Stroke] {
    var strokes: [Stroke] = []
    var exit: Int?
    for (column, span) in spans.enumerated() {
      guard let span else {
        exit = nil
        continue
      }
      let last = Int(span.last.rounded())
      strokes.append(
        Stroke(
          column: column, low: Int(span.low.rounded()), high: Int(span.high.rounded()),
          entry: span.isJoined ? exit : nil, exit: last))
      exit = last
    }
    return strokes
  }
}
