import Blockchain
import Measures
import Quantities
import Syntax

/// A number that can be read of a world: a metric of a system, or an outcome of an attack.
enum Measurement: Sendable {
  case metric(Metric, Statistic?, system: Int, producer: Int?)
  case outcome(AttackOutcome.Field, label: Int)

  /// The unit of the language that it is shown in; empty for a bare number.
  var unit: String {
    switch self {
    case .metric(let metric, _, _, _): metric.unit
    case .outcome(let field, _): field.unit
    }
  }

  var dimension: Dimension {
    switch self {
    case .metric(let metric, _, _, _): metric.dimension
    case .outcome(let field, _): field.dimension
    }
  }

  /// Whether the rules and settings of a system are enough to tell it.
  var followsFromRules: Bool {
    guard case .metric(let metric, _, _, _) = self else { return false }
    return [
      "nakamoto", "join_cost", "attack_cost", "attack_share", "loss_probability", "funds_at_risk",
      "assumptions", "stage", "rosette", "decentralization", "security", "scalability",
    ].contains(metric.name)
  }

  /// In base units; nothing where there is no data.
  func value(in world: World) -> Double? {
    switch self {
    case .metric(let metric, _, let system, let producer?):
      world.value(of: metric, producer: producer, SystemID(index: system))
    case .metric(let metric, let statistic, let system, nil):
      world.value(of: metric, statistic, SystemID(index: system))
    case .outcome(let field, let label):
      world.outcome(of: AttackID(index: label)).value(of: field)
    }
  }

  /// The mean over the worlds that have data; NaN when none has.
  func mean(over worlds: [World]) -> Double {
    var sum = 0.0
    var count = 0.0
    for world in worlds {
      guard let value = value(in: world), !value.isNaN else { continue }
      sum += value
      count += 1
    }
    return count > 0 ? sum / count : .nan
  }

  /// What replicates say together.
  func estimate(over worlds: [World]) -> Measured { Measured(worlds.compactMap(value)) }
}

extension Scope {
  /// What a picture or a table reads under this path.
  func measurement(_ path: Path) throws(Rejection) -> Measurement {
    switch try resolve(path) {
    case .metric(let metric, let statistic, let system, let producer):
      return .metric(metric, statistic, system: system, producer: producer)
    case .outcome(let field, let label): return .outcome(field, label: label)
    default:
      throw reject(
        Message(.wrongKind, "`\(path.text)` is a setting; pictures show metrics"),
        at: path.extent)
    }
  }
}
