import Quantities
import Simulation

/// What a plasma chain owes on its parent.
public struct Plasma: Sendable {
}

extension Chain {
  mutating func openPlasma(at now: Instant) {}
  mutating func passPlasma(at now: Instant) {}
  mutating func followParent(ofPlasma receipts: [Receipt], at now: Instant) {}
  mutating func adoptPlasma(from old: ChainParameters, at now: Instant) {}
  mutating func beginOnPlasma(_ place: Int, at now: Instant) {}
  mutating func endOnPlasma(_ place: Int, at now: Instant) {}
  var plasmaFault: String? { nil }
}
