import Blockchain
import Measures
import Quantities
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct HashMarketTests {
  /// Bitcoin Cash of June 2026: 4 of 1064 EH/s, 3.125 BCH at 193 USD, final after ten blocks.
  private let cash = bitcoin {
    $0.coin = "BCH"
    $0.hashRate = 4e18
    $0.algorithmHashRate = 1064e18
    $0.finalityDepth = 10
  }

  @Test func `as many machines as Bitcoin has cost 17 billion dollars`() throws {
    let (world, id) = World.idle(bitcoin())
    #expect(abs(world.read("attack_cost", id) / 16.96e9 - 1) < 1e-9)
    let market = try #require(world.chain(id).hashMarket(at: world.now))
    #expect(market.rented(share: 0.51) == nil)
    #expect(abs(market.hardware(share: 0.75) / 16.96e9 - 3) < 1e-9)
  }

  @Test func `a chain with little of an algorithm's hash rate can be overruled by renting`() throws
  {
    let (world, id) = World.idle(cash)
    let market = try #require(world.chain(id).hashMarket(at: world.now))
    // 3.125 BCH each ten minutes are 3 619 USD an hour.
    #expect(abs(market.revenue * 3_600 - 3_618.75) < 1e-6)
    #expect(market.rewriteTime(depth: 10, share: 0.51) == .seconds(300_000))
    let rent = 3_618.75 / 3_600 * 0.51 / 0.49 * 300_000
    #expect(abs(world.read("attack_cost", id) / rent - 1) < 1e-9)
    #expect(world.read("attack_cost", id) < 1e6)
  }

  @Test func `fees raise what rent costs`() {
    var (world, id) = World.single(cash, payments(2))
    world.run(.days(3))
    let subsidyAlone = 3_618.75 / 3_600 * 0.51 / 0.49 * 300_000
    #expect(world.read("fee", id) > 0)
    #expect(world.read("attack_cost", id) > subsidyAlone)
  }

  @Test func `the subsidy of now counts`() throws {
    var (world, id) = World.idle(
      bitcoin {
        $0.halvingInterval = 10
        $0.retarget = .none
      })
    func revenue() throws -> Double {
      try #require(world.chain(id).hashMarket(at: world.now)).revenue
    }
    let first = try revenue()
    while world.chain(id).height < 25 { world.run(.hours(1)) }
    let halvings = Double(world.chain(id).height / 10)
    #expect(abs(try revenue() * pow(2, halvings) / first - 1) < 1e-12)
  }

  @Test func `hash power of the chain itself changes sides when it is rented`() throws {
    let alone = HashMarket(
      bitcoin {
        $0.rentable = 0.6
        $0.hashRate = 100
      }, revenue: 1)
    #expect(try #require(alone).rented(share: 0.51) == 51)
    let mixed = HashMarket(
      bitcoin {
        $0.rentable = 0.5
        $0.hashRate = 100
        $0.algorithmHashRate = 180
      }, revenue: 1)
    // 40 come from elsewhere, so half of 140 is 70, of which 30 are the chain's own.
    #expect(try #require(mixed).rented(share: 0.5) == 70)
    #expect(try #require(mixed).rent(share: 0.5, for: .seconds(10)) == 7)
  }

  @Test func `the cheaper way counts`() throws {
    let market = try #require(
      HashMarket(
        bitcoin {
          $0.hashRate = 100
          $0.algorithmHashRate = 1e6
          $0.hardwarePrice = 1
        }, revenue: 2))
    #expect(market.cheapest(share: 0.5, for: .seconds(10)) == 20)
    #expect(market.cheapest(share: 0.5, for: .seconds(1_000)) == 100)
  }

  @Test func `an unknown hash rate is what the revenue pays for`() throws {
    // 521 USD/s run 1 250 EH/s at 18 J/TH, three fifths of it spent at 0.05 USD/kWh.
    let (world, id) = World.idle(bitcoin { $0.hashRate = 0 })
    let market = try #require(world.chain(id).hashMarket(at: world.now))
    #expect(abs(market.hashRate / 1.25e21 - 1) < 0.001)
    #expect(HashMarket(bitcoin { $0.hashRate = 0 }, revenue: 0) == nil)
    #expect(ethereumMarket == nil)
  }

  private var ethereumMarket: HashMarket? {
    let (world, id) = World.idle(ethereum())
    return world.chain(id).hashMarket(at: world.now)
  }

  @Test func `a bare majority never comes to an end`() throws {
    let market = try #require(HashMarket(cash, revenue: 1))
    #expect(market.rewriteTime(depth: 6, share: 0.5) == .seconds(1e12))
    #expect(market.rewriteTime(depth: .max, share: 0.6) == .seconds(1e12))
  }
}
