/// The inside of an `ask` or `try` block: text, then lines such as `hint: …`, each of which may go on in
/// lines that begin with two blanks.
struct BlockFields {
  struct Field: Hashable {
    /// `hint`, `miss`, `- ` and `* ` for options.
    var key: String
    var value: [String]
    var line: Int

    /// As text on one line.
    var text: String { value.map(\.trimmed).joined(separator: " ") }
    /// As statements, a line each.
    var code: String { value.joined(separator: "\n").trimmed }
  }

  var text = ""
  var fields: [Field] = []
  /// Lines behind the first field that neither begin a field nor go on with one.
  var strays: [(text: String, line: Int)] = []

  init(_ fence: DocumentPart.Fence, keys: [String]) {
    var words: [String] = []
    for (offset, line) in fence.body.enumerated() {
      if let (key, value) = Self.opening(line, keys) {
        fields.append(Field(key: key, value: [value], line: fence.line + 1 + offset))
      } else if fields.isEmpty {
        words.append(line)
      } else if line.hasPrefix("  ") {
        fields[fields.count - 1].value.append(String(line.dropFirst(2)))
      } else if !line.trimmed.isEmpty {
        strays.append((line, fence.line + 1 + offset))
      }
    }
    text = words.joined(separator: "\n").trimmed
  }

  func all(_ key: String) -> [Field] { fields.filter { $0.key == key } }

  private static func opening(_ line: String, _ keys: [String]) -> (String, String)? {
    for mark in ["- ", "* "] where line.hasPrefix(mark) && keys.contains(mark) {
      return (mark, String(line.dropFirst(2)))
    }
    for key in keys {
      if line.hasPrefix(key + ":") { return (key, line.dropFirst(key.count + 1).trimmed) }
      if key == "miss", line.hasPrefix("miss "), line.contains(":") {
        return (key, line.dropFirst(5).trimmed)
      }
    }
    return nil
  }
}
