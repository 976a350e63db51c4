public import Blockchain
public import Quantities
import Simulation

/// A stretch of time on a plot: where it begins, and what a metric was within it, in base units.
public struct SeriesPoint: Hashable, Sendable {
  public var time: Instant
  public var low: Double
  public var high: Double
  public var mean: Double

  public init(time: Instant, low: Double, high: Double, mean: Double) {
    self.time = time
    self.low = low
    self.high = high
    self.mean = mean
  }
}

extension World {
  /// A metric since time zero; empty for metrics without a course in time.
  public func series(of metric: Metric, _ id: SystemID) -> [SeriesPoint] {
    let chain = chain(id)
    let history = chain.history
    switch metric.name {
    case "throughput": return rates(history.included, of: chain)
    case "offered": return rates(history.arrived, of: chain)
    case "issuance": return rates(history.issuedDollars, of: chain)
    case "served":
      return ratio([history.included], over: history.arrived, of: chain).map {
        SeriesPoint(
          time: $0.time, low: min(1, $0.low), high: min(1, $0.high), mean: min(1, $0.mean))
      }
    case "cost_per_tx":
      return ratio([history.feeDollars, history.issuedDollars], over: history.included, of: chain)
    case "capacity": return points(history.capacity)
    case "backlog": return points(history.backlog)
    case "inclusion_time": return points(history.inclusionTime)
    case "finality_time": return points(history.finalityTime)
    case "fee": return points(history.fee)
    case "interval": return points(history.interval)
    case "height": return points(history.height)
    case "base_fee": return points(history.baseFee, times: chain.coin.price)
    case "difficulty": return points(history.difficulty)
    default: return []
    }
  }

  private func points(_ series: TimeSeries, times scale: Double = 1) -> [SeriesPoint] {
    series.buckets.enumerated().filter { !$0.element.isEmpty }.map { index, bucket in
      SeriesPoint(
        time: series.start(of: index), low: bucket.low * scale, high: bucket.high * scale,
        mean: bucket.mean * scale)
    }
  }

  /// Sums over stretches of at least four block intervals and a hundredth of the time that passed, so
  /// that a rate does not jump between 0 and a block's worth.
  private func stretches(_ series: RateSeries, of chain: Chain) -> [Stretch] {
    let least = max(
      chain.parameters.nominalInterval * 4, Interval(microseconds: now.microseconds / 100))
    let width = series.width.microseconds
    let group = max(1, Int((least.microseconds + width - 1) / width))
    return stride(from: 0, to: series.sums.count, by: group).compactMap { first in
      let last = min(first + group, series.sums.count)
      let start = Instant.zero + series.width * Int64(first)
      let end = min(now, Instant.zero + series.width * Int64(first + group))
      let seconds = (end - start).seconds
      // A stretch that has barely begun would show a rate by chance.
      guard end > start, first == 0 || (end - start) >= series.width * Int64((group + 1) / 2)
      else { return nil }
      return Stretch(
        start: start, seconds: seconds, sum: series.sums[first..<last].reduce(0, +))
    }
  }

  private struct Stretch {
    var start: Instant
    var seconds: Double
    var sum: Double
  }

  private func rates(_ series: RateSeries, of chain: Chain) -> [SeriesPoint] {
    stretches(series, of: chain).map {
      let rate = $0.sum / $0.seconds
      return SeriesPoint(time: $0.start, low: rate, high: rate, mean: rate)
    }
  }

  /// Sums of several series over those of another, where that is not 0.
  private func ratio(
    _ above: [RateSeries], over below: RateSeries, of chain: Chain
  ) -> [SeriesPoint] {
    let parts = above.map { series in
      Dictionary(
        stretches(series, of: chain).map { ($0.start, $0.sum) }, uniquingKeysWith: { a, _ in a })
    }
    return stretches(below, of: chain).filter { $0.sum > 0 }.map { under in
      let value = parts.reduce(0) { $0 + ($1[under.start] ?? 0) } / under.sum
      return SeriesPoint(time: under.start, low: value, high: value, mean: value)
    }
  }
}
