/// A document as text between fences, and fences.
enum DocumentPart: Hashable {
  /// Lines that belong to no active block; the number of the first, from 1.
  case text([String], line: Int)
  case fence(Fence)

  struct Fence: Hashable {
    /// What stands after the backquotes: `tri run`, `ask choice id=q1`.
    var info: String
    var body: [String]
    /// Of the opening backquotes, from 1.
    var line: Int
    var isClosed: Bool

    var words: [String] { info.split(separator: " ").map(String.init) }

    /// The fence as it stands in the file.
    var written: [String] { ["```" + info] + body + ["```"] }
  }

  static func parts(of lines: [String], from first: Int) -> [DocumentPart] {
    var parts: [DocumentPart] = []
    var text: [String] = []
    var start = first
    var index = first
    func close() {
      if text.contains(where: { !$0.trimmed.isEmpty }) {
        parts.append(.text(text, line: start + 1))
      }
      text = []
    }
    while index < lines.count {
      let ticks = lines[index].prefix { $0 == "`" }
      guard ticks.count >= 3 else {
        if text.isEmpty { start = index }
        text.append(lines[index])
        index += 1
        continue
      }
      close()
      var fence = Fence(
        info: lines[index].dropFirst(ticks.count).trimmed, body: [], line: index + 1,
        isClosed: false)
      index += 1
      while index < lines.count {
        if lines[index].trimmed == ticks {
          fence.isClosed = true
          index += 1
          break
        }
        fence.body.append(lines[index])
        index += 1
      }
      parts.append(.fence(fence))
    }
    close()
    return parts
  }
}
