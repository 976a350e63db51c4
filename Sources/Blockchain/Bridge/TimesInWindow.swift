import Quantities
public import Simulation

/// Times that were measured since the window of measurement began.
public struct TimesInWindow: Sendable {
  private var start = Instant.zero
  private var times = LogHistogram.latency

  mutating func add(_ seconds: Double, weight: Int64 = 1, in window: WindowTotals, at now: Instant)
  {
    guard now >= window.start else { return }
    if start != window.start {
      start = window.start
      times = .latency
    }
    times.add(seconds, weight: weight)
  }

  /// Those of this window.
  public func histogram(in window: WindowTotals) -> LogHistogram {
    start == window.start ? times : .latency
  }
}
