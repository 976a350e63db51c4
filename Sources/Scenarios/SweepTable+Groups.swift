import Measures
import Syntax

extension SweepTable {
  /// Rows that agree in everything but one column, in the order of their first appearance.
  func groups(besides column: Int) -> [(suffix: String, rows: [Row])] {
    var groups: [(suffix: String, rows: [Row])] = []
    for row in rows {
      let others = row.values.indices.filter { $0 != column && !isPaired($0, with: column) }
      let suffix = others.map { " " + row.values[$0].readable }.joined()
      if let i = groups.firstIndex(where: { $0.suffix == suffix }) {
        groups[i].rows.append(row)
      } else {
        groups.append((suffix, [row]))
      }
    }
    return groups
  }

  /// Whether one column follows from the other, as in a sweep over pairs.
  private func isPaired(_ other: Int, with column: Int) -> Bool {
    var seen: [(SweptValue, SweptValue)] = []
    for row in rows {
      let pair = (row.values[column], row.values[other])
      if seen.contains(where: { $0.0 == pair.0 && $0.1 != pair.1 }) { return false }
      seen.append(pair)
    }
    return true
  }

  /// Whether the values spread over more than a decade and a half, which asks for a log axis.
  func isSpread(_ column: Int) -> Bool {
    let values = rows.map { $0.values[column].number }
    guard let low = values.min(), let high = values.max(), low > 0 else { return false }
    return high / low >= 30
  }
}
