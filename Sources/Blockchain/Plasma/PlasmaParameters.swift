public import Quantities

/// Rules and facts of a plasma chain.
public struct PlasmaParameters: Hashable, Sendable {
  public enum Operator: String, CaseIterable, Sendable { case honest, withholding }

  /// Whether the operator gives out the data of its blocks.
  public var conduct = Operator.honest
  public var challengeWindow = Interval.seconds(7 * 86_400)
  /// Gas that an exit takes on the parent, and one that is challenged.
  public var exitGas: Int64 = 150_000
  /// Coins that whoever exits puts up.
  public var bond = 0.1
  /// Share of the parent's gas target that exits may take.
  public var exitShare = 1.0
  /// People who hold the locked money.
  public var users = 100_000.0
  /// Time between two roots that the operator posts.
  public var rootInterval = Interval.seconds(600)
  public var rootGas: Int64 = 50_000
  /// USD that leave per day, as others bring them.
  public var withdrawals = 0.0

  public init() {}

  func bounded() -> PlasmaParameters {
    var p = self
    func within<T: Comparable>(_ value: T, _ low: T, _ high: T) -> T { min(max(value, low), high) }
    func finite(_ value: Double, _ high: Double) -> Double {
      value.isNaN ? 0 : within(value, 0, high)
    }
    let longest = Interval.seconds(1e9)
    p.challengeWindow = within(challengeWindow, .zero, longest)
    p.exitGas = within(exitGas, 1, 1_000_000_000)
    p.bond = finite(bond, 1e9)
    p.exitShare = finite(exitShare, 1)
    p.users = finite(users, 1e11)
    p.rootInterval = within(rootInterval, .seconds(0.001), longest)
    p.rootGas = within(rootGas, 0, 1_000_000_000)
    p.withdrawals = finite(withdrawals, 1e15)
    return p
  }
}
