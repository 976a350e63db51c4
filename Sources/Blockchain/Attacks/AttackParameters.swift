public import Quantities

/// What an adversary sets out to do, with what means.
public struct AttackParameters: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    case doubleSpend = "double_spend"
    case majority
    case selfishMining = "selfish_mining"
    case partition
    case eclipse
    case censorship
    case spam
    case nothingAtStake = "nothing_at_stake"
    case longRange = "long_range"
    case invalidState = "invalid_state"
    case dataWithholding = "data_withholding"
    case keyTheft = "key_theft"
    case revokedState = "revoked_state"
    case floodAndLoot = "flood_and_loot"

    /// Whether its share is one of the producers' power, for as long as it goes on.
    public var takesPower: Bool {
      switch self {
      case .doubleSpend, .majority, .selfishMining, .censorship, .nothingAtStake: true
      default: false
      }
    }

    /// Whether it is on what a system holds on its parent.
    public var isOnLayer: Bool {
      switch self {
      case .invalidState, .dataWithholding, .keyTheft, .revokedState, .floodAndLoot: true
      default: false
      }
    }
  }

  /// When a double spend has caught up: level with the public chain, or a block ahead of it.
  public enum Win: String, CaseIterable, Sendable { case tie, lead }

  public var kind: Kind
  /// Part of the power that takes part (partition: on the smaller side; spam: of each block's room).
  public var share: Double
  /// Blocks that the merchant waits for; the payment's own is the first.
  public var confirmations = 6
  /// USD at stake.
  public var value = 0.0
  /// Until it ends by itself; none for until it succeeds or gives up.
  public var lasts: Interval?
  /// Share of the honest power that follows the attacker in a tie; none to let the network decide.
  public var gamma: Double?
  /// USD that may be spent; none for no limit.
  public var budget: Double?
  public var winsAt = Win.tie
  /// Age of the newest checkpoint that a node which syncs has; none for no checkpoint at all.
  public var checkpointAge: Interval?
  /// Keys that are taken; none for as many as it needs.
  public var keys: Int?
  /// Watchers who look while it goes on; none for those that the system has.
  public var watchers: Int?
  /// Probability that the victim is away for as long as it could answer.
  public var victimOffline = 0.0
  /// Channels that it is on; none for `share` of all.
  public var victims: Int?

  public init(_ kind: Kind, share: Double) {
    self.kind = kind
    self.share = share
  }
}

extension AttackParameters {
  /// The same with every number within what the engine carries.
  func bounded() -> AttackParameters {
    var a = self
    func share(_ x: Double) -> Double { x.isNaN ? 0 : min(max(x, 0), 1) }
    a.share = share(self.share)
    a.gamma = gamma.map(share)
    a.victimOffline = share(victimOffline)
    a.keys = keys.map { min(max($0, 0), 10_000) }
    a.victims = victims.map { min(max($0, 1), 1_000_000) }
    a.watchers = watchers.map { min(max($0, 0), 10_000) }
    a.confirmations = min(max(confirmations, 1), 1_000)
    a.value = value.isFinite ? max(0, value) : 0
    a.budget = budget.map { $0.isNaN ? 0 : max(0, $0) }
    a.lasts = lasts.map { min(max($0, .zero), .seconds(1e10)) }
    a.checkpointAge = checkpointAge.map { min(max($0, .zero), .seconds(1e10)) }
    return a
  }
}
