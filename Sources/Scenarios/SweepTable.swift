import Blockchain
import Measures
import Quantities
import Simulation
import Syntax
import Terminal

/// What a sweep left behind: a row for each combination, with the worlds at its end.
struct SweepTable: Sendable {
  struct Row: Sendable {
    /// The swept values, one for each path.
    var values: [SweptValue]
    /// Empty where the run failed.
    var worlds: [World]
    var failure: String?
  }

  /// The swept paths as written: `base.block_size`, `size`.
  var paths: [Path]
  var rows: [Row]
  /// What was declared in the body's world, so that its systems can be named.
  var scope: Scope

  func column(of axis: Path) -> Int? {
    paths.firstIndex { $0.text == axis.text }
      ?? paths.firstIndex { $0.parts.last?.text == axis.parts.last?.text }
  }
}

extension SweepTable {
  /// A row for each combination: the swept values, and what the body reads of the world.
  func data(naming read: [Path]) -> DataTable {
    var metrics:
      [(name: String, metric: Metric, statistic: Statistic?, producer: Int?, system: Int)] = []
    for path in read where !metrics.contains(where: { $0.name == path.text }) {
      guard
        case .metric(let metric, let statistic, let system, let producer) = try? scope.resolve(path)
      else { continue }
      metrics.append((path.text, metric, statistic, producer, system))
    }
    let first = rows.first?.values ?? []
    return DataTable(
      kind: "sweep", title: "sweep over " + paths.map(\.text).joined(separator: ", "),
      columns: zip(paths, first).map {
        DataTable.Column(name: $0.text, unit: $1.quantity?.dimension.symbol ?? "")
      }
        + metrics.map { DataTable.Column(name: $0.name, unit: $0.metric.dimension.symbol) },
      rows: rows.map { row in
        let evaluator = Evaluator(scope: scope, worlds: row.worlds)
        return row.values.map(\.cell)
          + metrics.map {
            let x = evaluator.measured($0.metric, $0.statistic, $0.system, $0.producer)
            return x.isNaN ? .missing : .number(x)
          }
      })
  }
}

extension SweepTable {
  /// Rows shown as text at the most.
  private static let shownRows = 40

  /// The table as text, where the body reads anything.
  func text(of data: DataTable, on page: Page) -> StyledText {
    guard data.columns.count > paths.count else { return StyledText() }
    var table = TextTable(columns: data.columns.map { TextTable.Column($0.name, .right) })
    for (row, cells) in zip(rows, data.rows).prefix(Self.shownRows) {
      table.rows.append(
        cells.enumerated().map { i, cell in
          if i < row.values.count { return StyledText(row.values[i].readable) }
          guard case .number(let x) = cell else { return StyledText("-") }
          let dimension = Prices().unit(data.columns[i].unit)?.dimension ?? .number
          let metric = data.columns[i].name.split(separator: ".").dropFirst().first
          let isShare = metric.flatMap { Metric.spelled(String($0)) }?.unit == "%"
          let value = Value.quantity(Quantity(x, dimension), shownIn: isShare ? "%" : nil)
          return StyledText(value.readable(scope.prices))
        })
    }
    var text = table.drawn(on: page) + StyledText("\n")
    let more = rows.count - Self.shownRows
    if more > 0 { text.append("  ... and \(more) more rows\n") }
    return text
  }
}
