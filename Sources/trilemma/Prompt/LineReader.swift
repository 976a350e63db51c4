import LineEditor

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where the lines of a conversation come from.
enum LineReader {
  case terminal(LineEditor)
  case plain(PlainLines)

  func readLine(
    prompt: String, completing complete: @escaping (String) -> Completion
  ) -> LineEditor.Line {
    switch self {
    case .terminal(let editor): editor.readLine(prompt: prompt, completing: complete)
    case .plain(let lines): lines.next().map { .line($0) } ?? .end
    }
  }

  /// Whether the next line is there already, as when a text is pasted.
  var isMoreWaiting: Bool {
    switch self {
    case .terminal:
      var waiting = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
      return poll(&waiting, 1, 25) > 0
    case .plain: return true
    }
  }

  func remember(_ text: String) {
    if case .terminal(let editor) = self { editor.remember(text) }
  }
}

/// The lines of standard input where nobody edits them.
final class PlainLines {
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// Longer lines are cut in pieces, which bounds the memory.
  private static let limit = 1 << 20

  func next() -> String? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        return text(upTo: end)
      }
      searched = buffer.count
      if isAtEnd || buffer.count - start >= Self.limit {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        return text(upTo: buffer.count)
      }
      searched -= start
      buffer.removeFirst(start)
      start = 0
      fill()
    }
  }

  private func text(upTo end: Int) -> String {
    String(decoding: buffer[start..<end], as: UTF8.self)
  }

  private func fill() {
    var chunk = [UInt8](repeating: 0, count: 16 * 1024)
    let count = read(0, &chunk, chunk.count)
    if count > 0 {
      buffer.append(contentsOf: chunk[..<count])
    } else if count == 0 || errno != EINTR {
      isAtEnd = true
    }
  }
}
