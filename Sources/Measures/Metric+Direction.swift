extension Metric {
  public enum Direction: Hashable, Sendable { case higher, lower }

  /// Which way is better, where that is so for everybody.
  public var better: Direction? {
    if Self.higher.contains(name) { return .higher }
    return Self.lower.contains(name) ? .lower : nil
  }

  private static let higher: Set<String> = [
    "throughput", "capacity", "served", "verify_share", "full_nodes", "attack_cost",
    "attack_share", "nakamoto", "entropy", "tolerance", "leverage", "decentralization", "security",
    "scalability", "success_rate", "capital_efficiency", "backing", "stage", "rosette",
  ]
  private static let lower: Set<String> = [
    "inclusion_time", "finality_time", "fee", "cost_per_tx", "energy_per_tx", "node_cost",
    "stale_rate", "reorg_depth", "propagation_time", "gini", "hhi", "join_cost",
    "loss_probability", "funds_at_risk", "withdrawal_time", "depleted", "added_inequality",
    "assumptions",
  ]
}
