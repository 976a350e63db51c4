import Blockchain
import Quantities
import Syntax
import Terminal

/// What a sweep left behind: a row for each combination, with the worlds at its end.
struct SweepTable: Sendable {
  struct Row: Sendable {
    /// The swept values, one for each path.
    var values: [SweptValue]
    /// Empty where the run failed.
    var worlds: [World]
    /// Attacks that it launched, with what they were told.
    var labels: [Scope.Label]
    var failure: String?
  }

  /// What is read of each row beside its swept values.
  struct Column: Sendable {
    var name: String
    /// Above the column of a table.
    var heading: String
    /// The unit of the language that it is shown in; empty for a bare number.
    var unit: String
    var dimension: Dimension
    /// NaN without data.
    var value: @Sendable (Row) -> Double

    init(_ name: String, _ measurement: Measurement) {
      self.name = name
      heading = name
      unit = measurement.unit
      dimension = measurement.dimension
      value = { measurement.mean(over: $0.worlds) }
    }

    init(_ theory: AttackTheory, label: Int) {
      name = theory.name
      heading = "closed form"
      unit = theory.field.unit
      dimension = theory.field.dimension
      value = { theory.value(in: $0, label: label) ?? .nan }
    }
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
  /// What the body reads of the world, the main outcomes of attacks of which it reads none, and beside
  /// each outcome its closed form.
  func columns(naming read: [Path]) -> [Column] {
    var paths = read
    for label in scope.labels where !read.contains(where: { $0.parts[0].text == label.name }) {
      let start = Extent(0, 0)
      paths += label.attack.headline.map {
        Path([Word(label.name, start), Word($0.rawValue, start)])
      }
    }
    var columns: [Column] = []
    for path in paths where !columns.contains(where: { $0.name == path.text }) {
      guard let measurement = try? scope.measurement(path) else { continue }
      columns.append(Column(path.text, measurement))
      if case .outcome(let field, let label) = measurement,
        let theory = AttackTheory(of: field, scope.labels[label].attack),
        rows.contains(where: { theory.value(in: $0, label: label) != nil })
      {
        columns.append(Column(theory, label: label))
      }
    }
    return columns
  }

  /// A row for each combination: the swept values, and what is read.
  func data(of columns: [Column]) -> DataTable {
    let first = rows.first?.values ?? []
    return DataTable(
      kind: "sweep", title: "sweep over " + paths.map(\.text).joined(separator: ", "),
      columns: zip(paths, first).map {
        DataTable.Column(name: $0.text, unit: $1.quantity?.dimension.symbol ?? "")
      }
        + columns.map { DataTable.Column(name: $0.name, unit: $0.dimension.symbol) },
      rows: rows.map { row in
        row.values.map(\.cell)
          + columns.map {
            let x = $0.value(row)
            return x.isNaN ? .missing : .number(x)
          }
      })
  }
}

extension SweepTable {
  /// Rows shown as text at the most.
  private static let shownRows = 40

  /// The table as text, where anything is read, and where attacks begin to pay.
  func text(of columns: [Column], on page: Page) -> StyledText {
    guard !columns.isEmpty else { return StyledText() }
    var table = TextTable(
      columns: (paths.map(\.text) + columns.map(\.heading)).map { TextTable.Column($0, .right) })
    let shares = paths.indices.map { column in
      DisplayUnit(rows.compactMap { $0.values[column].quantity }).label == "%"
    }
    for row in rows.prefix(Self.shownRows) {
      let swept = zip(row.values, shares).map { value, isShare in
        StyledText(isShare ? Readable.number(value.number * 100) + " %" : value.readable)
      }
      let read = columns.map { column in
        let value = Value.quantity(
          Quantity(column.value(row), column.dimension), shownIn: column.unit == "%" ? "%" : nil)
        return StyledText(value.readable(scope.prices))
      }
      table.rows.append(swept + read)
    }
    var text = table.drawn(on: page) + StyledText("\n")
    let more = rows.count - Self.shownRows
    if more > 0 { text.append("  ... and \(more) more rows\n") }
    for worth in worths { text.append("  \(worth.line)\n") }
    return text
  }
}
