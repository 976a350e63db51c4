/// How a bridge moves money between two systems.
public struct BridgeParameters: Hashable, Sendable {
  public enum Mechanism: String, CaseIterable, Sendable {
    /// By the systems' own withdrawals and deposits.
    case canonical
    /// Somebody pays on the other side at once, and waits for the canonical way.
    case liquidity
    /// Signers attest on either side what happened on the other.
    case multisig
    /// Either side verifies the headers of the other.
    case lightClient = "light_client"
  }

  public var mechanism = Mechanism.canonical
  /// USD that providers have put up on each side (liquidity).
  public var capital = 10e6
  /// What providers want for their capital, per year.
  public var yield = 0.05
  /// What they add for the risk, as a share of the amount.
  public var riskPremium = 0.0005
  /// Gas that one side of a transfer takes, and that verifying a header takes.
  public var transferGas: Int64 = 120_000
  public var headerGas: Int64 = 300_000
  /// USD that an average transfer moves.
  public var amount = 1_000.0
  /// Part of the transfers that go from the first end to the second.
  public var forwardShare = 0.5

  public init() {}

  func bounded() -> BridgeParameters {
    var p = self
    func within<T: Comparable>(_ value: T, _ low: T, _ high: T) -> T { min(max(value, low), high) }
    func finite(_ value: Double, _ high: Double) -> Double {
      value.isNaN ? 0 : within(value, 0, high)
    }
    p.capital = finite(capital, 1e15)
    p.yield = finite(yield, 100)
    p.riskPremium = finite(riskPremium, 1)
    p.transferGas = within(transferGas, 0, 1_000_000_000)
    p.headerGas = within(headerGas, 0, 1_000_000_000)
    p.amount = finite(amount, 1e12)
    p.forwardShare = finite(forwardShare, 1)
    return p
  }
}
