import Blockchain
import Quantities
import Syntax

extension Scope {
  /// What a statement launches: the attack's own values, those that it sets, and those that a sweep
  /// gives.
  func launch(_ order: AttackOrder, worlds: [World]) throws(Rejection) -> AttackLaunch {
    let (attack, system) = try target(of: order, worlds: worlds)
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
    // With more than half of the power there is nothing to race and nothing to withhold.
    if attack.kind == .doubleSpend || attack.kind == .selfishMining,
      launch.parameters.share > 0.5 + 1e-9
    {
      let at = (written + swept).last { $0.name.text == "share" }?.extent ?? order.extent
      throw reject(
        Message(
          .outOfRange,
          "`\(attack.name)` is for at most half of the power, not "
            + "\(Readable.number(launch.parameters.share * 100)) %",
          notes: ["More is a majority:  attack majority on \(order.system.text) { share 60 % }"]),
        at: at)
    }
    return launch
  }

  func apply(
    _ setting: Setting, of attack: Attack, to launch: inout AttackLaunch, worlds: [World]
  ) throws(Rejection) {
    guard let known = attack.setting(setting.name.text) else {
      throw unknownSetting(setting.name, of: attack)
    }
    try write(setting, known, to: &launch, worlds: worlds)
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
          .settingOfAnotherAttack,
          "`attack \(attack.name)` has no `\(name.text)` (\(row.info.meaning))",
          notes: [listed, "It is for: " + takers.joined(separator: ", ")]), at: name.extent)
    }
    return reject(
      .unknown(
        .unknownSetting, "setting", name.text, among: attack.settings, listed: listed,
        synonyms: Synonyms.attackSettings), at: name.extent)
  }

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
