import Blockchain
import Measures
import Quantities
import Syntax

/// A number that can be read of a world: a metric or a setting of a system, or an outcome of an attack.
enum Measurement: Sendable {
  case metric(Metric, Statistic?, system: Int, producer: Int?)
  case outcome(AttackOutcome.Field, label: Int)
  /// Without data for a system that has no such setting, or for which it does not act.
  case setting(KnownSetting<ChainParameters>, system: Int)

  /// The unit of the language that it is shown in; empty for a bare number.
  var unit: String {
    switch self {
    case .metric(let metric, _, _, _): metric.unit
    case .outcome(let field, _): field.unit
    case .setting(let setting, _): setting.info.commonUnit
    }
  }

  var dimension: Dimension {
    switch self {
    case .metric(let metric, _, _, _): metric.dimension
    case .outcome(let field, _): field.dimension
    case .setting(let setting, _): setting.info.dimension
    }
  }

  /// Whether the rules and settings of a system are enough to tell it.
  var followsFromRules: Bool {
    if case .setting = self { return true }
    guard case .metric(let metric, _, _, _) = self else { return false }
    return [
      "capacity", "node_cost", "verify_share", "full_nodes", "tolerance", "leverage", "nakamoto",
      "join_cost", "attack_cost", "attack_share", "loss_probability", "funds_at_risk",
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
    case .setting(let setting, let system):
      setting.number(of: world.chain(SystemID(index: system)))
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

extension KnownSetting<ChainParameters> {
  /// The value in base units where it is a number and acts on this system.
  fileprivate func number(of chain: Chain) -> Double? {
    guard Self.named(info.name, of: chain.parameters.kind) != nil,
      info.matters(to: chain.parameters),
      case .number(let x) = read(chain.parameters, chain.coin)
    else { return nil }
    return x
  }
}

extension SettingInfo {
  /// Whether it can be compared like something measured.
  var isNumber: Bool {
    switch shape {
    case .quantity, .share: true
    default: false
    }
  }

  /// Of its value, where that is a number.
  fileprivate var dimension: Dimension {
    if case .quantity(let dimension, _, _) = shape { dimension } else { .number }
  }

  /// The unit of the language in which systems are compared by it, whatever their coins are.
  fileprivate var commonUnit: String {
    if shape == .share { return "%" }
    if let unit { return unit }
    switch dimension {
    case .time: return "s"
    case .money: return "USD"
    case .number: return ""
    default:
      let words = examples.first?.split(separator: " ").last.map(String.init) ?? ""
      return Prices().unit(words) == nil ? dimension.symbol : words
    }
  }
}

extension Scope {
  /// What a comparison reads under this path: a measurement, or a setting that is a number.
  func reading(_ path: Path, comparing others: [String]) throws(Rejection) -> Measurement {
    guard path.parts.count == 2, let system = systemIndex(path.parts[0].text),
      let setting = numericSetting(path.parts[1].text, of: others)
    else { return try measurement(path) }
    return .setting(setting, system: system)
  }

  /// The setting of this name that is a number and that one of the systems has.
  func numericSetting(_ name: String, of systems: [String]) -> KnownSetting<ChainParameters>? {
    guard Metric.spelled(name) == nil else { return nil }
    return systems.lazy.compactMap { system($0) }
      .compactMap { KnownSetting<ChainParameters>.named(name, of: $0.parameters.kind) }
      .first { $0.info.isNumber }
  }

  /// What a picture or a table reads under this path.
  func measurement(_ path: Path) throws(Rejection) -> Measurement {
    switch try resolve(path) {
    case .metric(let metric, let statistic, let system, let producer):
      return .metric(metric, statistic, system: system, producer: producer)
    case .outcome(let field, let label): return .outcome(field, label: label)
    default:
      throw isSetting(path.parts[path.parts.count - 1], of: path.parts[0].text)
    }
  }

  /// A setting where only something measured is drawn.
  func isSetting(_ word: Word, of owner: String) -> Rejection {
    reject(
      Message(
        .wrongKind, "`\(word.text)` is a setting; pictures show metrics",
        notes: ["Try:  print \(owner).\(word.text)"]), at: word.extent)
  }
}
