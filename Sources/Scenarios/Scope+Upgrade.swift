import Blockchain
import Quantities
import Syntax

extension Scope {
  /// The place of a system that something is about to happen to.
  func happening(
    _ word: String, to system: Word, example: String
  ) throws(Rejection) -> Int {
    if let index = systemIndex(system.text) { return index }
    let kind =
      workload(system.text) != nil ? "a workload" : label(system.text) != nil ? "an attack" : nil
    guard let kind else { throw unknownName(system) }
    let known = systems.map(\.name).joined(separator: ", ")
    throw reject(
      Message(
        .wrongKind, "`\(system.text)` is \(kind); `\(word)` needs a system",
        notes: [
          known.isEmpty ? "Try:  \(example)" : "Systems here: \(known)"
        ]), at: system.extent)
  }

  /// Gives a chain the rules of a preset or of another chain, then some of its own.
  ///
  /// The coin, what there was of it at time zero and the base fee of now belong to the ledger and stay.
  ///
  /// - Returns: how many settings it changed.
  mutating func upgrade(
    _ parameters: inout ChainParameters, of system: String, to target: Word?,
    _ settings: [Setting], worlds: [World], at extent: Extent, report: (Rejection) -> Void
  ) -> Int {
    if target == nil, settings.isEmpty {
      report(
        reject(
          Message(
            .emptyUpgrade, "`upgrade` needs what to change to",
            notes: [
              "Try:  upgrade \(system) to ethereum    or    upgrade \(system) { block_size 4 MB }"
            ]), at: extent))
    }
    var changed = 0
    if let target {
      let kind = parameters.kind
      if var rules = rules(named: target.text, worlds, for: kind, coin: parameters.coin) {
        if rules.kind != kind {
          report(wrongBase(target, rules.kind, for: kind))
        } else if rules.coin == parameters.coin {
          rules.supply = parameters.supply
          rules.initialBaseFee = parameters.initialBaseFee
          parameters = rules
          changed += 1
        } else {
          report(anotherCoin(target, rules.coin, parameters.coin, system: system))
        }
      } else {
        report(unknownBase(target))
      }
    }
    return changed
      + apply(settings, to: &parameters, system: system, worlds: worlds, report: report)
  }

  private func anotherCoin(
    _ target: Word, _ theirs: String, _ ours: String, system: String
  ) -> Rejection {
    let fitting = Preset.all.filter { parameters(of: $0).coin == ours }.map(\.name)
    return reject(
      Message(
        .anotherCoin,
        "`\(target.text)` is in \(theirs), but the ledger of `\(system)` is in \(ours)",
        notes: [
          fitting.isEmpty ? nil : "Presets in \(ours): " + fitting.joined(separator: ", "),
          "Or set what changes:  upgrade \(system) { block_interval 10 min }",
        ].compactMap { $0 }), at: target.extent)
  }
}
