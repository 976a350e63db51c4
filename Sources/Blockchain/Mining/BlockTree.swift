import Quantities

/// The blocks above the last one that nobody disputes, and who has heard of which.
///
/// Blocks stand in the order in which they were found; the first is the root, which everybody has. What
/// a producer builds on is worked out when it finds a block, so that a block costs the blocks that
/// compete with it and not the number of producers.
struct BlockTree: Sendable {
  /// Whose nodes found or see a block while the network is cut in two.
  enum Side: UInt8, Sendable {
    case larger = 0
    case smaller, both
  }

  struct Node: Sendable {
    /// In the order in which all blocks of the chain were found.
    var number: Int64
    /// Place of the block that it builds on; the root's is its own.
    var parent: Int32
    var producer: Int32
    var height: Int64
    /// Hashes spent on it and all before it, on average.
    var work: Double
    /// Microseconds.
    var time: Int64
    /// From when the network may hear of it; never while it is withheld.
    var published: Int64
    /// From when the other side of a cut network may hear of it.
    var crossed: Int64
    var route = BlockDelays.Route(place: -1, reach: 0)
    var side = Side.both
    /// An attacker's.
    var isHostile = false
    /// Nobody builds on it any more, whatever its work.
    var isAbandoned = false
  }

  static let never = Int64.max

  var nodes: [Node]
  /// The difficulty as it stands after each block.
  var difficulties: [Difficulty]
  var rule: Difficulty.Rule
  /// The tip as one sees it who hears of everything at once, on the larger side of a cut.
  var canonical = 0
  var delays: BlockDelays
  private(set) var choice: ChainParameters.ForkChoice
  /// The most blocks that the chain ever gave up at once.
  var deepestReorg: Int64 = 0
  /// The network is cut in two, or was until lately.
  var isSplit = false
  /// The work that everybody on a side has at least, and the first block with so much.
  var known = [Known](repeating: Known(), count: 2)
  /// Published blocks with the least work that everybody knows or more, in their order: all on which an
  /// honest miner might build on the longest chain. A secret lead, however long, is not among them.
  private(set) var contenders: [Int32] = [0]
  private(set) var found: Int64 = 0
  /// Scratch space of GHOST.
  var arrivals: [Int64] = []
  var weights: [Int32] = []
  var heaviest: [Int32] = []

  struct Known: Sendable {
    var work = -Double.infinity
    var start = 0
  }

  init(
    _ parameters: ChainParameters, difficulty: Difficulty, height: Int64, number: Int64,
    at now: Instant
  ) {
    let now = now.microseconds
    nodes = [
      Node(
        number: number, parent: 0, producer: 0, height: height, work: 0, time: now, published: now,
        crossed: now)
    ]
    found = number
    difficulties = [difficulty]
    rule = Difficulty.Rule(parameters)
    delays = BlockDelays(parameters)
    choice = parameters.forkChoice
    known = known.map { _ in Known(work: 0, start: 0) }
  }

  /// Starts over like another tree, in the same memory.
  mutating func restart(from start: BlockTree) {
    for node in nodes where node.route.place >= 0 { delays.forget(node.route.place) }
    nodes.removeAll(keepingCapacity: true)
    nodes.append(contentsOf: start.nodes)
    difficulties.removeAll(keepingCapacity: true)
    difficulties.append(contentsOf: start.difficulties)
    contenders.removeAll(keepingCapacity: true)
    contenders.append(contentsOf: start.contenders)
    canonical = start.canonical
    deepestReorg = 0
    known = start.known
    isSplit = false
  }

  /// Lets blocks travel and be chosen by other rules from now on; those on their way are sent anew.
  mutating func rewire(_ parameters: ChainParameters, bytes: Int64) {
    delays = BlockDelays(parameters)
    choice = parameters.forkChoice
    for index in nodes.indices where nodes[index].route.place >= 0 { send(index, bytes: bytes) }
    forgetKnown()
  }

  /// What everybody knows has to be found out again.
  private mutating func forgetKnown() {
    for s in known.indices { known[s] = Known(work: nodes[0].work, start: 0) }
    gatherContenders()
  }

  /// Finds the contenders anew.
  mutating func gatherContenders() {
    let least = min(known[0].work, known[1].work)
    contenders.removeAll(keepingCapacity: true)
    for index in nodes.indices
    where nodes[index].published != Self.never && nodes[index].work >= least {
      contenders.append(Int32(index))
    }
  }

  /// Drops the contenders that have too little work by now.
  private mutating func thinContenders() {
    let least = min(known[0].work, known[1].work)
    var kept = 0
    for i in contenders.indices where nodes[Int(contenders[i])].work >= least {
      contenders[kept] = contenders[i]
      kept += 1
    }
    contenders.removeLast(contenders.count - kept)
  }

  /// Adds a block and the difficulty that follows from it.
  ///
  /// - Returns: its place.
  mutating func append(
    on parent: Int, by producer: Int, side: Side, at now: Int64, withheld: Bool = false,
    hostile: Bool = false
  ) -> Int {
    found += 1
    let below = nodes[parent]
    nodes.append(
      Node(
        number: found, parent: Int32(parent), producer: Int32(producer), height: below.height + 1,
        work: below.work + difficulties[parent].value, time: now,
        published: withheld ? Self.never : now,
        crossed: side == .both && !withheld ? now : Self.never, side: side, isHostile: hostile))
    var difficulty = difficulties[parent]
    difficulty.follow(
      rule, height: below.height + 1, found: Instant(microseconds: now),
      after: Interval(microseconds: now - below.time))
    difficulties.append(difficulty)
    if !withheld { contenders.append(Int32(nodes.count - 1)) }
    return nodes.count - 1
  }

  /// Sends a block of this size to the others.
  mutating func send(_ index: Int, bytes: Int64) {
    let node = nodes[index]
    // An attacker's connections are those of the first producer.
    let source = node.isHostile ? 0 : Int(node.producer)
    nodes[index].route = delays.send(from: source, bytes: bytes)
  }

  /// Lets the network hear of a withheld branch, up to a height.
  mutating func publish(_ tip: Int, through height: Int64 = .max, at now: Int64) {
    var index = tip
    while index > 0 && nodes[index].published == Self.never {
      if nodes[index].height <= height {
        nodes[index].published = now
        contend(index)
        if nodes[index].side == .both { nodes[index].crossed = now }
      }
      index = Int(nodes[index].parent)
    }
  }

  /// Takes a block that was published late among the contenders.
  private mutating func contend(_ index: Int) {
    var place = contenders.endIndex
    while place > 0 && contenders[place - 1] > index { place -= 1 }
    contenders.insert(Int32(index), at: place)
  }

  /// Nobody builds on a branch any more, down to where it leaves another.
  mutating func abandon(_ tip: Int, downTo base: Int) {
    var index = tip
    while index != base && index > 0 {
      nodes[index].isAbandoned = true
      index = Int(nodes[index].parent)
    }
    // What everybody knew may be among it.
    forgetKnown()
  }

  /// Whether a block is on the branch that ends in another.
  func leads(_ ancestor: Int, to tip: Int) -> Bool {
    var index = tip
    while nodes[index].height > nodes[ancestor].height { index = Int(nodes[index].parent) }
    return index == ancestor
  }

  /// The last block that two branches share.
  func fork(of a: Int, _ b: Int) -> Int {
    var a = a
    var b = b
    while a != b {
      if nodes[a].height >= nodes[b].height {
        a = Int(nodes[a].parent)
      } else {
        b = Int(nodes[b].parent)
      }
    }
    return a
  }
}

extension BlockTree {
  /// An attacker's blocks above the root that are on the chain.
  var hostileBlocksOnChain: Int64 {
    var count: Int64 = 0
    var index = canonical
    while index > 0 {
      if nodes[index].isHostile { count += 1 }
      index = Int(nodes[index].parent)
    }
    return count
  }

  /// When a producer on a side hears of a block itself, its ancestors aside.
  func arrival(of index: Int, to producer: Int, on side: Side) -> Int64 {
    let node = nodes[index]
    let isNear = node.side == .both || side == .both || node.side == side
    if Int(node.producer) == producer && !node.isHostile && isNear { return node.time }
    let start = isNear ? node.published : node.crossed
    if start == Self.never || node.route.place < 0 { return start }
    return start + delays.delay(of: node.number, at: node.route.place, to: producer)
  }

  /// When a producer could build on a block: it needs the ancestors too.
  func readiness(of index: Int, for producer: Int, on side: Side, at now: Int64) -> Int64 {
    var latest = arrival(of: index, to: producer, on: side)
    var parent = Int(nodes[index].parent)
    while parent > 0 && latest <= now && !isKnown(parent, on: side, at: now) {
      latest = max(latest, arrival(of: parent, to: producer, on: side))
      parent = Int(nodes[parent].parent)
    }
    return latest
  }

  /// Whether everybody on a side has a block by now.
  func isKnown(_ index: Int, on side: Side, at now: Int64) -> Bool {
    let node = nodes[index]
    let isNear = node.side == .both || side == .both || node.side == side
    let start = isNear ? node.published : node.crossed
    return start != Self.never && start + node.route.reach <= now
  }

  /// Takes note of what everybody knows by now.
  mutating func hear(at now: Int64) {
    guard choice == .longest else { return }
    var hasGrown = false
    for s in 0..<(isSplit ? 2 : 1) {
      var work = known[s].work
      let side: Side = s == 0 ? .larger : .smaller
      for place in contenders {
        let index = Int(place)
        guard nodes[index].work > work, !nodes[index].isAbandoned,
          isKnown(index, on: side, at: now)
        else { continue }
        work = nodes[index].work
      }
      guard work > known[s].work else { continue }
      hasGrown = true
      known[s].work = work
      var start = known[s].start
      while nodes[start].work < work || nodes[start].isAbandoned { start += 1 }
      known[s].start = start
    }
    if !isSplit { known[1] = known[0] }
    if hasGrown { thinContenders() }
  }

  /// What a producer builds on.
  ///
  /// Longest chain: of the blocks with the most work that it has heard of, the one that it heard of
  /// first. Where a tie is between an attacker's block and others and `lean` is given, it follows the
  /// attacker's where that is true.
  mutating func tip(for producer: Int, on side: Side, at now: Int64, lean: Bool?) -> Int {
    if choice == .ghost { return heaviestTip(for: producer, on: side, at: now, lean: lean) }
    var best = (index: -1, work: -Double.infinity, arrival: Int64.max)
    var rival = best
    // The latest first: what it has not heard of yet is passed over at once, the rest has less work.
    for place in contenders.reversed() {
      let index = Int(place)
      let node = nodes[index]
      if node.work < best.work || node.isAbandoned { continue }
      let arrival = readiness(of: index, for: producer, on: side, at: now)
      if arrival > now { continue }
      if node.isHostile, lean != nil {
        if node.work >= rival.work { rival = (index, node.work, arrival) }
      } else if node.work > best.work || node.work == best.work && arrival <= best.arrival {
        best = (index, node.work, arrival)
      }
    }
    if rival.index >= 0 {
      if rival.work > best.work || rival.work == best.work && lean == true { return rival.index }
    }
    return best.index >= 0 ? best.index : canonical
  }

  /// The lowest difficulty on which any honest miner could be at work.
  var lowestDifficulty: Double {
    var lowest = difficulties[canonical].value
    let start = choice == .ghost ? 0 : min(known[0].start, known[1].start)
    for index in start..<nodes.count where difficulties[index].value < lowest {
      lowest = difficulties[index].value
    }
    return lowest
  }

  /// Moves every difficulty, as where the rules change.
  mutating func adjust(_ edit: (inout Difficulty) -> Void) {
    for index in difficulties.indices { edit(&difficulties[index]) }
  }
}
