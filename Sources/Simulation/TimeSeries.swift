public import Quantities

/// Values over time in bounded memory: equal buckets from time zero, twice as wide whenever they run out.
///
/// What is kept depends on what was recorded and when, never on who looks.
public struct TimeSeries: Hashable, Sendable {
  /// What happened within one bucket.
  public struct Bucket: Hashable, Sendable {
    public var low = Double.infinity
    public var high = -Double.infinity
    public var sum = 0.0
    public var weight = 0.0
    public var last = Double.nan

    public var isEmpty: Bool { weight == 0 }
    public var mean: Double { sum / weight }

    mutating func add(_ value: Double, weight w: Double) {
      low = min(low, value)
      high = max(high, value)
      sum += value * w
      weight += w
      last = value
    }

    func joined(with later: Bucket) -> Bucket {
      Bucket(
        low: min(low, later.low), high: max(high, later.high), sum: sum + later.sum,
        weight: weight + later.weight, last: later.isEmpty ? last : later.last)
    }
  }

  /// Most buckets that are kept; at least half of them are in use once a series has doubled.
  public static let limit = 512

  public private(set) var width: Interval
  public private(set) var buckets: [Bucket] = []

  /// Starts with buckets of this width, at least a microsecond.
  public init(width: Interval) {
    self.width = max(width, Interval(microseconds: 1))
  }

  /// Records a value at a moment; moments need not rise.
  public mutating func record(_ value: Double, weight: Double = 1, at time: Instant) {
    guard value.isFinite, weight > 0 else { return }
    var index = Int(max(0, time.microseconds) / width.microseconds)
    while index >= Self.limit {
      buckets = pairwise(buckets) { $0.joined(with: $1) }
      width = width * 2
      index /= 2
    }
    while buckets.count <= index { buckets.append(Bucket()) }
    buckets[index].add(value, weight: weight)
  }

  /// When a bucket begins.
  public func start(of index: Int) -> Instant { .zero + width * Int64(index) }
}

/// How much happened over time, for rates: like ``TimeSeries``, but each bucket holds a sum alone.
public struct RateSeries: Hashable, Sendable {
  public private(set) var width: Interval
  public private(set) var sums: [Double] = []

  public init(width: Interval) {
    self.width = max(width, Interval(microseconds: 1))
  }

  public mutating func add(_ amount: Double, at time: Instant) {
    guard amount.isFinite else { return }
    var index = Int(max(0, time.microseconds) / width.microseconds)
    while index >= TimeSeries.limit {
      sums = pairwise(sums, +)
      width = width * 2
      index /= 2
    }
    while sums.count <= index { sums.append(0) }
    sums[index] += amount
  }
}

/// Each two neighbours as one; an odd last one stays.
private func pairwise<T>(_ items: [T], _ join: (T, T) -> T) -> [T] {
  stride(from: 0, to: items.count, by: 2).map {
    $0 + 1 < items.count ? join(items[$0], items[$0 + 1]) : items[$0]
  }
}
