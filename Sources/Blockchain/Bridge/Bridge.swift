import Quantities
public import Simulation

/// What a bridge holds on either side and what is on its way.
///
/// With liquidity, providers hold money at both ends: whoever crosses pays them at one and is paid at the
/// other. All other bridges lock money at the first end and make claims on it at the second, which are
/// destroyed on the way back.
public struct Bridge: Sendable {
  /// Base units held at each end, in its own coin.
  public internal(set) var held: [Int128]
  /// What providers put up at each end.
  public internal(set) var capital: [Int128]
  /// Claims at the second end, in units of the first.
  public internal(set) var claims: Int128 = 0
  public internal(set) var stolen: Int128 = 0
  /// Transfers that arrived, and the transactions that they and the bridge took at its ends.
  public internal(set) var arrived: Int64 = 0
  public internal(set) var letters: Int64 = 0
  /// USD that crossed since the window of measurement began.
  public internal(set) var volume = 0.0
  public internal(set) var transferTimes = [TimesInWindow(), TimesInWindow()]
  public internal(set) var lockedCourse: TimeSeries
  public internal(set) var transitCourse: TimeSeries
  /// From the first end to the second, and back.
  var ways = [Way(), Way()]
  var hauls: [Haul] = []
  var thefts: [Peg.Theft] = []
  var thief: Peg.Thief?
  /// Promised to somebody, of what is held at each end.
  var reserved: [Int128] = [0, 0]
  /// The newest block of each end that is final.
  var finalHeights: [Int64] = [-1, -1]
  var windowStart = Instant.zero
  var nextHaul: Instant
  var tokens: Int64 = 0
  var choice: RandomStream

  /// One direction.
  struct Way: Sendable {
    /// Users who chose it and wait.
    var queued: Int64 = 0
    var departures: [Departure] = []
    /// Those who have paid at the source and whose money does not count yet.
    var stays: [Stay] = []
    var arrivals: [Arrival] = []
    /// Units that were paid out although the source has taken the payment back.
    var orphaned: Int128 = 0
    /// How many went with one message last.
    var lastBatch: Int64 = 1
  }

  /// Equal transfers in one transaction each at the source.
  struct Departure: Hashable, Sendable {
    let token: Int64
    /// What each pays at the source, and gets at the target, in units of these.
    let pays: Int128
    let gets: Int128
    let submitted: Int64
    var waiting: Int64
    var open: Int64
    /// Inclusions that were measured, of those that are not final.
    var counted: Int64 = 0
  }

  struct Stay: Hashable, Sendable {
    let pays: Int128
    let gets: Int128
    /// Mean time of submission.
    var submitted: Int64
    var count: Int64
    /// The block of the source that it is in, and when it counts where that is a matter of time.
    var block: Int64
    var due: Instant
  }

  struct Arrival: Hashable, Sendable {
    let token: Int64
    let pays: Int128
    let gets: Int128
    let submitted: Int64
    var waiting: Int64
    var open: Int64
    var counted: Int64 = 0
  }

  /// Money that providers move back the canonical way.
  struct Haul: Hashable, Sendable {
    enum Stage: Hashable, Sendable { case leaving, travelling, entering, arrived }
    let token: Int64
    let from: Int
    let leaves: Int128
    let enters: Int128
    var due = Instant.limit
    var stage = Stage.leaving
  }

  init(
    held: [Int128], claims: Int128, seed: UInt64, name: String, interval: Interval, at now: Instant
  ) {
    self.held = held
    capital = held
    self.claims = claims
    nextHaul = now
    lockedCourse = TimeSeries(width: interval)
    transitCourse = TimeSeries(width: interval)
    choice = RandomStream(seed: seed, name, "directions")
  }

  /// Claims, transfers that have not arrived, and withdrawals that are not paid, at the first end.
  public var owed: Int128 {
    claims
      + ways.reduce(0) { sum, way in
        sum + way.stays.reduce(0) { $0 + $1.pays * Int128($1.count) }
          + way.arrivals.reduce(0) { $0 + $1.pays * Int128($1.waiting) }
      }
  }

  /// Messages carry what they are: a departure, an arrival, and the two ends of a haul.
  enum Errand: Int64 { case departure, arrival, haulOut, haulIn, theft, header }

  mutating func nextToken(_ errand: Errand) -> Int64 {
    tokens += 1
    return tokens * 8 + errand.rawValue
  }
}
