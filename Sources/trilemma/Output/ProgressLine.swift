import Dispatch
import Simulation
import Synchronization

/// One line on the terminal that shows how far long work is, with the time left; gone at the end.
final class ProgressLine: Sendable {
  private struct State {
    var shownColumns = 0
    var timer: (any DispatchSourceTimer)?
  }

  private let state = Mutex(State())
  private let isShown: Bool

  /// - Parameter isShown: false where standard error is no terminal, or quiet is wanted.
  init(isShown: Bool) { self.isShown = isShown }

  /// Draws from half a second on, until `stop`.
  func start(following interruption: Interruption) {
    guard isShown else { return }
    interruption.report(progress: 0)
    let begin = ContinuousClock.now
    state.withLock { state in
      let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "progress"))
      timer.schedule(deadline: .now() + .milliseconds(500), repeating: .milliseconds(200))
      timer.setEventHandler { [self] in
        draw(Self.text(share: interruption.progress, after: ContinuousClock.now - begin))
      }
      timer.resume()
      state.timer = timer
    }
  }

  func stop() {
    state.withLock { state in
      state.timer?.cancel()
      state.timer = nil
    }
    erase()
  }

  /// Makes room for other output; the next drawing brings the line back.
  func erase() {
    state.withLock { state in
      guard state.shownColumns > 0 else { return }
      // A little more, because the terminal echoes a `^C` behind it.
      let blank = String(repeating: " ", count: state.shownColumns + 4)
      _ = writeAll(Array("\r\(blank)\r".utf8), to: 2)
      state.shownColumns = 0
    }
  }

  private func draw(_ text: String?) {
    guard let text else { return erase() }
    state.withLock { state in
      // A tick that was under way while the work ended draws nothing.
      guard state.timer != nil else { return }
      let blank = String(repeating: " ", count: max(state.shownColumns - text.count, 0))
      _ = writeAll(Array("\r\(text)\(blank)".utf8), to: 2)
      state.shownColumns = max(text.count, state.shownColumns)
    }
  }

  /// `[###.......]  30 %  7 s left`; nil while nothing is known.
  static func text(share: Double, after elapsed: Duration) -> String? {
    guard share > 0, share <= 1 else { return nil }
    let columns = 10
    let full = min(Int(share * Double(columns)), columns)
    let bar = String(repeating: "#", count: full) + String(repeating: ".", count: columns - full)
    let percent = String(Int(share * 100))
    let padding = String(repeating: " ", count: 3 - percent.count)
    let seconds =
      Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    let left = min(seconds * (1 - share) / share, 360_000)
    return "  [\(bar)] \(padding)\(percent) %  \(timeLeft(max(Int(left + 0.5), 1))) left"
  }

  private static func timeLeft(_ seconds: Int) -> String {
    switch seconds {
    case ..<100: "\(seconds) s"
    case ..<6000: "\((seconds + 59) / 60) min"
    default: "\((seconds + 3599) / 3600) h"
    }
  }
}
