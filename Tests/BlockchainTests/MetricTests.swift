import Blockchain
import Measures
import Quantities
import Testing

struct MetricTests {
  @Test func `names are unique and every row is complete`() {
    #expect(Set(Metric.all.map(\.name)).count == Metric.all.count)
    for metric in Metric.all {
      #expect(!metric.meaning.isEmpty && metric.example.contains(metric.name))
      #expect(!metric.appliesTo.isEmpty)
      #expect(metric.dimension == .number || !metric.unit.isEmpty)
    }
  }

  @Test func `before anything happened there is no data`() {
    let (world, id) = World.single(bitcoin(), payments(2))
    for name in ["throughput", "served", "fee", "inclusion_time", "interval", "cost_per_tx"] {
      #expect(world.read(name, id).isNaN, "\(name)")
    }
    #expect(world.read("height", id) == 0)
    #expect(world.read("backlog", id) == 0)
  }

  @Test func `every metric of a busy chain has a value`() {
    var (pow, a) = World.single(bitcoin(), payments(2))
    var (pos, b) = World.single(
      ethereum {
        $0.blobs.target = 3
        $0.blobs.most = 6
      }, payments(20))
    pow.run(.days(1))
    pos.run(.hours(1))
    // Nobody holds money for others on these chains.
    let ofOthers: Set = ["fragmentation"]
    for metric in Metric.all
    where metric.kind != .perProducer && metric.kinds.contains(.chain)
      && !ofOthers.contains(metric.name)
    {
      let values = [pow.value(of: metric, nil, a), pos.value(of: metric, nil, b)]
      #expect(values.contains { $0 != nil }, "\(metric.name)")
      #expect(
        metric.hasCourse
          == (!pow.series(of: metric, a).isEmpty || !pos.series(of: metric, b).isEmpty),
        "\(metric.name)")
    }
  }

  @Test func `the cost of a transaction is its fee and its part of the issuance`() {
    var (world, id) = World.single(bitcoin { $0.retarget = .none }, payments(3.5))
    world.run(.days(10))
    let issued = world.read("issuance", id) * 864_000
    let count = world.read("throughput", id) * 864_000
    let expected = issued / count + world.read("fee", .mean, id)
    #expect(abs(world.read("cost_per_tx", id) / expected - 1) < 1e-6)
  }

  @Test func `the base fee is given in money`() {
    let (world, id) = World.single(ethereum { $0.initialBaseFee = 7e-9 }, payments(1))
    #expect(abs(world.read("base_fee", id) - 7e-9 * 3_000) < 1e-12)
    let (bitcoin, base) = World.single(bitcoin(), payments(1))
    #expect(bitcoin.read("base_fee", base).isNaN)
  }

  @Test func `a plotted rate averages to the measured one`() throws {
    var (world, id) = World.single(bitcoin(), payments(3))
    world.run(.days(7))
    let metric = try #require(Metric.named("throughput"))
    let points = world.series(of: metric, id)
    #expect(points.count > 50 && points.count <= 110)
    let mean = points.reduce(0) { $0 + $1.mean } / Double(points.count)
    #expect(abs(mean / world.read("throughput", id) - 1) < 0.02)
  }

  @Test func `a plot of the backlog keeps its peak`() throws {
    var (world, id) = World.single(bitcoin(), payments(6))
    world.run(.days(10))
    let metric = try #require(Metric.named("backlog"))
    let points = world.series(of: metric, id)
    #expect(points.map(\.low).min() == 0)
    #expect((points.map(\.high).max() ?? 0) > 5_000)
    #expect(zip(points, points.dropFirst()).allSatisfy { $0.time < $1.time })
  }
}
