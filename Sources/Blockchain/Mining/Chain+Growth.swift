import Quantities

/// How far the pools of a chain are through the month after which they grow or shrink.
struct GrowthMonth: Sendable {
  /// What a hash costs each pool over the median pool's.
  var costs: [Double]
  var end: Instant
  /// Blocks on the chain of each pool when the month began.
  var before: [Int64]
}

extension Chain {
  /// Lets pools grow or shrink once a month with what they earned over what they spent.
  mutating func growPools(at now: Instant) {
    guard parameters.dynamics else {
      month = nil
      return
    }
    guard var current = month, current.costs.count == producers.shares.count else {
      month = GrowthMonth(
        costs: PoolGrowth.costs(pools: producers.shares.count, of: name, seed: seed),
        end: now + .seconds(Unit.month), before: blocksOfPools)
      return
    }
    guard now >= current.end else { return }
    let earned = zip(blocksOfPools, current.before).map { Double(max(0, $0 - $1)) }
    let ratios = PoolGrowth.revenuePerCost(
      earned: earned, shares: producers.shares, costs: current.costs)
    parameters.shares = PoolGrowth.next(shares: producers.shares, revenuePerCost: ratios)
    parameters.miners = 0
    producers = Producers(parameters)
    race?.producers = producers
    current.end = now + .seconds(Unit.month)
    current.before = blocksOfPools
    month = current
  }

  private var blocksOfPools: [Int64] {
    producers.shares.indices.map {
      history.production.indices.contains($0) ? history.production[$0] : 0
    }
  }
}
