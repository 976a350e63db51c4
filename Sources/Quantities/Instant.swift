/// A moment of simulated time: whole microseconds since time zero.
///
/// 64 bits hold ±292 000 years; ``Instant/limit`` leaves room for sums that never overflow.
public struct Instant: Hashable, Comparable, Sendable {
  public var microseconds: Int64

  public init(microseconds: Int64) { self.microseconds = microseconds }

  public static let zero = Instant(microseconds: 0)
  /// The farthest moment that a run may reach: 100 000 years.
  public static let limit = Instant(microseconds: 3_155_760_000_000_000_000)

  public var seconds: Double { Double(microseconds) / 1e6 }

  public static func < (a: Instant, b: Instant) -> Bool { a.microseconds < b.microseconds }
  public static func + (a: Instant, b: Interval) -> Instant {
    Instant(microseconds: a.microseconds + b.microseconds)
  }
  public static func - (a: Instant, b: Interval) -> Instant {
    Instant(microseconds: a.microseconds - b.microseconds)
  }
  public static func - (a: Instant, b: Instant) -> Interval {
    Interval(microseconds: a.microseconds - b.microseconds)
  }
  public static func += (a: inout Instant, b: Interval) { a = a + b }
}

/// A length of simulated time: whole microseconds.
public struct Interval: Hashable, Comparable, Sendable {
  public var microseconds: Int64

  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// The nearest whole number of microseconds; saturates at the limit of a run, and is zero for NaN.
  public init(seconds: Double) {
    let scaled = seconds * 1e6
    let limit = Double(Instant.limit.microseconds)
    self.microseconds =
      scaled.isNaN
      ? 0
      : scaled >= limit
        ? Instant.limit.microseconds
        : scaled <= -limit ? -Instant.limit.microseconds : Int64((scaled).rounded())
  }

  public static let zero = Interval(microseconds: 0)
  public static func seconds(_ n: Double) -> Interval { Interval(seconds: n) }
  public static func minutes(_ n: Double) -> Interval { Interval(seconds: n * 60) }
  public static func hours(_ n: Double) -> Interval { Interval(seconds: n * 3600) }
  public static func days(_ n: Double) -> Interval { Interval(seconds: n * 86_400) }

  public var seconds: Double { Double(microseconds) / 1e6 }

  public static func < (a: Interval, b: Interval) -> Bool { a.microseconds < b.microseconds }
  public static func + (a: Interval, b: Interval) -> Interval {
    Interval(microseconds: a.microseconds + b.microseconds)
  }
  public static func - (a: Interval, b: Interval) -> Interval {
    Interval(microseconds: a.microseconds - b.microseconds)
  }
  public static func * (a: Interval, n: Int64) -> Interval {
    Interval(microseconds: a.microseconds * n)
  }
  public static func / (a: Interval, n: Int64) -> Interval {
    Interval(microseconds: a.microseconds / n)
  }
}
