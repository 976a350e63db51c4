import Blockchain
import Measures
import Quantities
import Testing

/// Vectors of the Edinburgh Blockchain Technology Lab's consensus-decentralization tests (MIT), and the
/// bonded stake of Osmosis on 2021-07-23 (blockpane/cosmissed, MIT).
struct ConcentrationTests {
  @Test(arguments: [
    ([5.0, 4, 3, 2, 1], 0.26667), ([368.0, 156, 20, 7, 10, 49, 22, 1], 0.67792),
    ([1.0, 1, 3, 0, 0], 0.56),
  ])
  func `the Gini coefficient counts those who hold nothing`(amounts: [Double], expected: Double)
    throws
  {
    #expect(abs(try #require(Concentration.gini(amounts)) - expected) < 5e-6)
  }

  @Test(arguments: [
    ([1.0, 1, 1, 1, 1, 1, 1, 1, 1, 1], 1_000.0), ([8.0, 6, 3, 3], 2_950.0), ([2.0, 2], 5_000.0),
  ])
  func `the Herfindahl index sums squared shares`(amounts: [Double], expected: Double) throws {
    #expect(abs(try #require(Concentration.hhi(amounts)) * 10_000 - expected) < 1e-6)
  }

  @Test func `entropy is told in bits`() throws {
    #expect(abs(try #require(Concentration.entropy([3, 2, 1])) - 1.459) < 5e-4)
    #expect(Concentration.entropy([7]) == 0)
  }

  @Test func `more than the threshold is more`() {
    // The laboratory's own program says 1 for the first, where exactly half is enough.
    #expect(Concentration.nakamoto([3, 2, 1], threshold: 0.5) == 2)
    #expect(Concentration.nakamoto([3, 2, 1, 1, 1, 1], threshold: 0.5) == 2)
    #expect(Concentration.nakamoto([1, 1, 1], threshold: 1.0 / 3) == 2)
    #expect(Concentration.nakamoto([], threshold: 0.5) == nil)
    #expect(Concentration.nakamoto([0, 0], threshold: 0.5) == nil)
    #expect(Concentration.nakamoto([.nan, 1], threshold: 0.5) == 1)
  }

  @Test func `Osmosis on 23 July 2021`() throws {
    #expect(Concentration.nakamoto(osmosis, threshold: 1.0 / 3) == 4)
    #expect(Concentration.nakamoto(osmosis, threshold: 0.5) == 6)
    #expect(abs(try #require(Concentration.hhi(osmosis)) * 10_000 / 591.582 - 1) < 1e-4)
    #expect(abs(try #require(Concentration.gini(osmosis)) / 0.78197 - 1) < 1e-4)
    #expect(abs(try #require(Concentration.entropy(osmosis)) / 4.81458 - 1) < 1e-4)
  }

  @Test func `Bitcoin's pools of 2025`() throws {
    let pools = [30, 19, 14.5, 10, 9, 5, 4, 3, 2, 2, 1.5]
    #expect(Concentration.nakamoto(pools, threshold: 0.5) == 3)
    #expect(abs(try #require(Concentration.hhi(pools)) - 0.17125) < 1e-5)
    #expect(abs(try #require(Concentration.entropy(pools)) - 2.895) < 1e-3)
  }

  @Test func `one more independent producer never lowers the coefficient`() throws {
    for (count, leading) in [(3, 2), (10, 4), (40, 7)] {
      var amounts = (0..<count).map { Double(count - $0) * ($0 < leading ? 3 : 1) }
      for _ in 0..<30 {
        for threshold in [1.0 / 3, 0.5, 2.0 / 3] {
          let before = try #require(Concentration.nakamoto(amounts, threshold: threshold))
          // A newcomer who is no larger than anybody who is there.
          let after = Concentration.nakamoto(
            amounts + [amounts.min()!], threshold: threshold)
          #expect(try #require(after) >= before)
        }
        amounts.append(amounts.min()!)
      }
    }
  }

  @Test func `a chain's production is counted with those who made nothing`() {
    var (world, id) = World.idle(bitcoin { $0.shares = [0.5, 0.3, 0.2] })
    world.run(.days(2))
    let made = world.chain(id).window.production.map(Double.init)
    #expect(made.count == 3)
    #expect(world.read("gini", id) == Concentration.gini(made))
    #expect(world.read("hhi", id) == Concentration.hhi(made))
    #expect(world.read("entropy", id) == Concentration.entropy(made))
    var (single, one) = World.idle(bitcoin { $0.miners = 1_000 })
    single.run(.hours(3))
    // At most 30 of 1 000 can have found a block.
    #expect(single.read("gini", one) > 0.95)
    #expect(single.read("nakamoto", one) == 501)
  }

  @Test func `coalitions of a while count in the coefficient and their owners in its parts`() {
    let (world, id) = World.idle(
      bitcoin {
        $0.trust.owners = 25
        $0.trust.switchingTime = .days(2)
      })
    let powers = world.powers(of: id)
    #expect(world.read("nakamoto", id) == 3)
    #expect(powers.safety == Power(permanent: 25, temporary: 3, for: .days(2)))
    #expect(world.read("nakamoto", .power(.upgrade), id) == 128)
    let (held, other) = World.idle(bitcoin { $0.trust.owners = 2 })
    #expect(held.read("nakamoto", other) == 2)
  }
}

/// Tokens of the bonded validators, in millionths.
private let osmosis: [Double] = [
  3_059_558_121_410, 1_592_861_499_643, 1_558_850_455_211, 1_487_931_359_208, 1_237_128_785_372,
  1_063_319_310_558, 913_050_014_583, 897_098_314_417, 739_526_404_329, 625_189_320_281,
  540_719_211_209, 505_113_032_863, 434_673_109_930, 321_115_011_028, 317_517_126_726,
  303_476_613_470, 283_238_246_304, 266_052_461_719, 245_160_128_576, 238_436_500_000,
  212_244_669_317, 207_380_052_094, 150_600_792_453, 150_529_261_132, 135_848_617_970,
  133_395_083_415, 128_930_289_823, 110_202_527_864, 106_624_632_783, 99_506_247_970,
  96_927_207_300, 85_460_454_955, 80_141_890_316, 78_878_336_199, 78_859_634_935,
  77_672_173_029, 77_608_000_000, 71_574_557_319, 71_473_255_322, 70_639_694_598,
  67_978_324_815, 65_464_750_901, 62_609_547_867, 58_666_020_222, 56_918_620_684,
  54_954_607_944, 50_265_551_929, 48_564_151_005, 47_123_538_272, 44_588_064_976,
  31_455_000_000, 28_709_771_984, 25_210_297_444, 22_483_233_730, 19_702_054_073,
  18_585_046_987, 17_097_765_408, 16_301_000_000, 15_183_439_106, 15_101_794_022,
  14_611_969_232, 13_302_570_000, 12_274_014_996, 12_126_000_000, 11_801_720_649,
  11_606_753_550, 11_086_180_698, 10_936_000_000, 10_740_164_991, 9_908_000_000,
  9_346_000_008, 8_592_231_587, 8_000_000_000, 7_422_012_000, 7_365_828_041,
  7_144_000_000, 6_818_082_876, 6_161_650_809, 5_770_005_768, 5_496_426_979,
  5_379_061_121, 5_093_057_021, 4_815_828_145, 4_608_000_000, 4_454_496_677,
  4_390_000_000, 4_366_829_417, 4_249_642_336, 4_217_050_000, 4_158_301_726,
  3_806_356_988, 3_786_598_641, 3_550_300_000, 3_383_700_000, 3_365_905_339,
  3_184_400_000, 2_884_000_000, 2_785_000_000, 2_500_000_000, 1_873_048_132,
]
