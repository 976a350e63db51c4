import Blockchain
import Quantities
import Simulation
import Testing

@Suite struct `The price of blobs` {
  /// Vectors of the tests of go-ethereum for EIP-4844's `fake_exponential` (consensus/misc/eip4844).
  static let vectors: [(Int64, Int64, Int64, Int128)] = [
    (1, 0, 1, 1), (38_493, 0, 1_000, 38_493), (1, 2, 1, 6), (1, 4, 2, 6), (1, 3, 1, 16),
    (1, 6, 2, 18), (1, 4, 1, 49), (1, 8, 2, 50), (10, 8, 2, 542), (11, 8, 2, 596), (1, 5, 1, 136),
    (1, 5, 2, 11), (2, 5, 2, 23), (1, 50_000_000, 2_225_652, 5_709_098_764),
  ]

  @Test(arguments: vectors)
  func `the exponential is that of the protocol`(
    factor: Int64, numerator: Int64, denominator: Int64, expected: Int128
  ) {
    #expect(BlobMarket.exponential(numerator, over: denominator, from: factor) == expected)
  }

  private func rules(
    _ target: Int64, _ most: Int64, _ fraction: Int64, reserve: Bool = false
  ) -> BlobMarket.Rules {
    var rules = BlobMarket.Rules()
    rules.target = target
    rules.most = most
    rules.fraction = fraction
    rules.hasReserve = reserve
    return rules
  }

  @Test func `excess is what was used beyond the target, and never negative`() {
    let cancun = rules(3, 6, 3_338_477)
    var market = BlobMarket()
    market.learn(blobs: 2, baseFee: 0, cancun)
    #expect(market.excess == 0)
    market.learn(blobs: 6, baseFee: 0, cancun)
    #expect(market.excess == 3 * 131_072)
    market.learn(blobs: 1, baseFee: 0, cancun)
    #expect(market.excess == 131_072)
  }

  /// EIP-7691: with the target at 6 and at most 9 a full block raises the price by 8.2 %, an empty one
  /// lowers it by 14.5 %.
  @Test(arguments: [(9, 1.0818), (0, 0.8546)])
  func `a block of Pectra moves the price as far as the proposal says`(
    blobs: Int64, factor: Double
  ) {
    let pectra = rules(6, 9, 5_007_716)
    let before = BlobMarket(excess: 120_000_000)
    var after = before
    after.learn(blobs: blobs, baseFee: 0, pectra)
    let ratio = Double(after.fee(pectra)) / Double(before.fee(pectra))
    #expect(abs(ratio - factor) < 0.0005)
  }

  /// EIP-7918: below 8 192 base fees for 131 072 blob gas, the target is not subtracted.
  @Test func `under the reserve price the excess grows with a part of what was used`() {
    let fusaka = rules(14, 21, 11_684_671, reserve: true)
    var market = BlobMarket(excess: 14 * 131_072)
    market.learn(blobs: 6, baseFee: 1_000_000_000, fusaka)
    #expect(market.excess == 16 * 131_072)
    var dear = BlobMarket(excess: 11_684_671 * 20)
    dear.learn(blobs: 6, baseFee: 1_000_000_000, fusaka)
    #expect(dear.excess == 11_684_671 * 20 - 8 * 131_072)
  }

  @Test(arguments: [Int64.max, -5, 0, 1])
  func `no rules break the market`(extreme: Int64) {
    var (world, id) = World.single(
      ethereum {
        $0.blobs.target = extreme
        $0.blobs.most = extreme
        $0.blobs.fraction = extreme
        $0.blobs.minimum = extreme
        $0.blobs.hasReserve = extreme % 2 == 1
      }, payments(1))
    #expect(world.run(.hours(1)) == .reached)
    #expect(world.read("blob_fee", id) >= 0 || extreme <= 0)
  }
}
