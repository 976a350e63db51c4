/// A statement while it is being typed, over one line or several.
struct Draft {
  enum Step: Hashable {
    /// An empty line between statements.
    case nothing
    case more
    /// Like `more`, at the moment to say how to get out.
    case moreWithHint
    case complete(String)
    /// Two empty lines: it is given up.
    case left
    case tooLong
  }

  /// More than a person types; it bounds what one statement costs to check again at every line.
  static let limit = 256 * 1024

  private(set) var text = ""
  private var lines = 0
  private var emptyLines = 0

  var isEmpty: Bool { lines == 0 }

  mutating func add(_ line: String, isComplete: (String) -> Bool) -> Step {
    let isBlank = line.trimmed.isEmpty
    if isEmpty, isBlank { return .nothing }
    emptyLines = isBlank ? emptyLines + 1 : 0
    if emptyLines == 2 {
      clear()
      return .left
    }
    text += lines == 0 ? line : "\n" + line
    lines += 1
    if text.utf8.count > Self.limit {
      clear()
      return .tooLong
    }
    guard !isComplete(text) else {
      defer { clear() }
      return .complete(text)
    }
    return lines == 4 ? .moreWithHint : .more
  }

  mutating func clear() { self = Draft() }
}
