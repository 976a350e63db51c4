#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A distribution put into few bins of one nice width (Freedman and Diaconis, 1981: twice the
/// interquartile range over the cube root of the count).
struct Binning {
  /// Bounds of the bins, one more than there are bins.
  private(set) var edges: [Double] = []
  /// Shares of the whole by bin.
  private(set) var shares: [Double] = []
  /// What lies above the last edge, and the largest value there.
  private(set) var beyond: (share: Double, largest: Double)?

  private let bins: [HistogramChart.Bin]
  private let total: Double

  /// Nothing where nothing was counted.
  init?(_ source: [HistogramChart.Bin], axis: Axis, most: Int) {
    bins = source.compactMap(\.charted).sorted { ($0.lower, $0.upper) < ($1.lower, $1.upper) }
    total = bins.reduce(0) { $0 + $1.count }
    guard total > 0, total.isFinite, let first = bins.first else { return nil }
    let low = first.lower
    let high = bins.map(\.upper).max() ?? low
    if axis.log {
      edges = logEdges(from: low, to: high, most: most)
    } else {
      // A thin tail must not squeeze the rest: it is cut and told in words.
      let tail = quantile(0.99)
      let end = tail > low && high - low > 2 * (tail - low) ? tail : high
      edges = linearEdges(from: low, to: end, axis: axis, most: most)
    }
    shares = (1..<edges.count).map { share(from: edges[$0 - 1], to: edges[$0]) }
    let above = share(from: edges[edges.count - 1], to: .infinity)
    if above > 1e-12 { beyond = (above, high) }
  }

  private func linearEdges(from low: Double, to high: Double, axis: Axis, most: Int) -> [Double] {
    let spread = quantile(0.75) - quantile(0.25)
    let source = bins.reduce(0) { $0 + ($1.upper - $1.lower) * ($1.count / total) }
    var (low, high) = (low, high)
    let size = max(low.magnitude, high.magnitude)
    if high - low <= 1e-9 * size || size == 0 {
      let room = size == 0 ? 1 : size / 2
      (low, high) = (low - room, high + room)
    }
    let span = high - low
    let least = max(source, gap, span / Double(most - 2))
    let wanted = max(least, min(2 * spread / cbrt(total), span / 5))
    let steps = axis.unit.steps(around: wanted)
    for width in steps where width >= wanted * 0.999 {
      let first = (low / width + 1e-9).rounded(.down)
      // A value exactly at the end has a bin that begins there.
      let last =
        bins.contains {
          $0.lower == $0.upper && $0.lower >= (high / width).rounded() * width * (1 - 1e-9)
            && $0.lower <= high
        }
        ? (high / width + 1e-9).rounded(.down) + 1
        : max(first + 1, (high / width - 1e-9).rounded(.up))
      guard last - first <= Double(most) else { continue }
      return (0...Int(last - first)).map { (first + Double($0)) * width }
    }
    return [low, high]
  }

  /// The distance of neighbours where everything lies at single values, such as whole numbers.
  private var gap: Double {
    guard bins.allSatisfy({ $0.lower == $0.upper }) else { return 0 }
    return zip(bins, bins.dropFirst()).map { $1.lower - $0.lower }.filter { $0 > 0 }.min() ?? 0
  }

  private func logEdges(from low: Double, to high: Double, most: Int) -> [Double] {
    let span = log(high) - log(low)
    guard span > 1e-9 else { return [low / 2, low * 2] }
    let spread = log(quantile(0.75)) - log(quantile(0.25))
    let width = max(2 * spread / cbrt(total), span / Double(most))
    let count = max(min(5, most), min(most, Int((span / width).rounded(.up))))
    // The last edge lies a hair above the largest value, which belongs to the last bin.
    return (0...count).map {
      low * exp(span * Double($0) / Double(count)) * ($0 == count ? 1.0001 : 1)
    }
  }

  /// The value below which a share of the whole lies.
  private func quantile(_ p: Double) -> Double {
    var left = p * total
    for bin in bins {
      if left <= bin.count { return bin.lower + (bin.upper - bin.lower) * max(0, left / bin.count) }
      left -= bin.count
    }
    return bins.last?.upper ?? 0
  }

  private func share(from low: Double, to high: Double) -> Double {
    var share = 0.0
    for bin in bins {
      let width = bin.upper - bin.lower
      if width <= 0 {
        if bin.lower >= low, bin.lower < high { share += bin.count / total }
      } else {
        let overlap = max(0, min(high, bin.upper) - max(low, bin.lower))
        share += bin.count / total * (overlap / width)
      }
    }
    return share
  }
}
