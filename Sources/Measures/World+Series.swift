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
    case "propagation_time":
      let network = chain.parameters.network
      let factor = network.relay == .constant ? 1 : network.producerDelayFactor
      return points(history.delay, times: factor > 0 ? 1 / factor : 1)
    case "leverage":
      guard let x = value(of: metric, nil, id) else {
        return []
      }
      return points(history.height).map {
        SeriesPoint(time: $0.time, low: x, high: x, mean: x)
      }
    case "reorg_depth": return steps(history.reorgs, at: history.height)
    case "tolerance":
      let interval = chain.parameters.blockInterval.seconds
      let isGhost = chain.parameters.forkChoice == .ghost
      return points(history.delay).map { point in
        let share =
          isGhost
          ? 0.5
          : ClosedForm.longestChainTolerance(delay: point.mean, interval: interval) ?? .nan
        return SeriesPoint(time: point.time, low: share, high: share, mean: share)
      }
    case "stale_rate": return ratio([history.lost], over: history.found, of: chain)
    case "capacity": return points(history.capacity)
    case "backlog": return points(history.backlog)
    case "inclusion_time": return points(history.inclusionTime)
    case "finality_time": return points(history.finalityTime)
    case "fee": return points(history.fee)
    case "interval": return points(history.interval)
    case "height": return points(history.height)
    case "base_fee": return points(history.baseFee, times: chain.coin.price)
    case "backing":
      let course =
        chain.rollup?.backing ?? chain.peg?.backingCourse ?? chain.plasma?.backingCourse
      return course.map { points($0) } ?? []
    case "blob_fee":
      guard let market = chain.parameters.kind == .rollup ? parent(of: chain) : chain,
        market.parameters.blobs.most > 0
      else { return [] }
      return points(market.history.blobFee, times: market.coin.price)
    case "difficulty": return points(history.difficulty)
    case "security_budget":
      return rates(
        [history.feeDollars, history.issuedDollars], less: history.burnedDollars, of: chain)
    case "energy_per_tx": return ratio([history.joules], over: history.included, of: chain)
    case "node_cost": return populations(of: chain) { $0.cost / Unit.month }
    case "verify_share": return populations(of: chain, \.verifyShare)
    case "full_nodes": return populations(of: chain, \.fullNodes)
    case "success_rate":
      return ratio([history.included], over: history.tried, of: chain).map(capped)
    case "depleted": return points(history.depleted)
    case "locked":
      return chain.bridge.map { points($0.lockedCourse) } ?? points(history.locked)
    case "in_transit": return chain.bridge.map { points($0.transitCourse) } ?? []
    case "withdrawal_time" where chain.rollup == nil:
      let course = chain.peg?.withdrawalCourse ?? chain.plasma?.withdrawalCourse
      return course.map { points($0) } ?? []
    default: return metric.hasCourse ? trustCourse(named: metric.name, of: id) : []
    }
  }

  /// What arrived belongs to what was tried a little earlier.
  private func capped(_ point: SeriesPoint) -> SeriesPoint {
    SeriesPoint(
      time: point.time, low: min(1, point.low), high: min(1, point.high), mean: min(1, point.mean))
  }

  func points(_ series: TimeSeries, times scale: Double = 1) -> [SeriesPoint] {
    series.buckets.enumerated().filter { !$0.element.isEmpty }.map { index, bucket in
      SeriesPoint(
        time: series.start(of: index), low: bucket.low * scale, high: bucket.high * scale,
        mean: bucket.mean * scale)
    }
  }

  /// What only grows, carried on to every moment of another series.
  private func steps(_ series: TimeSeries, at times: TimeSeries) -> [SeriesPoint] {
    let changes = points(series)
    var next = 0
    var highest = 0.0
    return points(times).map { moment in
      while next < changes.count, changes[next].time <= moment.time {
        highest = max(highest, changes[next].high)
        next += 1
      }
      return SeriesPoint(time: moment.time, low: highest, high: highest, mean: highest)
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
        start: start, end: end, seconds: seconds, sum: series.sums[first..<last].reduce(0, +))
    }
  }

  private struct Stretch {
    var start: Instant
    var end: Instant
    var seconds: Double
    var sum: Double
  }

  private func rates(_ series: RateSeries, of chain: Chain) -> [SeriesPoint] {
    stretches(series, of: chain).map {
      let rate = $0.sum / $0.seconds
      return SeriesPoint(time: $0.start, low: rate, high: rate, mean: rate)
    }
  }

  /// What several series sum up to, less another.
  private func rates(
    _ added: [RateSeries], less: RateSeries, of chain: Chain
  ) -> [SeriesPoint] {
    (added.first.map { stretches($0, of: chain) } ?? []).map { stretch in
      let sum = added.reduce(0) { $0 + self.sum(of: $1, in: stretch) } - sum(of: less, in: stretch)
      let rate = sum / stretch.seconds
      return SeriesPoint(time: stretch.start, low: rate, high: rate, mean: rate)
    }
  }

  /// Who could have verified what each stretch held, with the machines and budgets of now; full blocks
  /// where there were no users, as over the window.
  private func populations(
    of chain: Chain, _ value: (NodePopulation) -> Double
  ) -> [SeriesPoint] {
    let history = chain.history
    let users = [history.arrived, history.included]
    return stretches(history.bytes, of: chain).compactMap { stretch in
      let isUsed =
        chain.parameters.alwaysFull || users.contains { sum(of: $0, in: stretch) > 0 }
      let measured = NodeLoad(
        bytes: stretch.sum / stretch.seconds,
        gas: sum(of: history.gas, in: stretch) / stretch.seconds)
      guard let load = isUsed ? measured : chain.parameters.fullLoad else { return nil }
      let value = value(chain.nodePopulation(under: load))
      return SeriesPoint(time: stretch.start, low: value, high: value, mean: value)
    }
  }

  /// What a series holds within a stretch of another, whose buckets may be wider or narrower.
  private func sum(of series: RateSeries, in stretch: Stretch) -> Double {
    let width = series.width.microseconds
    let first = stretch.start.microseconds / width
    let last = min((stretch.end.microseconds + width - 1) / width, Int64(series.sums.count))
    var sum = 0.0
    for i in first..<max(first, last) {
      let from = max(i * width, stretch.start.microseconds)
      let to = min((i + 1) * width, stretch.end.microseconds)
      // The last bucket has only begun.
      let whole = min(width, now.microseconds - i * width)
      sum += series.sums[Int(i)] * min(1, Double(to - from) / Double(max(1, whole)))
    }
    return sum
  }

  /// Sums of several series over those of another, where that is not 0.
  private func ratio(
    _ above: [RateSeries], over below: RateSeries, of chain: Chain
  ) -> [SeriesPoint] {
    stretches(below, of: chain).filter { $0.sum > 0 }.map { under in
      let value = above.reduce(0) { $0 + sum(of: $1, in: under) } / under.sum
      return SeriesPoint(time: under.start, low: value, high: value, mean: value)
    }
  }
}
