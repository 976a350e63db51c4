import Testing

@testable import Blockchain

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct PoolGrowthTests {
  static let pools = [0.3, 0.19, 0.145, 0.1, 0.09, 0.05, 0.04, 0.03, 0.02, 0.02, 0.015]

  private func coefficient(_ shares: [Double]) -> Int {
    PowerLaw.coefficient(of: shares.sorted(by: >), threshold: 0.5)
  }

  /// Shares after some months at equal costs, where a block takes this part of an interval to reach the
  /// other pools: revenue over power is 1 + 2x (p - H) / (1 + x) to first order in x.
  private func grown(delay x: Double, months: Int) -> [Double] {
    var shares = Self.pools
    for _ in 0..<months {
      let h = shares.reduce(0) { $0 + $1 * $1 }
      let ratios = shares.map { 1 + 2 * x * ($0 - h) / (1 + x) }
      shares = PoolGrowth.next(shares: shares, revenuePerCost: ratios)
    }
    return shares
  }

  @Test func `where large pools lose fewer blocks, fewer come to rule`() {
    #expect(coefficient(Self.pools) == 3)
    #expect(coefficient(grown(delay: 0.13, months: 24)) == 2)
  }

  @Test func `where blocks travel at once and costs are equal, nothing changes`() {
    let after = grown(delay: 0, months: 24)
    for (a, b) in zip(after, Self.pools) { #expect(abs(a - b) < 1e-12) }
  }

  @Test func `a tenth of the margin becomes power each month`() {
    let after = PoolGrowth.next(shares: [0.5, 0.5], revenuePerCost: [1.2, 1])
    #expect(abs(after[0] / after[1] - exp(0.02)) < 1e-12)
  }

  @Test func `the sum of the shares stays and the smallest give up`() {
    let after = PoolGrowth.next(shares: [0.6, 0.3, 0.000_1], revenuePerCost: [1, 1, 0.5])
    #expect(after[2] == 0)
    #expect(abs(after.reduce(0, +) - 0.900_1) < 1e-12)
  }

  @Test func `where all are that small, all stay`() {
    let tiny = [Double](repeating: 5e-5, count: 20_000)
    let ratios = [Double](repeating: 1, count: 20_000)
    #expect(PoolGrowth.next(shares: tiny, revenuePerCost: ratios).count { $0 > 0 } == 20_000)
  }

  @Test func `costs belong to the chain's pools, whatever else is drawn`() {
    let costs = PoolGrowth.costs(pools: 1_000, of: "base", seed: 42)
    #expect(costs == PoolGrowth.costs(pools: 1_000, of: "base", seed: 42))
    #expect(costs != PoolGrowth.costs(pools: 1_000, of: "other", seed: 42))
    #expect(Array(costs.prefix(10)) == PoolGrowth.costs(pools: 10, of: "base", seed: 42))
    let logs = costs.map { log($0) }
    let mean = logs.reduce(0, +) / 1_000
    let variance = logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 999
    // Four standard errors: 0.1 / sqrt(1000), and 0.1 / sqrt(2000) for the deviation.
    #expect(abs(mean) < 0.013 && abs(variance.squareRoot() - 0.1) < 0.009)
  }

  @Test func `earnings count against power and cost`() {
    let ratios = PoolGrowth.revenuePerCost(
      earned: [60, 40], shares: [0.5, 0.5], costs: [1, 0.8])
    #expect(ratios == [1.2, 1])
    #expect(PoolGrowth.revenuePerCost(earned: [0, 0], shares: [1, 0], costs: [1, 1]) == [1, 1])
  }

  @Test(arguments: [Double.nan, .infinity, -1e300, 1e300])
  func `absurd margins leave shares`(ratio: Double) {
    let after = PoolGrowth.next(shares: [0.5, 0.5], revenuePerCost: [ratio, 1])
    #expect(after.allSatisfy { (0...1).contains($0) } && abs(after.reduce(0, +) - 1) < 1e-9)
  }
}
