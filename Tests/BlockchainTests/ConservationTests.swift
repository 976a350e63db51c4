import Blockchain
import Measures
import Quantities
import Simulation
import Testing

/// Debug builds check the books after every event, so reaching the end is the claim.
struct ConservationTests {
  @Test(arguments: 1...6)
  func `no coin and no transaction gets lost under any changes`(seed: Int) {
    var world = DeterminismTests.pair(seed: UInt64(seed))
    let systems = [SystemID(index: 0), SystemID(index: 1)]
    var choose = RandomStream(seed: UInt64(seed), "changes")
    for _ in 0..<25 {
      let system = systems[choose.index(below: 2)]
      change(&world, system, choose.index(below: 12), &choose)
      #expect(world.run(.minutes(4)) == .reached)
    }
    for system in systems {
      #expect(world.chain(system).ledger.isBalanced)
    }
  }

  private func change(
    _ world: inout World, _ id: SystemID, _ choice: Int, _ stream: inout RandomStream
  ) {
    let users = WorkloadID(index: 0)
    let factor = stream.logNormal(median: 1, sigma: 1)
    switch choice {
    case 0: world.change(id) { $0.consensus = .pow }
    case 1: world.change(id) { $0.consensus = .pos }
    case 2: world.change(id) { $0.consensus = .central }
    case 3: world.change(id) { $0.feeMarket = .eip1559 }
    case 4: world.change(id) { $0.feeMarket = .firstPrice }
    case 5:
      world.change(id) {
        $0.feeMarket = .posted
        $0.postedFee = 1e-5 * factor
      }
    case 6: world.change(id) { $0.blockInterval = .seconds(30 * factor) }
    case 7: world.change(id) { $0.blockSize = Int64(100_000 * factor) }
    case 8: world.change(id) { $0.shares = [0.4, 0.1] }
    case 9: world.setPrice(of: "BTC", dollars: 100_000 * factor)
    case 10: world.change(users) { $0.rate = 60 * factor }
    default:
      world.change(users) {
        $0.mix = [.init(.payments, 1), .init(.games, factor)]
        $0.size = Int64(200 * factor)
        $0.patience = .time(.minutes(10 * factor))
      }
    }
  }

  @Test func `a window holds every transaction that came`() {
    var (world, id) = World.single(bitcoin(), payments(20))
    world.run(.days(2))
    let window = world.chain(id).window
    #expect(
      window.arrived
        == window.included + window.expired + window.dropped + world.chain(id).backlog)
  }

  @Test(arguments: [
    payments(1e12), payments(.infinity), payments(.nan), payments(-3), payments(10, bid: 1e300),
    payments(10) { $0.bidSigma = 500 }, payments(10) { $0.size = .max },
    payments(10) { $0.mix = [] },
    payments(10) { $0.patience = .blocks(-1) },
  ])
  func `no workload breaks a chain`(users: WorkloadParameters) {
    var (world, _) = World.single(ethereum(), users)
    #expect(world.run(.minutes(10)) == .reached)
  }

  @Test(arguments: [
    bitcoin { $0.supply = .infinity }, bitcoin { $0.subsidy = 1e300 },
    bitcoin { $0.hashRate = .nan }, bitcoin { $0.blockSize = 0 }, bitcoin { $0.blockSize = .max },
    bitcoin { $0.shares = [.nan, 2] }, bitcoin { $0.transactionSize = -1 },
    ethereum { $0.gasLimit = 0 }, ethereum { $0.gasLimit = .max }, ethereum { $0.gasTarget = 0 },
    ethereum { $0.gasLimit = nil }, ethereum { $0.initialBaseFee = 1e300 },
    ethereum { $0.slotsPerEpoch = 0 }, ethereum { $0.priorityFee = .infinity },
  ])
  func `no parameters break a chain`(chain: ChainParameters) {
    var (world, _) = World.single(chain, payments(10))
    #expect(world.run(.hours(1)) == .reached)
  }
}
