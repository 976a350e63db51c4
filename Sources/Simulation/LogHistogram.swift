#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Counts of positive numbers in bins of equal ratio, for percentiles with a bounded relative error.
///
/// Count, sum, least and greatest value are exact; a quantile is off by at most the bin ratio. Bins are
/// made as values come, at most about 5 000. Zero is counted apart; values below zero count as zero.
public struct LogHistogram: Hashable, Sendable {
  /// Upper over lower edge of every bin.
  public let ratio: Double
  public private(set) var count: Int64 = 0
  public private(set) var sum = 0.0
  public private(set) var min = Double.infinity
  public private(set) var max = -Double.infinity
  private var zeros: Int64 = 0
  private var bins: [Int64] = []
  /// The exponent of the first bin: it holds values from ratio^first on.
  private var first = 0
  private let scale: Double

  public init(ratio: Double = 1.02) {
    precondition(ratio > 1, "bins must widen")
    self.ratio = ratio
    scale = 1 / log(ratio)
  }

  /// A histogram of waiting and finality times: bins of 2 %.
  public static let latency = LogHistogram(ratio: 1.02)
  /// A histogram of fees: bins of 4 %.
  public static let fees = LogHistogram(ratio: 1.04)

  public var isEmpty: Bool { count == 0 }
  public var mean: Double? { count > 0 ? sum / Double(count) : nil }

  /// Counts a value `weight` times.
  public mutating func add(_ value: Double, weight: Int64 = 1) {
    guard weight > 0, value.isFinite else { return }
    let value = Swift.max(0, value)
    count &+= weight
    sum += value * Double(weight)
    if value < min { min = value }
    if value > max { max = value }
    if value == 0 {
      zeros &+= weight
    } else {
      bins[slot(of: exponent(of: value))] &+= weight
    }
  }

  /// Takes back what was counted by `add`; the least and the greatest value stay as they were.
  public mutating func remove(_ value: Double, weight: Int64 = 1) {
    guard weight > 0, value.isFinite else { return }
    let value = Swift.max(0, value)
    if value == 0 {
      let n = Swift.min(weight, zeros)
      zeros -= n
      count -= n
      return
    }
    let place = exponent(of: value) - first
    guard bins.indices.contains(place) else { return }
    let n = Swift.min(weight, bins[place])
    bins[place] -= n
    count -= n
    sum = count == 0 ? 0 : sum - value * Double(n)
  }

  /// Adds what another histogram of the same ratio has counted.
  public mutating func merge(_ other: LogHistogram) {
    precondition(ratio == other.ratio, "histograms of different bins")
    for (i, n) in other.bins.enumerated() where n > 0 { bins[slot(of: other.first + i)] &+= n }
    count &+= other.count
    sum += other.sum
    zeros &+= other.zeros
    min = Swift.min(min, other.min)
    max = Swift.max(max, other.max)
  }

  /// The value below which this share of the counts lies; nothing without counts.
  public func quantile(_ share: Double) -> Double? {
    guard count > 0 else { return nil }
    if share <= 0 { return min }
    if share >= 1 { return max }
    var rank = share * Double(count) - Double(zeros)
    if rank <= 0 { return 0 }
    for (i, n) in bins.enumerated() where n > 0 {
      if rank <= Double(n) {
        let value = exp((Double(first + i) + rank / Double(n)) / scale)
        return Swift.min(Swift.max(value, min), max)
      }
      rank -= Double(n)
    }
    return max
  }

  /// The non-empty bins in rising order, with their edges; a bin of zeros comes first.
  public var nonEmptyBins: [(lower: Double, upper: Double, count: Int64)] {
    var result: [(lower: Double, upper: Double, count: Int64)] = []
    if zeros > 0 { result.append((0, 0, zeros)) }
    for (i, n) in bins.enumerated() where n > 0 {
      let edge = Double(first + i)
      result.append((exp(edge / scale), exp((edge + 1) / scale), n))
    }
    return result
  }

  private func exponent(of value: Double) -> Int {
    Int(Swift.min(Swift.max((log(value) * scale).rounded(.down), -2_500), 2_500))
  }

  /// The place of the bin with this exponent, which is made if need be.
  private mutating func slot(of exponent: Int) -> Int {
    if bins.isEmpty {
      first = exponent
      bins = [0]
    } else if exponent < first {
      bins.insert(contentsOf: repeatElement(0, count: first - exponent), at: 0)
      first = exponent
    } else if exponent >= first + bins.count {
      bins.append(contentsOf: repeatElement(0, count: exponent - first - bins.count + 1))
    }
    return exponent - first
  }
}
