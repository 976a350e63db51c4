import Blockchain
import Measures
import Quantities
import Simulation
import Testing

/// Miners who hear of each other's blocks late.
struct ForkTests {
  private func run(_ chain: ChainParameters, blocks: Int, seed: UInt64 = 42) -> Chain {
    var world = World(seed: seed)
    let id = world.add(chain, named: "base")
    world.beginWindow(warmup: .zero)
    world.run(chain.blockInterval * Int64(blocks))
    return world.chain(id)
  }

  private func staleRate(_ chain: Chain) -> Double {
    1 - Double(chain.window.blocks) / Double(chain.window.found)
  }

  /// Sompolinsky and Zohar 2015: stale = x / (1 + x) with x = delay / interval.
  @Test(arguments: [(60.0, 10.0), (600.0, 60.0), (12.0, 6.0)])
  func `many small miners lose what the law of constant delay says`(
    interval: Double, delay: Double
  ) {
    let chain = run(miners(interval: interval, delay: delay) { $0.miners = 1000 }, blocks: 50_000)
    let x = delay / interval
    #expect(abs(staleRate(chain) - x / (1 + x)) < 0.004)
  }

  /// The published table of nine unequal miners, 32,768 simulated years, T = 600 s, D = 10 s.
  @Test func `nine unequal miners lose what the published table says`() {
    let shares = [0.30, 0.29, 0.12, 0.11, 0.08, 0.05, 0.03, 0.01, 0.01]
    let published = [
      1.0092, 1.04315, 1.62079, 1.65404, 1.75598, 1.85974, 1.92927, 1.99286, 1.99886,
    ]
    let chain = run(miners(interval: 600, delay: 10) { $0.shares = shares }, blocks: 150_000)
    for (i, expected) in published.enumerated() {
      let found = Double(chain.window.foundBy[i])
      let stale = 1 - Double(chain.window.production[i]) / found
      let p = expected / 100
      #expect(abs(stale - p) < 4 * (p * (1 - p) / found).squareRoot() + 1e-4, "miner \(i)")
    }
    let top = Double(chain.window.production[0]) / Double(chain.window.blocks)
    #expect(abs(top - 0.300901) < 4 * (0.3 * 0.7 / Double(chain.window.blocks)).squareRoot())
  }

  /// Model: stale 7.6 %, a 30 % pool gains 2.8 %, pools of 2 % lose 3.0 % at x = 0.1.
  @Test func `a delay favours large pools as the law of pool advantage says`() {
    let shares = [0.3, 0.2, 0.15, 0.1, 0.05] + [Double](repeating: 0.02, count: 10)
    let chain = run(miners(interval: 600, delay: 60) { $0.shares = shares }, blocks: 100_000)
    #expect(abs(staleRate(chain) - 0.076) < 0.003)
    let blocks = Double(chain.window.blocks)
    let big = Double(chain.window.production[0]) / blocks / 0.3 - 1
    let small = Double(chain.window.production[5..<15].reduce(0, +)) / blocks / 0.2 - 1
    #expect(abs(big - 0.028) < 0.02)
    #expect(abs(small + 0.030) < 0.02)
  }

  @Test func `without delay nothing is lost`() {
    let chain = run(miners(interval: 600, delay: 0) { $0.miners = 10 }, blocks: 20_000)
    #expect(staleRate(chain) == 0)
    #expect(chain.history.reorgDepth == 0)
  }

  @Test func `two miners who cannot hear each other in time waste nearly half`() {
    let chain = run(
      miners(interval: 1, delay: 100) { $0.shares = [0.6, 0.4] }, blocks: 10_000)
    #expect(abs(staleRate(chain) - 0.4) < 0.02)
  }

  /// GHOST keeps the main chain growing as the longest-chain rule does, but what matters is that blocks
  /// beside it count: an honest branch outweighs an attacker's longer one.
  @Test func `a chain with GHOST grows at least as fast as under the longest-chain rule`() {
    let long = run(miners(interval: 15, delay: 12) { $0.miners = 100 }, blocks: 20_000)
    let ghost = run(
      miners(interval: 15, delay: 12) {
        $0.miners = 100
        $0.forkChoice = .ghost
      }, blocks: 20_000)
    // Model: main-chain fraction 0.564 at x = 0.8.
    #expect(abs(1 - staleRate(long) - 0.564) < 0.02)
    #expect(abs(1 - staleRate(ghost) - 0.556) < 0.03)
  }

  @Test func `users' transactions on stale blocks get in again and no coin is lost`() {
    let parameters = bitcoin { chain in
      chain.blockInterval = .seconds(60)
      chain.network.relay = .constant
      chain.network.constantDelay = .seconds(20)
      chain.miners = 50
      chain.halvingInterval = 1000
    }
    var (world, id) = World.single(parameters, payments(60))
    world.run(.seconds(2 * 86_400))
    let chain = world.chain(id)
    #expect(chain.history.reorgDepth >= 1)
    #expect(chain.window.found > chain.window.blocks)
    let served = Double(chain.window.included) / Double(chain.window.arrived)
    #expect(served > 0.7)
    #expect(chain.window.production.reduce(0, +) == chain.window.blocks)
    #expect(chain.window.interval.count == chain.window.blocks)
    #expect(chain.window.inclusionTime.count == chain.window.included)
  }
}

/// Pools that grow with what they earn.
struct DynamicsTests {
  private func coefficient(after months: Int, delay: Double) -> (first: Int, last: Int) {
    var world = World(seed: 3)
    let id = world.add(
      bitcoin { chain in
        chain.shares = [0.22, 0.18, 0.15, 0.12, 0.1, 0.08, 0.06, 0.05, 0.04]
        chain.network.relay = .constant
        chain.network.constantDelay = .seconds(delay)
        chain.dynamics = true
      }, named: "base")
    world.beginWindow(warmup: .zero)
    let first = nakamoto(world.chain(id).producerShares)
    world.run(.seconds(Double(months) * Unit.month))
    return (first, nakamoto(world.chain(id).producerShares))
  }

  private func nakamoto(_ shares: [Double]) -> Int {
    var sum = 0.0
    for (place, share) in shares.sorted(by: >).enumerated() {
      sum += share
      if sum > 0.5 { return place + 1 }
    }
    return shares.count
  }

  @Test func `long delays let the largest pools take over`() {
    let slow = coefficient(after: 36, delay: 240)
    #expect(slow.first == 3)
    #expect(slow.last < slow.first)
  }
}

/// Chains in which every node mines and every message is simulated.
struct HopTests {
  /// Stochastic gossip: stale = x / (1 + x) with the mean time to a node over the interval, within 15 %.
  @Test func `stale blocks follow from the measured propagation`() throws {
    var world = World(seed: 42)
    let id = world.add(
      bitcoin { chain in
        chain.blockInterval = .seconds(60)
        chain.blockSize = 1_000_000
        chain.alwaysFull = true
        chain.shares = []
        chain.miners = 100
        chain.network.nodes = 100
        chain.network.era = .y2019
        chain.network.relay = .full
        chain.retarget = .none
      }, named: "base")
    world.beginWindow(warmup: .zero)
    world.run(.seconds(60 * 4_000))
    let chain = world.chain(id)
    let mean = try #require(chain.propagationTime?.mean)
    let x = mean / 60
    let stale = 1 - Double(chain.window.blocks) / Double(chain.window.found)
    let law = x / (1 + x)
    let deviation = (law * (1 - law) / Double(chain.window.found)).squareRoot()
    #expect(mean > 2 && mean < 20)
    #expect(abs(stale - law) < 0.15 * law + 3 * deviation)
    #expect(chain.window.propagationTime.count == 99 * chain.window.found)
  }
}
