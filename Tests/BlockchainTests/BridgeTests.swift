import Measures
import Quantities
import Simulation
import Testing

@testable import Blockchain

/// A bridge as the language declares it.
func crossing(
  _ mechanism: BridgeParameters.Mechanism, _ edit: (inout ChainParameters) -> Void = { _ in }
) -> ChainParameters {
  var bridge = ChainParameters()
  bridge.kind = .bridge
  bridge.consensus = .central
  bridge.coin = "ETH"
  bridge.feeMarket = .posted
  bridge.lockedValue = 10e6
  bridge.bridge.mechanism = mechanism
  bridge.bridge.forwardShare = 1
  edit(&bridge)
  return bridge
}

struct BridgeTests {
  /// Two sidechains of a minute whose withdrawals take two hours, and a bridge between them.
  private static func pair(
    _ bridge: ChainParameters, rate: Double, amount: Double = 1_000, seed: UInt64 = 42
  ) -> (World, SystemID, [SystemID]) {
    var world = World(seed: seed)
    let eth = world.add(ethereum(), named: "eth")
    let ends = ["left", "right"].map { name in
      world.add(
        sidechain {
          $0.blockInterval = .seconds(60)
          $0.peg.confirmations = 120
        }, named: name, on: [eth])
    }
    let hop = world.add(bridge, named: "hop", on: ends)
    _ = world.add(
      payments(rate, bid: 1_000) {
        $0.amount = amount
        $0.patience = .time(.minutes(20))
      }, named: "users", on: [hop])
    world.beginWindow(warmup: .zero)
    return (world, hop, ends)
  }

  @Test func `liquidity is quick, and its capital is flow times delay`() {
    var (world, hop, ends) = Self.pair(
      crossing(.liquidity) { $0.bridge.capital = 100e6 }, rate: 1)
    world.run(.hours(6))
    #expect(world.read("finality_time", hop) < 130)
    #expect(world.read("served", hop) > 0.98)
    // Little: 1 000 USD a second for two hours and a block; 7 260 transfers have a deviation of 1.2 %.
    let delay = world.chain(hop).bridgeDelay(from: 0).seconds
    #expect(abs(delay - 7_272) < 60)
    #expect(abs(world.read("in_transit", hop) / (1_000 * delay) - 1) < 0.05)
    #expect(world.chain(ends[1]).ledger.isBalanced)
  }

  @Test func `capital for half of the flow serves half of it`() {
    var (world, hop, _) = Self.pair(crossing(.liquidity) { $0.bridge.capital = 3.636e6 }, rate: 1)
    world.run(.hours(6))
    world.beginWindow(warmup: .zero)
    world.run(.hours(8))
    #expect(abs(world.read("served", hop) - 0.5) < 0.04)
    #expect(abs(world.read("capacity", hop) - 0.5) < 0.02)
  }

  @Test func `the canonical way takes the withdrawal`() {
    var (world, hop, _) = Self.pair(crossing(.canonical), rate: 0.2)
    world.run(.hours(8))
    #expect(abs(world.read("finality_time", hop) - 7_320) < 200)
    #expect(world.read("inclusion_time", hop) < 130)
    #expect(world.read("backing", hop) == 1)
    #expect(world.read("locked", hop) > 10e6)
  }

  @Test func `signers wait for their confirmations, light clients for finality`() {
    var (signed, hop, _) = Self.pair(
      crossing(.multisig) { $0.peg.confirmations = 10 }, rate: 0.2)
    signed.run(.hours(4))
    // A minute of waiting for a block, nine more, and one at the other end.
    #expect(abs(signed.read("finality_time", hop) - 660) < 90)
    var (light, other, _) = Self.pair(crossing(.lightClient), rate: 0.2)
    light.run(.hours(4))
    #expect(light.read("finality_time", other) < 200)
  }

  @Test func `nobody returns what did not come`() {
    var (world, hop, _) = Self.pair(
      crossing(.multisig) {
        $0.bridge.forwardShare = 0
        $0.lockedValue = 1e6
      }, rate: 1)
    world.run(.hours(3))
    // A thousand transfers carry all claims away.
    #expect(abs(Double(world.chain(hop).window.included) - 1_000) <= 1)
    #expect(world.read("locked", hop) < 1_000)
  }

  @Test func `stolen keys empty a bridge of signers, and only that`() {
    for mechanism in BridgeParameters.Mechanism.allCases {
      var (world, hop, ends) = Self.pair(crossing(mechanism), rate: 0.2)
      let theft = world.addAttack(.keyTheft, on: hop)
      world.run(.hours(1))
      world.launch(AttackParameters(.keyTheft, share: 0), as: theft)
      world.run(.hours(1))
      let success = world.outcome(of: theft).value(of: .successRate)
      #expect(success == (mechanism == .multisig ? 1 : 0))
      if mechanism == .multisig { #expect(world.read("backing", hop) == 0) }
      #expect(world.chain(ends[0]).ledger.isBalanced)
    }
  }

  @Test func `eight systems that hold the same make seven eighths of fragmentation`() {
    var world = World(seed: 1)
    let eth = world.add(ethereum(), named: "eth")
    #expect(world.read("fragmentation", eth).isNaN)
    for i in 0..<8 { _ = world.add(sidechain { $0.lockedValue = 1e6 }, named: "s\(i)", on: [eth]) }
    #expect(abs(world.read("fragmentation", eth) - 0.875) < 1e-9)
  }

  /// Debug builds compare the books of the bridge with those of its ends after every event.
  @Test(arguments: 1...8)
  func `value is conserved over forks of the ends`(seed: Int) {
    var world = World(seed: UInt64(seed))
    let left = world.add(
      miners(interval: 30, delay: 12) { $0.finalityDepth = 30 }, named: "left")
    let right =
      seed % 2 == 0
      ? world.add(miners(interval: 20, delay: 8) { $0.finalityDepth = 20 }, named: "right")
      : world.add(
        sidechain {
          $0.coin = "BTC"
          $0.blockInterval = .seconds(10)
        }, named: "right", on: [left])
    let mechanism = BridgeParameters.Mechanism.allCases[seed % 4]
    let hop = world.add(
      crossing(mechanism) {
        $0.coin = "BTC"
        $0.bridge.forwardShare = 0.6
        $0.bridge.capital = 1e6
        $0.peg.confirmations = 2
      }, named: "hop", on: [left, right])
    let users = world.add(
      payments(0.5, bid: 1e4) { $0.amount = 1_000 }, named: "users", on: [hop])
    world.beginWindow(warmup: .zero)
    var choose = RandomStream(seed: UInt64(seed), "bridges")
    let theft = world.addAttack(.keyTheft, on: hop)
    for _ in 0..<20 {
      let factor = choose.logNormal(median: 1, sigma: 1)
      switch choose.index(below: 8) {
      case 0: world.change(users) { $0.rate = factor }
      case 1: world.change(users) { $0.amount = 1_000 * factor }
      case 2: world.change(hop) { $0.bridge.forwardShare = min(1, factor / 2) }
      case 3:
        var outage = OutageParameters()
        outage.lasts = .minutes(4 * factor)
        world.beginOutage(of: [left, right, hop][choose.index(below: 3)], outage)
      case 4: world.setPrice(of: "BTC", dollars: 100_000 * factor)
      case 5 where choose.index(below: 3) == 0:
        var attack = AttackParameters(.keyTheft, share: 0)
        attack.value = 1e5 * factor
        attack.lasts = .minutes(10)
        world.launch(attack, as: theft)
      default: break
      }
      #expect(world.run(.minutes(8)) == .reached)
    }
    #expect(world.chain(left).ledger.isBalanced && world.chain(right).ledger.isBalanced)
    #expect(world.chain(left).history.reorgDepth > 0)
    #expect(world.chain(hop).bridge?.arrived ?? 0 > 0)
  }

  @Test(arguments: [
    crossing(.liquidity) { $0.bridge.capital = 0 },
    crossing(.liquidity) { $0.bridge.capital = .infinity },
    crossing(.liquidity) { $0.bridge.yield = .nan },
    crossing(.liquidity) { $0.bridge.riskPremium = .infinity },
    crossing(.canonical) { $0.lockedValue = .infinity },
    crossing(.multisig) { $0.bridge.transferGas = .max },
    crossing(.multisig) { $0.peg.threshold = .max },
    crossing(.lightClient) { $0.bridge.headerGas = .max },
    crossing(.lightClient) { $0.bridge.forwardShare = .nan },
  ])
  func `no parameters break a bridge`(bridge: ChainParameters) {
    for amount in [0, 1e3, 1e300, .nan] {
      var (world, hop, _) = Self.pair(bridge, rate: 2, amount: amount)
      #expect(world.run(.minutes(30)) == .reached)
      world.change(hop) { $0.bridge.mechanism = .multisig }
      #expect(world.run(.minutes(30)) == .reached)
    }
  }

  @Test func `a bridge joins a chain with what stands on it, and chains with other coins`() {
    var world = World(seed: 5)
    let eth = world.add(ethereum(), named: "eth")
    let base = world.add(bitcoin(), named: "base")
    let side = world.add(sidechain(), named: "side", on: [eth])
    let nested = world.add(plasmaChain(), named: "p", on: [eth])
    var hops: [SystemID] = []
    for (i, ends) in [[eth, side], [base, eth], [nested, side]].enumerated() {
      for mechanism in BridgeParameters.Mechanism.allCases {
        hops.append(
          world.add(
            crossing(mechanism) {
              $0.coin = i == 1 ? "BTC" : "ETH"
              $0.bridge.forwardShare = 0.5
            }, named: "hop \(i) \(mechanism)", on: ends))
      }
    }
    _ = world.add(payments(0.1, bid: 1e4), named: "users", on: hops)
    world.beginWindow(warmup: .zero)
    #expect(world.run(.hours(2)) == .reached)
    for hop in hops { #expect(world.chain(hop).window.included > 0) }
  }
}
