import Measures
import Quantities
import Simulation
import Testing

@testable import Blockchain

struct SlotTests {
  @Test func `entities propose in proportion to their stake`() throws {
    var (world, id) = World.idle(
      ethereum {
        $0.shares = [0.245, 0.075]
        $0.online = 1
      })
    world.run(.days(1))
    let metric = try #require(Metric.named("production"))
    // 7 200 slots.
    for (i, share) in [0.245, 0.075, 0.01].enumerated() {
      let measured = try #require(world.value(of: metric, producer: i + 1, id))
      #expect(abs(measured - share) < 4 * (share * (1 - share) / 7_200).squareRoot())
    }
  }

  @Test func `blocks that arrive in time to be voted for all stay`() {
    var (world, id) = World.idle(ethereum { $0.network.relay = .constant })
    world.change(id) { $0.network.constantDelay = .seconds(3.9) }
    world.beginWindow(warmup: .zero)
    world.run(.hours(2))
    #expect(world.read("stale_rate", id) == 0)
    #expect(world.read("reorg_depth", id) == 0)
  }

  @Test func `a block too late for its votes makes the next proposer waste his`() {
    let chain = ethereum {
      $0.network.relay = .constant
      $0.network.constantDelay = .seconds(5)
      $0.online = 1
    }
    var (world, id) = World.idle(chain)
    world.run(.hours(10))
    // Two stay, and the third, made to replace the second, comes too late for its own votes.
    #expect(abs(world.read("stale_rate", id) - 1.0 / 3) < 0.01)
    #expect(abs(world.read("propagation_time", id) - 5) < 0.1)
  }

  @Test func `blocks that take ten slots to travel make a tenth of the slots count`() {
    let chain = ethereum {
      $0.network.relay = .constant
      $0.network.constantDelay = .seconds(119)
      $0.online = 1
    }
    var (world, id) = World.idle(chain)
    world.run(.hours(10))
    #expect(abs(world.read("stale_rate", id) - 0.9) < 0.01)
  }

  @Test func `larger blocks lose more proposals`() {
    func stale(_ megabytes: Int64) -> Double {
      let chain = ethereum {
        $0.gasLimit = nil
        $0.blockSize = megabytes * 1_000_000
        $0.alwaysFull = true
      }
      var (world, id) = World.idle(chain)
      world.run(.hours(1))
      return world.read("stale_rate", id)
    }
    #expect(stale(1) == 0)
    #expect(stale(30) > 0.1)
  }

  @Test func `proof of stake tolerates a third`() {
    var (world, id) = World.idle(ethereum())
    world.run(.hours(1))
    #expect(world.read("tolerance", id) == 1.0 / 3)
  }
}

struct LeakTests {
  /// Epochs that a chain on which this share stays away is without finality.
  private func epochsWithoutFinality(online: Double) -> Int64 {
    var (world, id) = World.idle(
      ethereum {
        $0.slotsPerEpoch = 1
        $0.slot = .seconds(384)
        $0.online = online
      })
    let end = world.advance(
      to: .zero + .days(60), interruption: Interruption(), eventLimit: .max
    ) { world, id in world.chain(id).checkpoints.finalized > 0 }
    #expect(end == .conditionHeld)
    return world.chain(id).checkpoints.epoch
  }

  /// sqrt(2^25 ln(2 o / h)) epochs, from B(t) = B0 exp(-t^2 / 2^25).
  @Test(arguments: [(0.6, 3_107.0), (0.5, 4_823)])
  func `finality returns when absent stake has leaked`(online: Double, epochs: Double) {
    let measured = Double(epochsWithoutFinality(online: online))
    #expect(abs(measured / epochs - 1) < 0.01)
  }

  @Test func `what leaks is burned and what stays is conserved`() {
    var (world, id) = World.idle(
      ethereum {
        $0.slotsPerEpoch = 1
        $0.slot = .seconds(384)
        $0.online = 0.6
      })
    let before = world.chain(id).ledger.staked
    world.run(.days(13))
    let ledger = world.chain(id).ledger
    #expect(ledger.isBalanced)
    #expect(ledger.burned > .zero && ledger.staked + ledger.burned == before)
    // 2 925 epochs, 5 of them before the leak: 40 % of 34 M times 1 - exp(-2920^2 / 2^25).
    #expect(abs(ledger.burned.units.double / 1e18 / 3.05e6 - 1) < 0.01)
  }

  @Test func `validators who come back stop the leak`() {
    var (world, id) = World.idle(ethereum { $0.online = 0.6 })
    world.run(.hours(3))
    let leaked = world.chain(id).ledger.burned
    #expect(leaked > .zero)
    world.change(id) { $0.online = 1 }
    world.run(.hours(1))
    let chain = world.chain(id)
    #expect(!chain.checkpoints.isLeaking && chain.ledger.burned == leaked)
    #expect(chain.missedShare < 0.4)
  }
}

/// Debug builds check the books after every slot, so reaching the end is the claim.
struct StakeConservationTests {
  @Test(arguments: 1...3)
  func `no coin gets lost under slashings, leaks, forks and partitions`(seed: Int) {
    var choose = RandomStream(seed: UInt64(seed), "changes")
    let chain = ethereum {
      $0.slot = .seconds(120)
      $0.slotsPerEpoch = 4
      $0.network.relay = .constant
    }
    var (world, id) = World.single(chain, payments(2), seed: UInt64(seed))
    let kinds: [AttackParameters.Kind] = [
      .partition, .majority, .nothingAtStake, .longRange, .eclipse, .censorship, .spam,
    ]
    let labels = kinds.map { world.addAttack($0, on: id) }
    for _ in 0..<40 {
      let share = choose.uniform()
      switch choose.index(below: 12) {
      case 0: world.change(id) { $0.online = share }
      case 1: world.change(id) { $0.online = 1 }
      case 2: world.change(id) { $0.slashing.toggle() }
      case 3: world.change(id) { $0.staked = 130e6 * share }
      case 4: world.change(id) { $0.network.constantDelay = .seconds(100 * share) }
      case 5: world.change(id) { $0.slotsPerEpoch = 1 + choose.index(below: 8) }
      case 6: world.change(id) { $0.shares = [share, (1 - share) / 2] }
      case 7 where share < 0.2: world.change(id) { $0.consensus = .pow }
      case 8: world.change(id) { $0.consensus = .pos }
      default:
        let kind = choose.index(below: kinds.count)
        var attack = AttackParameters(kinds[kind], share: share)
        attack.lasts = .hours(8 * choose.uniform())
        attack.confirmations = 1 + choose.index(below: 20)
        world.launch(attack, as: labels[kind])
      }
      #expect(world.run(.hours(2)) == .reached)
    }
    #expect(world.chain(id).ledger.isBalanced)
  }
}
