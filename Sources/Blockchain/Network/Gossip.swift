import Quantities
import Simulation

/// The nodes of a network with their regions, lines and links; every message is simulated.
///
/// - `full`: who has a block announces it to all its peers. A node asks the first peer whose
///   announcement arrives, and only that one. A sender serves `parallelUploads` requests at a time,
///   which share its line equally, and the others one by one as these end, in the order in which they
///   came; with 1, one after another. The receiver's own line may make it later still.
/// - `compact`: who has a block pushes its short ids to all peers that it has not heard of it from, one
///   after another. A node that lacks transactions, `missRate` of all, asks for a tenth of the block
///   and waits for it as above.
/// - `fibre`: what arrives goes on at once.
///
/// With the first two a node verifies the block before it passes it on.
///
/// The published closed forms for these parameters (mean 0.71 + 7.3 S seconds for S megabytes in 2019,
/// `full`) come from shortest paths in which every upload gets a quarter of the line and none waits, with
/// the regions' speeds as means of the log-normal lines. Uploads that wait for each other, with these
/// speeds as medians, take as long within a tenth in 2019 and 2025 and up to a fifth longer in 2015. The
/// second reading holds here: it keeps every line's capacity, which the first does not.
struct Gossip: Sendable {
  /// What holds for every message.
  struct Rules: Sendable {
    let relay: NetworkParameters.Relay
    let constantDelay: Int64
    let parallelUploads: Int32
    let missRate: Double
    /// Microseconds per byte.
    let verification: Double
    let interregionalPace: Double
    let jitter: JitterTable
  }

  /// One way, microseconds.
  struct Peer: Sendable {
    var node: Int32
    var latency: UInt32
  }

  private let rules: Rules
  private let peers: [Peer]
  private var nodes: [Node]
  /// When the first announcement comes to each node.
  private var announced: [Int64]
  private var moments = MomentHeap()
  private var stream: RandomStream
  /// Announcements, requests and blocks since the start.
  private(set) var messages = 0

  init(_ network: NetworkParameters, nodes count: Int, seed: UInt64) {
    let network = network.bounded()
    let count = min(max(count, 1), MomentHeap.nodeLimit)
    self.init(network, Topology(network, nodes: count, seed: seed), seed: seed)
  }

  init(_ network: NetworkParameters, _ topology: Topology, seed: UInt64) {
    precondition(topology.nodes.count <= MomentHeap.nodeLimit, "more nodes than a moment can name")
    let network = network.bounded()
    rules = Rules(
      relay: network.relay, constantDelay: network.constantDelay.microseconds,
      parallelUploads: Int32(network.parallelUploads), missRate: network.missRate,
      verification: network.verification ?? network.era.verification,
      interregionalPace: 8 / topology.interregional, jitter: JitterTable(spread: network.jitter))
    stream = RandomStream(seed: seed, "network", "messages")
    announced = [Int64](repeating: 0, count: topology.nodes.count)

    var degrees = [Int](repeating: 0, count: topology.nodes.count)
    for link in topology.links {
      degrees[link.a] += 1
      degrees[link.b] += 1
    }
    var end = 0
    nodes = zip(topology.nodes, degrees).map { node, degree in
      end += degree
      return Node(node, peers: end - degree..<end)
    }
    var peers = [Peer](repeating: Peer(node: 0, latency: 0), count: end)
    var next = nodes.map { Int($0.firstPeer) }
    for link in topology.links {
      let (a, b) = (topology.nodes[link.a].region, topology.nodes[link.b].region)
      let latency = UInt32((topology.latencies[a][b] * 1000).rounded())
      peers[next[link.a]] = Peer(node: Int32(link.b), latency: latency)
      peers[next[link.b]] = Peer(node: Int32(link.a), latency: latency)
      next[link.a] += 1
      next[link.b] += 1
    }
    self.peers = peers
  }

  /// Microseconds after which each node has a block of this size that `source` just made: 0 for the
  /// source, at most two years for the others.
  ///
  /// O(messages + nodes · log nodes), without allocation after the first.
  mutating func broadcast(from source: Int, bytes: Int64, into arrivals: inout [Int64]) {
    precondition(nodes.indices.contains(source) && arrivals.count == nodes.count)
    if rules.relay == .constant {
      for i in arrivals.indices { arrivals[i] = i == source ? 0 : rules.constantDelay }
      messages += nodes.count - 1
      return
    }
    for i in announced.indices { announced[i] = .max }
    let salt = stream.next()
    announced.withUnsafeMutableBufferPointer { announced in
      nodes.withUnsafeMutableBufferPointer { nodes in
        peers.withUnsafeBufferPointer { peers in
          arrivals.withUnsafeMutableBufferPointer { arrivals in
            var wave = Wave(
              rules: rules, size: Double(max(0, bytes)), salt: salt, announced: announced,
              nodes: nodes, peers: peers, arrivals: arrivals)
            swap(&moments, &wave.moments)
            wave.spread(from: source)
            swap(&moments, &wave.moments)
            messages += wave.messages
          }
        }
      }
    }
  }
}
