#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where each number of the corner scores counts as nothing and where as everything: the one table that
/// `explain` prints. All are on a logarithmic scale, because each factor of ten is as hard as the last.
public struct Anchor: Hashable, Sendable {
  public var name: String
  /// In base units, what scores 0 and what scores 100.
  public var worst: Double
  public var best: Double

  public static let capacity = Anchor(name: "capacity", worst: 1, best: 1e5)
  public static let fee = Anchor(name: "fee", worst: 10, best: 1e-4)
  public static let inclusion = Anchor(name: "inclusion_time", worst: 86_400, best: 0.1)
  public static let finality = Anchor(name: "finality_time", worst: 604_800, best: 0.1)
  public static let verifyShare = Anchor(name: "verify_share", worst: 1e-3, best: 1)
  public static let fullNodes = Anchor(name: "full_nodes", worst: 10, best: 1e5)
  public static let joinCost = Anchor(name: "join_cost", worst: 1e7, best: 1e2)
  public static let parties = Anchor(name: "parties", worst: 1, best: 128)
  public static let duration = Anchor(name: "duration", worst: 60, best: 30 * 86_400)
  public static let attackCost = Anchor(name: "attack_cost", worst: 1e5, best: 1e11)
  /// Per year.
  public static let loss = Anchor(name: "loss_probability", worst: 1, best: 1e-6)
  /// Times the tolerance in percent: half of the power is everything.
  public static let perTolerance = 200.0

  /// 0 ... 100 on the way from the worst to the best.
  public func score(_ x: Double) -> Double {
    guard !x.isNaN else { return 0 }
    if x <= 0 { return best < worst ? 100 : 0 }
    if x == .infinity { return best < worst ? 0 : 100 }
    return min(100, max(0, 100 * log(x / worst) / log(best / worst)))
  }
}
