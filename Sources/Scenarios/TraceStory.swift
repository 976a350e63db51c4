import Blockchain
import Quantities
import Terminal

/// The moments of a run as lines to read, as many as a screen holds.
struct TraceStory {
  /// Moments of each kind kept at either end: more than any screen shows.
  static let limit = 40
  /// Rows of the screen that other output takes: what was typed, the run's own line, the next prompt.
  private static let otherRows = 4

  var story: Story
  var page: Page
  /// Whether every line names its system.
  var namesSystems: Bool

  var text: StyledText {
    let rows = min(max(5, page.height - Self.otherRows), 2 * Self.limit)
    let (lines, rest) = story.told(inRows: rows)
    let times = lines.map { Self.clock($0.time, until: lines.last?.time ?? .zero) }
    let timeWidth = times.map(displayWidth).max() ?? 0
    let nameWidth = namesSystems ? lines.map { displayWidth($0.system) }.max() ?? 0 : 0
    var text = StyledText()
    for (line, time) in zip(lines, times) {
      let margin = "  " + time.leading(timeWidth)
      let name = namesSystems ? "  " + line.system.trailing(nameWidth) : ""
      let room = page.width - displayWidth(margin) - displayWidth(name) - 2
      text.append(margin, .dim)
      text.append(escapingControls(name + "  " + line.text.cut(to: room)) + "\n")
    }
    if !rest.isEmpty { text.append(leftOut(rest) + "\n", .dim) }
    return text
  }

  /// As long as what comes after: `12.4 s`, `02:14:24`, `7 days 02:14:24`.
  static func clock(_ time: Instant, until last: Instant) -> String {
    let minute: Int64 = 60_000_000
    guard last.microseconds >= minute else { return Readable.time(time) }
    let seconds = time.microseconds / 1_000_000
    func two(_ n: Int64) -> String { n < 10 ? "0\(n)" : "\(n)" }
    let clock = [seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60].map(two)
      .joined(separator: ":")
    let days = seconds / 86_400
    return days == 0 ? clock : "\(days) day\(days == 1 ? "" : "s") \(clock)"
  }

  /// `... and 1,204 more: 1,180 blocks of base, 24 batches of op`
  private func leftOut(_ rest: [Story.Rest]) -> String {
    let sum = rest.reduce(0) { $0 + $1.count }
    var text = "  ... and \(Readable.number(Double(sum), digits: 12)) more"
    var separator = ": "
    for item in rest {
      let name = namesSystems ? " of \(item.system)" : ""
      let part =
        separator
        + "\(Readable.number(Double(item.count), digits: 12)) \(item.kind.rawValue)\(name)"
      guard displayWidth(text + part) + 5 <= page.width else { return text + ", ..." }
      text += part
      separator = ", "
    }
    return text
  }
}

extension String {
  fileprivate func leading(_ width: Int) -> String {
    String(repeating: " ", count: max(0, width - displayWidth(self))) + self
  }

  fileprivate func trailing(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - displayWidth(self)))
  }

  /// Without what does not fit; `...` stands for it.
  fileprivate func cut(to width: Int) -> String {
    guard displayWidth(self) > width else { return self }
    var text = ""
    for character in self {
      guard displayWidth(text + String(character)) + 3 <= max(3, width) else { break }
      text.append(character)
    }
    return text + "..."
  }
}
