import Quantities
public import Simulation

/// The money of a sidechain's bridge and what is on its way.
///
/// Everything is in base units of the parent's coin. What the bridge holds there, what was stolen and the
/// deposits that the parent took back after they had counted are together what it owes: the tokens on
/// the side, deposits that do not count yet and withdrawals that are not paid yet.
public struct Peg: Sendable {
  /// What it holds on the parent.
  public internal(set) var held: Int128
  /// Tokens on the side.
  public internal(set) var minted: Int128
  public internal(set) var stolen: Int128 = 0
  /// From the request until the money is on the parent.
  public internal(set) var withdrawalTimes = TimesInWindow()
  public internal(set) var withdrawalCourse: TimeSeries
  public internal(set) var backingCourse: TimeSeries
  var deposits: [Deposit] = []
  var withdrawals: [Withdrawal] = []
  /// Letters of thieves, and who has the keys now.
  var thefts: [Theft] = []
  var thief: Thief?
  var checkpoints: [Checkpoint] = []
  /// The side's block up to which the parent knows it.
  var checkpointed: Int64 = 0
  var lastCheckpoint: Int64 = 0
  /// The lowest block of the side that was the last one for a moment since the bridge last looked.
  var fork = Int64.max
  var tokens: Int64 = 0
  /// When the flow was last looked at, and what was too little for a unit.
  var since: Instant
  var rest = 0.0

  /// Money that users lock on the parent.
  struct Deposit: Hashable, Sendable {
    enum Stage: Hashable, Sendable {
      case sent
      /// In this block of the parent.
      case locked(Int64)
      /// Tokens were made for it; the block is kept until it is final.
      case minted
      /// Tokens were made for it, and the parent took its block back.
      case orphaned
    }

    let token: Int64
    let units: Int128
    var stage = Stage.sent
    var isFinal = false
  }

  /// Tokens that users burn on the side.
  struct Withdrawal: Hashable, Sendable {
    enum Stage: Hashable, Sendable {
      /// In this block of the side.
      case burned(Int64)
      case sent
      /// Paid in a block of the parent that is not final.
      case paid
    }

    let token: Int64
    let units: Int128
    let requested: Instant
    var stage: Stage
    var isCounted = false
  }

  struct Theft: Hashable, Sendable {
    let token: Int64
    let units: Int128
    var isIncluded = false
    var isCounted = false
  }

  /// Who has enough keys.
  struct Thief: Hashable, Sendable {
    let label: Int
    let launch: Int
    let since: Instant
    /// What it still wants; none for all there is.
    var wanted: Int128?
  }

  struct Checkpoint: Hashable, Sendable {
    let token: Int64
    let height: Int64
  }

  init(held: Int128, interval: Interval, at now: Instant) {
    self.held = held
    minted = held
    since = now
    withdrawalCourse = TimeSeries(width: interval)
    backingCourse = TimeSeries(width: interval)
  }

  /// What it owes: tokens, deposits that do not count yet, withdrawals that are not paid.
  public var owed: Int128 {
    var sum = minted
    for deposit in deposits { if case .locked = deposit.stage { sum += deposit.units } }
    for withdrawal in withdrawals where withdrawal.stage != .paid { sum += withdrawal.units }
    return sum
  }

  /// What it holds over what it owes; nothing where it owes nothing.
  public var backing: Double? { owed > 0 ? held.double / owed.double : nil }

  /// What is wrong with its books, if anything.
  var fault: String? {
    let orphaned = deposits.reduce(0) { $0 + ($1.stage == .orphaned ? $1.units : 0) }
    if held < 0 || minted < 0 || stolen < 0 { return "the bridge is overdrawn" }
    return held + stolen + orphaned == owed ? nil : "the bridge holds \(held) and owes \(owed)"
  }

  mutating func nextToken() -> Int64 {
    tokens += 1
    return tokens
  }

  /// Crossings that are kept until they are final; older ones count as final.
  static let mostKept = 1_024

  mutating func forgetOldCrossings() {
    if deposits.count > Self.mostKept / 2, deposits.first?.stage == .minted {
      deposits.removeFirst()
    }
    if withdrawals.count > Self.mostKept / 2, withdrawals.first?.stage == .paid {
      withdrawals.removeFirst()
    }
  }
}
