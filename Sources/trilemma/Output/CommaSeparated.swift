import Scenarios

/// A table as comma-separated values (RFC 4180), with the units in its header row.
struct CommaSeparated {
  let text: String

  init(_ table: DataTable) {
    let header = table.columns.map { column in
      column.unit.isEmpty ? column.name : "\(column.name)[\(column.unit)]"
    }
    let rows = table.rows.map { row in
      row.map { cell in
        switch cell {
        case .text(let text): text
        case .number(let number): number.isFinite ? number.digits : ""
        case .missing: ""
        }
      }
    }
    text = ([header] + rows).map { CommaSeparated.line($0) }.joined()
  }

  private static func line(_ fields: [String]) -> String {
    fields.map(escaped).joined(separator: ",") + "\r\n"
  }

  private static func escaped(_ field: String) -> String {
    guard field.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else {
      return field
    }
    return "\""
      + field.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
