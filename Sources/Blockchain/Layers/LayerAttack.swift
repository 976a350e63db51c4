import Quantities
import Simulation

/// An attack on what a system holds on its parent: on its states, its data, its keys or its channels.
struct LayerAttack: Sendable {
  let label: Int
  /// Tells this launch from others under the same label.
  let launch: Int
  let parameters: AttackParameters
  let since: Instant
  var outcome: AttackOutcome

  init(label: Int, launch: Int, parameters: AttackParameters, since: Instant) {
    self.label = label
    self.launch = launch
    self.parameters = parameters
    self.since = since
    outcome = AttackOutcome(kind: parameters.kind, share: parameters.share)
  }
}

extension Chain {
  /// Lets an attacker of a system with a parent begin.
  ///
  /// - Returns: when its time runs out, if ever; nothing where it is over at once.
  mutating func launchOnLayer(
    _ attack: AttackParameters, label: Int, launch: Int, at now: Instant
  ) -> Interval? {
    layerAttacks.append(
      LayerAttack(label: label, launch: launch, parameters: attack, since: now))
    let place = layerAttacks.count - 1
    switch parameters.kind {
    case .chain: break
    case .channels: beginOnChannels(place, at: now)
    case .rollup: beginOnRollup(place, at: now)
    case .plasma: beginOnPlasma(place, at: now)
    case .sidechain: beginOnPeg(place, at: now)
    case .bridge: beginOnBridge(place, at: now)
    }
    return attack.lasts
  }

  /// Ends an attack because its time is over: what it has come to by then counts.
  mutating func expireOnLayer(label: Int, launch: Int, at now: Instant) -> AttackOutcome? {
    guard let a = layerAttacks.firstIndex(where: { $0.label == label && $0.launch == launch })
    else { return nil }
    switch parameters.kind {
    case .chain: break
    case .channels: endOnChannels(a, at: now)
    case .rollup: endOnRollup(a, at: now)
    case .plasma: endOnPlasma(a, at: now)
    case .sidechain: endOnPeg(a, at: now)
    case .bridge: endOnBridge(a, at: now)
    }
    var outcome = layerAttacks.remove(at: a).outcome
    outcome.decided = max(1, outcome.decided)
    return outcome
  }

  /// USD below which what was taken is a remainder of rounding.
  static let leastLoot = 0.01

  /// Closes an attack that has been decided; the world takes note.
  mutating func decideOnLayer(_ place: Int, succeeded: Bool) {
    let attack = layerAttacks.remove(at: place)
    var outcome = attack.outcome
    outcome.decided += 1
    if succeeded { outcome.successes += 1 }
    closedAttacks.append((attack.label, outcome))
  }
}
