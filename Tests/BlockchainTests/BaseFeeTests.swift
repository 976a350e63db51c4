import Blockchain
import Measures
import Quantities
import Testing

struct BaseFeeTests {
  /// Base fee, gas used, gas limit and next base fee: integers by the rule of EIP-1559 (target half the
  /// limit, denominator 8, at least 1 up), computed from the EIP's Python.
  static let vectors: [(Int128, Int64, Int64, Int128)] = [
    (1_000_000_000, 30_000_000, 30_000_000, 1_125_000_000),
    (1_000_000_000, 15_000_000, 30_000_000, 1_000_000_000),
    (1_000_000_000, 0, 30_000_000, 875_000_000),
    (1_000_000_000, 20_000_000, 30_000_000, 1_041_666_666),
    (1_000_000_000, 10_000_000, 30_000_000, 958_333_334),
    (7, 30_000_000, 30_000_000, 8),
    (7, 16_000_000, 30_000_000, 8),
    (7, 0, 30_000_000, 7),
    (8, 0, 30_000_000, 7),
    (100_000_000_000, 22_500_000, 30_000_000, 106_250_000_000),
    (123_456_789, 29_999_999, 30_000_000, 138_888_886),
    (1_000_000_000, 60_000_000, 60_000_000, 1_125_000_000),
    (30_000_000_000, 1, 36_000_000, 26_250_000_209),
  ]

  @Test(arguments: vectors)
  func `the next base fee is that of EIP-1559`(
    base: Int128, used: Int64, limit: Int64, next: Int128
  ) {
    #expect(nextBaseFee(base, gasUsed: used, gasTarget: limit / 2) == next)
  }

  /// Base fee in wei after 1 ... 20 full and empty blocks from 1 gwei, by the same rule.
  static let full: [Int128] = [
    1_125_000_000, 1_265_625_000, 1_423_828_125, 1_601_806_640, 1_802_032_470, 2_027_286_528,
    2_280_697_344, 2_565_784_512, 2_886_507_576, 3_247_321_023, 3_653_236_150, 4_109_890_668,
    4_623_627_001, 5_201_580_376, 5_851_777_923, 6_583_250_163, 7_406_156_433, 8_331_925_987,
    9_373_416_735, 10_545_093_826,
  ]
  static let empty: [Int128] = [
    875_000_000, 765_625_000, 669_921_875, 586_181_641, 512_908_936, 448_795_319, 392_695_905,
    343_608_917, 300_657_803, 263_075_578, 230_191_131, 201_417_240, 176_240_085, 154_210_075,
    134_933_816, 118_067_089, 103_308_703, 90_395_116, 79_095_727, 69_208_762,
  ]

  static let trajectories: [(Int64, [Int128])] = [(30_000_000, full), (0, empty)]

  @Test(arguments: trajectories)
  func `twenty blocks alike move the base fee as published`(used: Int64, trajectory: [Int128]) {
    var base: Int128 = 1_000_000_000
    let fees = trajectory.map { _ in
      base = nextBaseFee(base, gasUsed: used, gasTarget: 15_000_000)
      return base
    }
    #expect(fees == trajectory)
  }

  @Test func `a tenfold spike multiplies the base fee by 10.5 in 20 full blocks`() {
    // Everybody would pay far more, so each block of the spike is full.
    let chain = ethereum { $0.online = 1 }
    var (world, id) = World.single(chain, payments(10 * 31.25, bid: 5_000))
    world.run(.seconds(20 * 12 + 1))
    #expect(world.chain(id).height == 20)
    #expect(abs(world.chain(id).baseFee - 10_545_093_826e-18) < 1e-24)
  }

  @Test func `the base fee does not fall below its floor`() {
    let chain = ethereum { $0.initialBaseFee = 2e-9 }
    var (world, id) = World.idle(chain)
    world.run(.hours(1))
    #expect(world.chain(id).baseFee == 1e-9)
  }
}
