import Simulation

extension Topology {
  /// Links that each node opens to this many random others, and one from each part that has no way to
  /// the first node, so that a block reaches all.
  static func links(opened: [Int], _ stream: inout RandomStream) -> [Link] {
    let count = opened.count
    var links: [Link] = []
    var peers = [[Int32]](repeating: [], count: count)
    var parts = Parts(count: count)
    // A shuffle that never ends: each node takes as many from the front as it needs.
    var order = (0..<count).map { Int32($0) }
    var knownTo = [Int32](repeating: -1, count: count)
    for node in 0..<count {
      knownTo[node] = Int32(node)
      for peer in peers[node] { knownTo[Int(peer)] = Int32(node) }
      var missing = opened[node]
      var next = 0
      while missing > 0 && next < count {
        order.swapAt(next, next + stream.index(below: count - next))
        let peer = Int(order[next])
        next += 1
        if knownTo[peer] == Int32(node) { continue }
        links.append(Link(a: node, b: peer))
        peers[node].append(Int32(peer))
        peers[peer].append(Int32(node))
        parts.join(node, peer)
        missing -= 1
      }
    }
    for node in 0..<count where parts.join(node, 0) { links.append(Link(a: node, b: 0)) }
    return links
  }

  /// Which nodes reach each other: union and find with path halving.
  private struct Parts {
    private var parent: [Int32]

    init(count: Int) { parent = (0..<count).map { Int32($0) } }

    private mutating func root(_ node: Int) -> Int {
      var node = node
      while Int(parent[node]) != node {
        parent[node] = parent[Int(parent[node])]
        node = Int(parent[node])
      }
      return node
    }

    /// - Returns: whether they were apart.
    @discardableResult
    mutating func join(_ a: Int, _ b: Int) -> Bool {
      let (a, b) = (root(a), root(b))
      parent[max(a, b)] = Int32(min(a, b))
      return a != b
    }
  }
}
