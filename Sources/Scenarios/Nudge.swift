import Blockchain
import Measures
import Quantities

/// What one setting at half or double would do to a number, by its formula alone: nothing runs again, and
/// what was measured stays.
struct Nudge {
  var setting: String
  /// As it would be written.
  var from: String
  var to: String
  /// In base units.
  var change: Double

  /// The strongest nudges of a number, at most one for each setting; only those that raise it where that
  /// is better for sure.
  static func strongest(
    of measurement: Measurement, system: Int, in world: World, _ coin: Coin, most: Int,
    upwards: Bool
  ) -> [Nudge] {
    guard let before = measurement.value(in: world), before.isFinite else { return [] }
    let id = SystemID(index: system)
    let parameters = world.chain(id).parameters
    var nudges: [Nudge] = []
    for setting in KnownSetting<ChainParameters>.table(of: parameters.kind)
    where setting.info.matters(to: parameters)
      && !(upwards && ofTheWorld.contains(setting.info.name))
    {
      guard case .quantity(_, let range, let whole) = setting.info.shape,
        case .number(let x) = setting.read(parameters, coin), x != 0
      else { continue }
      var best: Nudge?
      for factor in [0.5, 2] {
        var y = min(max(x * factor, range.lowerBound), range.upperBound)
        if whole { y = y.rounded() }
        guard y != x else { continue }
        var changed = parameters
        setting.write(&changed, .number(y), coin)
        let other = world.supposing(changed, of: id)
        // The rules may hold it back: no more have to sign than there are keys.
        let rules = other.chain(id).parameters
        guard rules != parameters, let after = measurement.value(in: other), after.isFinite
        else { continue }
        let change = after - before
        guard change.magnitude > (upwards ? 0.05 : 1e-6 * max(before.magnitude, 1e-12)),
          !upwards || change > 0, change.magnitude > best?.change.magnitude ?? 0
        else { continue }
        best = Nudge(
          setting: setting.info.name, from: setting.written(parameters, coin),
          to: setting.written(rules, coin), change: change)
      }
      // A slot and a block interval can be one and the same.
      if let best,
        !nudges.contains(where: { $0.change == best.change && $0.to == best.to })
      {
        nudges.append(best)
      }
    }
    return Array(nudges.sorted { $0.change.magnitude > $1.change.magnitude }.prefix(most))
  }

  /// What describes people and markets rather than a system, which cannot be designed.
  private static let ofTheWorld: Set<String> = [
    "candidates", "node_budget", "node_budget_sigma", "node_bandwidth", "node_bandwidth_sigma",
    "ssd_price", "ram_price", "core_price", "power_price", "amortization", "price", "usual_fee",
    "key_price", "operator_price", "price_drop", "hash_rate", "algorithm_hash_rate",
    "hardware_price", "supply", "locked_value",
  ]

  /// Whether a metric follows from settings by formula, so that one could move it.
  static func isFormula(_ metric: Metric) -> Bool {
    [
      "capacity", "attack_cost", "attack_share", "loss_probability", "funds_at_risk", "assumptions",
      "node_cost", "verify_share", "full_nodes", "join_cost", "tolerance", "leverage",
    ].contains(metric.name)
  }
}
