import Quantities
public import Simulation

/// What a plasma chain owes on its parent: roots, exits in the order of their age, and bonds.
///
/// In base units of the parent's coin, what it holds there and what the operator took with a false exit
/// are together what its users own, what those who exit wait for, and bonds.
public struct Plasma: Sendable {
  public internal(set) var held: Int128
  /// What users own on the plasma chain.
  public internal(set) var owned: Int128
  public internal(set) var stolen: Int128 = 0
  /// People who have not asked to leave.
  public internal(set) var users: Int64
  /// Since time zero: exits that the parent has included, and those of them that were paid.
  public internal(set) var exitsStarted: Int64 = 0
  public internal(set) var exitsPaid: Int64 = 0
  public internal(set) var withdrawalTimes = TimesInWindow()
  public internal(set) var withdrawalCourse: TimeSeries
  public internal(set) var backingCourse: TimeSeries
  /// What users who leave and have not been paid wait for, and their bonds.
  var leaving: (worth: Int128, bonds: Int128) = (0, 0)
  var roots: [Root] = []
  var lastRoot: Instant
  /// Exits that wait for a block of the parent, by letter.
  var asked: [Asking] = []
  /// Exits under way; the one that matures first is first.
  var exits: [Exit] = []
  /// Payments of exits on their way.
  var payouts: [Payout] = []
  var deposits: [Deposit] = []
  /// The operator's false exits.
  var claims: [Claim] = []
  /// Whether everybody wants to leave, and since when.
  var exodus: Instant?
  /// What each of them has.
  var share: Int128 = 0
  /// Exits whose block of the parent is final.
  var exitsFinal: Int64 = 0
  /// Gas, or bytes, that exits may still take of the parent's blocks.
  var credit = 0.0
  var seenHeight: Int64 = 0
  var tokens: Int64 = 0
  var since: Instant
  var rest = 0.0

  struct Root: Hashable, Sendable {
    let token: Int64
    let height: Int64
  }

  /// A letter with exits.
  struct Asking: Hashable, Sendable {
    let token: Int64
    /// What each gets, and the bond that each puts up.
    let each: Int128
    let bond: Int128
    let requested: Instant
    /// Not included now, and not final yet.
    var waiting: Int64
    var open: Int64
  }

  /// Exits of equal worth that mature together.
  struct Exit: Hashable, Sendable {
    let each: Int128
    let bond: Int128
    var count: Int64
    var due: Instant
    var requested: Instant
    /// How many exits the parent had included with the last of these.
    var upTo: Int64
  }

  struct Payout: Hashable, Sendable {
    let token: Int64
    let each: Int128
    let bond: Int128
    let requested: Instant
    /// Not included now, not final yet, and measured.
    var waiting: Int64
    var open: Int64
    var counted: Int64 = 0
  }

  struct Deposit: Hashable, Sendable {
    let token: Int64
    /// What each brings.
    let units: Int128
    let users: Int64
    var isLocked = false
  }

  /// An exit of money that the operator gave itself in a block that nobody saw.
  struct Claim: Hashable, Sendable {
    let label: Int
    let launch: Int
    let since: Instant
    let due: Instant
    /// None for everything.
    let wanted: Int128?
    var token: Int64?
    /// The letter that proves it false.
    var challenge: Int64?
    var units: Int128 = 0
    var isIncluded = false
    var isCounted = false
  }

  init(held: Int128, users: Int64, interval: Interval, at now: Instant) {
    self.held = held
    owned = held
    self.users = users
    since = now
    lastRoot = now
    withdrawalCourse = TimeSeries(width: interval)
    backingCourse = TimeSeries(width: interval)
  }

  private var pending: Int128 {
    deposits.reduce(0) { $0 + ($1.isLocked ? $1.units * Int128($1.users) : 0) }
  }

  /// What it holds, less bonds, over what it owes; nothing where it owes nothing.
  public var backing: Double? {
    let owed = owned + leaving.worth + pending
    // Less than a unit for each who left is what division could not share out.
    return owed > Int128(exitsStarted) ? max(0, held - leaving.bonds).double / owed.double : nil
  }

  /// What is wrong with its books, if anything.
  var fault: String? {
    if held < 0 || owned < 0 || users < 0 || stolen < 0 { return "the plasma chain is overdrawn" }
    let owed = owned + leaving.worth + leaving.bonds + pending
    return held + stolen == owed
      ? nil : "the plasma contract holds \(held), lost \(stolen) and owes \(owed)"
  }

  mutating func nextToken() -> Int64 {
    tokens += 1
    return tokens
  }

  /// Exits that the parent holds ready for its blocks.
  var exitsWaiting: Int64 { asked.reduce(0) { $0 + $1.waiting } }
}
