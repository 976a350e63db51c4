import Measures
import Quantities
import Simulation
import Testing

@testable import Blockchain

extension World {
  /// Channels on Bitcoin, with a workload of payments over them.
  static func lightning(
    _ parent: ChainParameters = bitcoin(), rate: Double = 1, amount: Double = 20,
    seed: UInt64 = 42, _ edit: (inout ChannelParameters) -> Void
  ) -> (World, base: SystemID, pay: SystemID) {
    var world = World(seed: seed)
    let base = world.add(parent, named: "base")
    var rules = ChainParameters()
    rules.kind = .channels
    rules.consensus = .central
    rules.coin = parent.coin
    rules.blockInterval = .seconds(10)
    rules.blockSize = nil
    rules.feeMarket = .posted
    edit(&rules.channels)
    let pay = world.add(rules, named: "pay", on: [base])
    guard rate > 0 else {
      world.beginWindow(warmup: .zero)
      return (world, base, pay)
    }
    _ = world.add(
      payments(rate, bid: 1_000) {
        $0.amount = amount
        $0.bidSigma = 0
      }, named: "payers", on: [pay])
    world.beginWindow(warmup: .zero)
    return (world, base, pay)
  }

  mutating func pass(_ seconds: Double) -> Advance {
    advance(to: now + .seconds(seconds), interruption: Interruption(), eventLimit: .max)
  }

  /// What the parent holds, and all that there is on it.
  func books(_ base: SystemID, _ pay: SystemID) -> (isBalanced: Bool, fault: String?) {
    (
      chain(base).ledger.isBalanced,
      chain(pay).channels?.fault(
        escrow: chain(base).ledger.escrow(of: pay.index).units, everywhere: true)
    )
  }
}

@Suite struct `Money in channels` {
  @Test(arguments: [UInt64(1), 2, 3])
  func `value is conserved through thousands of interleaved operations`(seed: UInt64) {
    // Blocks come each minute and often do not stay.
    let parent = bitcoin {
      $0.blockInterval = .seconds(60)
      $0.network.relay = .constant
      $0.network.constantDelay = .seconds(30)
      $0.retarget = .none
      $0.finalityDepth = 2
      $0.hashRate = 0
    }
    var (world, base, pay) = World.lightning(parent, rate: 2, amount: 200, seed: seed) {
      $0.nodes = 12
      $0.channelsPerNode = 2
      $0.hold = .seconds(3)
      $0.toSelfDelay = 3
      $0.expiryDelta = 4
      $0.rebalance = .onChain
      $0.lifetime = .hours(8)
      $0.parts = 3
    }
    var dice = RandomStream(seed: seed, "operations")
    let fraud = world.addAttack(.revokedState, on: pay)
    let flood = world.addAttack(.floodAndLoot, on: pay)
    var done: [Int: Int] = [:]
    for _ in 0..<150 {
      #expect(world.pass(Double(dice.index(below: 120) + 1)) == .reached)
      let choice = dice.index(below: 12)
      done[choice, default: 0] += 1
      switch choice {
      case 0:
        var attack = AttackParameters(.revokedState, share: 0)
        attack.value = 1_000
        attack.victimOffline = 0.5
        world.launch(attack, as: fraud)
      case 1 where dice.index(below: 4) == 0:
        var attack = AttackParameters(.floodAndLoot, share: 0)
        attack.value = 500
        attack.victims = 1
        world.launch(attack, as: flood)
      case 2:
        var outage = OutageParameters()
        outage.share = 0.3
        outage.lasts = .seconds(Double(dice.index(below: 900)))
        world.beginOutage(of: pay, outage)
      case 3: world.change(pay) { $0.channels.rebalance = .circular }
      case 4: world.change(pay) { $0.channels.rebalance = .onChain }
      case 5: world.change(pay) { $0.channels.feeRate = Double(dice.index(below: 2_000)) }
      case 6: world.change(pay) { $0.channels.watchtower.toggle() }
      default: break
      }
      let books = world.books(base, pay)
      #expect(books.isBalanced)
      #expect(books.fault == nil)
    }
    #expect(world.pass(7_200) == .reached)
    #expect(world.books(base, pay).fault == nil)
    let network = world.chain(pay).channels
    // Each kind of operation has happened.
    #expect(world.chain(pay).window.included > 1_000)
    #expect(world.chain(pay).window.channels.papers > 20)
    #expect(world.chain(base).history.reorgDepth > 0)
    #expect(network?.closings.contains { $0.crime != nil } == true)
    #expect(network?.splices.isEmpty == false)
  }

  @Test func `a wrong book is noticed`() {
    var (network, _) = drawnNetwork { $0.nodes = 10 }
    let escrow = network.booked
    #expect(network.fault(escrow: escrow) == nil)
    #expect(network.fault(escrow: escrow - 1) != nil)
    network.balances[0] += 1
    #expect(network.fault(escrow: escrow, everywhere: true) != nil)
  }

  @Test func `a network is laid out once and copied as a value`() {
    let (world, _, pay) = World.lightning { $0.nodes = 50 }
    var copy = world
    #expect(copy.pass(600) == .reached)
    #expect(copy.chain(pay).window.included > 300)
    #expect(world.chain(pay).window.included == 0)
    #expect(
      world.chain(pay).channels?.graph.capacity == copy.chain(pay).channels?.graph.capacity)
  }

  @Test func `nobody locks more than there is`() {
    let (world, base, pay) = World.lightning(bitcoin { $0.supply = 10 }) { $0.nodes = 100 }
    #expect(world.chain(base).ledger.isBalanced)
    #expect(world.chain(base).ledger.escrow(of: pay.index).units <= 900_000_000)
    #expect(world.books(base, pay).fault == nil)
  }

  @Test func `a coin of 18 decimals and one without a price do no harm`() {
    for price in [0.0, 1e-9, 3_000, 1e12] {
      var world = World(seed: 1)
      world.setPrice(of: "ETH", dollars: price)
      let base = world.add(ethereum(), named: "base")
      var rules = ChainParameters()
      rules.kind = .channels
      rules.consensus = .central
      rules.coin = "ETH"
      rules.blockInterval = .seconds(10)
      rules.feeMarket = .posted
      rules.channels.nodes = 20
      rules.channels.capacity = 1e9
      let pay = world.add(rules, named: "pay", on: [base])
      _ = world.add(payments(5), named: "payers", on: [pay])
      world.beginWindow(warmup: .zero)
      #expect(world.pass(120) == .reached)
      #expect(world.books(base, pay).fault == nil)
    }
  }

  @Test func `an outage of the best connected nodes stops payments until they are back`() {
    var (world, _, pay) = World.lightning(rate: 5) {
      $0.nodes = 60
      $0.topology = .hub
    }
    var outage = OutageParameters()
    outage.share = 0.3
    outage.lasts = .seconds(300)
    world.beginOutage(of: pay, outage)
    #expect(world.pass(299) == .reached)
    #expect(world.chain(pay).window.included == 0)
    #expect(world.pass(301) == .reached)
    #expect(world.chain(pay).window.included > 500)
  }

  @Test func `payments that wait for a node too long go to the parent`() {
    var (world, base, pay) = World.lightning(rate: 20) {
      $0.nodes = 30
      $0.topology = .hub
      $0.hold = .seconds(30)
      $0.expiryDelta = 2
      $0.toSelfDelay = 2
    }
    #expect(world.pass(60) == .reached)
    var outage = OutageParameters()
    outage.share = 0.3
    world.beginOutage(of: pay, outage)
    #expect(world.pass(14_400) == .reached)
    let network = world.chain(pay).channels
    #expect(network?.closings.isEmpty == false)
    #expect(network?.states.contains(.closed) == true)
    #expect(network?.stuck.isEmpty == true)
    #expect(world.books(base, pay).fault == nil)
  }

  @Test func `an escrow is back with its owners after all have closed alone`() {
    var (world, base, pay) = World.lightning(rate: 0) {
      $0.nodes = 10
      $0.toSelfDelay = 3
      $0.lifetime = nil
    }
    let attack = world.addAttack(.revokedState, on: pay)
    var all = AttackParameters(.revokedState, share: 1)
    all.value = 0
    all.victimOffline = 1
    world.launch(all, as: attack)
    #expect(world.pass(43_200) == .reached)
    #expect(world.chain(base).ledger.escrow(of: pay.index) == .zero)
    #expect(world.chain(pay).channels?.states.allSatisfy { $0 == .closed } == true)
  }
}
