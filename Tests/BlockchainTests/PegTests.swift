import Measures
import Quantities
import Simulation
import Testing

@testable import Blockchain

/// A sidechain of validators with the coin of its parent.
func sidechain(_ edit: (inout ChainParameters) -> Void = { _ in }) -> ChainParameters {
  var side = ChainParameters()
  side.kind = .sidechain
  side.consensus = .bft
  side.coin = "ETH"
  side.blockInterval = .seconds(3)
  side.validators = 9
  side.blockSize = 1_000_000
  side.lockedValue = 600e6
  edit(&side)
  return side
}

/// Nine keys, four of them with one party.
private func ronin(_ side: inout ChainParameters) {
  side.peg.keys = 9
  side.peg.threshold = 5
  side.peg.entities = [4, 1, 1, 1, 1, 1]
}

struct PegTests {
  @Test func `two parties of six hold five of nine keys`() {
    let ronin = Signers(keys: [4, 1, 1, 1, 1, 1], of: "bridge", failure: 0.1)
    #expect(ronin.fewest(holding: 5) == 2)
    #expect(ronin.fewest(blocking: 5) == 2)
    var rules = PegParameters()
    rules.entities = [4, 1, 1, 1, 1, 1]
    #expect(rules.taken(keys: 5, parties: .max) == (2, 5))
    // The company and one of five others, or all five others: 0.1 (1 - 0.9^5) + 0.9 0.1^5.
    #expect(abs(ronin.loss(of: 5) - 0.04096) < 1e-4)
    let naive = Signers(keys: [Int](repeating: 1, count: 9), of: "bridge", failure: 0.1)
    #expect(abs(naive.loss(of: 5) / 8.9e-4 - 1) < 0.01)
    #expect(naive.fewest(holding: 5) == 5)
  }

  /// All subsets, one by one.
  @Test(arguments: [
    ([4, 1, 1, 1, 1, 1], 5), ([3, 3, 3], 6), ([2, 2, 1, 1], 4), ([1], 1), ([1, 1], 3),
  ])
  func `the probability is that of all coalitions that can sign`(holdings: [Int], threshold: Int) {
    for p in [0, 0.1, 0.37, 1] {
      var sum = 0.0
      for set in 0..<(1 << holdings.count) {
        var keys = 0
        var weight = 1.0
        for (i, held) in holdings.enumerated() {
          let isLost = set >> i & 1 == 1
          keys += isLost ? held : 0
          weight *= isLost ? p : 1 - p
        }
        if keys >= threshold { sum += weight }
      }
      let found = Signers(keys: holdings, of: "some", failure: p).loss(of: threshold)
      #expect(abs(found - sum) < 1e-12)
    }
  }

  @Test func `a theft costs what the settings say that keys cost`() {
    var world = World(seed: 42)
    let eth = world.add(ethereum(), named: "eth")
    let side = world.add(
      sidechain {
        ronin(&$0)
        $0.trust.keyPrice = 3e6
      }, named: "side", on: [eth])
    let theft = world.addAttack(.keyTheft, on: side)
    world.launch(AttackParameters(.keyTheft, share: 0), as: theft)
    #expect(world.run(.minutes(5)) == .reached)
    #expect(world.outcome(of: theft).value(of: .cost) == 6e6)
  }

  @Test func `what is locked is what is minted, and both ways are quick`() {
    var world = World(seed: 42)
    let eth = world.add(ethereum(), named: "eth")
    let side = world.add(
      sidechain { $0.peg.withdrawals = 20e6 }, named: "side", on: [eth])
    world.beginWindow(warmup: .zero)
    #expect(world.run(.hours(6)) == .reached)
    let peg = world.chain(side).peg
    #expect(peg?.backing == 1)
    #expect(world.chain(eth).ledger.escrow(of: side.index).units == peg?.held)
    // Eleven more blocks of 3 s, and the next slot; at first a batch is a slot's.
    let time = world.read("withdrawal_time", side)
    #expect(time > 33 && time < 75)
  }

  @Test func `who has two of six parties takes everything`() {
    var world = World(seed: 42)
    let eth = world.add(ethereum(), named: "eth")
    let side = world.add(
      sidechain {
        ronin(&$0)
        $0.peg.withdrawals = 5e6
      }, named: "side", on: [eth])
    world.beginWindow(warmup: .zero)
    world.run(.hours(1))
    let theft = world.addAttack(.keyTheft, on: side)
    world.launch(AttackParameters(.keyTheft, share: 0), as: theft)
    #expect(world.run(.hours(2)) == .reached)
    let outcome = world.outcome(of: theft)
    #expect(outcome.value(of: .successRate) == 1)
    #expect(outcome.value(of: .cost) == 20e6)
    #expect(abs((outcome.value(of: .stolen) ?? 0) / 600e6 - 1) < 0.01)
    #expect(world.read("backing", side) == 0)
    #expect(world.chain(eth).ledger.isBalanced)
  }

  @Test(arguments: [(4, nil as Double?), (5, 15e6)])
  func `too few keys or too little money take nothing`(keys: Int, budget: Double?) {
    var world = World(seed: 42)
    let eth = world.add(ethereum(), named: "eth")
    let side = world.add(sidechain(ronin), named: "side", on: [eth])
    world.beginWindow(warmup: .zero)
    var attack = AttackParameters(.keyTheft, share: 0)
    attack.keys = keys
    attack.budget = budget
    let theft = world.addAttack(.keyTheft, on: side)
    world.launch(attack, as: theft)
    world.run(.hours(1))
    #expect(world.outcome(of: theft).value(of: .successRate) == 0)
    #expect(world.read("backing", side) == 1)
  }

  @Test func `signers who are away pay nobody until they are back`() {
    var world = World(seed: 42)
    let eth = world.add(ethereum(), named: "eth")
    let side = world.add(
      sidechain {
        $0.consensus = .central
        $0.peg.withdrawals = 5e6
      }, named: "side", on: [eth])
    var outage = OutageParameters()
    outage.share = 0.5
    outage.lasts = .hours(3)
    world.beginWindow(warmup: .zero)
    world.beginOutage(of: side, outage)
    world.run(.hours(2))
    #expect(
      world.chain(side).peg?.withdrawalTimes.histogram(in: world.chain(side).window).isEmpty == true
    )
    world.run(.hours(2))
    #expect(world.read("withdrawal_time", side) > 3_600)
    #expect(world.read("backing", side) == 1)
  }

  @Test func `checkpoints make withdrawals wait`() {
    var world = World(seed: 42)
    let eth = world.add(ethereum(), named: "eth")
    let side = world.add(
      sidechain {
        $0.peg.checkpointBlocks = 200
        $0.peg.withdrawals = 5e6
      }, named: "side", on: [eth])
    world.beginWindow(warmup: .zero)
    world.run(.hours(6))
    // Half of 200 blocks of 3 s on average, and two slots.
    #expect(abs(world.read("withdrawal_time", side) - 324) < 40)
  }

  @Test func `miners who hash for both bring their part and no energy`() {
    var world = World(seed: 42)
    let base = world.add(bitcoin(), named: "base")
    let side = world.add(
      sidechain {
        $0.consensus = .pow
        $0.coin = "BTC"
        $0.blockInterval = .seconds(30)
        $0.peg.mergedMining = true
      }, named: "side", on: [base])
    _ = world.add(payments(1), named: "users", on: [side])
    world.beginWindow(warmup: .zero)
    world.run(.hours(3))
    #expect(world.chain(side).parameters.hashRate == 0.7 * 1060e18)
    #expect(abs(world.read("interval", .mean, side) / 30 - 1) < 0.2)
    #expect(world.read("energy_per_tx", side) == 0)
    world.change(base) { $0.hashRate = 500e18 }
    world.run(.hours(2))
    #expect(world.chain(side).parameters.hashRate == 350e18)
  }

  /// Debug builds compare the books of the bridge with the parent's after every event.
  @Test(arguments: 1...6)
  func `value is conserved over forks of both chains, thefts and outages`(seed: Int) {
    var world = World(seed: UInt64(seed))
    // A third of the blocks go stale, so that both chains turn again and again.
    let base = world.add(
      miners(interval: 30, delay: 12) { $0.finalityDepth = 40 }, named: "base")
    let side = world.add(
      sidechain {
        $0.coin = "BTC"
        $0.consensus = seed % 2 == 0 ? .bft : .pow
        $0.blockInterval = .seconds(20)
        $0.network.relay = .constant
        $0.network.constantDelay = .seconds(8)
        $0.peg.withdrawals = 50e6
        $0.peg.confirmations = 2
        ronin(&$0)
      }, named: "side", on: [base])
    _ = world.add(payments(1), named: "users", on: [base, side])
    world.beginWindow(warmup: .zero)
    var choose = RandomStream(seed: UInt64(seed), "pegs")
    let theft = world.addAttack(.keyTheft, on: side)
    for _ in 0..<20 {
      let factor = choose.logNormal(median: 1, sigma: 1)
      switch choose.index(below: 8) {
      case 0: world.change(side) { $0.peg.withdrawals = 50e6 * factor }
      case 1: world.change(side) { $0.peg.confirmations = 1 + choose.index(below: 5) }
      case 2:
        var outage = OutageParameters()
        outage.share = min(1, factor)
        outage.lasts = .minutes(5 * factor)
        world.beginOutage(of: choose.index(below: 2) == 0 ? side : base, outage)
      case 3: world.setPrice(of: "BTC", dollars: 100_000 * factor)
      case 4: world.change(side) { $0.peg.checkpointBlocks = choose.index(below: 30) }
      case 5 where choose.index(below: 3) == 0:
        var attack = AttackParameters(.keyTheft, share: 0)
        attack.value = 20e6 * factor
        attack.lasts = .minutes(10)
        world.launch(attack, as: theft)
      default: break
      }
      #expect(world.run(.minutes(8)) == .reached)
    }
    #expect(world.chain(base).ledger.isBalanced && world.chain(side).ledger.isBalanced)
    #expect(world.chain(base).history.reorgDepth > 0)
  }

  @Test func `a theft changes no block of the parent`() {
    func heights(theft: Bool) -> (Int64, Int64) {
      var world = World(seed: 7)
      let eth = world.add(ethereum(), named: "eth")
      let side = world.add(sidechain(), named: "side", on: [eth])
      world.beginWindow(warmup: .zero)
      if theft {
        let attack = world.addAttack(.keyTheft, on: side)
        world.launch(AttackParameters(.keyTheft, share: 0), as: attack)
      }
      world.run(.hours(2))
      return (world.chain(eth).height, world.chain(eth).history.reorgDepth)
    }
    #expect(heights(theft: true) == heights(theft: false))
  }

  @Test func `what stands on a sidechain finds it as it finds a chain`() {
    var world = World(seed: 3)
    let eth = world.add(ethereum(), named: "eth")
    let side = world.add(sidechain { $0.peg.withdrawals = 1e6 }, named: "side", on: [eth])
    let inner = world.add(
      sidechain {
        $0.lockedValue = 1e6
        $0.peg.withdrawals = 1e5
      }, named: "inner", on: [side])
    var plasma = plasmaChain()
    plasma.lockedValue = 1e6
    let nested = world.add(plasma, named: "nested", on: [side])
    var rollup = ChainParameters()
    rollup.kind = .rollup
    rollup.consensus = .central
    rollup.coin = "ETH"
    rollup.lockedValue = 1e6
    _ = world.add(rollup, named: "rolled", on: [side])
    var pay = ChainParameters()
    pay.kind = .channels
    pay.consensus = .central
    pay.coin = "ETH"
    _ = world.add(pay, named: "pay", on: [side])
    world.beginWindow(warmup: .zero)
    #expect(world.run(.hours(2)) == .reached)
    #expect(world.read("backing", inner) == 1)
    #expect(world.read("backing", nested) == 1)
  }

  @Test(arguments: [
    sidechain { $0.lockedValue = 0 }, sidechain { $0.lockedValue = .infinity },
    sidechain { $0.lockedValue = .nan }, sidechain { $0.peg.withdrawals = .infinity },
    sidechain { $0.peg.keys = 0 }, sidechain { $0.peg.threshold = 1_000_000 },
    sidechain { $0.peg.entities = [.max, -1] }, sidechain { $0.peg.confirmations = .max },
    sidechain { $0.peg.checkpointBlocks = .max }, sidechain { $0.peg.mergedShare = .nan },
    sidechain { $0.coin = "FOO" }, sidechain { $0.consensus = .pos },
    sidechain { $0.consensus = .snow }, sidechain { $0.consensus = .dpos },
  ])
  func `no parameters break a sidechain`(side: ChainParameters) {
    var side = side
    if side.peg.withdrawals == 0 { side.peg.withdrawals = 1e9 }
    for parent in [ethereum(), bitcoin()] {
      var world = World(seed: 1)
      let eth = world.add(parent, named: "parent")
      let id = world.add(side, named: "side", on: [eth])
      world.beginWindow(warmup: .zero)
      let theft = world.addAttack(.keyTheft, on: id)
      #expect(world.run(.minutes(40)) == .reached)
      world.launch(AttackParameters(.keyTheft, share: 0), as: theft)
      world.launch(AttackParameters(.keyTheft, share: 0), as: theft)
      #expect(world.run(.minutes(40)) == .reached)
    }
  }
}
