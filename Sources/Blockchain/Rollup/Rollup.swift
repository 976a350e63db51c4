import Quantities
public import Simulation

/// What a rollup has posted to its parent, and what it still has to.
public struct Rollup: Sendable {
  /// Transactions that are in no batch yet.
  var draft = Draft()
  /// Batches that are not final yet, oldest first.
  var batches: [Batch] = []
  /// What it has sent to its parent and is not final there, in the order of the tokens.
  var mail: [Mail] = []
  private var lastToken: Int64 = 0
  public internal(set) var books = Books()
  /// What users of its blocks pay for the parent's work.
  var tariff = Tariff()
  /// When the provers are through with what they have.
  var proverFree = Instant.zero
  var lastRoot: Instant
  /// When money was last gathered that leaves.
  var lastBundle: Instant
  /// Money that is on its way out.
  var leaving: [Leaving] = []
  /// Transactions that users sent to the parent instead.
  var inbox = Inbox()
  var campaigns: [Campaign] = []
  /// Members of the committee keep its data back.
  var isFrozen = false
  /// Users have asked to leave because they fear for their money.
  var isPanicking = false
  var watching: RandomStream
  /// What its parent held over what it owed, since time zero.
  public internal(set) var backing: TimeSeries
  /// Of the window of measurement.
  public internal(set) var period = Period()

  init(_ name: String, seed: UInt64, interval: Interval, at now: Instant) {
    backing = TimeSeries(width: interval / 16)
    lastRoot = now
    lastBundle = now
    watching = RandomStream(seed: seed, name, "watchers")
  }

  mutating func newToken() -> Int64 {
    lastToken += 1
    return lastToken
  }

  /// The place of a piece of mail.
  func place(of token: Int64) -> Int? {
    var low = 0
    var high = mail.count
    while low < high {
      let middle = (low + high) / 2
      if mail[middle].token < token { low = middle + 1 } else { high = middle }
    }
    return low < mail.count && mail[low].token == token ? low : nil
  }
}

extension Chain {
  /// What its parent holds for users over what it owes them; nothing where it owes nothing.
  public var rollupBacking: Double? {
    guard let rollup, let parent else { return nil }
    let debt = rollup.books.debt(of: ledger)
    guard debt > 0 else { return nil }
    let held = parent.escrow.units - rollup.books.bonds - rollup.books.arriving
    return max(0, held.double) / debt.double
  }
}

extension Rollup {
  /// Base units of users that are on their way out.
  public var leavingUnits: Int128 {
    let waiting = leaving.reduce(Int128(0)) {
      $0 + ($1.isOfUsers ? $1.units * Int128($1.count) : 0)
    }
    return mail.reduce(waiting) {
      guard case .claim(let units, _) = $1.content else { return $0 }
      return $0 + units * Int128($1.waiting)
    }
  }

  /// Transactions that wait for their batch.
  struct Draft: Sendable {
    var count: Int64 = 0
    var bytes = 0.0
    var gas = 0.0
    /// Base units that they paid for the parent's work.
    var charged: Int128 = 0
    /// When the first of them was ordered.
    var since: Instant?
  }

  /// Equal batches that were closed together.
  struct Batch: Sendable {
    var id: Int64
    var copies: Int64
    /// Transactions and bytes of each.
    var count: Int64
    var bytes: Int64
    /// Blocks up to this one are wholly in it or in earlier ones.
    var lastHeight: Int64
    var closed: Instant
    /// What users of each paid for the parent's work.
    var charged: Int128
    /// Copies whose data the parent has not got, whose proof it has not, that are not final.
    var withoutData: Int64
    var withoutProof: Int64
    var open: Int64
    /// Gas of all its transactions, and what its letters took on the parent.
    var gas = 0.0
    var parentGas: Int64 = 0
    /// When the proofs are there to be sent, where there are any.
    var proven: Instant?
    var isProofSent = false

    /// Whether the parent has all that it needs of it.
    var isComplete: Bool { withoutData <= 0 && withoutProof <= 0 }
  }

  /// Transactions of one letter to the parent.
  struct Mail: Sendable {
    var token: Int64
    var content: Content
    var letter: Letter
    /// How many wait for a block, and how many are in one that is not final.
    var waiting: Int64
    var landed: Int64 = 0
    var sent: Instant
    var lastBid: Instant
  }

  /// What a letter is for.
  enum Content: Sendable {
    case data(batch: Int64)
    case proof(batch: Int64)
    case root
    case claim(units: Int128, requested: Instant)
    case deposit(units: Int128)
    case forced(entry: Int64)
    /// Users who ask to leave, with what each has here.
    case exit(units: Int128)
    case probe(campaign: Campaign.Key, sent: Instant)
    case falseRoot(Campaign.Key)
    case drain(Campaign.Key, units: Int128)
    case bondBack(units: Int128)
  }

  /// Money that some users withdraw together: equal amounts.
  struct Leaving: Sendable {
    var units: Int128
    var count: Int64
    var requested: Instant
    /// The root or the batch that carries it, and when it can be claimed.
    var carrier: Int64
    var due: Instant?
    var isOfUsers = true
  }

  /// Base units between it and its parent.
  public struct Books: Hashable, Sendable {
    /// Burned here and not released there yet.
    public internal(set) var owed: Int128 = 0
    /// Burned here in all for those who left.
    var left: Int128 = 0
    /// Locked there and not minted here yet.
    var arriving: Int128 = 0
    /// Bonds in its escrow.
    var bonds: Int128 = 0
    public internal(set) var stolen: Int128 = 0
    /// What the sequencer has paid the parent, and what of it has been brought there.
    public internal(set) var spent: Int128 = 0
    var reimbursed: Int128 = 0
  }

  /// What was measured since the window began.
  public struct Period: Sendable {
    /// Transactions, and what they paid for the parent's work in base units.
    public internal(set) var transactions: Int64 = 0
    public internal(set) var charged: Int128 = 0
    /// Base units that the sequencer paid to the parent.
    public internal(set) var spent: Int128 = 0
    /// Gas that batches took on the parent which has all of them, and roots; and gas of the transactions
    /// in these batches.
    public internal(set) var parentGas: Int64 = 0
    public internal(set) var ownGas = 0.0
    /// USD that proving took.
    public internal(set) var proving = 0.0
    /// Seconds from an order to leave until the money was there.
    public internal(set) var withdrawals = Mean()
    /// Seconds from the closing of a batch until the parent had what makes it count.
    public internal(set) var posting = Mean()
  }

  /// A mean of weighted values.
  public struct Mean: Sendable {
    var sum = 0.0
    var weight = 0.0

    mutating func add(_ value: Double, weight w: Double) {
      sum += value * w
      weight += w
    }

    public var value: Double? { weight > 0 ? sum / weight : nil }
  }

  /// Base units that users pay for the parent's work, besides what the work here costs.
  struct Tariff: Sendable {
    var perTransaction = 0.0
    var perByte = 0.0
    /// Transactions a second, and bytes of one, of late; nothing before the first batch.
    var rate: Double?
    var bytes: Double?
  }
}
