import Blockchain
import Measures
import Quantities
import Syntax

extension Scope {
  /// Adds what is declared; every fault of its settings goes to `report`, and the declaration counts
  /// with the settings that are right.
  mutating func declare(
    _ declaration: Declaration, worlds: [World] = [], replacing: Bool = false,
    report: (Rejection) -> Void
  ) {
    let name = declaration.name
    guard let kind = SystemKind.named(declaration.kind.text) else { return }
    guard kind.isAvailable else {
      report(
        reject(
          .notInThisVersion(kind.word, kind.meaning, instead: "`chain` and `workload`"),
          at: declaration.kind.extent))
      return
    }
    if let fault = faultOfName(name, of: kind, replacing: replacing) { report(fault) }
    if let kind = kind.kind {
      declareSystem(kind, declaration, worlds, replacing: replacing, report: report)
    } else {
      declareWorkload(declaration, worlds, replacing: replacing, report: report)
    }
  }

  private func faultOfName(_ name: Word, of kind: SystemKind, replacing: Bool) -> Rejection? {
    if Vocabulary.reserved.contains(name.text) {
      return reject(
        Message(
          .nameTaken, "`\(name.text)` is a word of the language and cannot be a name",
          label: "another name, such as `my_\(name.text)`"), at: name.extent)
    }
    guard names.contains(name.text) else { return nil }
    if let label = label(name.text) {
      return reject(
        Message(
          .nameTaken, "`\(name.text)` is the label of an attack",
          notes: ["Another label:  attack \(label.attack.name) on SYSTEM as LABEL"]),
        at: name.extent)
    }
    if replacing, binding(name.text) == nil, system(name.text)?.kind == kind.system {
      return nil
    }
    return reject(
      Message(
        .nameTaken, "`\(name.text)` is declared twice",
        notes: ["To change a setting:  set \(name.text).SETTING VALUE"]), at: name.extent)
  }

  private mutating func declareSystem(
    _ kind: ChainParameters.Kind, _ declaration: Declaration, _ worlds: [World], replacing: Bool,
    report: (Rejection) -> Void
  ) {
    let name = declaration.name.text
    let parents = self.parents(of: kind, declaration, report: report)
    let coin = parents.first.flatMap { system($0)?.parameters.coin }
    var base = ChainParameters.standard(coin: coin ?? name, kind: kind)
    var baseName: String?
    if let from = declaration.from {
      if let known = rules(named: from.text, worlds, for: kind, coin: coin) {
        if known.kind == kind || known.kind == .chain && kind == .sidechain {
          let locked = base.lockedValue
          base = known
          base.kind = kind
          if known.kind == .chain, kind == .sidechain { base.lockedValue = locked }
          baseName = from.text
        } else {
          report(wrongBase(from, known.kind, for: kind))
        }
      } else {
        report(unknownBase(from))
      }
    }
    if prices.coin(base.coin) == nil { price(base.coin, dollars: 1, isDeclared: true) }
    let changed = apply(
      declaration.settings, to: &base, system: name, worlds: worlds, report: report)
    if let fault = faultOfData(declaration, base, on: parents) { report(fault) }
    if let message = base.contradiction {
      report(reject(message, at: declaration.settings.last?.extent ?? declaration.name.extent))
    }
    let declared = System(
      name: name, parameters: base, parents: parents, base: baseName, changes: changed)
    if let i = systemIndex(name), replacing {
      systems[i] = declared
    } else if !names.contains(name), parents.count == kind.parents {
      systems.append(declared)
    }
  }

  /// A rollup cannot put its data into blobs that its parent does not have.
  private func faultOfData(
    _ declaration: Declaration, _ rules: ChainParameters, on parents: [String]
  ) -> Rejection? {
    guard rules.kind == .rollup, rules.rollup.data == .blobs,
      let parent = parents.first.flatMap({ system($0) }), parent.parameters.blobs.most == 0
    else { return nil }
    let setting = declaration.settings.last { $0.name.text == "data" }
    return reject(
      Message(
        .unsuitedSetting,
        "`\(parent.name)` has no blobs for the data of `\(declaration.name.text)`",
        notes: [
          "Try:  rollup \(declaration.name.text) on \(parent.name) { data calldata }",
          "A chain has blobs with `blob_target`, `blob_max` and `blob_fraction`, as `ethereum` does.",
        ]), at: setting?.extent ?? declaration.name.extent)
  }

  /// The rules of a system declared above, or of a preset.
  ///
  /// - Parameters:
  ///   - kind: what they are for; a declared system of another kind makes way for a preset of its name.
  ///   - coin: that of the parent, if there is one.
  func rules(
    named name: String, _ worlds: [World], for kind: ChainParameters.Kind, coin: String? = nil
  ) -> ChainParameters? {
    if let declared = systemIndex(name),
      systems[declared].parameters.kind == kind || Preset.named(name) == nil
    {
      return worlds.first?.chain(SystemID(index: declared)).parameters
        ?? systems[declared].parameters
    }
    return Preset.named(name).map { parameters(of: $0, coin: coin) }
  }

  func unknownBase(_ from: Word) -> Rejection {
    if workloadIndex(from.text) != nil {
      return reject(
        Message(.wrongKind, "`\(from.text)` is a workload; a chain starts from a chain"),
        at: from.extent)
    }
    let known = Preset.all.map(\.name) + systems.map(\.name)
    return reject(
      .unknown(
        .unknownBase, "preset", from.text, among: known,
        listed: Preset.listed), at: from.extent)
  }

  /// What a preset's text sets, on top of what it starts from itself.
  ///
  /// What stands on another system has that one's coin, or one of its own.
  func parameters(of preset: Preset, coin: String? = nil) -> ChainParameters {
    let declaration = preset.declaration
    var parameters =
      declaration.from.flatMap { Preset.named($0.text) }.map { self.parameters(of: $0, coin: coin) }
      ?? ChainParameters.standard(coin: coin ?? "ETH", kind: preset.kind)
    // A preset's money is in its coin, whatever a scenario says that this is worth.
    var scope = Scope()
    _ = scope.apply(declaration.settings, to: &parameters, system: preset.name, worlds: []) {
      preconditionFailure("preset \(preset.name): \($0.message.title)")
    }
    return parameters
  }

  /// Writes settings in a fixed order: the coin, its price, the consensus and the relay decide what
  /// others mean.
  mutating func apply(
    _ settings: [Setting], to parameters: inout ChainParameters, system: String, worlds: [World],
    report: (Rejection) -> Void
  ) -> Int {
    let first = ["coin", "price", "consensus", "relay"]
    let ordered =
      first.flatMap { name in settings.filter { $0.name.text == name } }
      + settings.filter { !first.contains($0.name.text) }
    var changed = 0
    for setting in ordered {
      do throws(Rejection) {
        try apply(setting, to: &parameters, system: system, worlds: worlds)
        changed += 1
      } catch {
        report(error)
      }
    }
    return changed
  }

  mutating func apply(
    _ setting: Setting, to parameters: inout ChainParameters, system: String, worlds: [World]
  ) throws(Rejection) {
    guard let known = KnownSetting<ChainParameters>.named(setting.name.text, of: parameters.kind)
    else {
      throw unknownSetting(setting.name, of: parameters.kind, followedBy: setting.value.firstWord)
    }
    if parameters.kind.hasConsensus, !known.info.suits.isEmpty,
      !possibleConsensus(of: system, parameters).contains(where: {
        known.info.suits.contains($0.rawValue)
      })
    {
      throw reject(
        Message(
          .unsuitedSetting,
          "`\(known.info.name)` is for consensus \(known.info.suits.joined(separator: " or ")), but `\(system)` has `\(parameters.consensus.rawValue)`",
          notes: ["Settings that suit it: " + Self.suited(parameters).joined(separator: ", ")]),
        at: setting.name.extent)
    }
    let evaluator = Evaluator(scope: self, worlds: worlds)
    let content = try evaluator.content(
      of: setting.value, for: known.info, at: setting.extent,
      threshold: parameters.consensus.rulingShare)
    if case .number(let x) = content, x.isNaN {
      if isChecking { return }
      throw unmeasured(setting)
    }
    if known.info.shape == .file, case .word(let file) = content {
      parameters.channels.snapshot = try snapshot(named: file, at: setting.extent)
      return
    }
    if known.info.name == "delay", parameters.network.relay != .constant {
      throw reject(
        Message(
          .unsuitedSetting,
          "`delay` acts only with `relay constant`, but `\(system)` has "
            + "`relay \(parameters.network.relay.rawValue)`",
          notes: [
            "Try:  relay constant; delay \(known.info.written(content))",
            "Otherwise the delay comes from `relay`, `era` and the size of the blocks.",
          ]), at: setting.name.extent)
    }
    if known.info.name == "price", case .number(let dollars) = content {
      price(parameters.coin, dollars: dollars, isDeclared: worlds.isEmpty)
      return
    }
    known.write(&parameters, content, coin(of: parameters))
    if known.info.name == "coin", prices.coin(parameters.coin) == nil {
      price(parameters.coin, dollars: 1, isDeclared: true)
    }
  }

  func unmeasured(_ setting: Setting) -> Rejection {
    reject(
      Message(.noData, "`\(setting.name.text)` needs a number, and this was not measured yet"),
      at: setting.extent)
  }

  private static func suited(_ parameters: ChainParameters) -> [String] {
    let consensus = parameters.consensus.rawValue
    return KnownSetting<ChainParameters>.table(of: parameters.kind).filter {
      $0.info.suits.contains(consensus)
    }
    .map(\.info.name)
  }

  private func unknownSetting(
    _ name: Word, of kind: ChainParameters.Kind, followedBy next: Word?
  ) -> Rejection {
    let row = SystemKind.of(kind)
    let names = KnownSetting<ChainParameters>.table(of: kind).map(\.info.name)
    if let next, names.contains("\(name.text)_\(next.text)") {
      return reject(
        Message(
          .unknownSetting, "the name of a setting is one word",
          label: "write `\(name.text)_\(next.text)`"), at: name.extent.union(next.extent))
    }
    let listed =
      "Settings of \(row.article): " + names.prefix(3).joined(separator: ", ") + " ... (? settings)"
    let owners = KnownSetting<ChainParameters>.kinds(with: name.text)
    if let owner = owners.first {
      return reject(
        Message(
          .unsuitedSetting,
          "`\(name.text)` is a setting of \(SystemKind.of(owner).article), not of \(row.article)",
          notes: [listed]), at: name.extent)
    }
    if Metric.named(name.text) != nil {
      return reject(
        Message(
          .unknownSetting, "`\(name.text)` is measured, not set",
          notes: [listed]),
        at: name.extent)
    }
    return reject(
      .unknown(
        .unknownSetting, "setting", name.text, among: names, listed: listed,
        synonyms: Synonyms.settings), at: name.extent)
  }

  private mutating func declareWorkload(
    _ declaration: Declaration, _ worlds: [World], replacing: Bool, report: (Rejection) -> Void
  ) {
    var targets: [String] = []
    for target in declaration.on {
      if targets.contains(target.text) {
        report(reject(Message(.nameTaken, "`\(target.text)` stands twice"), at: target.extent))
      } else if systemIndex(target.text) != nil {
        targets.append(target.text)
      } else {
        report(unknownName(target))
      }
    }
    if declaration.on.isEmpty {
      report(
        reject(
          Message(
            .wrongKind, "a workload needs the systems that its users are on",
            notes: [
              "Try:  workload \(declaration.name.text) on \(systems.first?.name ?? "base") { rate 5 tx/s }"
            ]), at: declaration.name.extent))
    }
    var parameters = WorkloadParameters()
    if let from = declaration.from {
      if let i = workloadIndex(from.text) {
        parameters =
          worlds.first?.workload(WorkloadID(index: i)).parameters ?? workloads[i].parameters
      } else {
        report(
          reject(
            .unknown(.unknownBase, "workload", from.text, among: workloads.map(\.name)),
            at: from.extent))
      }
    }
    for setting in declaration.settings {
      do throws(Rejection) {
        try apply(setting, to: &parameters, worlds: worlds)
      } catch {
        report(error)
      }
    }
    let workload = Workload(
      name: declaration.name.text, parameters: parameters, systems: targets)
    if let i = workloadIndex(workload.name), replacing {
      workloads[i] = workload
    } else if !names.contains(workload.name) {
      workloads.append(workload)
    }
  }

  mutating func apply(
    _ setting: Setting, to parameters: inout WorkloadParameters, worlds: [World]
  ) throws(Rejection) {
    guard let known = KnownSetting<WorkloadParameters>.named(setting.name.text) else {
      throw reject(
        .unknown(
          .unknownSetting, "setting", setting.name.text,
          among: KnownSetting<WorkloadParameters>.names,
          listed: "Settings of a workload: "
            + KnownSetting<WorkloadParameters>.names.joined(separator: ", "),
          synonyms: Synonyms.settings), at: setting.name.extent)
    }
    try write(setting, known, to: &parameters, worlds: worlds)
  }

  /// Writes what a setting says where its row keeps it; while checking, what is only measured later is
  /// left open.
  func write<Parameters>(
    _ setting: Setting, _ known: KnownSetting<Parameters>, to parameters: inout Parameters,
    worlds: [World]
  ) throws(Rejection) {
    let evaluator = Evaluator(scope: self, worlds: worlds)
    let content = try evaluator.content(of: setting.value, for: known.info, at: setting.extent)
    if case .number(let x) = content, x.isNaN {
      if isChecking { return }
      throw unmeasured(setting)
    }
    known.write(&parameters, content, .dollar)
  }
}

extension SettingValue {
  /// The word that it begins with, if there is one.
  fileprivate var firstWord: Word? {
    switch self {
    case .entries(let entries): entries.first?.name
    case .phrase(let word, _): word
    case .list: nil
    }
  }
}
