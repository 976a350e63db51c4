import Quantities
private import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension PropagationProfile {
  private struct Key: Hashable {
    var network: NetworkParameters
    var bucket: Int
  }

  /// Emptied when full: what is computed again is the same.
  private static let cache = Mutex<[Key: PropagationProfile]>([:])
  private static let cacheLimit = 4096

  /// The profile of blocks of 2^(bucket/4) bytes.
  ///
  /// It depends on what is asked alone. Two threads that ask at once may both compute it.
  static func cached(_ network: NetworkParameters, bucket: Int) -> PropagationProfile {
    let key = Key(network: network.essential, bucket: bucket)
    if let known = cache.withLock({ $0[key] }) { return known }
    let profile = simulated(key.network, bytes: Int64(exp2(Double(bucket) / 4).rounded()))
    cache.withLock {
      if $0.count >= cacheLimit { $0.removeAll() }
      $0[key] = profile
    }
    return profile
  }

  /// From 16 sources in each of some networks drawn alike, as many as have 3 000 nodes together, 64 at most.
  ///
  /// The sources stand for all: over all networks they are spread evenly over the nodes in the order of
  /// their lines, on which most depends how long a block takes.
  static func simulated(_ network: NetworkParameters, bytes: Int64) -> PropagationProfile {
    let nodes = network.nodes
    let networks = min(max(3_000 / nodes, 1), 64)
    let sources = min(16, nodes)
    var arrivals = [Int64](repeating: 0, count: nodes)
    var delays: [Int64] = []
    delays.reserveCapacity(networks * sources * (nodes - 1))
    for number in 0..<networks {
      let topology = Topology(network, nodes: nodes, seed: UInt64(number))
      var gossip = Gossip(network, topology, seed: UInt64(number))
      let slowestFirst = topology.nodes.indices.sorted {
        topology.nodes[$0].upload < topology.nodes[$1].upload
      }
      for place in 0..<sources {
        let rank = (2 * (place * networks + number) + 1) * nodes / (2 * sources * networks)
        let source = slowestFirst[rank]
        gossip.broadcast(from: source, bytes: bytes, into: &arrivals)
        delays += arrivals[..<source]
        delays += arrivals[(source + 1)...]
      }
    }
    return PropagationProfile(delays)
  }
}

extension NetworkParameters {
  /// The same where only what a simulated profile depends on may differ.
  fileprivate var essential: NetworkParameters {
    var n = self
    n.constantDelay = .zero
    n.producerDelayFactor = 1
    n.verification = verification ?? era.verification
    switch relay {
    case .compact: break
    case .full: n.missRate = 0
    case .fibre, .constant:
      n.missRate = 0
      n.parallelUploads = 1
      n.verification = 0
    }
    return n
  }
}
