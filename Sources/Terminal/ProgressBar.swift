/// How far a long piece of work is, as one line: `run 3 of 10  [######......]  45 %, 12 s left`.
public struct ProgressBar: Hashable, Sendable {
  public var label: String
  /// What is done of the whole, 0 ... 1.
  public var share: Double
  /// Seconds since the start.
  public var elapsed: Double

  public init(label: String, share: Double, elapsed: Double) {
    self.label = label
    self.share = share
    self.elapsed = elapsed
  }

  /// One line, shorter than the page is wide, so that a terminal does not break it.
  public func drawn(on page: Page) -> StyledText {
    let done = share.isNaN ? 0 : min(max(share, 0), 1)
    let percent = String(Int(done * 100))
    let end = String(repeating: " ", count: 3 - percent.utf8.count) + percent + " %" + left(done)
    let room = page.width - 1 - end.utf8.count - 2
    let name = truncated(label, to: max(0, room / 2))
    let cells = min(30, room - displayWidth(name) - 4)
    var line = StyledText(name)
    if !name.isEmpty { line.append("  ") }
    let filled = Int(done * Double(cells))
    let (full, empty) = page.charset == .ascii ? ("#", ".") : ("█", "░")
    line.append("[")
    line.append(String(repeating: full, count: filled), .accent)
    line.append(String(repeating: empty, count: cells - filled), .dim)
    line.append("]  " + end)
    return line
  }

  /// Work at the same pace as before; nothing is said before a hundredth is done.
  private func left(_ done: Double) -> String {
    guard done >= 0.01, done < 1, elapsed > 0 else { return "" }
    let seconds = elapsed * (1 - done) / done
    switch seconds {
    case ..<1: return ", 1 s left"
    case ..<120: return ", \(Int(seconds + 0.5)) s left"
    case ..<7200: return ", \(Int(seconds / 60 + 0.5)) min left"
    case ..<172_800: return ", \(Int(seconds / 3600 + 0.5)) h left"
    case ..<3e7: return ", \(Int(seconds / 86_400 + 0.5)) days left"
    default: return ", over a year left"
    }
  }
}
