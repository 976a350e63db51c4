import Quantities
import Simulation

/// What a rollup has posted to its parent, and what it still has to.
public struct Rollup: Sendable {
}

extension Chain {
  mutating func openRollup(at now: Instant) {}
  mutating func passRollup(at now: Instant) {}
  mutating func followParent(ofRollup receipts: [Receipt], at now: Instant) {}
  mutating func adoptRollup(from old: ChainParameters, at now: Instant) {}
  mutating func beginOnRollup(_ place: Int, at now: Instant) {}
  mutating func endOnRollup(_ place: Int, at now: Instant) {}
  var rollupFault: String? { nil }
}
