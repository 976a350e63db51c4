#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Shows long texts a screen at a time, where a person sits at a terminal.
struct Pager {
  /// Rows of the terminal.
  var rows: Int

  private static let question = "-- more: Enter next page, q enough --"

  /// Parts of a text that fit on a screen with a line for the question; one part if all of it fits.
  func screens(of text: String) -> [Substring] {
    let room = max(4, rows - 1)
    var screens: [Substring] = []
    var start = text.startIndex
    var lines = 0
    var place = text.startIndex
    while place < text.endIndex {
      if text[place] == "\n" { lines += 1 }
      place = text.index(after: place)
      if lines == room, place < text.endIndex {
        screens.append(text[start..<place])
        start = place
        lines = 0
      }
    }
    screens.append(text[start...])
    return screens
  }

  /// Writes a text, asking after each screen whether to go on.
  func show(_ text: String, to outlet: Outlet) {
    let screens = screens(of: text)
    for (i, screen) in screens.enumerated() {
      outlet.write(String(screen))
      if i + 1 < screens.count, !wantsMore() { return }
    }
  }

  private func wantsMore() -> Bool {
    _ = writeAll(Array(Self.question.utf8), to: 2)
    defer { _ = writeAll(Array("\r\u{1b}[K".utf8), to: 2) }
    var before = termios()
    guard tcgetattr(0, &before) == 0 else { return true }
    var raw = before
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    tcsetattr(0, TCSANOW, &raw)
    defer { tcsetattr(0, TCSANOW, &before) }
    var key: UInt8 = 0
    while true {
      let count = read(0, &key, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return false }
      switch key {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: " "): return true
      case UInt8(ascii: "q"), UInt8(ascii: "Q"), 3, 4, 27: return false
      default: continue
      }
    }
  }
}
