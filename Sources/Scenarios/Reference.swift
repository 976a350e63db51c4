import Blockchain
import Measures
import Quantities
import Syntax

/// What a dotted path stands for.
enum Reference {
  case binding(Quantity)
  case metric(Metric, Statistic?, system: Int, producer: Int?)
  case chainSetting(KnownSetting<ChainParameters>, system: Int)
  case workloadSetting(KnownSetting<WorkloadParameters>, workload: Int)
  case outcome(AttackOutcome.Field, label: Int)
  /// What the last launch of an attack was told.
  case attackSetting(KnownSetting<AttackLaunch>, label: Int)
  /// A system, a workload or a label itself.
  case object(String)
}

extension Scope {
  /// Finds what a path stands for; the rejection names the nearest legal word.
  func resolve(_ path: Path) throws(Rejection) -> Reference {
    let head = path.parts[0]
    if path.parts.count == 1 {
      if let quantity = binding(head.text) { return .binding(quantity) }
      if systemIndex(head.text) != nil || workloadIndex(head.text) != nil
        || labelIndex(head.text) != nil
      {
        return .object(head.text)
      }
      throw unknownName(head)
    }
    if let index = systemIndex(head.text) { return try member(path, of: index) }
    if let index = workloadIndex(head.text) {
      guard path.parts.count == 2,
        let setting = KnownSetting<WorkloadParameters>.named(path.parts[1].text)
      else {
        throw reject(
          .unknown(
            .unknownSetting, "setting", path.parts[1].text,
            among: KnownSetting<WorkloadParameters>.names,
            listed: "Settings of a workload: "
              + KnownSetting<WorkloadParameters>.names.joined(separator: ", "),
            synonyms: Synonyms.settings),
          at: path.parts[1].extent)
      }
      return .workloadSetting(setting, workload: index)
    }
    if binding(head.text) != nil {
      throw reject(
        Message(.wrongKind, "`\(head.text)` is a value and has no parts"), at: path.parts[1].extent)
    }
    if let index = labelIndex(head.text) { return try outcome(path, of: index) }
    if let attack = Attack.named(head.text), attack.kind != nil {
      throw reject(
        Message(
          .unknownName, "no attack is called `\(attack.name)` yet",
          notes: ["Try:  attack \(attack.name) on \(systems.first?.name ?? "base")"]),
        at: head.extent)
    }
    throw unknownName(head)
  }

  /// The setting that a path means.
  func setting(_ path: Path) -> SettingInfo? {
    switch try? resolve(path) {
    case .chainSetting(let setting, _)?: setting.info
    case .workloadSetting(let setting, _)?: setting.info
    case .attackSetting(let setting, _)?: setting.info
    default: nil
    }
  }

  /// What to read of a name that stands for a thing and not for a number.
  func isNoValue(_ name: String) -> Message {
    let (kind, hint) =
      if let label = label(name) {
        (
          "the label of an attack",
          "Read one of its outcomes:  \(name).\(label.attack.headline.first?.rawValue ?? "cost")"
        )
      } else if system(name) != nil {
        (
          self.system(name)?.kind.article ?? "a chain",
          "Read one of its metrics:  \(name).throughput"
        )
      } else {
        ("a workload", "Read one of its settings:  \(name).rate")
      }
    return Message(.wrongKind, "`\(name)` is \(kind), not a value", notes: [hint])
  }

  func unknownName(_ word: Word) -> Rejection {
    // Who takes care writes `USD/(TH/s)`.
    if ["TH", "EH"].contains(word.text) {
      return reject(
        Message(
          .unknownName, "`\(word.text)` is a unit, and units have no parentheses",
          notes: ["Try:  16 USD/\(word.text)/s"]), at: word.extent)
    }
    if let system = systems.first, let metric = Metric.spelled(word.text) {
      return reject(
        Message(
          .unknownName, "`\(word.text)` is a metric, and this needs to know of which system",
          label: "write `\(system.name).\(metric.name)`"), at: word.extent)
    }
    return reject(
      .unknown(
        .unknownName, "name", word.text, among: names,
        listed: names.isEmpty
          ? "Nothing is declared yet; try: chain base from bitcoin" : nil), at: word.extent)
  }

  private func member(_ path: Path, of index: Int) throws(Rejection) -> Reference {
    let word = path.parts[1]
    let parameters = systems[index].parameters
    if let setting = KnownSetting<ChainParameters>.named(word.text, of: parameters.kind) {
      guard path.parts.count == 2 else {
        throw reject(
          Message(.wrongKind, "the setting `\(word.text)` has no parts"), at: path.parts[2].extent)
      }
      return .chainSetting(setting, system: index)
    }
    let metric = try metric(word, of: parameters, system: path.parts[0].text)
    var statistic: Statistic?
    var producer: Int?
    if path.parts.count > 2 {
      let part = path.parts[2]
      if metric.isPerProducer {
        guard let number = Int(part.text), number >= 1, path.parts.count == 3 else {
          throw reject(
            Message(
              .wrongKind, "`\(metric.name)` is counted per producer, from 1",
              notes: ["Try:  \(path.parts[0].text).\(metric.name).1"]), at: part.extent)
        }
        producer = number
      } else {
        guard path.parts.count == 3, let known = metric.part(part.text) else {
          throw reject(
            Message(
              .wrongKind,
              metric.kind == .distribution
                ? "`.\(part.text)` is no part of a distribution"
                : metric.kind == .powers
                  ? "`.\(part.text)` is no power"
                  : "`\(metric.name)` is one number and has no parts",
              notes: metric.partHint.map { [$0] } ?? []),
            at: part.extent)
        }
        statistic = known
      }
    } else if metric.isPerProducer {
      throw reject(
        Message(
          .wrongKind, "`\(metric.name)` is counted per producer, from 1",
          notes: ["Try:  \(path.text).1    or    bars \(metric.name) of \(path.parts[0].text)"]),
        at: path.extent)
    }
    return .metric(metric, statistic, system: index, producer: producer)
  }

  /// The metric that a word names, if this chain has it.
  func metric(
    _ word: Word, of parameters: ChainParameters, system: String
  ) throws(Rejection) -> Metric {
    let name = Synonyms.understood[word.text] ?? word.text
    guard let metric = Metric.named(name) else {
      if KnownSetting<ChainParameters>.named(word.text, of: parameters.kind) != nil {
        throw isSetting(word, of: self.system(system) == nil ? "NAME" : system)
      }
      let known = Metric.all.map(\.name)
      let bySynonym = Suggestion.nearest(to: name, among: Synonyms.understood.keys.sorted())
        .flatMap { Synonyms.understood[$0] }
      throw reject(
        .unknown(
          .unknownMetric, "metric", name,
          among: known
            + KnownSetting<ChainParameters>.table(of: parameters.kind).map(\.info.name),
          listed:
            "Metrics of \(SystemKind.of(parameters.kind).article): throughput, finality_time, fee, backlog ... (? metrics)",
          synonyms: Synonyms.metrics.merging(
            bySynonym.map { [name.lowercased(): $0] } ?? [:]
          ) { ours, _ in ours }), at: word.extent)
    }
    let adopted = self.system(system)?.adopted ?? []
    // What was checked before may meet other rules in the run: then there is no value.
    guard
      ([parameters.consensus] + adopted).contains(where: { consensus in
        var rules = parameters
        rules.consensus = consensus
        return metric.applies(to: rules)
      }) || comparesKinds || !isChecking
    else {
      throw reject(
        Message(
          .unsuitedMetric,
          metric.kinds.contains(parameters.kind)
            ? "`\(system)` has no `\(name)`: its consensus is `\(parameters.consensus.rawValue)`"
            : "`\(system)` has no `\(name)`: it is \(SystemKind.of(parameters.kind).article)",
          notes: ["`\(name)`: \(metric.meaning)"]), at: word.extent)
    }
    return metric
  }
}

extension Scope {
  /// An outcome or a setting of an attack.
  private func outcome(_ path: Path, of index: Int) throws(Rejection) -> Reference {
    let attack = labels[index].attack
    let word = path.parts[1]
    guard path.parts.count == 2 else {
      throw reject(
        Message(.wrongKind, "`\(word.text)` of an attack is one number and has no parts"),
        at: path.parts[2].extent)
    }
    if let setting = attack.setting(word.text) { return .attackSetting(setting, label: index) }
    return .outcome(try field(word, of: attack), label: index)
  }

  /// The outcome that a word names, if this attack has it.
  func field(_ word: Word, of attack: Attack) throws(Rejection) -> AttackOutcome.Field {
    let listed =
      "Outcomes of \(attack.name): " + attack.fields.map(\.rawValue).joined(separator: ", ")
    guard let field = AttackOutcome.Field(rawValue: word.text) else {
      throw reject(
        .unknown(
          .unknownMetric, "outcome", word.text,
          among: attack.fields.map(\.rawValue) + attack.settings, listed: listed,
          synonyms: Synonyms.outcomes), at: word.extent)
    }
    guard attack.fields.contains(field) else {
      throw reject(
        Message(
          .unsuitedMetric, "`\(attack.name)` has no `\(field.rawValue)` (\(field.meaning))",
          notes: [listed]), at: word.extent)
    }
    return field
  }
}

extension Metric {
  /// One of its numbers by a word after a dot, if it has such parts.
  fileprivate func part(_ word: String) -> Statistic? {
    switch kind {
    case .distribution: Statistic(word: word)
    case .powers: Powers.Kind(rawValue: word).map { .power($0) }
    case .window, .state, .perProducer: nil
    }
  }

  fileprivate var partHint: String? {
    switch kind {
    case .distribution: "Try:  .mean  .max  .p95 (any percentile from 0 to 100)"
    case .powers: "Try:  " + Powers.Kind.allCases.map { ".\($0.rawValue)" }.joined(separator: "  ")
    case .window, .state, .perProducer: nil
    }
  }
}

extension Statistic {
  /// `mean`, `max`, `median`, `p95`, `p99.9`
  init?(word: String) {
    switch word {
    case "mean": self = .mean
    case "max": self = .max
    case "median": self = .median
    default:
      guard word.hasPrefix("p"), let number = Double(word.dropFirst()), (0...100).contains(number)
      else { return nil }
      self = .percentile(number)
    }
  }
}
