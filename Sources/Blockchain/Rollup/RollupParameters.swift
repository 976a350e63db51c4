public import Quantities

/// Rules and facts of a rollup: what it proves how, where its data lies, who may do what.
public struct RollupParameters: Hashable, Sendable {
  /// How the parent knows that a state root is right.
  public enum Proof: String, CaseIterable, Sendable {
    /// Anybody may challenge it for a while (optimistic).
    case fraud
    /// It comes with a proof (zk).
    case validity
  }

  /// Where the data lies from which users can work out their balances.
  public enum Data: String, CaseIterable, Sendable {
    case calldata, blobs
    /// Some members keep it (validium).
    case committee
  }

  /// What the council may do about a proof system that is in operation.
  public enum Override: String, CaseIterable, Sendable {
    case any
    /// Only where the parent itself can see that there is a bug.
    case bugsOnly = "bugs_only"
  }

  public var proof = Proof.fraud
  public var data = Data.blobs
  /// Bytes of a transaction after compression.
  public var bytesPerTransaction = 100.0
  /// Transactions of a full batch; 0 for as many as its blobs hold.
  public var batchSize = 0
  /// The oldest that a transaction gets before its batch is posted.
  public var batchInterval = Interval.seconds(300)
  /// Gas that posting a batch takes besides its data.
  public var batchGas: Int64 = 200_000
  /// Gas that verifying a proof takes on the parent.
  public var proofGas: Int64 = 450_000
  /// Time for proofs to be put together, besides the proving itself.
  public var proofTime = Interval.seconds(600)
  /// Transactions that all provers together prove per second; 0 for no limit.
  public var proverRate = 500.0
  /// USD that a prover costs per hour, and transactions that one proves per second.
  public var proverPrice = 2.0
  public var proverSpeed = 10.0
  /// Time between a proof's acceptance and the execution of what it proves.
  public var executionDelay = Interval.zero
  /// Time between two state roots (fraud).
  public var rootInterval = Interval.seconds(3_600)
  public var challengeWindow = Interval.seconds(7 * 86_400)
  /// Gas that posting a state root takes, and a claim or a request of a user who leaves.
  public var rootGas: Int64 = 200_000
  public var exitGas: Int64 = 150_000
  /// Coins that whoever posts a root puts up.
  public var bond = 0.08
  public var watchers = 3
  /// Probability that a watcher notices a wrong root and acts within the window.
  public var watchProbability = 0.9
  /// Time after which a transaction sent to the parent is included even against the sequencer; nothing
  /// where it never is.
  public var forcedInclusion: Interval? = .seconds(12 * 3_600)
  public var sequencers = 1
  public var councilKeys = 12
  public var councilThreshold = 9
  public var upgradeDelay = Interval.seconds(7 * 86_400)
  public var committeeSize = 5
  public var committeeThreshold = 3
  /// USD that leave per day, as others bring them.
  public var withdrawals = 0.0
  /// Share of that money which others pay out at once and then wait for (fast exits).
  public var fastExits = 0.0
  /// Accounts that would leave in a panic, each with its part of the money.
  public var users = 100_000

  // Facts for the stage.
  public var sourceAvailable = true
  public var outsideChallengers: Int?
  public var councilExternal: Int?
  public var override: Override?
  public var permissionlessProofs: Bool?

  /// USD that proving a transaction takes.
  public var provingCost: Double { proverPrice / 3_600 / proverSpeed }

  public init() {}

  func bounded() -> RollupParameters {
    var p = self
    func within<T: Comparable>(_ value: T, _ low: T, _ high: T) -> T { min(max(value, low), high) }
    func finite(_ value: Double, _ low: Double, _ high: Double) -> Double {
      value.isNaN ? low : within(value, low, high)
    }
    let shortest = Interval.seconds(0.001)
    let longest = Interval.seconds(1e9)
    p.bytesPerTransaction = finite(bytesPerTransaction, 0.001, 1e9)
    p.batchSize = within(batchSize, 0, 1_000_000_000)
    p.batchInterval = within(batchInterval, shortest, longest)
    p.batchGas = within(batchGas, 0, 1_000_000_000)
    p.proofGas = within(proofGas, 0, 1_000_000_000)
    p.proofTime = within(proofTime, .zero, longest)
    p.proverRate = finite(proverRate, 0, 1e12)
    p.proverPrice = finite(proverPrice, 0, 1e9)
    p.proverSpeed = finite(proverSpeed, 1e-9, 1e12)
    p.executionDelay = within(executionDelay, .zero, longest)
    p.rootInterval = within(rootInterval, shortest, longest)
    p.challengeWindow = within(challengeWindow, .zero, longest)
    p.rootGas = within(rootGas, 0, 1_000_000_000)
    p.exitGas = within(exitGas, 0, 1_000_000_000)
    p.fastExits = finite(fastExits, 0, 1)
    p.users = within(users, 0, 1_000_000_000)
    p.bond = finite(bond, 0, 1e12)
    p.watchers = within(watchers, 0, 10_000)
    p.watchProbability = finite(watchProbability, 0, 1)
    p.forcedInclusion = forcedInclusion.map { within($0, .zero, longest) }
    p.sequencers = within(sequencers, 1, 10_000)
    p.councilKeys = within(councilKeys, 1, 1_000)
    p.councilThreshold = within(councilThreshold, 1, p.councilKeys)
    p.upgradeDelay = within(upgradeDelay, .zero, longest)
    p.committeeSize = within(committeeSize, 1, 1_000)
    p.committeeThreshold = within(committeeThreshold, 1, p.committeeSize)
    p.withdrawals = finite(withdrawals, 0, 1e15)
    return p
  }
}
