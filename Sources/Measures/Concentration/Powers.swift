public import Quantities

/// How many have to agree to use a power, for good and for as long as others let them.
public struct Power: Hashable, Sendable {
  /// Independent parties who can use it for good.
  public var permanent: Int
  /// Parties who can use it now, until those behind them leave.
  public var temporary: Int
  /// How long these can.
  public var duration: Interval

  public init(permanent: Int, temporary: Int, for duration: Interval) {
    self.permanent = max(1, permanent)
    self.temporary = max(1, min(temporary, permanent))
    self.duration = duration
  }

  /// The same parties for good.
  public init(_ parties: Int) { self.init(permanent: parties, temporary: parties, for: .zero) }

  /// Whoever can use either.
  func or(_ other: Power) -> Power {
    Power(
      permanent: min(permanent, other.permanent), temporary: min(temporary, other.temporary),
      for: temporary <= other.temporary ? duration : other.duration)
  }
}

/// Who can do what to a system.
public struct Powers: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Sendable { case safety, censor, halt, upgrade }

  public var safety: Power
  public var censor: Power
  public var halt: Power
  public var upgrade: Power

  public init(safety: Power, censor: Power, halt: Power, upgrade: Power) {
    self.safety = safety
    self.censor = censor
    self.halt = halt
    self.upgrade = upgrade
  }

  public subscript(kind: Kind) -> Power {
    switch kind {
    case .safety: safety
    case .censor: censor
    case .halt: halt
    case .upgrade: upgrade
    }
  }

  func or(_ other: Powers) -> Powers {
    Powers(
      safety: safety.or(other.safety), censor: censor.or(other.censor), halt: halt.or(other.halt),
      upgrade: upgrade.or(other.upgrade))
  }
}
