import Blockchain
import Measures
import Quantities
import Simulation
import Testing

/// Waiting in line against the bulk-service closed form.
struct QueueTests {
  /// Blocks are 4 000 transactions every 600 s; load, number of blocks.
  static let loads: [(Double, Double)] = [
    (0.15, 2_000), (0.45, 3_000), (0.75, 6_000), (0.9, 12_000), (0.975, 30_000),
  ]

  @Test(arguments: loads)
  func `the mean wait is that of bulk service`(load: Double, blocks: Double) throws {
    let chain = bitcoin {
      $0.blockSize = 4_000 * 238
      $0.retarget = .none
      $0.feeMarket = .posted
      $0.mempoolSize = .max
    }
    let users = payments(load * 4_000 / 600) {
      $0.bidSigma = 0
      $0.patience = .blocks(1e6)
    }
    var (world, id) = World.single(chain, users)
    let relaxation = 1 / ((1 - load) * (1 - load))
    world.beginWindow(warmup: .seconds(600 * 3 * relaxation))
    world.run(.seconds(600 * (blocks + 3 * relaxation)))
    // At the load that came about, which takes half of the variance out.
    let expected = try #require(
      ClosedForm.bulkWait(
        rate: world.read("offered", id), interval: world.read("interval", .mean, id),
        batch: 4_000))
    // Relative standard error of the mean of reflected Brownian motion (Whitt 1989, "Planning queueing
    // simulations"); what is left of it was between 0.4 and 0.75 of that in 12 runs of each load.
    let error = (2 * relaxation / blocks).squareRoot()
    #expect(abs(world.read("inclusion_time", .mean, id) / expected - 1) < 1.5 * error)
  }

  @Test func `with room for all the wait is exponential`() {
    var (world, id) = World.single(bitcoin { $0.retarget = .none }, payments(1))
    world.run(.days(40))
    // Median T ln 2, 90 % within 2.3 T; 5 760 blocks.
    #expect(abs(world.read("inclusion_time", .median, id) / 415.9 - 1) < 0.06)
    #expect(abs(world.read("inclusion_time", .percentile(90), id) / 1381.6 - 1) < 0.06)
  }

  @Test func `the bitcoin baseline has the capacity and waits of S01`() {
    var (world, id) = World.single(bitcoin { $0.retarget = .none }, payments(3.5))
    world.run(.days(30))
    #expect(abs(world.read("capacity", id) - 7) < 0.2)
    #expect(abs(world.read("inclusion_time", .mean, id) / 753 - 1) < 0.06)
    #expect(abs(world.read("throughput", id) / 3.48 - 1) < 0.01)
  }

  @Test func `in slots the mean wait is half a slot`() {
    var (world, id) = World.single(ethereum { $0.online = 1 }, payments(10))
    world.run(.hours(2))
    #expect(abs(world.read("inclusion_time", .mean, id) - 6) < 0.05)
  }

  @Test func `those who wait too long leave`() {
    let users = payments(20) { $0.patience = .blocks(3) }
    var (world, id) = World.single(bitcoin(), users)
    world.run(.days(2))
    let window = world.chain(id).window
    #expect(window.expired > 0)
    #expect(window.inclusionTime.max < 3 * 600 + 6_000)
  }

  @Test func `a full mempool drops the cheapest`() {
    let chain = bitcoin { $0.mempoolSize = 1_000_000 }
    var (world, id) = World.single(chain, payments(20))
    world.run(.days(1))
    #expect(world.chain(id).backlog * 238 <= 1_000_000)
    #expect(world.chain(id).window.dropped > 100_000)
  }
}
