import Blockchain
import Measures
import Quantities
import Testing

struct LoadTests {
  @Test func `full blocks stop at the first limit`() throws {
    let bytes = try #require(bitcoin { $0.transactionGas = 37_600 }.fullLoad)
    #expect(abs(bytes.bytes - 1e6 / 600) < 1e-2)
    #expect(abs(bytes.gas - 1e6 / 238 * 37_600 / 600) < 1)
    let gas = try #require(
      ethereum {
        $0.blockSize = 10_000_000
        $0.transactionSize = 110
      }.fullLoad)
    #expect(gas.gas == 5e6)
    #expect(abs(gas.bytes - 750 * 110 / 12) < 1)
  }

  @Test func `without a limit no block is full`() {
    #expect(bitcoin { $0.blockSize = nil }.fullLoad == nil)
    let padded = bitcoin {
      $0.blockSize = nil
      $0.alwaysFull = true
    }.padded(bytes: 7, gas: 8)
    #expect(padded == (7, 8))
  }

  @Test func `padding fills a block with standard transactions`() {
    let chain = bitcoin {
      $0.transactionSize = 250
      $0.transactionGas = 1_000
      $0.alwaysFull = true
    }
    #expect(chain.padded(bytes: 0, gas: 0) == (1_000_000, 4_000_000))
    #expect(chain.padded(bytes: 999_000, gas: 5) == (1_000_000, 4_005))
    #expect(chain.padded(bytes: 2_000_000, gas: 5) == (2_000_000, 5))
    #expect(bitcoin().padded(bytes: 3, gas: 4) == (3, 4))
  }

  @Test func `padding the largest block does not overflow`() {
    let chain = bitcoin {
      $0.blockSize = .max
      $0.transactionSize = 1
      $0.transactionGas = .max
      $0.alwaysFull = true
    }
    #expect(
      chain.padded(bytes: 0, gas: 0) == (1_000_000_000_000_000_000, 1_000_000_000_000_000_000))
  }

  @Test func `the window counts the bytes and gas of its blocks`() {
    var (world, id) = World.single(bitcoin { $0.transactionGas = 37_600 }, payments(2))
    world.run(.days(3))
    let window = world.chain(id).window
    #expect(window.bytes == 238 * window.included)
    #expect(window.gas == 37_600 * window.included)
    world.beginWindow(warmup: .zero)
    #expect(world.chain(id).window.bytes == 0)
  }

  @Test func `padded blocks count as full whoever comes`() {
    var (world, id) = World.single(bitcoin { $0.alwaysFull = true }, payments(0.1))
    world.run(.days(3))
    let window = world.chain(id).window
    #expect(window.bytes == 1_000_000 * window.blocks)
  }

  @Test func `a nearly empty chain is cheaper to verify than an idle one is taken to be`() {
    var (used, a) = World.single(bitcoin { $0.blockSize = 32_000_000 }, payments(0.1))
    used.run(.days(3))
    var (idle, b) = World.idle(bitcoin { $0.blockSize = 32_000_000 })
    #expect(abs(idle.read("verify_share", b) - 0.45) < 0.01)
    idle.run(.days(3))
    #expect(abs(idle.read("verify_share", b) - 0.45) < 0.01)
    #expect(used.read("verify_share", a) > 0.8)
    #expect(used.read("node_cost", a) < idle.read("node_cost", b))
  }

  @Test(arguments: ["verify_share", "full_nodes", "node_cost"])
  func `a plot of the nodes shows about what the window has`(name: String) throws {
    var (world, id) = World.single(bitcoin { $0.blockSize = 32_000_000 }, payments(150))
    world.run(.days(3))
    let points = world.series(of: try #require(Metric.named(name)), id)
    let mean = points.reduce(0) { $0 + $1.mean } / Double(points.count)
    // Stretches of some blocks each scatter by a fifth or so, and the share is convex.
    #expect(points.count > 30 && abs(mean / world.read(name, id) - 1) < 0.2)
  }

  @Test func `producers earn what the ledger gave them`() {
    var (world, id) = World.single(
      ethereum { $0.initialBaseFee = 20e-9 }, payments(25) { $0.mix = [.init(.payments, 1)] })
    world.run(.hours(2))
    let chain = world.chain(id)
    let held = chain.ledger.producers.reduce(Amount.zero, +)
    let perDay = world.read("security_budget", id) / 12
    #expect(abs(perDay * 86_400 / chain.coin.dollars(held) - 1) < 1e-6)
    #expect(chain.window.burnedDollars > 0)
    let burned = chain.coin.dollars(chain.ledger.burned)
    #expect(abs(chain.window.burnedDollars / burned - 1) < 1e-9)
  }

  @Test func `a set hash rate uses its machines' power`() {
    var (world, id) = World.single(bitcoin(), payments(3))
    world.run(.days(30))
    // 1060 EH/s at 18 J/TH are 19.08 GW; up to the time since the last block.
    let expected = 1060e18 * 18e-12 / world.read("throughput", id)
    #expect(abs(world.read("energy_per_tx", id) / expected - 1) < 0.005)
  }

  @Test func `an unknown hash rate uses what its reward pays for`() {
    var (world, id) = World.single(bitcoin { $0.hashRate = 0 }, payments(3))
    world.run(.days(30))
    // Three fifths of the cost of a transaction at 0.05 USD/kWh.
    let expected = 0.6 * world.read("cost_per_tx", id) / 0.05 * 3.6e6
    #expect(abs(world.read("energy_per_tx", id) / expected - 1) < 1e-6)
  }

  @Test func `proof of stake runs on its nodes`() {
    var (world, id) = World.single(ethereum(), payments(20))
    world.run(.hours(2))
    let expected = 50 * world.read("full_nodes", id) / world.read("throughput", id)
    #expect(abs(world.read("energy_per_tx", id) / expected - 1) < 0.01)
  }
}
