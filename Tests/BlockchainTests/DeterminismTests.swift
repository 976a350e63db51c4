import Blockchain
import Measures
import Quantities
import Simulation
import Testing

struct DeterminismTests {
  /// Two chains under one workload, one of them congested.
  static func pair(seed: UInt64 = 42) -> World {
    var world = World(seed: seed)
    let base = world.add(bitcoin { $0.blockInterval = .seconds(60) }, named: "base")
    let eth = world.add(ethereum(), named: "eth")
    _ = world.add(
      payments(60) { $0.mix = [.init(.payments, 0.8), .init(.swaps, 0.2)] }, named: "users",
      on: [base, eth])
    world.beginWindow(warmup: .minutes(5))
    return world
  }

  @Test func `the same seed gives the same world`() {
    var (a, b) = (Self.pair(), Self.pair())
    a.run(.minutes(30))
    b.run(.minutes(30))
    #expect(a.fingerprint == b.fingerprint)
  }

  @Test func `another seed gives another world`() {
    var (a, b) = (Self.pair(), Self.pair(seed: 43))
    a.run(.minutes(30))
    b.run(.minutes(30))
    #expect(a.fingerprint != b.fingerprint)
  }

  @Test func `an advance in pieces is an advance at once`() {
    var (whole, pieces) = (Self.pair(), Self.pair())
    whole.run(.minutes(30))
    let end = Instant.zero + .minutes(30)
    var cut = RandomStream(seed: 1, "cuts")
    while pieces.now < end {
      let stop = min(end, pieces.now + .seconds(cut.exponential(mean: 100)))
      let limit = 1 + cut.index(below: 50)
      _ = pieces.advance(to: stop, interruption: Interruption(), eventLimit: limit)
    }
    #expect(pieces.fingerprint == whole.fingerprint)
  }

  @Test func `looking and tracing change nothing`() {
    var (blind, watched) = (Self.pair(), Self.pair())
    watched.traceLimit = 20
    blind.run(.minutes(30))
    let base = SystemID(index: 0)
    let result = watched.advance(
      to: .zero + .minutes(30), interruption: Interruption(), eventLimit: .max
    ) { world, _ in
      for metric in Metric.all { _ = world.value(of: metric, .mean, base) }
      return world.series(of: Metric.all[2], base).count > 1_000_000
    }
    #expect(result == .reached)
    #expect(watched.story.told(inRows: 20).lines.count == 19)
    #expect(watched.fingerprint == blind.fingerprint)
  }

  @Test func `replicates on two threads are those on one`() {
    func replicates(threads: Int) -> [String] {
      parallelMap(count: 8, threads: threads) { index in
        var world = Self.pair(seed: 42 + UInt64(index))
        world.run(.minutes(20))
        return world.fingerprint
      }
    }
    #expect(replicates(threads: 2) == replicates(threads: 1))
  }

  @Test func `a copy is a snapshot`() {
    var world = Self.pair()
    world.run(.minutes(30))
    let snapshot = world
    let before = snapshot.fingerprint
    world.run(.minutes(30))
    #expect(snapshot.fingerprint == before)
    var again = snapshot
    again.run(.minutes(30))
    #expect(again.fingerprint == world.fingerprint)
  }

  @Test func `systems of one workload get the same demand`() {
    var world = World(seed: 42)
    let small = world.add(bitcoin(), named: "small")
    let large = world.add(bitcoin { $0.blockSize = 8_000_000 }, named: "large")
    _ = world.add(payments(20), named: "users", on: [small, large])
    world.beginWindow(warmup: .zero)
    world.run(.days(1))
    #expect(world.chain(small).window.arrived == world.chain(large).window.arrived)
    #expect(world.read("served", small) < world.read("served", large))
  }

  @Test func `another system leaves a system as it was`() {
    var (alone, id) = World.single(bitcoin(), payments(3))
    var world = World(seed: 42)
    let base = world.add(bitcoin(), named: "base")
    _ = world.add(payments(3), named: "users", on: [base])
    _ = world.add(ethereum(), named: "other")
    world.beginWindow(warmup: .zero)
    alone.run(.days(1))
    world.run(.days(1))
    #expect(world.read("inclusion_time", .mean, base) == alone.read("inclusion_time", .mean, id))
    #expect(world.chain(base).ledger == alone.chain(id).ledger)
  }
}

struct AdvanceTests {
  @Test func `a request stops it and it goes on where it stopped`() {
    var world = DeterminismTests.pair()
    let interruption = Interruption()
    interruption.request(.user)
    let end = Instant.zero + .hours(1)
    let stopped = world.advance(to: end, interruption: interruption, eventLimit: .max)
    #expect(stopped == .interrupted && world.now < end)
    #expect(world.run(.hours(1)) == .reached)
  }

  @Test func `it stops at the limit of events`() {
    var world = DeterminismTests.pair()
    let end = Instant.zero + .hours(1)
    let stopped = world.advance(to: end, interruption: Interruption(), eventLimit: 10)
    #expect(stopped == .limitReached && world.now < .zero + .minutes(2))
  }

  @Test func `it stops where a condition holds`() {
    var (world, id) = World.single(bitcoin(), payments(3))
    let stopped = world.advance(
      to: .zero + .days(10), interruption: Interruption(), eventLimit: .max
    ) { world, id in world.chain(id).height == 3 }
    #expect(stopped == .conditionHeld)
    #expect(world.chain(id).height == 3)
    #expect(world.chain(id).lastBlock?.time == world.now)
  }

  @Test func `a cost estimate is about the number of events`() {
    let chains = [bitcoin { $0.blockInterval = .seconds(60) }, ethereum()]
    let estimate = World.estimatedEvents(
      chains: chains, workloads: [(payments(60), [0, 1])], for: .hours(1))
    // 60 blocks, 300 slots, 3 000 ticks.
    #expect(abs(estimate - 3_360) < 1)
  }
}
