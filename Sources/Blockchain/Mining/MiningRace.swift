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

  struct Cut: Hashable, Sendable {
    /// Part of every producer's power on the smaller side.
    var share: Double
    var isHealed = false
  }

  init(
    _ parameters: ChainParameters, _ producers: Producers, difficulty: Difficulty, height: Int64,
    number: Int64, at now: Instant
  ) {
    tree = BlockTree(
      parameters, difficulty: difficulty, height: height, number: number, at: now)
    self.producers = producers
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

  /// Expected hashes per block for whoever has the easiest branch; others find fewer.
  var lowestDifficulty: Double { tree.lowestDifficulty(adversaries.map(\.tip)) }

  /// Lets one of the miners find a block, by lot in proportion to power.
  ///
  /// - Returns: the place of the block; nothing where the lot fell on a branch with a higher difficulty,
  ///   on which fewer blocks are found.
  mutating func step(
    at now: Int64, _ lots: inout RandomStream, _ parameters: ChainParameters
  ) -> Int? {
    tree.hear(at: now)
    let lowest = tree.nodes.count == 1 ? tree.rules[0].value : lowestDifficulty
    if let a = drawAdversary(&lots) {
      let parent = adversaries[a].tip
      guard isFound(on: parent, lowest, &lots) else { return nil }
      let index = tree.append(
        on: parent, by: adversaries[a].account, side: .both, at: now, withheld: true,
        hostile: true, parameters)
      adversaries[a].tip = index
      adversaries[a].made += 1
      react(a, toOwn: true, at: now)
      tree.updateCanonical(at: now)
      return index
    }
    let producer = producers.draw(&lots)
    let seen: BlockTree.Side =
      cut.map { lots.uniform() < $0.share ? .smaller : .larger } ?? .both
    let gamma = adversaries.first { $0.isMining && $0.parameters.gamma != nil }?.parameters.gamma
    let lean = gamma.map { lots.uniform() < $0 }
    let parent = tree.tip(for: producer, on: seen, at: now, lean: lean)
    guard isFound(on: parent, lowest, &lots) else { return nil }
    let side = cut?.isHealed == false ? seen : .both
    let index = tree.append(on: parent, by: producer, side: side, at: now, parameters)
    tree.updateCanonical(at: now)
    if !adversaries.isEmpty {
      for a in adversaries.indices where adversaries[a].isActive {
        react(a, toOwn: false, at: now)
      }
      tree.updateCanonical(at: now)
    }
    return index
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
    var pinned = holding.flatMap { [adversaries[$0].base, adversaries[$0].tip] }
    let risen = tree.settle(at: now, pinned: &pinned)
    for (k, a) in holding.enumerated() {
      adversaries[a].base = pinned[2 * k]
      adversaries[a].tip = pinned[2 * k + 1]
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

  /// The clock runs at the pace of the lowest difficulty; a higher one wins fewer of its lots.
  private func isFound(on parent: Int, _ lowest: Double, _ lots: inout RandomStream) -> Bool {
    let difficulty = tree.rules[parent].value
    return difficulty <= lowest || lots.uniform() * difficulty < lowest
  }
}
