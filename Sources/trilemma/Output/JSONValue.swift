/// A value of JSON. Objects keep the order of their fields, so that equal results are equal bytes.
enum JSONValue {
  case null
  case number(Double)
  /// Digits as they are, for integers that a `Double` cannot hold.
  case literal(String)
  case text(String)
  case array([JSONValue])
  case object([(String, JSONValue)])

  var text: String {
    switch self {
    case .null: "null"
    case .number(let number): number.isFinite ? number.digits : "null"
    case .literal(let digits): digits
    case .text(let text): quoted(text)
    case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
    case .object(let fields):
      "{" + fields.map { quoted($0.0) + ":" + $0.1.text }.joined(separator: ",") + "}"
    }
  }

  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension Double {
  /// The shortest digits that read back as this number, whole numbers without a fraction.
  var digits: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
