import Blockchain
import Measures
import Quantities
import Simulation
import Testing

struct FeeMarketTests {
  static let loads = [1.5, 2, 5]

  /// First-price markets at these loads, measured for seven days after three of settling.
  static let firstPrice: [(world: World, id: SystemID)] = parallelMap(count: 3, threads: 2) { i in
    let chain = bitcoin { $0.retarget = .none }
    var (world, id) = World.single(chain, payments(7 * loads[i]))
    world.run(.days(3))
    world.beginWindow(warmup: .zero)
    world.run(.days(7))
    return (world, id)
  }

  @Test(arguments: loads)
  func `the base fee clears the market`(load: Double) throws {
    let chain = ethereum { $0.online = 1 }
    var (world, id) = World.single(chain, payments(31.25 * load))
    world.run(.hours(2))
    world.beginWindow(warmup: .zero)
    world.run(.hours(3))
    let price = try 5 * #require(ClosedForm.clearingPrice(load: load))
    #expect(abs(world.read("fee", .median, id) / price - 1) < 0.12)
  }

  @Test(arguments: loads.indices)
  func `the lowest bids that get in clear a first-price market`(i: Int) throws {
    // What users pay above that is the mark-up of their wallets.
    let (world, id) = Self.firstPrice[i]
    let price = try 5 * #require(ClosedForm.clearingPrice(load: Self.loads[i]))
    #expect(abs(world.read("fee", .percentile(5), id) / price - 1) < 0.12)
    #expect(world.read("fee", .median, id) > price)
  }

  @Test(arguments: loads.indices)
  func `a first-price market serves as many as there is room for`(i: Int) {
    // 1 008 blocks expected: standard error 3.2 % of the capacity.
    let (world, id) = Self.firstPrice[i]
    #expect(abs(world.read("served", id) * Self.loads[i] - 1) < 0.095)
  }

  @Test func `fees within a block spread more under first price than under EIP-1559`() {
    func spread(_ market: ChainParameters.FeeMarket) -> Double {
      var (world, id) = World.single(ethereum { $0.feeMarket = market }, payments(150))
      world.run(.hours(2))
      world.beginWindow(warmup: .zero)
      world.run(.seconds(12.5))
      return world.read("fee", .percentile(95), id) / world.read("fee", .percentile(5), id)
    }
    #expect(spread(.eip1559) < 1.1)
    #expect(spread(.firstPrice) > 1.3)
  }

  @Test func `without congestion a first-price user pays about the least that is relayed`() {
    var (world, id) = World.single(bitcoin(), payments(2))
    world.run(.days(2))
    // 238 sat at 100 000 USD is 0.238 USD; habits add up to 60 %.
    #expect(world.read("fee", .percentile(1), id) > 0.229)
    #expect(world.read("fee", .max, id) < 0.40)
  }

  @Test func `who would not pay the least is dropped at once`() {
    // Half of the users would pay less than 238 sat.
    var (world, id) = World.single(bitcoin(), payments(2, bid: 0.238))
    world.run(.days(2))
    let window = world.chain(id).window
    #expect(abs(Double(window.dropped) / Double(window.arrived) - 0.5) < 0.02)
    #expect(abs(world.read("served", id) - 0.5) < 0.02)
  }

  @Test func `free transactions begin to bid when blocks fill`() {
    let chain = bitcoin { $0.minimumRelayFee = 0 }
    var (world, id) = World.single(chain, payments(14))
    world.run(.days(4))
    #expect(world.read("fee", .median, id) > 0.5)
  }

  @Test func `a tariff is the same for all who would pay it`() {
    let chain = bitcoin {
      $0.consensus = .central
      $0.coin = "USD"
      $0.feeMarket = .posted
      $0.postedFee = 5
      $0.blockInterval = .seconds(1)
    }
    var (world, id) = World.single(chain, payments(500))
    world.run(.minutes(10))
    #expect(world.read("fee", .median, id) == 5 && world.read("fee", .max, id) == 5)
    #expect(abs(world.read("served", id) - 0.5) < 0.02)
  }

  @Test func `the base fee is burned and the tip paid`() {
    var (world, id) = World.single(ethereum(), payments(10))
    world.run(.hours(1))
    let chain = world.chain(id)
    // At the floor of 1 gwei, with a tip of 0.1 gwei, for 80 kgas.
    #expect(chain.ledger.burned.units == Int128(chain.window.included) * 80_000_000_000_000)
    let tips = chain.ledger.producers.reduce(.zero, +) - chain.ledger.minted
    #expect(tips.units == Int128(chain.window.included) * 8_000_000_000_000)
  }

  @Test func `a base fee that is not burned goes to the producer`() {
    var (world, id) = World.single(ethereum { $0.baseFeeBurned = false }, payments(10))
    world.run(.hours(1))
    let chain = world.chain(id)
    #expect(chain.ledger.burned == .zero && chain.window.included > 0)
  }

  @Test func `users without money include nothing`() {
    var (world, id) = World.single(bitcoin { $0.supply = 0.001 }, payments(3))
    #expect(world.run(.days(1)) == .reached)
    #expect(world.chain(id).ledger.users >= .zero)
    #expect(world.chain(id).window.included < 421)
    #expect(world.chain(id).backlog > 1_000)
  }

  @Test func `kinds compete by what they pay for space`() {
    // Swaps take seven times the gas and pay no more, so payments crowd them out.
    let users = payments(400) { $0.mix = [.init(.payments, 0.5), .init(.swaps, 0.5)] }
    var (world, id) = World.single(ethereum { $0.feeMarket = .firstPrice }, users)
    world.run(.hours(2))
    let last = world.chain(id).lastBlock
    #expect((last?.gas ?? 0) / max(1, last?.transactions ?? 0) < 2 * 80_000)
  }

  @Test func `what is too large for the rest of a block lets smaller ones pass`() {
    let chain = ethereum {
      $0.feeMarket = .firstPrice
      $0.gasLimit = 700_000
      $0.transactionGas = 100_000
    }
    // One swap of 700 kgas fills a block; a payment of 100 kgas fits beside nothing else.
    let users = payments(10) { $0.mix = [.init(.payments, 0.9), .init(.swaps, 0.1)] }
    var (world, id) = World.single(chain, users)
    world.run(.hours(1))
    #expect(world.chain(id).lastBlock?.gas == 700_000)
  }
}
