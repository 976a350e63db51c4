import Quantities
import Simulation

/// The channels of a network with what lies on either side of each.
public struct ChannelNetwork: Sendable {
}

extension Chain {
  mutating func openChannels(at now: Instant) {}
  mutating func passChannels(at now: Instant) {}
  mutating func followParent(ofChannels receipts: [Receipt], at now: Instant) {}
  mutating func adoptChannels(from old: ChainParameters, at now: Instant) {}
  mutating func beginOnChannels(_ place: Int, at now: Instant) {}
  mutating func endOnChannels(_ place: Int, at now: Instant) {}
  var channelEscrow: Amount { .zero }
  var channelFault: String? { nil }
}
