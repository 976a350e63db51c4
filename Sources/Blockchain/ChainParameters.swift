public import Quantities

/// The rules and facts of one chain, as the language's settings name them.
public struct ChainParameters: Hashable, Sendable {
  public enum Consensus: String, CaseIterable, Sendable {
    /// Proof of work: blocks come at random, to whoever hashes most.
    case pow
    /// Proof of stake in slots, with finality by epochs.
    case pos
    /// Validators vote on each block, which is final at once (Tendermint).
    case bft
    /// Elected producers take turns.
    case dpos
    /// Validators ask each other at random until they agree (Snowman).
    case snow
    /// One operator that books in batches.
    case central
  }

  public enum FeeMarket: String, CaseIterable, Sendable {
    /// Users pay what they bid; the highest bids go first.
    case firstPrice = "first_price"
    /// A base fee that follows demand, and a tip.
    case eip1559
    /// An operator's fixed tariff.
    case posted
  }

  /// How a proof-of-work chain keeps its block interval.
  public enum Retarget: String, CaseIterable, Sendable { case bitcoin, lwma, ethereum, none }

  /// Which branch producers build on: the longest, or the one with the most blocks in all its
  /// sub-branches (Sompolinsky and Zohar 2015).
  public enum ForkChoice: String, CaseIterable, Sendable { case longest, ghost }

  public var kind = Kind.chain
  public var consensus = Consensus.pow
  /// Symbol of the coin, looked up among the prices.
  public var coin = "USD"
  /// Proof of work: the interval that retargeting aims at. Central: time between batches.
  public var blockInterval = Interval.seconds(600)
  /// Bytes; none for no limit.
  public var blockSize: Int64?
  public var gasLimit: Int64?
  /// What EIP-1559 steers to; none for half the limit.
  public var gasTarget: Int64?
  /// Bytes of a standard transaction.
  public var transactionSize: Int64 = 250
  public var transactionGas: Int64 = 21_000
  public var feeMarket = FeeMarket.firstPrice
  /// Coins per byte, below which nothing is relayed (first price).
  public var minimumRelayFee = 0.0
  /// Coins per gas, below which the base fee does not fall.
  public var baseFeeFloor = 0.0
  /// Coins per gas at the start.
  public var initialBaseFee = 1e-9
  /// Coins per gas that an EIP-1559 user tips.
  public var priorityFee = 1e-10
  /// Whether the base fee is destroyed rather than paid to the producer.
  public var baseFeeBurned = true
  /// Coins per transaction (posted).
  public var postedFee = 0.0
  /// Coins per block (proof of work).
  public var subsidy = 0.0
  /// Blocks after which the subsidy halves; 0 for never.
  public var halvingInterval: Int64 = 0
  /// Coins that users hold at the start.
  public var supply = 1e9
  /// Proof of work: confirmations until a block counts as final; the block itself is the first.
  public var finalityDepth = 6
  /// Power of the largest producers; what is missing to 1 is equal producers of at most 1 % each.
  public var shares: [Double] = []
  /// If positive, that many equal producers instead of `shares` (proof of work).
  public var miners = 0
  /// Hashes per second; 0 for unspecified, so that only relative changes count.
  public var hashRate = 0.0
  public var retarget = Retarget.bitcoin
  /// Blocks between adjustments of the bitcoin rule.
  public var retargetPeriod = 2016
  public var slot = Interval.seconds(12)
  public var slotsPerEpoch = 32
  public var validators = 1000
  /// Coins at stake; issuance grows with their square root.
  public var staked = 0.0
  /// Probability that a proposer or attester is there.
  public var online = 0.99
  /// Whether validators who vote twice lose stake.
  public var slashing = true
  public var voting = VotingParameters()
  /// Central: median of the log-normal time to answer, which adds to the inclusion time.
  public var authorizationTime = Interval.zero
  /// Central: from inclusion until final.
  public var settlementTime = Interval.zero
  public var forkChoice = ForkChoice.longest
  /// Blocks are padded to the limit.
  public var alwaysFull = false
  public var network = NetworkParameters()
  public var operators = NodeParameters()
  /// USD per hash per second.
  public var hardwarePrice = 16e-12
  /// Joules per hash.
  public var efficiency = 18e-12
  /// Hashes per second of all chains with this algorithm; 0 for this chain's own.
  public var algorithmHashRate = 0.0
  /// Share of the algorithm's hash rate that can be rented.
  public var rentable = 0.05
  /// Each month pools grow or shrink with what they earn over what they spend.
  public var dynamics = false
  /// Bytes of waiting transactions that nodes keep.
  public var mempoolSize: Int64 = 300_000_000

  /// Chains that share the validators; 1 for a chain that is not sharded (proof of stake).
  public var shards = 1
  /// Validators of a shard; 0 for all of them in equal parts.
  public var committeeSize = 0
  /// Time between two draws of the committees; none for an epoch of the checkpoints.
  public var committeeEpoch: Interval?
  /// Share of the transactions that touch two shards; none for that of random pairs, 1 - 1/S.
  public var crossShard: Double?

  /// Blobs of a block, where it takes any.
  public var blobs = BlobMarket.Rules()
  /// Gas of a byte that another system posts as calldata, and the least where a transaction is mostly data
  /// (EIP-2028, EIP-7623; 0 for no such floor).
  public var calldataGas: Int64 = 16
  public var calldataFloor: Int64 = 0

  /// USD that a system has locked on its parent at time zero.
  public var lockedValue = 0.0
  public var channels = ChannelParameters()
  public var rollup = RollupParameters()
  public var plasma = PlasmaParameters()
  public var peg = PegParameters()
  public var bridge = BridgeParameters()
  public var trust = TrustParameters()

  public init() {}
}

extension ChainParameters {
  /// Time between blocks if none is missed.
  public var nominalInterval: Interval { consensus == .pos ? slot : blockInterval }

  /// Time between two draws of a workload's users: a tenth of a block interval.
  ///
  /// A rollup's blocks come so often that users at three moments of each do, of which the middle one waits
  /// for half of it as the median does; below a second all wait for half. Payers over channels come some
  /// twenty at a time.
  func tick(of workload: WorkloadParameters) -> Interval {
    let tick =
      switch kind {
      case .chain, .sidechain, .plasma, .bridge: nominalInterval / 10
      case .rollup: nominalInterval >= .seconds(1) ? nominalInterval / 3 : nominalInterval
      case .channels:
        Interval.seconds(
          min(60, max(0.001, workload.boundedRate > 0 ? 20 / workload.boundedRate : 60)))
      }
    return max(tick, Interval(microseconds: 1))
  }

  /// Gas that EIP-1559 steers to, if gas is limited at all.
  public var effectiveGasTarget: Int64? {
    gasTarget.map { min($0, gasLimit ?? .max) } ?? gasLimit.map { max(1, $0 / 2) }
  }

  /// Most gas of a block, if limited: a target without a limit means twice the target.
  public var effectiveGasLimit: Int64? {
    gasLimit ?? (feeMarket == .eip1559 ? gasTarget.map { $0 * 2 } : nil)
  }

  /// The same rules with every number within what the engine's integers carry.
  func bounded() -> ChainParameters {
    var p = self
    func within<T: Comparable>(_ value: T, _ low: T, _ high: T) -> T { min(max(value, low), high) }
    func finite(_ value: Double, _ high: Double) -> Double {
      value.isNaN ? 0 : within(value, 0, high)
    }
    let shortest = Interval.seconds(0.001)
    let longest = Interval.seconds(1e9)
    p.blockInterval = within(blockInterval, shortest, longest)
    p.slot = within(slot, shortest, longest)
    p.authorizationTime = within(authorizationTime, .zero, longest)
    p.settlementTime = within(settlementTime, .zero, longest)
    p.blockSize = blockSize.map { within($0, 0, 1_000_000_000_000_000) }
    p.gasLimit = gasLimit.map { within($0, 0, 10_000_000_000_000) }
    p.gasTarget = gasTarget.map { within($0, 1, 10_000_000_000_000) }
    p.transactionSize = within(transactionSize, 1, 1_000_000_000)
    p.transactionGas = within(transactionGas, 1, 1_000_000_000)
    p.minimumRelayFee = finite(minimumRelayFee, 1e6)
    p.baseFeeFloor = finite(baseFeeFloor, 1e5)
    p.initialBaseFee = finite(initialBaseFee, 1e5)
    p.priorityFee = finite(priorityFee, 1e5)
    p.postedFee = finite(postedFee, 1e9)
    p.subsidy = finite(subsidy, 1e9)
    p.halvingInterval = max(0, halvingInterval)
    p.supply = finite(supply, 1e15)
    p.finalityDepth = within(finalityDepth, 1, 1_000_000)
    p.shares = shares.prefix(1_000).map { finite($0, 1) }
    p.miners = within(miners, 0, 10_000)
    p.hashRate = finite(hashRate, 1e40)
    p.retargetPeriod = within(retargetPeriod, 2, 10_000_000)
    p.network = network.bounded()
    p.operators = operators.bounded()
    p.voting = voting.bounded()
    p.hardwarePrice = finite(hardwarePrice, 1e9)
    p.efficiency = finite(efficiency, 1e9)
    p.algorithmHashRate = finite(algorithmHashRate, 1e40)
    p.rentable = finite(rentable, 1)
    p.slotsPerEpoch = within(slotsPerEpoch, 1, 1_000_000)
    p.validators = within(validators, 1, 1_000_000_000)
    p.staked = finite(staked, 1e15)
    p.online = finite(online, 1)
    p.mempoolSize = within(mempoolSize, 0, 1_000_000_000_000_000)
    p.shards = within(shards, 1, Self.mostShards)
    p.committeeSize = within(committeeSize, 0, 1_000_000_000)
    p.committeeEpoch = committeeEpoch.map { within($0, shortest, longest) }
    p.crossShard = crossShard.map { finite($0, 1) }
    p.blobs.target = within(blobs.target, 0, 10_000)
    p.blobs.most = within(blobs.most, p.blobs.target, 10_000)
    p.blobs.fraction = within(blobs.fraction, 1, 1_000_000_000)
    p.blobs.minimum = within(blobs.minimum, 1, 1_000_000_000_000_000)
    p.calldataGas = within(calldataGas, 0, 1_000_000)
    p.calldataFloor = within(calldataFloor, 0, 1_000_000)
    p.lockedValue = finite(lockedValue, 1e15)
    p.channels = channels.bounded()
    p.rollup = rollup.bounded()
    p.plasma = plasma.bounded()
    p.peg = peg.bounded()
    p.bridge = bridge.bounded()
    p.trust = trust.bounded()
    return p
  }
}
