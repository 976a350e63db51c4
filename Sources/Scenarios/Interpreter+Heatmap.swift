import Charts
import Quantities
import Syntax

extension Interpreter {
  /// Draws a metric of the last sweep over two of its settings; over any others it is a mean.
  mutating func heatmap(
    _ metric: Path, of system: Word, _ across: Path, _ up: Path, log: Bool
  ) throws(Rejection) {
    guard let table = sweeps.last, let x = table.column(of: across), let y = table.column(of: up)
    else {
      throw reject(
        Message(
          .noData,
          "`heatmap` draws a sweep over two settings, and there was none over `\(across.text)` and "
            + "`\(up.text)`"), at: across.extent)
    }
    let measurement = try table.scope.measurement(Path([system] + metric.parts))
    let unit = DisplayUnit(measurement.unit, scope.prices)
    let columns = Self.distinct(table.rows.map(\.values[x]))
    let rows = Self.distinct(table.rows.map(\.values[y]))
    let cells = rows.map { row in
      columns.map { column -> Double? in
        let values = table.rows
          .filter { $0.values[x] == column && $0.values[y] == row }
          .map { measurement.estimate(over: $0.worlds).mean }.filter { !$0.isNaN }
        return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
      }
    }
    let chart = HeatmapChart(
      title: "\(metric.text) of \(system.text)", unit: unit.axis,
      x: Self.side(across, columns), y: Self.side(up, rows),
      cells: cells.map { $0.map { $0.map(unit.shown) } }, log: log, caption: caption)
    sayPicture(
      chart.drawn(on: options.page),
      data: DataTable(
        kind: "heatmap", title: "\(metric.text) of \(system.text)",
        columns: [
          DataTable.Column(name: across.text, unit: columns.first?.symbol ?? ""),
          DataTable.Column(name: up.text, unit: rows.first?.symbol ?? ""),
          DataTable.Column(name: metric.text, unit: measurement.dimension.symbol),
        ],
        rows: rows.indices.flatMap { r in
          columns.indices.map { c in
            [columns[c].cell, rows[r].cell, cells[r][c].map { .number($0) } ?? .missing]
          }
        }))
  }

  /// Each value once, numbers in rising order.
  private static func distinct(_ values: [SweptValue]) -> [SweptValue] {
    var found: [SweptValue] = []
    for value in values where !found.contains(value) { found.append(value) }
    return found.allSatisfy({ $0.quantity != nil }) ? found.sorted { $0.number < $1.number } : found
  }

  private static func side(_ path: Path, _ values: [SweptValue]) -> HeatmapChart.Side {
    HeatmapChart.Side(
      name: path.parts[path.parts.count - 1].text, labels: values.map(\.readable))
  }
}

extension SweptValue {
  /// The base unit of its number.
  fileprivate var symbol: String { quantity?.dimension.symbol ?? "" }
}
