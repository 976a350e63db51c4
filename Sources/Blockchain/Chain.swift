public import Quantities
import Simulation

/// One chain: rules, waiting transactions, ledger, and what was measured on it.
///
/// It acts when the world says so, and answers how long until it acts again.
public struct Chain: Sendable {
  public let name: String
  public internal(set) var parameters: ChainParameters
  public internal(set) var coin: Coin
  /// Blocks since the start.
  public internal(set) var height: Int64 = 0
  public internal(set) var ledger: Ledger
  /// Since the last `run` began.
  public internal(set) var window: WindowTotals
  /// Since time zero.
  public internal(set) var history: ChainHistory
  /// The last block, once there is one.
  public internal(set) var lastBlock: Block?

  var mempool: Mempool
  /// What each workload on this chain sends, in the order in which they joined.
  var lines: [DemandLine] = []
  var producers: Producers
  /// The miners of a proof-of-work chain, with the branches that are in play.
  var race: MiningRace?
  /// Blocks of the chain above the root of the race, lowest first, so that they can be undone.
  var applied: [AppliedBlock] = []
  /// The latest blocks with their forks.
  var latest = LatestBlocks()
  /// Value and transactions on their way between shards.
  var transit = ShardTransit()
  /// Shards that make a block now.
  var shardsPresent = 1
  /// Attackers who wait for a committee of theirs.
  var captures: [CommitteeCapture] = []
  /// Censors and spammers at work.
  var meddlers: [Meddler] = []
  /// Attacks on what it holds on its parent.
  var layerAttacks: [LayerAttack] = []
  /// Accounts of attackers after those of the producers.
  var accounts = 0
  /// What spammers and other systems took of the present block, and what of all its fees is destroyed,
  /// in base units.
  var bought = Bought()
  var burned: Int128 = 0
  /// What the last block has cost.
  var load = BlockLoad()
  /// Blocks up to this height have counted as final.
  var finalizedHeight: Int64 = 0
  var meddling: RandomStream
  /// Buffers of a block that rests, for the next one.
  var spare = BlockContents()
  /// Where pools grow with what they earn.
  var month: GrowthMonth?
  /// The systems that it stands on, by their places in the world.
  public let parents: [Int]
  /// What systems that stand on it send to it.
  var post = Post()
  /// What it sends to those it stands on, by their places.
  var outbox: [(parent: Int, letter: Letter)] = []
  /// What it last saw of its parents, in their order.
  var views: [ParentView] = []
  /// Its channels, where it is made of them.
  public internal(set) var channels: ChannelNetwork?
  /// What it posts to its parent, and what is under dispute there.
  public internal(set) var rollup: Rollup?
  public internal(set) var plasma: Plasma?
  /// The bridge that holds a sidechain's money on its parent.
  public internal(set) var peg: Peg?
  public internal(set) var bridge: Bridge?
  /// The price of blob space.
  public internal(set) var blobs = BlobMarket()
  let seed: UInt64
  /// Part of the producers' power that is gone now, 0 ... 1: outages of different producers add up.
  ///
  /// Every consensus reads it when it acts: proof of work finds blocks that much more slowly, a slot or a
  /// batch is missed with that probability, and votes lack that part.
  public internal(set) var offlineShare = 0.0
  /// Those that go on, and those that ended since the last block.
  var outages: [Outage] = []
  /// What came of attacks that a change of the rules has ended, until somebody takes note.
  var closedAttacks: [(label: Int, outcome: AttackOutcome)] = []
  /// Whether somebody reads along, and what there was to read since the last event.
  var isTold = false
  var moments: [(kind: Story.Kind, text: String)] = []
  var lastTold: Story.Kind?
  /// Whether every message between nodes is simulated.
  var hasSimulatedHops = false
  var checkpoints: Checkpoints
  /// The validators of a proof-of-stake chain.
  var staking: Staking?
  var votes: RandomStream
  /// Where validators decide at once: what they are about to do.
  var voting = Voting()
  var unfinalized = Unfinalized()
  var estimate = WalletEstimate()
  /// Attocoins per gas: 10^-18 coins, a wei.
  var baseFeeAttos: Int128
  /// Events of an earlier schedule carry an earlier generation and are ignored.
  var generation: Int32 = 0
  var totals = CohortTotals()
  var clock: RandomStream
  var lots: RandomStream
  var answers: RandomStream
  var contents = BlockContents()
  var quarters = Quarters()
  var previousBlockTime: Instant

  /// A block as the ledger knows it.
  public struct Block: Hashable, Sendable {
    public var height: Int64
    public var time: Instant
    /// From 0, in the order of the shares.
    public var producer: Int
    public var transactions: Int64
    public var bytes: Int64
    public var gas: Int64
    /// Somebody who would have paid found no room.
    public var isFull: Bool
    /// Median fee in USD; none for an empty block.
    public var fee: Double?
    /// Median wait; none for an empty block.
    public var wait: Interval?
  }

  /// Transactions since the start, for the check that none is lost.
  struct CohortTotals: Hashable, Sendable {
    var arrived: Int64 = 0
    var included: Int64 = 0
    var expired: Int64 = 0
    var dropped: Int64 = 0
  }

  init(
    name: String, parameters: ChainParameters, coin: Coin, on parents: [ParentView] = [],
    seed: UInt64, at now: Instant, windowStart: Instant
  ) {
    var parameters = parameters.bounded()
    var coin = coin
    if parameters.kind == .plasma || parameters.kind == .rollup, let parent = parents.first {
      coin = parent.coin
      parameters.coin = coin.symbol
    }
    let isSideOfCoin = parameters.kind == .sidechain && parents.first?.coin.symbol == coin.symbol
    if parameters.kind == .rollup || parameters.kind == .plasma || isSideOfCoin,
      let parent = parents.first
    {
      // What its users hold is what the parent holds for them.
      let locked = parent.lockable(dollars: parameters.lockedValue)
      parameters.supply = parent.coin.coins(locked)
    }
    if let parent = parents.first { parameters.shareHashPower(of: parent) }
    self.name = name
    self.seed = seed
    self.parents = parents.map(\.system)
    views = parents
    self.parameters = parameters
    self.coin = coin
    clock = RandomStream(seed: seed, name, "blocks")
    lots = RandomStream(seed: seed, name, "producers")
    answers = RandomStream(seed: seed, name, "answers")
    meddling = RandomStream(seed: seed, name, "meddling")
    votes = RandomStream(seed: seed, name, "votes")
    producers = Producers(parameters)
    ledger = Ledger(
      genesis: coin.amount(coins: parameters.supply), producers: producers.shares.count)
    window = WindowTotals(start: windowStart, producers: producers.shares.count)
    history = ChainHistory(interval: parameters.nominalInterval)
    checkpoints = Checkpoints(slotsPerEpoch: parameters.slotsPerEpoch)
    checkpoints.passSlot()
    baseFeeAttos = Attos.of(coins: max(parameters.initialBaseFee, parameters.baseFeeFloor))
    blobs = .atReserve(baseFee: baseFeeAttos, parameters.blobs)
    mempool = Mempool(scale: FeeScale(bottom: 1))
    previousBlockTime = now
    contents.keepsTakings = parameters.consensus == .pow
    startRace(
      difficulty: parameters.effectiveHashRate * parameters.blockInterval.seconds, at: now)
    startStaking()
    openShards()
    prepareVoting()
    arrangeFlows()
  }
}

extension Chain {
  /// Transactions waiting now.
  public var backlog: Int64 { mempool.count &+ transit.count &+ (rollup?.inbox.count ?? 0) }
  /// Expected hashes per block.
  public var difficulty: Double { race.map { $0.tree.difficulties[$0.tree.canonical].value } ?? 0 }
  /// Coins per blob gas.
  public var blobFee: Double { blobs.fee(parameters.blobs).double / Attos.perCoin }
  /// Coins per gas.
  public var baseFee: Double { baseFeeAttos.double / Attos.perCoin }
  /// Slots that the window saw missed, or blocks that did not stay, over those that there might be; where
  /// validators vote, the part by which rounds took longer than planned.
  public var missedShare: Double {
    if parameters.consensus == .bft || parameters.consensus == .snow {
      guard let mean = window.interval.mean, mean > 0 else { return 0 }
      return max(0, 1 - parameters.nominalInterval.seconds / mean)
    }
    if parameters.isSharded {
      let slots = window.blocks + window.missedSlots
      return slots > 0 ? min(1, window.missedShards / Double(slots)) : 0
    }
    let due =
      switch parameters.consensus {
      case .pow: window.found
      case .pos: window.found + window.missedSlots
      default: window.blocks + window.missedSlots
      }
    return due > 0 ? max(0, Double(due - window.blocks) / Double(due)) : 0
  }

  /// Transactions of the present mix per second that blocks could take, less the measured missed share;
  /// under EIP-1559 what the gas target takes. Nothing without a limit.
  public var capacity: Double? {
    let own = transactionsPerBlock.map {
      $0 / parameters.nominalInterval.seconds * (1 - missedShare)
    }
    return [own, capacityOfParent].compactMap { $0 }.min()
  }

  /// Transactions of the present mix in a full block, of all shards; under EIP-1559 in one at its target.
  /// Nothing without a limit.
  public var transactionsPerBlock: Double? {
    let mean = meanTransaction
    let gas =
      parameters.feeMarket == .eip1559
      ? parameters.effectiveGasTarget : parameters.effectiveGasLimit
    let shards = Double(parameters.shardCount)
    let byGas = gas.map { shards * Double($0) / mean.gas }
    let byBytes = parameters.blockSize.map { shards * Double($0) / mean.bytes }
    let most = [byGas, byBytes].compactMap { $0 }.min()
    // A target is met on average, a limit in each block.
    return most.map { rollup == nil ? $0.rounded(.down) : $0 }
  }

  /// Bytes and gas of a transaction of the present mix; a standard one where nobody sends any.
  private var meanTransaction: (bytes: Double, gas: Double) {
    var weight = 0.0
    var bytes = 0.0
    var gas = 0.0
    for line in lines {
      for slot in line.slots + line.crossSlots where slot.rate > 0 {
        weight += slot.rate
        bytes += slot.rate * Double(mempool.flows[slot.flow].bytes)
        gas += slot.rate * Double(mempool.flows[slot.flow].gas)
      }
    }
    if weight == 0 {
      let units = parameters.unitsPerTransaction
      return (Double(parameters.transactionSize) * units, Double(parameters.transactionGas) * units)
    }
    return (bytes / weight, gas / weight)
  }

  /// How closely the books are looked at.
  enum Audit { case cohortTotals, totals, everything }

  /// What is wrong with the books, if anything.
  func fault(_ audit: Audit) -> String? {
    if audit != .cohortTotals && !ledger.isBalanced {
      return "the ledger of \(name) does not balance"
    }
    if let fault = transit.fault(of: ledger, isSharded: parameters.isSharded) {
      return "the shards of \(name): \(fault)"
    }
    let known = backlog &+ totals.included &+ totals.expired &+ totals.dropped
    if totals.arrived != known || mempool.count < 0 {
      return "transactions of \(name) got lost: \(totals.arrived) arrived, \(known) are known"
    }
    if let fault = layerFault { return "the books of \(name): \(fault)" }
    if audit == .everything, let fault = wholeChannelFault {
      return "the books of \(name): \(fault)"
    }
    if audit == .everything && !mempool.isConsistent { return "the mempool of \(name) lost count" }
    return nil
  }
}

extension ChainParameters {
  /// Hashes per second; where unspecified a nominal rate, so that relative changes still work.
  var effectiveHashRate: Double { hashRate > 0 ? hashRate : 1e12 }
}

/// Fees per gas as integers of 10^-18 coins, whatever a coin's own base unit is.
enum Attos {
  static let perCoin = 1e18

  static func of(coins: Double) -> Int128 { Int128(nearest: min(max(coins, 0), 1e6) * perCoin) }
}

extension Coin {
  /// Base units that `gas` costs at a price in attocoins, rounded up.
  func units(gas: Int64, attos: Int128) -> Int128 {
    var perUnit: Int128 = 1
    for _ in 0..<max(0, 18 - decimals) { perUnit *= 10 }
    return (Int128(gas) * attos + perUnit - 1) / perUnit
  }
}
