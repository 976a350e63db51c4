import Blockchain
import Quantities
import Syntax

extension Scope {
  /// The name under which outcomes of one attack on one system add up.
  ///
  /// Worlds know labels in the order in which they stand here.
  struct Label: Sendable {
    var name: String
    var attack: Attack
    /// Place of the system.
    var system: Int
    /// What the last launch was told.
    var launch: AttackLaunch?
  }

  func label(_ name: String) -> Label? { labels.first { $0.name == name } }
  func labelIndex(_ name: String) -> Int? { labels.firstIndex { $0.name == name } }

  /// The system that a name means: itself, or the one that is attacked.
  func systemIndex(ofSubject name: String) -> Int? { systemIndex(name) ?? label(name)?.system }

  /// Makes the label of an attack known, and says where it stands.
  mutating func declareLabel(of order: AttackOrder) throws(Rejection) -> Int {
    let (attack, system) = try target(of: order)
    let name = order.label.text
    if let index = labelIndex(name) {
      let label = labels[index]
      guard label.attack.name == attack.name, label.system == system else {
        throw reject(
          .labelOfAnother(
            name, of: "\(label.attack.name) on \(systems[label.system].name)",
            attempt: "attack \(order.name.text) on \(order.system.text) as my_\(attack.name)"),
          at: order.label.extent)
      }
      return index
    }
    let isAttack = Attack.named(name) != nil
    guard name == attack.name || !(isAttack || Vocabulary.reserved.contains(name)) else {
      throw reject(
        Message(
          .nameTaken,
          isAttack
            ? "`\(name)` is another attack and cannot be the label of this one"
            : "`\(name)` is a word of the language and cannot be a label",
          label: "another name, such as `my_\(attack.name)`"), at: order.label.extent)
    }
    guard !names.contains(name) else {
      throw reject(
        Message(
          .nameTaken, "`\(name)` is taken, so the attack needs another label",
          notes: ["Try:  attack \(order.name.text) on \(order.system.text) as my_\(attack.name)"]),
        at: order.label.extent)
    }
    labels.append(Label(name: name, attack: attack, system: system))
    return labels.count - 1
  }

  /// The attack and the system of a statement, if they go together.
  private func target(of order: AttackOrder) throws(Rejection) -> (Attack, Int) {
    guard let attack = Attack.named(order.name.text) else {
      throw reject(
        .unknown(
          .unsuitedAttack, "attack", order.name.text, among: Attack.all.map(\.name),
          listed: "Attacks: double_spend, majority, selfish_mining, ...   (? attacks)"),
        at: order.name.extent)
    }
    guard let system = systemIndex(order.system.text) else {
      guard workload(order.system.text) != nil else { throw unknownName(order.system) }
      throw reject(
        Message(
          .wrongKind, "`\(order.system.text)` is a workload; an attack is on a system",
          notes: ["Systems here: " + systems.map(\.name).joined(separator: ", ")]),
        at: order.system.extent)
    }
    let consensus = systems[system].parameters.consensus.rawValue
    if attack.suits.contains(consensus) { return (attack, system) }
    let fitting = systems.filter { attack.suits.contains($0.parameters.consensus.rawValue) }
      .map(\.name)
    guard attack.kind != nil else {
      throw reject(
        .notInThisVersion(
          "attack \(attack.name)", attack.meaning,
          instead: Attack.known.prefix(3).map(\.name).joined(separator: ", ") + ", ...   (? attacks)"),
        at: order.name.extent)
    }
    if attack.later.contains(consensus) {
      throw reject(
        .notInThisVersion(
          "attack \(attack.name)", "on a chain with consensus \(consensus)",
          instead: "on a chain with consensus \(attack.suits.joined(separator: ", "))"
            + (fitting.isEmpty ? "" : ": " + fitting.joined(separator: ", "))),
        at: order.system.extent)
    }
    throw reject(
      Message(
        .unsuitedAttack,
        "`attack \(attack.name)` suits \(attack.suits.joined(separator: ", ")), but `\(order.system.text)` is \(consensus)",
        notes: [
          fitting.isEmpty
            ? "It suits a chain such as:  chain base from bitcoin"
            : "Systems here that it suits: " + fitting.joined(separator: ", ")
        ]),
      at: order.system.extent)
  }
}

extension Scope {
  /// What a statement launches: the attack's own values, those that it sets, and those that a sweep
  /// gives.
  func launch(_ order: AttackOrder, worlds: [World]) throws(Rejection) -> AttackLaunch {
    let (attack, system) = try target(of: order)
    let chain =
      worlds.first?.chain(SystemID(index: system)).parameters ?? systems[system].parameters
    guard var launch = attack.launch(on: chain) else { throw unknownName(order.name) }
    let swept = sweptSettings.filter { $0.label == order.label.text }.map(\.setting)
    let written = order.settings.filter { own in
      !swept.contains { $0.name.text == own.name.text }
    }
    for setting in written + swept {
      try apply(setting, of: attack, to: &launch, worlds: worlds)
    }
    return launch
  }

  func apply(
    _ setting: Setting, of attack: Attack, to launch: inout AttackLaunch, worlds: [World]
  ) throws(Rejection) {
    guard let known = attack.setting(setting.name.text) else {
      throw unknownSetting(setting.name, of: attack)
    }
    let evaluator = Evaluator(scope: self, worlds: worlds)
    let content = try evaluator.content(of: setting.value, for: known.info, at: setting.extent)
    if case .number(let x) = content, x.isNaN {
      if isChecking { return }
      throw unmeasured(setting)
    }
    known.write(&launch, content, .dollar)
  }

  private func unknownSetting(_ name: Word, of attack: Attack) -> Rejection {
    let listed = "Settings of \(attack.name): " + attack.settings.joined(separator: ", ")
    if name.text == "?" {
      return reject(
        Message(.hole, "`?` asks what belongs here", notes: [listed]), at: name.extent)
    }
    if let row = KnownSetting<AttackLaunch>.named(name.text) {
      let takers = Attack.known.filter { $0.settings.contains(name.text) }.map(\.name)
      return reject(
        Message(
          .settingOfAnotherAttack, "`attack \(attack.name)` has no `\(name.text)` (\(row.info.meaning))",
          notes: [listed, "It is for: " + takers.joined(separator: ", ")]), at: name.extent)
    }
    return reject(
      .unknown(
        .unknownSetting, "setting", name.text, among: attack.settings, listed: listed,
        synonyms: Synonyms.attackSettings), at: name.extent)
  }
}

extension Scope {
  /// The answer to a change of an attack that has begun.
  func attacksDoNotChange(_ index: Int, _ path: Path) -> Rejection {
    let label = labels[index]
    let attempt =
      "attack \(label.attack.name) on \(systems[label.system].name)"
      + (label.name == label.attack.name ? "" : " as \(label.name)")
    let isSetting = label.attack.settings.contains(path.parts[path.parts.count - 1].text)
    return reject(
      Message(
        .wrongKind,
        isSetting
          ? "`\(label.name)` has begun and cannot be changed; launch it again"
          : "`\(path.text)` is an outcome of an attack and cannot be set",
        notes: ["Try:  \(attempt) { \(label.attack.setting("share")?.info.examples[0] ?? "") }"]),
      at: path.extent)
  }
}
