import Scenarios
import Syntax
import Terminal

/// One object of JSON on one line.
struct JSONLine {
  static let schema = "trilemma/1"

  let text: String

  private init(_ fields: [(String, JSONValue)]) { text = JSONValue.object(fields).text }

  /// A result: its table, or its text where it has none.
  init(result report: Report, source: Source?) {
    var fields = JSONLine.heading
    if let name = source?.name { fields.append(("file", .text(name))) }
    fields.append(("seed", .literal(String(report.seed))))
    fields.append(("statement", .text(report.statement)))
    if let data = report.data {
      fields.append(("kind", .text(data.kind)))
      fields.append(("title", .text(data.title)))
      let columns = data.columns.map { column in
        var fields: [(String, JSONValue)] = [
          ("name", .text(column.name)), ("unit", .text(column.unit)),
        ]
        if let asked = column.asked {
          let pair = [("unit", JSONValue.text(asked.unit)), ("value", .number(asked.value))]
          fields.append(("asked", .object(pair)))
        }
        return JSONValue.object(fields)
      }
      fields.append(("columns", .array(columns)))
      let rows = data.rows.map { row in
        JSONValue.array(
          row.map { cell in
            switch cell {
            case .text(let text): .text(text)
            case .number(let number): .number(number)
            case .missing: .null
            }
          })
      }
      fields.append(("rows", .array(rows)))
      if let tree = report.tree { fields.append(("tree", JSONLine.value(tree))) }
    } else {
      fields.append(("kind", .text("text")))
      fields.append(("text", .text(report.text.plain)))
    }
    self.init(fields)
  }

  /// A diagnostic with its place, or a plain message.
  init(message report: Report, source: Source?) {
    guard let diagnostic = report.diagnostic else {
      self.init(message: report.text.plain)
      return
    }
    var fields = JSONLine.heading
    fields.append(("kind", .text("diagnostic")))
    fields.append(("code", .text(diagnostic.code.id)))
    fields.append(("severity", .text("\(diagnostic.severity)")))
    fields.append(("title", .text(diagnostic.title)))
    let bytes = diagnostic.source.bytes
    let extent = diagnostic.extent ?? Extent(0, 0)
    if let name = source?.name { fields.append(("file", .text(name))) }
    for (name, offset) in [
      ("start", extent.lower), ("end", extent.upper),
    ] {
      let place = TextPlace(of: offset, in: bytes)
      fields.append(
        (
          name,
          .object([
            ("offset", .number(Double(offset))), ("line", .number(Double(place.line))),
            ("column", .number(Double(place.column))),
          ])
        ))
    }
    fields.append(("label", diagnostic.label.map { .text($0) } ?? .null))
    fields.append(("notes", .array(diagnostic.notes.map { .text($0) })))
    fields.append(("text", .text(report.text.plain)))
    self.init(fields)
  }

  init(message: String) {
    self.init(JSONLine.heading + [("kind", .text("message")), ("text", .text(message))])
  }

  private static func value(_ tree: ReportTree) -> JSONValue {
    var fields: [(String, JSONValue)] = [("name", .text(tree.name))]
    if let value = tree.value { fields.append(("value", .number(value))) }
    for (name, text) in [
      ("unit", tree.unit), ("text", tree.text), ("origin", tree.origin), ("formula", tree.formula),
    ] where !text.isEmpty {
      fields.append((name, .text(text)))
    }
    if !tree.parts.isEmpty { fields.append(("parts", .array(tree.parts.map(value)))) }
    return .object(fields)
  }

  private static var heading: [(String, JSONValue)] {
    [("schema", .text(schema)), ("version", .text(Session.version))]
  }
}

/// Line and column of a byte, both from 1; columns count characters (Unicode scalars).
struct TextPlace: Hashable {
  var line: Int
  var column: Int

  init(of offset: Int, in bytes: [UInt8]) {
    let before = bytes.prefix(max(offset, 0))
    line = 1 + before.count { $0 == UInt8(ascii: "\n") }
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    column = 1 + String(decoding: before[lineStart...], as: UTF8.self).unicodeScalars.count
  }
}
