import Quantities
import Simulation
import Testing

@testable import Blockchain

/// A hub with three others in one region: 50 ms apart, 8 Mbit/s up and 80 down, a tenth of a second to
/// verify a megabyte, no jitter.
private func star(
  _ relay: NetworkParameters.Relay, uploads: Int = 4, miss: Double = 0,
  _ edit: (inout Topology) -> Void = { _ in }
) -> Gossip {
  var network = NetworkParameters()
  network.relay = relay
  network.parallelUploads = uploads
  network.missRate = miss
  network.jitter = 0
  network.verification = 0.1
  var topology = Topology(
    nodes: [Topology.Node](
      repeating: Topology.Node(region: 0, upload: 8, download: 80), count: 4),
    links: [(0, 1), (0, 2), (0, 3)].map { Topology.Link(a: $0.0, b: $0.1) }, latencies: [[50]])
  edit(&topology)
  return Gossip(network, topology, seed: 1)
}

extension Gossip {
  /// Milliseconds until each of some nodes has a block.
  fileprivate mutating func milliseconds(
    from source: Int = 0, bytes: Int64 = 1_000_000, nodes: Int = 4
  ) -> [Int64] {
    var arrivals = [Int64](repeating: -1, count: nodes)
    broadcast(from: source, bytes: bytes, into: &arrivals)
    return arrivals.map { ($0 + 500) / 1000 }
  }
}

struct GossipTests {
  /// Announced at 50 ms, asked for until 100 ms; a megabyte takes the line a second; 50 ms on the way
  /// and 100 ms to verify.
  @Test(arguments: [
    (1, [0, 1250, 2250, 3250] as [Int64]),
    (2, [0, 2250, 2250, 3250]),
    (4, [0, 3250, 3250, 3250]),
  ])
  func `uploads share the line, and those that find no place wait`(
    parallel: Int, expected: [Int64]
  ) {
    var gossip = star(.full, uploads: parallel)
    #expect(gossip.milliseconds() == expected)
  }

  @Test func `a later request slows the uploads under way`() {
    // The second asks 400 ms after the first, which has 600 ms to go then and needs 1200.
    var gossip = star(.full) {
      $0.latencies = [[50, 250], [250, 50]]
      $0.nodes[2].region = 1
      $0.links.removeLast()
      $0.nodes.removeLast()
    }
    #expect(gossip.milliseconds(nodes: 3) == [0, 1850, 2450])
  }

  @Test func `who is told hands it on`() {
    var gossip = star(.full, uploads: 1)
    #expect(gossip.milliseconds(from: 1) == [1250, 0, 2500, 3500])
  }

  @Test func `a slow download makes the block late for that node alone`() {
    var gossip = star(.full, uploads: 1) { $0.nodes[1].download = 4 }
    #expect(gossip.milliseconds() == [0, 2250, 2250, 3250])
  }

  @Test func `no transfer between regions is faster than their link`() {
    var gossip = star(.full, uploads: 1) {
      $0.latencies = [[50, 50], [50, 50]]
      $0.nodes[1].region = 1
      $0.interregional = 4
    }
    #expect(gossip.milliseconds() == [0, 2250, 2250, 3250])
  }

  @Test func `short ids go out one after another`() {
    var gossip = star(.compact)
    // 18 kB each, and 50 ms on the way, and 100 ms to verify.
    #expect(gossip.milliseconds() == [0, 168, 186, 204])
  }

  @Test func `who lacks transactions asks for a tenth of the block`() {
    var gossip = star(.compact, uploads: 1, miss: 1)
    #expect(gossip.milliseconds() == [0, 368, 468, 568])
  }

  @Test func `fibre takes the latency, whatever the size`() {
    var gossip = star(.fibre)
    #expect(gossip.milliseconds(from: 1, bytes: 1 << 40) == [50, 0, 100, 100])
  }

  @Test func `with a constant delay all others have it then`() {
    var network = NetworkParameters()
    network.relay = .constant
    network.constantDelay = .seconds(10)
    var gossip = Gossip(network, nodes: 4, seed: 1)
    #expect(gossip.milliseconds(from: 2) == [10_000, 10_000, 0, 10_000])
  }

  @Test(arguments: NetworkParameters.Relay.allCases)
  func `a block reaches each node once`(relay: NetworkParameters.Relay) {
    var network = NetworkParameters()
    network.relay = relay
    network.peers = 1
    network.missRate = 1
    network.constantDelay = .seconds(1)
    let topology = Topology(network, nodes: 300, seed: 7)
    var gossip = Gossip(network, topology, seed: 7)
    var arrivals = [Int64](repeating: -1, count: 300)
    gossip.broadcast(from: 5, bytes: 1_000_000, into: &arrivals)
    #expect(arrivals[5] == 0)
    #expect(arrivals.indices.allSatisfy { $0 == 5 || arrivals[$0] > 0 })
    if relay == .full {
      // An announcement each way on each link, and one request and one block for each other node.
      #expect(gossip.messages == 2 * topology.links.count + 2 * 299)
    }
  }

  @Test func `fibre takes the shortest paths, and nothing is faster`() {
    var network = NetworkParameters()
    network.jitter = 0
    let topology = Topology(network, nodes: 60, seed: 3)
    let shortest = shortestPaths(from: 0, topology)
    for relay in [NetworkParameters.Relay.fibre, .compact, .full] {
      network.relay = relay
      var gossip = Gossip(network, topology, seed: 3)
      var arrivals = [Int64](repeating: -1, count: 60)
      gossip.broadcast(from: 0, bytes: 0, into: &arrivals)
      let legs: Int64 = relay == .full ? 3 : 1
      switch relay {
      case .fibre: #expect(arrivals == shortest)
      default: #expect(zip(arrivals, shortest).allSatisfy { $0 >= legs * $1 })
      }
    }
  }

  /// Microseconds, by Bellman and Ford.
  private func shortestPaths(from source: Int, _ topology: Topology) -> [Int64] {
    var distance = [Int64](repeating: .max / 2, count: topology.nodes.count)
    distance[source] = 0
    for _ in topology.nodes {
      for link in topology.links {
        let (a, b) = (topology.nodes[link.a].region, topology.nodes[link.b].region)
        let latency = Int64(topology.latencies[a][b] * 1000)
        distance[link.a] = min(distance[link.a], distance[link.b] + latency)
        distance[link.b] = min(distance[link.b], distance[link.a] + latency)
      }
    }
    return distance
  }

  @Test func `the same seed sends the same messages`() {
    func run(_ seed: UInt64) -> [Int64] {
      var gossip = Gossip(NetworkParameters(), nodes: 200, seed: seed)
      var arrivals = [Int64](repeating: 0, count: 200)
      for source in 0..<3 { gossip.broadcast(from: source, bytes: 500_000, into: &arrivals) }
      return arrivals
    }
    #expect(run(1) == run(1))
    #expect(run(1) != run(2))
  }

  @Test func `jitter varies latencies by the spread asked for`() {
    let table = JitterTable(spread: 0.2)
    let factors = (0..<1024).map { Double(table.vary(1_000_000, by: UInt64($0) << 54)) / 1e6 }
    let mean = factors.reduce(0, +) / 1024
    let variance = factors.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 1024
    #expect(abs(mean - 1) < 1e-4)
    // The 1 024 values leave out the farthest tails.
    #expect(abs(variance.squareRoot() - 0.2) < 0.002)
  }

  @Test func `numbers beyond all reason end within two years`() {
    var network = NetworkParameters()
    network.linkSigma = 1e9
    network.jitter = .infinity
    network.peers = .max
    network.nodes = .max
    network.verification = .infinity
    network.parallelUploads = .max
    for relay in NetworkParameters.Relay.allCases {
      network.relay = relay
      var gossip = Gossip(network, nodes: 50, seed: 1)
      var arrivals = [Int64](repeating: -1, count: 50)
      for bytes in [Int64.min, 0, .max] {
        gossip.broadcast(from: 0, bytes: bytes, into: &arrivals)
        #expect(arrivals.allSatisfy { (0...MomentHeap.limit).contains($0) })
      }
    }
  }

  @Test func `moments come in the order of time, kind and node`() {
    var stream = RandomStream(seed: 5)
    var heap = MomentHeap()
    var expected: [[Int64]] = []
    let kinds = [MomentHeap.Kind.announcement, .request, .upload]
    for _ in 0..<2_000 {
      let time = Int64(stream.index(below: 50)) * (MomentHeap.limit / 50)
      let kind = kinds[stream.index(below: 3)]
      let node = stream.index(below: MomentHeap.nodeLimit)
      heap.push(kind, node, at: time)
      expected.append([time, Int64(kind.rawValue), Int64(node)])
    }
    var popped: [[Int64]] = []
    while let (time, kind, node) = heap.pop() {
      popped.append([time, Int64(kind.rawValue), Int64(node)])
    }
    #expect(popped == expected.sorted { $0.lexicographicallyPrecedes($1) })
  }
}

struct TopologyTests {
  @Test func `each node opens the links that it is told to`() {
    var network = NetworkParameters()
    network.peers = 8
    let topology = Topology(network, nodes: 500, seed: 1)
    #expect(topology.links.count == 4_000)
    let pairs = Set(topology.links.map { [min($0.a, $0.b), max($0.a, $0.b)] })
    #expect(pairs.count == 4_000)
    #expect(topology.links.allSatisfy { $0.a != $0.b })
  }

  @Test func `more links than there are pairs link all with all`() {
    var network = NetworkParameters()
    network.peers = 1_000
    #expect(Topology(network, nodes: 30, seed: 1).links.count == 30 * 29 / 2)
  }

  @Test func `lines spread around the region's median`() {
    var network = NetworkParameters()
    network.era = .y2019
    let nodes = Topology(network, nodes: 2_000, seed: 1).nodes
    let europe = nodes.filter { $0.region == 1 }
    // Half of 2 000: standard error 1.1 percentage points.
    #expect(abs(Double(europe.count) / 2_000 - 0.4998) < 0.045)
    let speeds = europe.map(\.upload).sorted()
    // The median of 1 000 with sigma 1 errs by 4 %.
    #expect(abs(speeds[speeds.count / 2] / 20.7 - 1) < 0.12)
    #expect(europe.allSatisfy { abs($0.download / $0.upload - 40 / 20.7) < 1e-9 })
  }

  @Test func `without spread a region's lines are equal`() {
    var network = NetworkParameters()
    network.linkSigma = 0
    let nodes = Topology(network, nodes: 100, seed: 1).nodes
    #expect(Set(nodes.filter { $0.region == 0 }.map(\.upload)) == [60])
  }
}
