import Quantities

/// What somebody tries to take by closing a channel.
struct ChannelCrime: Sendable {
  let label: Int
  let launch: Int
  let kind: AttackParameters.Kind
  /// Somebody looks after the victim's money.
  var victimIsThere = false
  /// Base units that the attacker has by the last state, and those that the published one gives besides.
  var own: Int128 = 0
  var gain: Int128 = 0
  /// Payments that the victim has to claim, base units of each, and how many got into a block in time.
  var held: Int64 = 0
  var each: Int128 = 0
  var claimed: Int64 = 0
  /// The parent's block from which on the attacker may take them.
  var deadline = Int64.max
  /// Base units per byte that both sides had agreed on when they signed.
  var rate = 0.0
  var isDecided = false

  func offer(_ size: ChannelWeights.Size) -> Int128? {
    kind == .floodAndLoot ? Int128(nearest: (rate * Double(size.bytes)).rounded(.up)) : nil
  }
}
