public import Quantities

/// What a system asks its users to believe: how often keys and code fail, who owns the power behind the
/// producers, and what people would take to betray it (assumptions; each can be set).
public struct TrustParameters: Hashable, Sendable {
  /// Probability that the holder of a key loses it or is coerced, per year (Buterin 2025).
  public var keyFailure = 0.1
  /// Part of the failures of keys that strike all of a group at once (an assumption).
  public var commonCause = 0.01
  /// Probability that a mistake in the code is used, per year; none for what suits the kind of system.
  public var codeBug: Double?
  /// USD that the holder of a key would take (an assumption).
  public var keyPrice = 10e6
  /// USD that a company would take which operates everything (an assumption).
  public var operatorPrice = 1e9
  /// By how much an attack lowers the price of a coin (an assumption).
  public var priceDrop = 0.5
  /// Independent owners behind a ruling part of the power, for good; none for the producers themselves.
  public var owners: Int?
  /// The same for leaving transactions out, and for stopping.
  public var censorOwners: Int?
  public var haltOwners: Int?
  /// Time until owners leave producers who misbehave, and until censored users are served by others.
  public var switchingTime: Interval?
  public var censorTime: Interval?
  /// Parties who have to agree to other rules; none for what suits the kind of system.
  public var upgradeEntities: Int?
  /// USD to become a producer; 0 where nobody can, none for what the rules ask.
  public var entryCost: Double?
  /// USD of a transaction where no user has paid any.
  public var usualFee: Double?
  public var weights = ScoreWeights()

  public init() {}

  func bounded() -> TrustParameters {
    var t = self
    func within<T: Comparable>(_ value: T, _ low: T, _ high: T) -> T { min(max(value, low), high) }
    func finite(_ value: Double, _ high: Double) -> Double {
      value.isNaN ? 0 : within(value, 0, high)
    }
    let longest = Interval.seconds(1e9)
    t.keyFailure = finite(keyFailure, 1)
    t.commonCause = finite(commonCause, 1)
    t.codeBug = codeBug.map { finite($0, 1) }
    t.keyPrice = finite(keyPrice, 1e15)
    t.operatorPrice = finite(operatorPrice, 1e15)
    t.priceDrop = finite(priceDrop, 1)
    t.owners = owners.map { within($0, 1, 1_000_000_000) }
    t.censorOwners = censorOwners.map { within($0, 1, 1_000_000_000) }
    t.haltOwners = haltOwners.map { within($0, 1, 1_000_000_000) }
    t.switchingTime = switchingTime.map { within($0, .zero, longest) }
    t.censorTime = censorTime.map { within($0, .zero, longest) }
    t.upgradeEntities = upgradeEntities.map { within($0, 1, 1_000_000_000) }
    t.entryCost = entryCost.map { finite($0, 1e15) }
    t.usualFee = usualFee.map { finite($0, 1e9) }
    t.weights = weights.bounded()
    return t
  }
}
