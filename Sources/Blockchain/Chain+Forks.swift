import Quantities
import Simulation

/// A block of the chain that may still be undone.
struct AppliedBlock: Sendable {
  var contents: BlockContents
  var producer: Int
  var time: Instant
  /// When the block before it was found.
  var previous: Instant
  var baseFeeBefore: Int128
  /// Base units: what all in it paid, what of it was destroyed, what was newly made.
  var paid: Int128
  var burned: Int128
  var minted: Amount
  var load: BlockLoad
  /// The price of blobs before it.
  var blobsBefore: BlobMarket
  /// Running number and epoch (proof of stake).
  var number: Int64 = 0
  var epoch: Int64 = 0
}

extension Chain {
  /// Sets miners to work on the last block.
  mutating func startRace(difficulty: Double, at now: Instant) {
    guard parameters.consensus == .pow else { return }
    let number = race.map { $0.tree.nodes[$0.tree.canonical].number } ?? latest.lastNumber
    race = MiningRace(
      parameters, producers, difficulty: Difficulty(value: difficulty, at: now), height: height,
      number: number, at: now)
    applied = []
    hasSimulatedHops = BlockDelays.everyNodeMines(parameters)
  }

  /// Lets miners find a block, on whichever branch, and follows the chain to where it now leads.
  mutating func mine(at now: Instant) {
    guard let step = race?.find(at: now.microseconds, &lots) else { return }
    note(step, at: now)
    if case .grows = step.move { apply(step.node) } else { carryOut(step.move) }
    // What is found beside the chain is as large as the last block on it.
    let size = parameters.padded(bytes: lastBlock?.bytes ?? 0, gas: lastBlock?.gas ?? 0)
    countVerification(of: size, at: now)
    if let delay = race?.send(step.place, bytes: size.bytes) {
      history.delay.record(delay, at: now)
    }
    recordJourney(of: step.place, bytes: size.bytes, at: now)
    settle(at: now)
    if parameters.dynamics || month != nil { growPools(at: now) }
  }

  /// Undoes and applies blocks until the ledger is that of the chain's present tip.
  mutating func carryOut(_ move: MiningRace.Move) {
    guard case .turns(let depth, let path) = move else { return }
    for _ in 0..<depth { undoBlock() }
    if depth > 0 { history.counts.turns += 1 }
    history.reorgDepth = max(history.reorgDepth, depth, race?.tree.deepestReorg ?? 0)
    for node in path { apply(node) }
    if depth > 0, let last = path.last {
      history.reorgs.record(Double(history.reorgDepth), at: Instant(microseconds: last.time))
    }
  }

  /// Lets everything rest that can no longer change.
  mutating func settle(at now: Instant) {
    guard let risen = race?.settle(at: now.microseconds) else { return }
    if risen > 0 {
      if let last = applied.prefix(risen).last { spare = last.contents }
      applied.removeFirst(min(risen, applied.count))
    }
    let final = height - Int64(parameters.finalityDepth) + 1
    if final > finalizedHeight {
      finalizedHeight = final
      finalize(throughHeight: final, at: now)
    }
  }

  /// Makes a block of the tree part of the chain: its transactions, fees and subsidy.
  private mutating func apply(_ node: BlockTree.Node) {
    apply(by: Int(node.producer), at: Instant(microseconds: node.time))
  }

  /// Makes a block of a producer part of the chain.
  mutating func apply(by producer: Int, at time: Instant) {
    let previous = previousBlockTime
    let baseFeeBefore = baseFeeAttos
    let blobsBefore = blobs
    if !contents.keepsTakings {
      contents = spare
      contents.keepsTakings = true
    }
    makeBlock(at: time, by: producer)
    let minted = mintSubsidy(at: time)
    history.count(production: producer, by: 1)
    history.lost.add(-1, at: time)
    meddle(with: producer, at: time)
    var kept = BlockContents()
    swap(&kept, &contents)
    applied.append(
      AppliedBlock(
        contents: kept, producer: producer, time: time, previous: previous,
        baseFeeBefore: baseFeeBefore, paid: kept.fees + bought.fees, burned: burned,
        minted: minted, load: load, blobsBefore: blobsBefore))
    previousBlockTime = time
    let deep = applied.count - Self.blocksInDetail
    if deep >= 0 { applied[deep].contents.condense() }
  }

  /// Of blocks deeper than this under a long dispute only the sums are kept.
  private static let blocksInDetail = 1_000

  /// Takes the last block off the chain: its transactions wait again.
  mutating func undoBlock() {
    guard let block = applied.popLast() else { return }
    if height <= finalizedHeight {
      history.finalityReversals += 1
      finalizedHeight = height - 1
    }
    unfinalized.drop(above: height - 1)
    returnLetters(ofBlock: block)
    unrecord(block)
    unrecord(block.load, at: block.time)
    for taking in block.contents.takings {
      mempool.add(taking.cohort, flow: taking.flow, level: Headroom.none)
    }
    totals.included &-= block.contents.count
    ledger.revert(
      fees: Amount(units: block.paid), burned: Amount(units: block.burned), minted: block.minted,
      of: block.producer)
    baseFeeAttos = block.baseFeeBefore
    blobs = block.blobsBefore
    previousBlockTime = block.previous
    height -= 1
    noteFork(above: height)
    history.count(production: block.producer, by: -1)
    history.lost.add(1, at: block.time)
  }

  /// Counts a block that was found.
  private mutating func note(_ step: MiningRace.Step, at now: Instant) {
    if now >= window.start {
      window.found += 1
      window.foundBy[Int(step.node.producer)] += 1
    }
    if history.counts.found == 0 { history.reorgs.record(0, at: now) }
    history.counts.found += 1
    history.found.add(1, at: now)
    history.lost.add(1, at: now)
    latest.append(step.node, parent: step.parent)
  }

  /// Records how a block spread.
  private mutating func recordJourney(of place: Int, bytes: Int64, at now: Instant) {
    guard now >= window.start else { return }
    guard hasSimulatedHops else {
      window.sizes.add(Double(max(1, bytes)))
      return
    }
    for arrival in race?.arrivals(of: place) ?? [] where arrival > 0 {
      window.propagationTime.add(Double(arrival) / 1e6)
    }
  }

  /// The latest blocks with their forks, oldest first; at most this many.
  public func latestBlocks(_ limit: Int) -> [TreeBlock] {
    guard let tree = race?.tree else {
      return latest.blocks(limit, tip: applied.last?.number ?? staking?.rest ?? 0)
    }
    return latest.blocks(limit, tip: tree.nodes[tree.canonical].number)
  }

  /// Power of each producer, attackers last.
  public var producerShares: [Double] {
    guard let race, accounts > 0 else { return producers.shares }
    let honest = 1 - race.hostileShare
    var shares = producers.shares.map { $0 * honest }
    shares += [Double](repeating: 0, count: max(0, window.production.count - shares.count))
    for adversary in race.adversaries where adversary.isMining {
      shares[adversary.account] += adversary.parameters.share
    }
    return shares
  }
}
