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
  ///
  /// What the attack suits is asked of the system as it is in the worlds, if there are any.
  mutating func declareLabel(
    of order: AttackOrder, worlds: [World] = []
  ) throws(Rejection) -> Int {
    let (attack, system) = try target(of: order, worlds: worlds)
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

  /// The rules of a system as it is in the worlds, or as declared where there are none.
  private func parameters(of system: Int, in worlds: [World]) -> ChainParameters {
    worlds.first?.chain(SystemID(index: system)).parameters ?? systems[system].parameters
  }

  /// The attack and the system of a statement, if they go together.
  func target(of order: AttackOrder, worlds: [World]) throws(Rejection) -> (Attack, Int) {
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
    let rules = parameters(of: system, in: worlds)
    let consensus = rules.consensus.rawValue
    if attack.kind == .majority, rules.isSharded { return (attack, system) }
    if attack.suits(rules) {
      if rules.isSharded, attack.kind != .censorship, attack.kind != .spam {
        throw reject(
          .notInThisVersion(
            "`attack \(attack.name)` on a sharded chain", attack.meaning,
            instead: "`attack majority`, which waits for a committee"),
          at: order.name.extent)
      }
      if rules.kind == .bridge, attack.kind == .keyTheft, rules.bridge.mechanism != .multisig {
        throw reject(
          Message(
            .unsuitedAttack,
            "`\(order.system.text)` has no keys to take: its type is \(rules.bridge.mechanism.rawValue)",
            notes: ["Keys sign for a bridge of `type multisig`."]), at: order.system.extent)
      }
      if rules.kind == .plasma, let tries = order.settings.first(where: { $0.name.text == "tries" })
      {
        throw reject(
          .notInThisVersion(
            "`tries` on a plasma chain", "many attempts at once",
            instead: "the attack without `tries`, which acts while the world runs"),
          at: tries.extent)
      }
      if consensus != "pos" || !rules.kind.hasConsensus { return (attack, system) }
      guard let tries = order.settings.first(where: { $0.name.text == "tries" }) else {
        return (attack, system)
      }
      throw reject(
        .notInThisVersion(
          "`tries` on a chain with consensus \(consensus)", "many attempts at once",
          instead: "the attack without `tries`, which acts while the world runs"),
        at: tries.extent)
    }
    if possibleConsensus(of: order.system.text, rules).contains(where: {
      var other = rules
      other.consensus = $0
      return attack.suits(other)
    }) {
      return (attack, system)
    }
    let fitting = systems.filter { attack.suits($0.parameters) }.map(\.name)
    guard attack.kind != nil else {
      throw reject(
        .notInThisVersion(
          "attack \(attack.name)", attack.meaning,
          instead: Attack.known.prefix(3).map(\.name).joined(separator: ", ")
            + ", ...   (? attacks)"),
        at: order.name.extent)
    }
    throw reject(
      Message(
        .unsuitedAttack,
        "`attack \(attack.name)` suits \(attack.suited), but `\(order.system.text)` is "
          + (rules.kind.hasConsensus ? consensus : SystemKind.of(rules.kind).article),
        notes: [
          fitting.isEmpty
            ? "It suits a system such as:  \(attack.home)"
            : "Systems here that it suits: " + fitting.joined(separator: ", ")
        ]),
      at: order.system.extent)
  }
}
