public import Quantities
import Simulation

/// How much of the producers' power is gone, and for how long.
public struct OutageParameters: Hashable, Sendable {
  /// Part of the power, 0 ... 1.
  public var share = 1.0
  /// None for good.
  public var lasts: Interval?

  public init() {}
}

/// A stretch of time in which a part of the power is gone.
struct Outage: Hashable, Sendable {
  var start: Instant
  var end: Instant
  var share: Double
}

extension Chain {
  /// Probability that a validator is there for its turn.
  var presence: Double { parameters.online * (1 - offlineShare) }

  /// Whether the operator is there to book a batch.
  mutating func isOperatorThere() -> Bool {
    offlineShare == 0 || lots.uniform() >= offlineShare
  }

  /// Seconds in which the power at full strength did nothing between two moments.
  func idleSeconds(from start: Instant, to end: Instant) -> Double {
    guard !outages.isEmpty, end > start else { return 0 }
    let changes = outages.flatMap { [$0.start, $0.end] }.filter { start < $0 && $0 < end }.sorted()
    var idle = 0.0
    var from = start
    for to in changes + [end] {
      let share = outages.reduce(0) { $0 + ($1.start <= from && $1.end > from ? $1.share : 0) }
      idle += min(1, share) * (to - from).seconds
      from = to
    }
    return idle
  }

  /// Sums up what is gone now, and forgets outages that the last block has seen the end of.
  mutating func followOutages(at now: Instant) {
    outages.removeAll { $0.end <= min(now, previousBlockTime) }
    noteStandstill(at: now)
    offlineShare = min(1, outages.reduce(0) { $0 + ($1.end > now ? $1.share : 0) })
    noteStandstill(at: now)
    seatAbsent()
  }
}

extension World {
  /// Lets producers of a chain stop now; users go on coming.
  public mutating func beginOutage(of id: SystemID, _ outage: OutageParameters) {
    let share = outage.share.isNaN ? 0 : min(max(outage.share, 0), 1)
    let lasts = outage.lasts.map { min(max($0, .zero), .limit - now) }
    let end = lasts.map { now + $0 } ?? .limit
    chains[id.index].outages.append(Outage(start: now, end: end, share: share))
    queue.schedule(.outageEnds(chain: Int32(id.index)), at: end, priority: Priority.attacks)
    followOutages(id)
  }

  /// Lets the clock of a chain run at the pace that is left.
  mutating func followOutages(_ id: SystemID) {
    let gone = chains[id.index].offlineShare
    chains[id.index].followOutages(at: now)
    if traceLimit > 0, chains[id.index].offlineShare != gone { tell(ofOutage: id.index) }
    // Slots and batches keep their rhythm and are missed.
    let consensus = chains[id.index].parameters.consensus
    if consensus == .pow || consensus == .bft || consensus == .snow { start(id) }
  }
}
