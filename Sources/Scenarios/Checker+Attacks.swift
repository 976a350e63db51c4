import Blockchain
import Measures
import Quantities
import Syntax

extension Checker {
  /// Makes the label of an attack known, looks at its settings and at what its attempts cost.
  mutating func checkAttack(_ order: AttackOrder) {
    attempt { checker throws(Rejection) in _ = try checker.scope.declareLabel(of: order) }
    guard let attack = Attack.named(order.name.text), attack.kind != nil else { return }
    let faults = faults(of: order, attack)
    rejections += faults
    guard faults.isEmpty, let events = attempts(of: order) else { return }
    if place == .file { hasAttempted = true }
    if eventsOfBody != nil {
      eventsOfBody? += events
    } else {
      spend(events, Interpreter.fewerTries, at: order.extent)
      let tries = (try? scope.launch(order, worlds: []))?.tries ?? 1
      note(runs: Double(tries * scope.repeats), events: events, at: order.extent)
    }
  }

  /// What is wrong with its settings, each on its own.
  private func faults(of order: AttackOrder, _ attack: Attack) -> [Rejection] {
    guard var launch = attack.launch(on: ChainParameters()) else { return [] }
    var faults: [Rejection] = []
    for setting in order.settings {
      do throws(Rejection) {
        try scope.apply(setting, of: attack, to: &launch, worlds: [])
      } catch {
        faults.append(error)
      }
    }
    return faults
  }

  /// Events of the attempts that a body makes each time.
  func attempts(in body: [Statement]) -> Double {
    body.flatMap(\.attacks).reduce(0) { $0 + (attempts(of: $1) ?? 0) }
  }

  /// Events of its attempts in all replicates, as far as they are known; nothing without `tries`.
  private func attempts(of order: AttackOrder) -> Double? {
    guard let launch = try? scope.launch(order, worlds: []), let tries = launch.tries,
      let system = scope.system(order.system.text)
    else { return nil }
    return World.estimatedBlocks(of: launch.parameters, on: system.parameters) * Double(tries)
      * Double(scope.repeats)
  }

  /// Adds to the cost of the whole, each row of a sweep taken for itself.
  mutating func spend(_ events: Double, _ advice: String, at extent: Extent) {
    cost += events * Double(branchRepeats)
    guard cost > Double(options.eventLimit), limit == nil else { return }
    limit = reject(.needsEvents(cost, limit: options.eventLimit, advice), at: extent)
  }

  /// Every swept value must be legal for the setting of the attack; the largest counts for its cost.
  mutating func checkSwept(
    _ order: AttackOrder, _ name: Word, _ values: [SweptValue], at extent: Extent
  ) throws(Rejection) {
    // An attack that is none is reported where it stands.
    guard let attack = Attack.named(order.name.text),
      var launch = attack.launch(on: ChainParameters())
    else { return }
    for value in values {
      let setting = Setting(
        name: name, value: .list([value.expression(at: extent)]), extent: extent)
      try scope.apply(setting, of: attack, to: &launch, worlds: [])
      scope.sweptSettings.removeAll { $0.label == order.label.text && $0.setting.name == name }
      scope.sweptSettings.append((order.label.text, setting))
    }
  }

  mutating func checkTree(_ chain: Word) {
    guard scope.system(chain.text) == nil else { return }
    guard scope.names.contains(chain.text) else {
      note(scope.unknownName(chain))
      return
    }
    note(
      reject(
        Message(
          .wrongKind, "`tree` shows the blocks of a chain, and `\(chain.text)` is none",
          notes: ["Chains here: " + scope.systems.map(\.name).joined(separator: ", ")]),
        at: chain.extent))
  }
}
