import Measures
import Quantities
import Simulation
import Testing

@testable import Blockchain

/// A plasma chain of a thousand people who hold 10 MUSD.
func plasmaChain(_ edit: (inout ChainParameters) -> Void = { _ in }) -> ChainParameters {
  var chain = ChainParameters()
  chain.kind = .plasma
  chain.consensus = .central
  chain.coin = "ETH"
  chain.blockInterval = .seconds(60)
  chain.feeMarket = .posted
  chain.postedFee = 1e-6
  chain.lockedValue = 10e6
  chain.plasma.users = 1_000
  chain.plasma.challengeWindow = .hours(2)
  edit(&chain)
  return chain
}

struct PlasmaTests {
  private static func exodus(
    _ plasma: ChainParameters, on parent: ChainParameters, for time: Interval, seed: UInt64 = 42
  ) -> (World, SystemID, SystemID, AttackID) {
    var world = World(seed: seed)
    let eth = world.add(parent, named: "eth")
    let id = world.add(plasma, named: "p", on: [eth])
    let attack = world.addAttack(.dataWithholding, on: id)
    world.beginWindow(warmup: .zero)
    world.launch(AttackParameters(.dataWithholding, share: 0), as: attack)
    #expect(world.run(time) == .reached)
    return (world, eth, id, attack)
  }

  /// Seven days of half of a target of 30 Mgas each 12 s; a hundredth of the week is enough to tell.
  @Test(arguments: [(60_000, 12.6e6), (150_000, 5.04e6), (300_000, 2.52e6)])
  func `a week has room for so many exits`(gas: Int64, exits: Double) {
    let (world, _, _, attack) = Self.exodus(
      plasmaChain {
        $0.lockedValue = 1e9
        $0.plasma.users = 20e6
        $0.plasma.exitGas = gas
        $0.plasma.exitShare = 0.5
        $0.plasma.bond = 0.001
        $0.blockInterval = .minutes(10)
        $0.plasma.challengeWindow = .days(7)
      }, on: ethereum { $0.online = 1 }, for: .days(0.07))
    // The first block has nobody yet.
    #expect(abs((world.outcome(of: attack).value(of: .exits) ?? 0) / exits * 100 - 1) < 0.005)
  }

  @Test func `who leaves in time is paid and the operator takes what the others had`() {
    let (world, eth, id, attack) = Self.exodus(
      plasmaChain {
        $0.plasma.exitShare = 0.001
        $0.plasma.exitGas = 60_000
      }, on: ethereum(), for: .hours(6))
    let outcome = world.outcome(of: attack)
    let plasma = world.chain(id).plasma
    let exits = outcome.value(of: .exits) ?? 0
    // Half an exit in each of 600 slots.
    #expect(abs(exits - 297) < 12)
    #expect(outcome.value(of: .successRate) == 1)
    #expect(abs((outcome.value(of: .stolen) ?? 0) - (1_000 - exits) * 1e4) < 3e4)
    #expect(plasma?.exitsPaid ?? 0 >= Int64(exits) - 2)
    #expect(abs((outcome.value(of: .delay) ?? 0) - 4 * 3_600) < 60)
    #expect(world.chain(eth).history.reorgDepth <= 2)
    #expect(world.read("withdrawal_time", id) > 2 * 3_600)
  }

  @Test func `with room for all nobody loses anything`() {
    let (world, _, id, attack) = Self.exodus(plasmaChain(), on: ethereum(), for: .hours(6))
    let outcome = world.outcome(of: attack)
    #expect(outcome.value(of: .exits) == 1_000)
    #expect(outcome.value(of: .successRate) == 0 || (outcome.value(of: .stolen) ?? 1) < 1e-9)
    #expect(world.chain(id).plasma?.exitsPaid == 1_000)
  }

  @Test func `a rush without a cap makes the parent dear`() {
    func baseFee(share: Double) -> Double {
      let (world, eth, _, _) = Self.exodus(
        plasmaChain {
          $0.lockedValue = 1e9
          $0.plasma.users = 1e6
          $0.plasma.exitShare = share
          $0.plasma.bond = 0.001
        }, on: ethereum(), for: .minutes(30))
      return world.read("base_fee", eth)
    }
    #expect(baseFee(share: 1) > 100 * baseFee(share: 0.5))
  }

  @Test func `a false exit that everybody can see is challenged`() {
    var world = World(seed: 42)
    let eth = world.add(ethereum(), named: "eth")
    let id = world.add(plasmaChain(), named: "p", on: [eth])
    world.beginWindow(warmup: .zero)
    var attack = AttackParameters(.invalidState, share: 0)
    attack.value = 1e6
    let seen = world.addAttack(.invalidState, on: id)
    world.launch(attack, as: seen)
    world.run(.hours(6))
    #expect(world.outcome(of: seen).value(of: .successRate) == 0)
    #expect(world.outcome(of: seen).value(of: .stolen) == 0)
    attack.watchers = 0
    let unseen = world.addAttack(.invalidState, on: id)
    world.launch(attack, as: unseen)
    world.run(.hours(6))
    #expect(abs((world.outcome(of: unseen).value(of: .stolen) ?? 0) - 1e6) < 1)
    #expect(abs(world.read("backing", id) - 0.9) < 0.01)
  }

  @Test func `a payment is final with its root and booked at once`() {
    var world = World(seed: 42)
    let eth = world.add(ethereum(), named: "eth")
    let id = world.add(plasmaChain(), named: "p", on: [eth])
    _ = world.add(payments(5), named: "users", on: [id])
    world.beginWindow(warmup: .zero)
    world.run(.hours(3))
    #expect(abs(world.read("inclusion_time", .mean, id) - 30) < 3)
    // Half of a root's ten minutes, a slot, and two and a half epochs.
    #expect(abs(world.read("finality_time", .mean, id) - 1_300) < 150)
    #expect(world.read("leverage", id) > 1_000)
  }

  @Test func `ordinary exits take the window`() {
    var world = World(seed: 42)
    let eth = world.add(ethereum(), named: "eth")
    let id = world.add(
      plasmaChain { $0.plasma.withdrawals = 1e7 }, named: "p", on: [eth])
    world.beginWindow(warmup: .zero)
    world.run(.hours(8))
    #expect(abs(world.read("withdrawal_time", id) - 2 * 3_600 - 320) < 200)
    #expect(world.read("backing", id) == 1)
  }

  /// Debug builds compare the books of the contract with the parent's after every event.
  @Test(arguments: 1...6)
  func `value is conserved over forks of the parent and every attack`(seed: Int) {
    var world = World(seed: UInt64(seed))
    let base = world.add(
      miners(interval: 30, delay: 12) { $0.finalityDepth = 30 }, named: "base")
    let id = world.add(
      plasmaChain {
        $0.coin = "BTC"
        $0.plasma.challengeWindow = .minutes(seed == 1 ? 0 : 20)
        $0.plasma.rootInterval = .minutes(2)
        $0.plasma.withdrawals = 100e6
        $0.plasma.bond = 0.001
        $0.plasma.exitShare = seed % 3 == 0 ? 1 : 0.05
      }, named: "p", on: [base])
    _ = world.add(payments(1), named: "users", on: [base, id])
    world.beginWindow(warmup: .zero)
    var choose = RandomStream(seed: UInt64(seed), "plasma")
    let kinds: [AttackParameters.Kind] = [.dataWithholding, .invalidState, .censorship, .spam]
    let attacks = kinds.map { world.addAttack($0, on: id) }
    for _ in 0..<20 {
      let factor = choose.logNormal(median: 1, sigma: 1)
      switch choose.index(below: 9) {
      case 0: world.change(id) { $0.plasma.withdrawals = 100e6 * factor }
      case 1: world.change(id) { $0.plasma.exitShare = min(1, factor / 4) }
      case 2:
        world.change(id) {
          $0.plasma.conduct = $0.plasma.conduct == .honest ? .withholding : .honest
        }
      case 3, 4:
        let i = choose.index(below: kinds.count)
        var attack = AttackParameters(kinds[i], share: 0.5)
        attack.value = 1e6 * factor
        attack.watchers = choose.index(below: 2)
        attack.lasts = choose.index(below: 2) == 0 ? .minutes(15 * factor) : nil
        world.launch(attack, as: attacks[i])
      case 5:
        var outage = OutageParameters()
        outage.lasts = .minutes(5 * factor)
        world.beginOutage(of: choose.index(below: 2) == 0 ? id : base, outage)
      case 6: world.setPrice(of: "BTC", dollars: 100_000 * factor)
      case 7: world.change(id) { $0.plasma.challengeWindow = .minutes(20 * factor) }
      default: break
      }
      #expect(world.run(.minutes(8)) == .reached)
    }
    #expect(world.chain(base).ledger.isBalanced && world.chain(id).ledger.isBalanced)
    #expect(world.chain(base).history.reorgDepth > 0)
  }

  @Test(arguments: [
    plasmaChain { $0.plasma.users = 0 }, plasmaChain { $0.plasma.users = .infinity },
    plasmaChain { $0.lockedValue = 0 }, plasmaChain { $0.lockedValue = .infinity },
    plasmaChain { $0.plasma.exitShare = 0 }, plasmaChain { $0.plasma.exitGas = .max },
    plasmaChain { $0.plasma.bond = .infinity }, plasmaChain { $0.plasma.bond = 0 },
    plasmaChain { $0.plasma.rootInterval = .zero }, plasmaChain { $0.plasma.rootGas = .max },
    plasmaChain { $0.plasma.challengeWindow = .seconds(1e12) },
    plasmaChain { $0.plasma.withdrawals = .infinity }, plasmaChain { $0.blockInterval = .zero },
    plasmaChain { $0.feeMarket = .eip1559 },
  ])
  func `no parameters break a plasma chain`(plasma: ChainParameters) {
    var plasma = plasma
    if plasma.blockInterval == .zero { plasma.blockInterval = .seconds(1) }
    for parent in [ethereum(), bitcoin()] {
      let (world, _, id, _) = Self.exodus(plasma, on: parent, for: .minutes(40))
      #expect(world.read("backing", id).isNaN || world.read("backing", id) >= 0)
    }
  }
}
