import Quantities
import Simulation

/// What a bridge holds on either side and what is on its way.
public struct Bridge: Sendable {
}

extension Chain {
  mutating func openBridge(at now: Instant) {}
  mutating func passBridge(at now: Instant) {}
  mutating func followParent(ofBridge receipts: [Receipt], end: Int, at now: Instant) {}
  mutating func adoptBridge(from old: ChainParameters, at now: Instant) {}
  mutating func beginOnBridge(_ place: Int, at now: Instant) {}
  mutating func endOnBridge(_ place: Int, at now: Instant) {}
  func bridgeEscrow(on place: Int) -> Amount { .zero }
  var bridgeFault: String? { nil }
}
