import Measures
import Testing

struct ClosedFormTests {
  private func close(_ value: Double?, _ expected: Double, _ tolerance: Double) -> Bool {
    value.map { abs($0 - expected) <= tolerance * abs(expected) } ?? false
  }

  /// Confirmations, Nakamoto 2008 section 11 for q = 0.1, and the exact law I_{4pq}(z, 1/2).
  static let tenPercent: [(Double, Double, Double)] = [
    (1, 0.2045873, 0.2), (2, 0.0509779, 0.056), (3, 0.0131722, 0.01712),
    (4, 0.0034552, 0.005456), (5, 0.0009137, 0.0017818), (6, 0.0002428, 0.0005914),
    (7, 0.0000647, 0.0001986), (8, 0.0000173, 0.0000673), (9, 0.0000046, 0.0000229),
    (10, 0.0000012, 0.0000079),
  ]

  @Test(arguments: tenPercent)
  func `a double spend with a tenth of the power`(z: Double, nakamoto: Double, exact: Double) throws
  {
    let published = try #require(ClosedForm.nakamotoDoubleSpend(share: 0.1, confirmations: z))
    #expect(abs(published - nakamoto) < 6e-8)
    let probability = try #require(ClosedForm.doubleSpend(share: 0.1, confirmations: z))
    #expect(abs(probability - exact) < 6e-8)
  }

  /// The same for q = 0.3.
  static let thirtyPercent: [(Double, Double, Double)] = [
    (5, 0.1773523, 0.1976173), (10, 0.0416605, 0.0651067), (15, 0.0101008, 0.0233077),
    (20, 0.0024804, 0.0086739), (25, 0.0006132, 0.0033027), (30, 0.0001522, 0.0012769),
    (35, 0.0000379, 0.0004991), (40, 0.0000095, 0.0001967), (45, 0.0000024, 0.0000780),
    (50, 0.0000006, 0.0000311),
  ]

  @Test(arguments: thirtyPercent)
  func `a double spend with three tenths`(z: Double, nakamoto: Double, exact: Double) throws {
    let published = try #require(ClosedForm.nakamotoDoubleSpend(share: 0.3, confirmations: z))
    #expect(abs(published - nakamoto) < 6e-8)
    let probability = try #require(ClosedForm.doubleSpend(share: 0.3, confirmations: z))
    #expect(abs(probability - exact) < 6e-8)
  }

  /// Share, and confirmations for less than 0.1 %: published by Nakamoto, and by the exact law.
  static let confirmations: [(Double, Double, Double)] = [
    (0.1, 5, 6), (0.15, 8, 9), (0.2, 11, 13), (0.25, 15, 20), (0.3, 24, 32), (0.35, 41, 58),
    (0.4, 89, 133), (0.45, 340, 539),
  ]

  @Test(arguments: confirmations)
  func `confirmations for a risk below a thousandth`(q: Double, published: Double, exact: Double) {
    func least(_ risk: (Double) -> Double?) -> Double {
      var z = 0.0
      while (risk(z) ?? 0) >= 0.001 { z += 1 }
      return z
    }
    #expect(least { ClosedForm.nakamotoDoubleSpend(share: q, confirmations: $0) } == published)
    #expect(least { ClosedForm.doubleSpend(share: q, confirmations: $0) } == exact)
  }

  @Test func `deep tails keep their digits`() {
    // I_{4pq}(z, 1/2) for q = 0.1, z = 100 by 60-digit summation of the binomial form.
    #expect(close(ClosedForm.doubleSpend(share: 0.1, confirmations: 100), 3.158_04e-46, 0.5))
    #expect(close(ClosedForm.doubleSpend(share: 0.25, confirmations: 12), 9.294e-3, 1e-3))
  }

  static let revenues: [(Double, Double, Double)] = [
    (1.0 / 3, 0.0, 0.33333), (0.3, 0, 0.27313), (0.4, 0, 0.48372), (0.4, 0.5, 0.52558),
    (0.35, 0.5, 0.41603), (0.45, 1, 0.70942), (1.0 / 3, 0.5, 0.3846), (0.45, 0, 0.6518),
    (0.3, 0.5, 0.326874), (0.25, 0.5, 0.25), (0.2, 1, 0.235165),
  ]

  @Test(arguments: revenues)
  func `a selfish miner's revenue`(share: Double, gamma: Double, revenue: Double) {
    // Eyal and Sirer 2013, equation 8; checked by an independent Monte-Carlo run of their machine.
    let value = ClosedForm.selfishRevenue(share: share, gamma: gamma)
    #expect(abs((value ?? 0) - revenue) < 6e-5)
  }

  static let thresholds: [(Double, Double)] = [(0.0, 1.0 / 3), (0.5, 0.25), (1, 0)]

  @Test(arguments: thresholds)
  func `a selfish miner's threshold`(gamma: Double, share: Double) {
    #expect(ClosedForm.selfishThreshold(gamma: gamma) == share)
  }

  /// Size, and P(two thirds of it) at an adversary of a third: binomial tails by exact summation.
  static let committees: [(Double, Double)] = [
    (64.0, 3.27687e-8), (80, 4.54769e-10), (111, 7.71e-13), (128, 5.5516e-15),
  ]

  @Test(arguments: committees)
  func `a committee of which a third are bad`(size: Double, probability: Double) {
    let value = ClosedForm.committeeFailure(size: size, adversary: 1.0 / 3, quorum: 2.0 / 3)
    #expect(close(value, probability, 1e-3))
  }

  /// Buterin's sharding FAQ has 1.83e-5: half of 150 at an adversary of a third.
  @Test func `half of a committee is easier to get than two thirds`() {
    let half = ClosedForm.committeeFailure(size: 150, adversary: 1.0 / 3, quorum: 0.5)
    #expect(close(half, 1.83025e-5, 1e-4))
  }

  @Test func `a committee drawn without replacement is hypergeometric`() {
    // 2 000 nodes in 10 shards with a quarter bad: P(X >= 67 of 200).
    let without = ClosedForm.committeeFailure(
      size: 200, adversary: 0.25, quorum: 1.0 / 3, population: 2_000)
    #expect(close(without, 0.00278589, 1e-5))
    let with = ClosedForm.committeeFailure(size: 200, adversary: 0.25, quorum: 1.0 / 3)
    #expect(close(with, 0.00436339, 1e-5))
  }

  static let shardings: [(Double, Double)] = [
    (64.0, 4.4e4 * 365.25 * 86_400), (128, 67 * 86_400), (256, 65 * 60),
  ]

  @Test(arguments: shardings)
  func `smaller committees fail sooner`(shards: Double, seconds: Double) {
    // 6 400 validators, a third of them bad, epochs of 6.4 min (the model's shard cliff).
    let value = ClosedForm.shardFailureTime(
      validators: 6_400, shards: shards, adversary: 1.0 / 3)
    #expect(close(value, seconds, 0.05))
  }

  @Test func `a payment finds its way`() {
    // Three channels of 10^6 sat with uniform balances, half of one each.
    #expect(close(ClosedForm.pathSuccess(amount: 5e5, capacity: 1e6, hops: 3), 0.125, 1e-5))
    #expect(ClosedForm.pathSuccess(amount: 2, capacity: 1, hops: 1) == 0)
  }

  static let prices: [(Double, Double)] = [
    (1.1, 0.20), (1.5, 0.60), (2, 1.0), (3, 1.68), (5, 2.75), (10, 4.65), (20, 7.2),
  ]

  @Test(arguments: prices)
  func `the clearing price`(load: Double, medians: Double) {
    #expect(close(ClosedForm.clearingPrice(load: load), medians, 0.012))
  }

  static let waits: [(Double, Double)] = [
    (0.15, 601.0), (0.45, 707), (0.75, 1_321), (0.9, 3_108), (0.975, 12_105),
  ]

  @Test(arguments: waits)
  func `the wait in bulk service`(load: Double, seconds: Double) {
    let wait = ClosedForm.bulkWait(rate: load * 4_000 / 600, interval: 600, batch: 4_000)
    #expect(close(wait, seconds, 1e-3))
  }

  @Test func `the wait at nine tenths of Bitcoin's load`() {
    #expect(close(ClosedForm.bulkWait(rate: 6.3, interval: 600, batch: 4_200), 3_107.9, 1e-4))
    #expect(ClosedForm.bulkWait(rate: 7, interval: 600, batch: 4_200) == nil)
  }

  static let tolerances: [(Double, Double)] = [
    (0.0, 0.5), (0.01, 0.4988), (0.1, 0.4875), (0.2, 0.4751), (0.5, 0.4384), (1, 0.382),
    (2, 0.2929), (5, 0.1615), (10, 0.0901),
  ]

  @Test(arguments: tolerances)
  func `what a longest chain withstands`(delay: Double, share: Double) {
    #expect(close(ClosedForm.longestChainTolerance(delay: delay, interval: 1), share, 3e-4))
  }

  @Test func `the base fee after full blocks`() {
    #expect(ClosedForm.baseFee(afterFullBlocks: 20) == 10.545093826)
    #expect(ClosedForm.baseFee(afterFullBlocks: 0, start: 3) == 3)
  }

  @Test func `a sandwich without a fee takes about the slippage`() throws {
    // The largest front run of the closed form is 0.00506 of the pool; its gain follows by hand.
    let profit = try #require(
      ClosedForm.sandwichProfit(victim: 0.01, pool: 1, slippage: 0.01, fee: 0))
    let a = 0.00506
    let goods = a / (1 + a)
    let victim = (1 - goods) * 0.01 / (1 + a + 0.01)
    let back = (1 + a + 0.01) * goods / (1 - goods - victim + goods)
    #expect(close(profit, back - a, 2e-3))
    #expect(close(profit, 0.0001, 0.02))
  }

  /// Fee, and the profit over a victim of a hundredth of the pool with as much slippage (the model).
  static let sandwiches: [(Double, Double)] = [(0, 0.0101), (0.0005, 0.0096), (0.003, 0.0070)]

  @Test(arguments: sandwiches)
  func `a fee takes from a sandwich`(fee: Double, profit: Double) {
    let value = ClosedForm.sandwichProfit(victim: 0.01, pool: 1, slippage: 0.01, fee: fee)
    #expect(abs((value ?? 0) / 0.01 - profit) < 6e-5)
  }

  @Test func `a fee above the slippage leaves a sandwich nothing`() {
    let profit = ClosedForm.sandwichProfit(victim: 0.001, pool: 1, slippage: 0.005, fee: 0.003)
    #expect(profit == 0)
  }

  @Test func `arguments outside the domain have no value`() {
    #expect(ClosedForm.doubleSpend(share: -0.1, confirmations: 6) == nil)
    #expect(ClosedForm.doubleSpend(share: 0.1, confirmations: 1.5) == nil)
    #expect(ClosedForm.nakamotoDoubleSpend(share: 2, confirmations: 6) == nil)
    #expect(ClosedForm.selfishRevenue(share: 0.6, gamma: 0) == nil)
    #expect(ClosedForm.selfishThreshold(gamma: .nan) == nil)
    #expect(ClosedForm.committeeFailure(size: 0, adversary: 0.3, quorum: 0.5) == nil)
    #expect(ClosedForm.committeeFailure(size: 9, adversary: 0.3, quorum: 0.5, population: 8) == nil)
    #expect(ClosedForm.shardFailureTime(validators: 10, shards: 0, adversary: 0.3) == nil)
    #expect(ClosedForm.pathSuccess(amount: -1, capacity: 1, hops: 1) == nil)
    #expect(ClosedForm.clearingPrice(load: .nan) == nil)
    #expect(ClosedForm.bulkWait(rate: -1, interval: 1, batch: 1) == nil)
    #expect(ClosedForm.longestChainTolerance(delay: 1, interval: 0) == nil)
    #expect(ClosedForm.sandwichProfit(victim: 1, pool: 0, slippage: 0, fee: 0) == nil)
    #expect(ClosedForm.baseFee(afterFullBlocks: 1e9) == nil)
  }
}
