private import Synchronization

/// A flag that stops a run from outside, and how far the run is: shared with a signal handler, a timer
/// and a progress bar, so it has a lifetime of its own.
public final class Interruption: Sendable {
  public enum Cause: UInt8, Sendable { case none, user, timeout }

  private let flag = Atomic<UInt8>(0)
  private let share = Atomic<UInt64>(0)

  public init() {}

  /// What was asked for, if anything. Safe to poll from any thread.
  public var cause: Cause { Cause(rawValue: flag.load(ordering: .relaxed)) ?? .none }

  /// Asks every run that polls this flag to stop. Safe in a signal handler.
  public func request(_ cause: Cause) { flag.store(cause.rawValue, ordering: .relaxed) }

  public func clear() { flag.store(0, ordering: .relaxed) }

  /// Share of the present work that is done, 0 ... 1; 0 when nothing runs.
  public var progress: Double { Double(bitPattern: share.load(ordering: .relaxed)) }

  public func report(progress: Double) {
    share.store(progress.bitPattern, ordering: .relaxed)
  }

  /// Adds a share of the work, from any thread.
  public func add(progress: Double) {
    var old = share.load(ordering: .relaxed)
    while true {
      let new = (Double(bitPattern: old) + progress).bitPattern
      let (done, found) = share.weakCompareExchange(
        expected: old, desired: new, ordering: .relaxed)
      if done { return }
      old = found
    }
  }
}
