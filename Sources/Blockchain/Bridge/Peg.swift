import Quantities
import Simulation

/// The money of a sidechain's bridge and what is on its way.
public struct Peg: Sendable {
}

extension Chain {
  mutating func openPeg(at now: Instant) {}
  mutating func passPeg(at now: Instant) {}
  mutating func followParent(ofPeg receipts: [Receipt], at now: Instant) {}
  mutating func adoptPeg(from old: ChainParameters, at now: Instant) {}
  mutating func beginOnPeg(_ place: Int, at now: Instant) {}
  mutating func endOnPeg(_ place: Int, at now: Instant) {}
  var pegEscrow: Amount { .zero }
  var pegFault: String? { nil }
}
