/// How much each part counts in the corner scores, in the order in which they are told; only their
/// proportions matter.
public struct ScoreWeights: Hashable, Sendable {
  /// Power, verification, number of nodes, cost to join.
  public var decentralization = standard.decentralization
  /// Cost of an attack, risk of loss, tolerance.
  public var security = standard.security
  /// Capacity, fee, times.
  public var scalability = standard.scalability
  /// Powers to break safety, to censor, to halt, to upgrade.
  public var powers = standard.powers

  public static let standard = (
    decentralization: [40, 25, 20, 15], security: [40, 35, 25], scalability: [70, 15, 15],
    powers: [35, 30, 15, 20]
  )

  public init() {}

  func bounded() -> ScoreWeights {
    func fit(_ weights: [Int]) -> [Int] { weights.prefix(4).map { min(max($0, 0), 10_000) } }
    var w = self
    w.decentralization = fit(decentralization)
    w.security = fit(security)
    w.scalability = fit(scalability)
    w.powers = fit(powers)
    return w
  }

  /// Parts of a whole: as many as the standard has, those that are missing 0; the standard where all are.
  public static func shares(_ weights: [Int], standard: [Int]) -> [Double] {
    let sum = weights.prefix(standard.count).reduce(0, +)
    let used = sum > 0 ? weights : standard
    let total = Double(used.prefix(standard.count).reduce(0, +))
    return standard.indices.map { $0 < used.count ? Double(used[$0]) / total : 0 }
  }
}
