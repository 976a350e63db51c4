import Blockchain
import Measures
import Quantities
import Simulation
import Testing

struct ProofOfWorkTests {
  @Test func `intervals are exponential around the target`() {
    var (world, id) = World.idle(bitcoin { $0.retarget = .none })
    world.run(.days(120))
    // 17 280 blocks: standard error of the mean 0.76 %.
    #expect(abs(world.read("interval", .mean, id) / 600 - 1) < 0.03)
    #expect(abs(world.read("interval", .median, id) / 415.9 - 1) < 0.04)
  }

  @Test func `blocks are won in proportion to the shares`() throws {
    var (world, id) = World.idle(bitcoin { $0.retarget = .none })
    world.run(.days(60))
    let metric = try #require(Metric.named("production"))
    for (i, share) in [0.3, 0.19, 0.145, 0.01].enumerated() {
      let measured = try #require(world.value(of: metric, producer: i + 1, id))
      #expect(abs(measured - share) < 4 * (share * (1 - share) / 8_640).squareRoot())
    }
  }

  @Test(arguments: [([0.5], 51), ([0.6, 0.4], 2), ([], 100), ([0.305], 71)])
  func `what the shares leave is producers of at most one percent`(shares: [Double], count: Int) {
    let (world, id) = World.idle(bitcoin { $0.shares = shares })
    let producers = world.chain(id).producerShares
    #expect(producers.count == count)
    #expect(producers.dropFirst(shares.count).allSatisfy { $0 <= 0.010_000_1 })
    #expect(abs(producers.reduce(0, +) - 1) < 1e-9)
  }

  @Test func `twice the hashing halves the interval until the next adjustment`() {
    var (world, id) = World.idle(bitcoin { $0.hashRate = 1e18 })
    world.run(.days(14) + .hours(6))
    let before = world.chain(id).difficulty
    world.change(id) { $0.hashRate = 2e18 }
    world.beginWindow(warmup: .zero)
    world.run(.days(5))
    #expect(abs(world.read("interval", .mean, id) / 300 - 1) < 0.1)
    world.run(.days(16))
    world.beginWindow(warmup: .zero)
    world.run(.days(14))
    #expect(abs(world.read("interval", .mean, id) / 600 - 1) < 0.1)
    #expect(abs(world.chain(id).difficulty / before - 2) < 0.2)
  }

  @Test func `with a tenth of the hashing blocks take ten times as long`() {
    var (world, id) = World.idle(bitcoin { $0.hashRate = 1e18 })
    world.run(.seconds(1))
    world.change(id) { $0.hashRate = 1e17 }
    world.beginWindow(warmup: .zero)
    let stopped = world.advance(
      to: .zero + .days(300), interruption: Interruption(), eventLimit: .max
    ) { world, id in world.chain(id).height == 2_015 }
    #expect(stopped == .conditionHeld)
    #expect(abs(world.read("interval", .mean, id) / 6_000 - 1) < 0.1)
    // The adjustment is at most fourfold.
    #expect(world.chain(id).difficulty == 0.25 * 1e18 * 600)
  }

  /// Bitcoin's rule: a period takes 14/f days, then the difficulty follows at most fourfold.
  @Test(arguments: [
    (0.5, 28.0, 600.0), (2.0, 7.0, 600.0), (0.2, 70.0, 750.0), (8.0, 1.75, 300.0),
  ])
  func `another hash rate at a period's start is met at its end, at most fourfold`(
    factor: Double, firstDays: Double, secondInterval: Double
  ) {
    var (world, id) = World.idle(bitcoin { $0.hashRate = 1e18 })
    world.run(.seconds(1))
    world.change(id) { $0.hashRate = 1e18 * factor }
    world.beginWindow(warmup: .zero)
    _ = world.advance(
      to: .zero + .days(300), interruption: Interruption(), eventLimit: .max
    ) { world, id in world.chain(id).height == 2_015 }
    let days = world.now.seconds / 86_400
    // 2015 exponential intervals: a standard deviation of 2.2 %.
    #expect(abs(days / firstDays - 1) < 0.09)
    world.beginWindow(warmup: .zero)
    _ = world.advance(
      to: .zero + .days(600), interruption: Interruption(), eventLimit: .max
    ) { world, id in world.chain(id).height == 4_031 }
    let exact = factor >= 0.25 && factor <= 4
    #expect(abs(world.read("interval", .mean, id) / secondInterval - 1) < (exact ? 0.13 : 0.09))
  }

  @Test(arguments: [ChainParameters.Retarget.lwma, .ethereum])
  func `a rule that follows each block finds the interval again`(rule: ChainParameters.Retarget) {
    let chain = bitcoin {
      $0.retarget = rule
      $0.blockInterval = .seconds(13)
      $0.hashRate = 1e12
    }
    var (world, id) = World.idle(chain)
    world.run(.hours(4))
    world.change(id) { $0.hashRate = 3e12 }
    world.run(.hours(20))
    world.beginWindow(warmup: .zero)
    world.run(.hours(40))
    #expect(abs(world.read("interval", .mean, id) / 13 - 1) < 0.04)
  }

  @Test func `another interval takes effect at once`() {
    var (world, id) = World.idle(bitcoin { $0.retarget = .none })
    world.run(.hours(1))
    world.change(id) { $0.blockInterval = .seconds(60) }
    world.beginWindow(warmup: .zero)
    world.run(.days(5))
    #expect(abs(world.read("interval", .mean, id) / 60 - 1) < 0.05)
  }

  @Test func `the subsidy halves`() {
    let chain = bitcoin {
      $0.halvingInterval = 100
      $0.subsidy = 50
    }
    var (world, id) = World.idle(chain)
    world.run(.days(3))
    let height = world.chain(id).height
    #expect(height > 200)
    let expected = (1...height).reduce(Int128(0)) { sum, h in
      sum + (5_000_000_000 as Int128) >> Int128((h - 1) / 100)
    }
    #expect(world.chain(id).ledger.minted.units == expected)
  }

  @Test func `a block is final with six confirmations, itself the first`() {
    var (world, id) = World.single(bitcoin { $0.retarget = .none }, payments(1))
    world.run(.days(60))
    // One wait for inclusion and five more intervals.
    #expect(abs(world.read("finality_time", .mean, id) / 3_600 - 1) < 0.05)
  }
}

struct ProofOfStakeTests {
  @Test func `an absent proposer misses the slot`() {
    var (world, id) = World.single(ethereum { $0.online = 0.8 }, payments(5))
    world.run(.hours(20))
    // 6 000 slots: standard error 0.5 percentage points.
    let window = world.chain(id).window
    #expect(window.blocks + window.missedSlots == 6_000)
    #expect(abs(world.chain(id).missedShare - 0.2) < 0.02)
    #expect(abs(world.read("capacity", id) / 31.25 - 0.8) < 0.02)
  }

  @Test func `transactions are final after sixteen minutes on average`() {
    var (world, id) = World.single(ethereum { $0.online = 1 }, payments(5))
    world.run(.hours(10))
    // Slot s of an epoch is final 96 - s slots later: 13 to 19.2 min; users wait 6 s on average before.
    #expect(abs(world.read("finality_time", .mean, id) - 972) < 2)
    #expect(world.read("finality_time", .max, id) <= 19.2 * 60 + 12)
    #expect(world.read("finality_time", .percentile(0), id) >= 12.8 * 60)
  }

  @Test func `with less than two thirds online nothing becomes final`() {
    var (world, id) = World.single(ethereum { $0.online = 0.6 }, payments(5))
    world.run(.hours(5))
    #expect(world.read("throughput", id) > 4)
    #expect(world.distribution(of: Metric.named("finality_time")!, id)?.isEmpty == true)
  }

  @Test func `finality comes back with the validators`() {
    var (world, id) = World.single(ethereum { $0.online = 0.5 }, payments(5))
    world.run(.hours(2))
    world.change(id) { $0.online = 1 }
    world.run(.hours(1))
    #expect(world.read("finality_time", .max, id) > 2 * 3_600)
  }

  @Test(arguments: [(13.5e6, 1_673.0), (34e6, 2_655)])
  func `issuance grows with the root of the stake`(staked: Double, coinsPerDay: Double) {
    // 166.3 sqrt(staked) a year: 1 673 ETH a day for 13.5 M (about 1 600 to 1 700 were read).
    var (world, id) = World.idle(
      ethereum {
        $0.staked = staked
        $0.online = 1
      })
    world.run(.days(1))
    let measured = world.read("issuance", id) * 86_400 / 3_000
    #expect(abs(measured / coinsPerDay - 1) < 0.001)
  }
}

struct CentralTests {
  @Test func `an operator answers after booking and settles later`() {
    let chain = bitcoin {
      $0.consensus = .central
      $0.coin = "USD"
      $0.feeMarket = .posted
      $0.blockSize = nil
      $0.blockInterval = .seconds(1)
      $0.authorizationTime = .seconds(2)
      $0.settlementTime = .days(1)
    }
    var (world, id) = World.single(chain, payments(1_000))
    world.run(.minutes(5))
    // Half a second until the batch, and the mean of a log-normal with median 2 and sigma 0.3.
    #expect(abs(world.read("inclusion_time", .mean, id) - 2.59) < 0.03)
    #expect(world.read("finality_time", .percentile(0), id) > 86_400)
    #expect(world.chain(id).producerShares == [1])
  }

  @Test func `a chain without limits has no capacity to show`() {
    let (world, id) = World.single(bitcoin { $0.blockSize = nil }, payments(1))
    #expect(world.read("capacity", id).isNaN)
  }
}
