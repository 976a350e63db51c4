extension BlockTree {
  /// Follows the branch that one sees who hears of everything at once; ties keep the present one.
  mutating func updateCanonical(at now: Int64) {
    let before = canonical
    if choice == .ghost {
      canonical = heaviestPublishedTip(at: now)
    } else {
      followMostWork(at: now)
    }
    if canonical != before && Int(nodes[canonical].parent) != before {
      let fork = fork(of: canonical, before)
      deepestReorg = max(deepestReorg, nodes[before].height - nodes[fork].height)
    }
  }

  private mutating func followMostWork(at now: Int64) {
    if nodes[canonical].isAbandoned { canonical = 0 }
    for place in contenders {
      let index = Int(place)
      let node = nodes[index]
      let heard = node.side == .smaller ? node.crossed : node.published
      if node.work > nodes[canonical].work && heard <= now && !node.isAbandoned {
        canonical = index
      }
    }
  }

  /// Blocks below this many are looked at each time, more only now and then.
  private static let smallTree = 64

  /// Drops what can no longer change: everything but what builds on the last block that all branches
  /// share on which anybody could still build.
  ///
  /// - Parameter pinned: blocks that adversaries hold on to; their new places replace them.
  /// - Returns: how much the root has risen.
  mutating func settle(at now: Int64, pinned: inout [Int]) -> Int {
    guard nodes.count > 1 else { return 0 }
    guard nodes.count <= Self.smallTree || found % Int64(Self.smallTree) == 0 else { return 0 }
    let root = choice == .ghost ? ghostRoot(at: now, pinned) : longestRoot(pinned)
    guard root > 0 else { return 0 }
    let risen = nodes[root].height - nodes[0].height
    rebase(to: root, pinned: &pinned)
    return Int(risen)
  }

  /// The last block below the chain's tip, what is pinned and every branch with enough work.
  ///
  /// Walks down all branches at once, so that it costs the tree once and not once for each branch.
  private func longestRoot(_ pinned: [Int]) -> Int {
    var isOnBranch = [Bool](repeating: false, count: nodes.count)
    var branches = 0
    func walk(from index: Int) {
      if !isOnBranch[index] { branches += 1 }
      isOnBranch[index] = true
    }
    walk(from: canonical)
    for place in pinned { walk(from: place) }
    let start = min(known[0].start, known[1].start)
    let least = min(known[0].work, known[1].work)
    for index in start..<nodes.count
    where nodes[index].work >= least && !nodes[index].isAbandoned {
      walk(from: index)
    }
    // A block stands behind the one that it builds on.
    for index in stride(from: nodes.count - 1, to: 0, by: -1) where isOnBranch[index] {
      if branches == 1 { return index }
      branches -= 1
      walk(from: Int(nodes[index].parent))
    }
    return 0
  }

  private mutating func ghostRoot(at now: Int64, _ pinned: [Int]) -> Int {
    guard let child = settledChild(at: now) else { return 0 }
    for place in pinned where !leads(child, to: place) { return 0 }
    return leads(child, to: canonical) ? child : 0
  }

  /// Keeps what builds on a block, which becomes the root.
  private mutating func rebase(to root: Int, pinned: inout [Int]) {
    var places = [Int32](repeating: -1, count: nodes.count)
    var kept = 0
    for index in nodes.indices {
      let parent = Int(nodes[index].parent)
      let stays = index == root || index > root && places[parent] >= 0
      guard stays else {
        if nodes[index].route.place >= 0 { delays.forget(nodes[index].route.place) }
        continue
      }
      places[index] = Int32(kept)
      nodes[kept] = nodes[index]
      nodes[kept].parent = index == root ? 0 : places[parent]
      difficulties[kept] = difficulties[index]
      kept += 1
    }
    nodes.removeLast(nodes.count - kept)
    difficulties.removeLast(difficulties.count - kept)
    canonical = Int(places[canonical])
    for p in pinned.indices { pinned[p] = Int(places[pinned[p]]) }
    for s in known.indices { resume(s, after: places) }
    gatherContenders()
  }

  /// Finds the first block again that has the work which everybody knows.
  private mutating func resume(_ s: Int, after places: [Int32]) {
    let work = known[s].work
    known[s].start = nodes.firstIndex { $0.work >= work && !$0.isAbandoned } ?? 0
    if nodes[known[s].start].work < work { known[s].work = nodes[0].work }
  }
}
