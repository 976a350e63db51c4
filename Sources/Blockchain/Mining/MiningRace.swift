import Quantities
import Simulation

/// Miners at work on the branches that they know, and what adversaries do about it.
struct MiningRace: Sendable {
  var tree: BlockTree
  var producers: Producers
  var adversaries: [Adversary] = []
  /// The cut that a partition makes through the network.
  var cut: Cut?
  /// What adversaries have come to, until somebody takes note.
  var verdicts: [Verdict] = []

  /// The difficulty at whose pace the clock runs.
  private(set) var pace: Double

  struct Cut: Hashable, Sendable {
    /// Part of every producer's power on the smaller side.
    var share: Double
    /// The attack that made it.
    var label: Int
    var launch: Int
    var isHealed = false
  }

  init(
    _ parameters: ChainParameters, _ producers: Producers, difficulty: Difficulty, height: Int64,
    number: Int64, at now: Instant
  ) {
    tree = BlockTree(
      parameters, difficulty: difficulty, height: height, number: number, at: now)
    self.producers = producers
    pace = difficulty.value
  }

  /// What adversaries have come to since this was last asked.
  mutating func takeVerdicts() -> [Verdict] {
    if verdicts.isEmpty { return [] }
    defer { verdicts.removeAll() }
    return verdicts
  }

  /// Starts over like another race, in the same memory.
  mutating func restart(from start: MiningRace) {
    tree.restart(from: start.tree)
    adversaries.removeAll(keepingCapacity: true)
    verdicts.removeAll(keepingCapacity: true)
    cut = nil
  }

  /// Part of all power that adversaries use for themselves.
  var hostileShare: Double {
    adversaries.reduce(0) { $0 + ($1.isMining ? $1.parameters.share : 0) }
  }

  /// Sets the clock to the pace of whoever has the easiest branch; others then find fewer.
  ///
  /// - Returns: expected hashes per block.
  mutating func setPace() -> Double {
    pace = tree.lowestDifficulty
    for adversary in adversaries where adversary.isMining {
      pace = min(pace, tree.difficulties[adversary.tip].value)
    }
    return pace
  }

  /// A block that was found, and what became of the chain.
  struct Step {
    var place: Int
    var node: BlockTree.Node
    /// Running number of the block below.
    var parent: Int64
    var move: Move
  }

  /// How the chain changes.
  enum Move {
    case stays
    /// By the block that was found.
    case grows
    /// It gives up blocks and takes others, lowest first.
    case turns(depth: Int64, [BlockTree.Node])
  }

  /// How the chain got from one block of the tree to where it is.
  func move(from before: Int) -> Move {
    let after = tree.canonical
    if after == before { return .stays }
    let fork = tree.fork(of: before, after)
    var path: [BlockTree.Node] = []
    var index = after
    while index != fork {
      path.append(tree.nodes[index])
      index = Int(tree.nodes[index].parent)
    }
    return .turns(depth: tree.nodes[before].height - tree.nodes[fork].height, path.reversed())
  }

  /// Lets one of the miners find a block, and says how the chain changes.
  mutating func find(
    at now: Int64, _ lots: inout RandomStream
  ) -> Step? {
    let before = tree.canonical
    guard let place = step(at: now, &lots) else { return nil }
    let node = tree.nodes[place]
    let isNext = tree.canonical == place && Int(node.parent) == before
    return Step(
      place: place, node: node, parent: tree.nodes[Int(node.parent)].number,
      move: isNext ? .grows : move(from: before))
  }

  /// Lets one of the miners find a block, by lot in proportion to power.
  ///
  /// - Returns: the place of the block; nothing where the lot fell on a branch with a higher difficulty,
  ///   on which fewer blocks are found.
  mutating func step(
    at now: Int64, _ lots: inout RandomStream
  ) -> Int? {
    if !adversaries.isEmpty { deliver(until: now) }
    tree.hear(at: now)
    if let a = drawAdversary(&lots) {
      let parent = adversaries[a].tip
      guard isFound(on: parent, &lots) else { return nil }
      let index = tree.append(
        on: parent, by: adversaries[a].account, side: .both, at: now, withheld: true,
        hostile: true)
      adversaries[a].tip = index
      adversaries[a].made += 1
      react(a, to: nil, at: now)
      tree.updateCanonical(at: now)
      return index
    }
    let producer = producers.draw(&lots)
    let seen: BlockTree.Side =
      cut.map { lots.uniform() < $0.share ? .smaller : .larger } ?? .both
    let lean = adversaries.isEmpty ? nil : drawLean(&lots)
    let parent = tree.tip(for: producer, on: seen, at: now, lean: lean)
    guard isFound(on: parent, &lots) else { return nil }
    let side = cut?.isHealed == false ? seen : .both
    let index = tree.append(on: parent, by: producer, side: side, at: now)
    tree.updateCanonical(at: now)
    if !adversaries.isEmpty {
      for a in adversaries.indices where adversaries[a].isActive {
        react(a, to: index, at: now)
      }
      tree.updateCanonical(at: now)
    }
    return index
  }

  /// Sends a block of this size to the others.
  ///
  /// - Returns: mean seconds until they have it.
  mutating func send(_ place: Int, bytes: Int64) -> Double {
    tree.send(place, bytes: bytes)
    return tree.delays.meanDelay(at: tree.nodes[place].route.place)
  }

  /// When each node hears of a block, in microseconds after it was sent, where that is simulated.
  func arrivals(of place: Int) -> [Int64]? {
    tree.delays.arrivals(at: tree.nodes[place].route.place)
  }

  /// Drops what can no longer change.
  ///
  /// - Returns: how much the root has risen.
  mutating func settle(at now: Int64) -> Int {
    if adversaries.isEmpty {
      var nothing: [Int] = []
      let risen = tree.settle(at: now, pinned: &nothing)
      endCut()
      return risen
    }
    let holding = adversaries.indices.filter { adversaries[$0].isActive }
    var pinned = holding.flatMap { adversaries[$0].places }
    let risen = tree.settle(at: now, pinned: &pinned)
    for a in holding {
      let count = adversaries[a].places.count
      adversaries[a].places = Array(pinned.prefix(count))
      pinned.removeFirst(count)
    }
    endCut()
    return risen
  }

  /// Sides no longer matter once everybody knows the blocks of both.
  private mutating func endCut() {
    guard let cut, cut.isHealed, tree.nodes.dropFirst().allSatisfy({ $0.side == .both }) else {
      return
    }
    self.cut = nil
    tree.isSplit = false
  }

  private func drawAdversary(_ lots: inout RandomStream) -> Int? {
    guard adversaries.contains(where: \.isMining) else { return nil }
    var lot = lots.uniform()
    for a in adversaries.indices where adversaries[a].isMining {
      if lot < adversaries[a].parameters.share { return a }
      lot -= adversaries[a].parameters.share
    }
    return nil
  }

  /// Whether in a tie this miner follows the attacker, where that is a matter of lot.
  private func drawLean(_ lots: inout RandomStream) -> Bool? {
    let known = adversaries.first { $0.isMining && $0.parameters.gamma != nil }
    return known?.parameters.gamma.map { lots.uniform() < $0 }
  }

  /// The clock runs at the pace of the lowest difficulty; a higher one wins fewer of its lots.
  private func isFound(on parent: Int, _ lots: inout RandomStream) -> Bool {
    let difficulty = tree.difficulties[parent].value
    return difficulty <= pace || lots.uniform() * difficulty < pace
  }
}
