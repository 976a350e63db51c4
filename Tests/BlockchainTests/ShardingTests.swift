import Measures
import Quantities
import Simulation
import Testing

@testable import Blockchain

struct ShardingTests {
  /// 31 tx/s on each shard: 372 transactions of 80 kgas in each slot.
  static func chain(
    shards: Int, _ edit: (inout ChainParameters) -> Void = { _ in }
  ) -> ChainParameters {
    ethereum {
      $0.gasLimit = 29_760_000
      $0.feeMarket = .firstPrice
      $0.online = 1
      $0.shards = shards
      edit(&$0)
    }
  }

  /// S c / (1 + (1 - 1/S)): sample S12.
  @Test(arguments: [(1, 31.0), (4, 70.9), (16, 256), (64, 1_000)])
  func `capacity is that of the formula`(shards: Int, expected: Double) {
    let (world, id) = World.idle(Self.chain(shards: shards))
    #expect(abs(world.read("capacity", id) / expected - 1) < 0.005)
  }

  @Test func `nine local transactions of ten make room`() {
    let (world, id) = World.idle(Self.chain(shards: 64) { $0.crossShard = 0.1 })
    #expect(abs(world.read("capacity", id) / 1_804 - 1) < 0.005)
  }

  @Test(arguments: [(4, 70.9), (64, 1_000.0)])
  func `full shards carry what the formula says`(shards: Int, expected: Double) {
    var (world, id) = World.single(
      Self.chain(shards: shards), payments(1.5 * expected) { $0.patience = .time(.hours(9)) })
    world.run(.minutes(10))
    world.beginWindow(warmup: .zero)
    world.run(.minutes(20))
    #expect(abs(world.read("throughput", id) / expected - 1) < 0.02)
    #expect(
      abs(world.read("leverage", id) / (Double(shards) / (2 - 1 / Double(shards))) - 1) < 0.02)
  }

  @Test func `a payment to another shard takes two slots more`() {
    func wait(cross: Double) -> Double {
      var (world, id) = World.single(
        Self.chain(shards: 16) { $0.crossShard = cross }, payments(50))
      world.run(.minutes(20))
      return world.read("inclusion_time", .mean, id)
    }
    #expect(abs(wait(cross: 1) - wait(cross: 0) - 24) < 0.5)
  }

  @Test func `shards that are away make no blocks and room shrinks with them`() {
    var (world, id) = World.single(Self.chain(shards: 64), payments(100))
    var outage = OutageParameters()
    outage.share = 0.25
    world.beginOutage(of: id, outage)
    world.run(.minutes(30))
    // 150 slots of 64 shards: the mean share's standard deviation is 0.44 %.
    #expect(abs(world.chain(id).missedShare - 0.25) < 0.018)
  }

  @Test func `receipts that grow too old give the money back`() {
    var (world, id) = World.single(Self.chain(shards: 8), payments(50))
    world.run(.minutes(10))
    let before = world.chain(id).window.dropped
    var outage = OutageParameters()
    outage.lasts = .minutes(20)
    world.beginOutage(of: id, outage)
    world.run(.minutes(21))
    let chain = world.chain(id)
    #expect(chain.window.dropped > before)
    #expect(chain.fault(.everything) == nil)
  }

  @Test func `a day of 64 shards keeps its books`() {
    var (world, id) = World.single(Self.chain(shards: 64), payments(900))
    #expect(world.run(.hours(1)) == .reached)
    let window = world.chain(id).window
    #expect(
      window.arrived == window.included + window.expired + window.dropped + world.chain(id).backlog)
  }

  /// Hypergeometric with 6 400 validators, a third of them bad, committees of N/S, two thirds rule.
  @Test(arguments: [(64, 4.4e4), (128, 0.18), (256, 1.2e-4)])
  func `the time until a shard falls is a cliff`(shards: Int, years: Double) {
    let parameters = Self.chain(shards: shards) { $0.validators = 6_400 }
    let lottery = CommitteeLottery(parameters, adversary: 1.0 / 3)
    #expect(abs(384 / lottery.any / Unit.year / years - 1) < 0.05)
    let closed = ClosedForm.shardFailureTime(
      validators: 6_400, shards: Double(shards), adversary: 1.0 / 3)
    #expect(abs((closed ?? 0) / (384 / lottery.any) - 1) < 1e-6)
  }

  @Test func `an attacker gets a committee in time when the odds are good`() {
    let parameters = Self.chain(shards: 256) { $0.validators = 6_400 }
    var (world, id) = World.idle(parameters)
    let attack = world.addAttack(.majority, on: id)
    world.launch(AttackParameters(.majority, share: 1.0 / 3), as: attack)
    world.run(.days(1))
    let outcome = world.outcome(of: attack)
    #expect(outcome.value(of: .successRate) == 1)
    #expect((outcome.value(of: .delay) ?? 0) > 0)
  }

  @Test func `an attack that ends before its committee comes has failed`() {
    var (world, id) = World.idle(Self.chain(shards: 16) { $0.validators = 6_400 })
    let attack = world.addAttack(.majority, on: id)
    var parameters = AttackParameters(.majority, share: 1.0 / 3)
    parameters.lasts = .hours(2)
    world.launch(parameters, as: attack)
    world.run(.hours(3))
    #expect(world.outcome(of: attack).value(of: .successRate) == 0)
  }
}

/// Debug builds check the books after every event, so reaching the end is the claim.
struct UpgradeConservationTests {
  @Test(arguments: 1...6)
  func `nothing gets lost over upgrades, reorganisations, outages and shards`(seed: Int) {
    var world = World(seed: UInt64(seed))
    let id = world.add(
      ethereum {
        $0.consensus = .pow
        $0.blockInterval = .seconds(12)
        $0.subsidy = 2
        $0.network.relay = .constant
        $0.network.constantDelay = .seconds(6)
      }, named: "eth")
    _ = world.add(payments(60), named: "users", on: [id])
    world.beginWindow(warmup: .zero)
    var choose = RandomStream(seed: UInt64(seed), "upgrades")
    for _ in 0..<25 {
      let factor = choose.logNormal(median: 1, sigma: 1)
      var outage = OutageParameters()
      switch choose.index(below: 9) {
      case 0, 1: world.change(id) { $0.consensus = .pow }
      case 2: world.change(id) { $0.consensus = .pos }
      case 3, 4:
        let shards = 1 + choose.index(below: 12)
        world.change(id) {
          $0.consensus = .pos
          $0.shards = shards
        }
      case 5: world.change(id) { $0.crossShard = min(1, factor / 2) }
      case 6: world.setPrice(of: "ETH", dollars: 3_000 * factor)
      case 7: world.change(id) { $0.gasLimit = Int64(20e6 * factor) }
      default:
        outage.share = min(1, factor)
        outage.lasts = .minutes(3 * factor)
        world.beginOutage(of: id, outage)
      }
      #expect(world.run(.minutes(4)) == .reached)
    }
    let window = world.chain(id).window
    #expect(world.chain(id).ledger.isBalanced)
    #expect(
      window.arrived == window.included + window.expired + window.dropped + world.chain(id).backlog)
  }
}
