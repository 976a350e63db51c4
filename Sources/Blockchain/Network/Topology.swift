import Simulation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Which nodes there are, what lines they have, and who is linked with whom.
struct Topology: Hashable, Sendable {
  struct Node: Hashable, Sendable {
    var region: Int
    /// Mbit/s.
    var upload: Double
    var download: Double
  }

  /// Messages go both ways.
  struct Link: Hashable, Sendable {
    var a: Int
    var b: Int
  }

  var nodes: [Node]
  var links: [Link]
  /// One way, from region to region, ms.
  var latencies: [[Double]]
  /// No transfer between two regions is faster, Mbit/s.
  var interregional = Double.infinity
}

extension Topology {
  /// Nodes drawn over the regions of an era, each with `peers` links that it opens to random others and
  /// with a log-normal line, whose upload and download are in one proportion to its region's medians.
  ///
  /// Lines are drawn one from each of as many equal shares of the distribution as there are nodes, which
  /// makes one network more like another than the chance of single lines would.
  init(_ network: NetworkParameters, nodes count: Int, seed: UInt64) {
    let geography = network.era.geography
    let regions = AliasTable(weights: geography.shares)
    var places = RandomStream(seed: seed, "network", "regions")
    var lines = RandomStream(seed: seed, "network", "lines")
    var ranks = Array(0..<count)
    for i in ranks.indices { ranks.swapAt(i, i + lines.index(below: count - i)) }
    nodes = ranks.map { rank in
      let region = regions.draw(&places)
      let share = (Double(rank) + lines.uniform()) / Double(count)
      let factor = exp(network.linkSigma * SpecialFunctions.normalQuantile(max(share, 1e-9)))
      return Node(
        region: region, upload: geography.uploads[region] * factor,
        download: geography.downloads[region] * factor)
    }
    latencies = geography.latencies
    interregional = geography.interregional
    let opened = min(network.peers, Self.linkLimit / count)
    var meetings = RandomStream(seed: seed, "network", "links")
    links = Self.links(opened: [Int](repeating: opened, count: count), &meetings)
  }

  /// Links that all nodes together open; if it were more, each opens fewer.
  private static let linkLimit = 1_000_000
}
