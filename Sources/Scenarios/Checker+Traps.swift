import Quantities
import Syntax

extension Checker {
  /// Warns of values that are legal and probably not what was meant.
  mutating func warnOfTraps(_ statement: Statement) {
    let settings: [Setting]
    switch statement.kind {
    case .declare(let declaration): settings = declaration.settings
    case .attack(_, _, _, let given), .upgrade(_, _, let given), .outage(_, let given):
      settings = given
    case .set(let path, let value):
      settings =
        path.parts.last.map {
          [Setting(name: $0, value: value, extent: statement.extent)]
        } ?? []
    case .run(let length) where scope.systems.isEmpty && place == .file:
      settings = []
      warnings.append(
        reject(
          Message(
            .emptyRun, "nothing is declared, so nothing happens", severity: .warning,
            notes: ["Try:  chain base from bitcoin    before the run"]), at: length.extent))
    default: settings = []
    }
    for setting in settings { warn(of: setting) }
  }

  private mutating func warn(of setting: Setting) {
    guard case .list(let items) = setting.value, items.count == 1,
      case .quantity(let x, let unit, let extent) = items[0], let one = scope.prices.unit(unit.text)
    else { return }
    let written = "\(Readable.number(x)) \(unit.text)"
    if one.dimension == .data, unit.text.hasSuffix("bit") {
      let bytes = Readable.quantity(Quantity(x * one.value, .data))
      warnings.append(
        reject(
          Message(
            .bitsForBytes, "`\(written)` is \(bytes): a byte is 8 bits", severity: .warning,
            notes: [
              "Try:  \(setting.name.text) \(Readable.number(x)) \(unit.text.prefix { $0 != "b" })B"
            ]), at: extent))
    }
    if unit.text == "%", x > 0, x < 1, Self.sharesOfPower.contains(setting.name.text) {
      warnings.append(
        reject(
          Message(
            .fractionOfPercent, "`\(written)` is \(Readable.number(x * 10)) in 1000",
            severity: .warning,
            notes: ["Try:  \(setting.name.text) \(Readable.number(x * 100)) %"]), at: extent))
    }
  }

  /// Shares that are seldom below one in a hundred.
  private static let sharesOfPower: Set<String> = [
    "share", "online", "victim_offline", "cross_shard", "gamma",
  ]
}

extension DiagnosticCode {
  static let emptyRun = DiagnosticCode(
    "T084", "run without a system", cause: "Time passes, and there is nothing that it passes for.",
    wrong: "run 1 day", right: "chain base from bitcoin; run 1 day", lesson: "one-ledger")
  static let bitsForBytes = DiagnosticCode(
    "T085", "bits where bytes are usual",
    cause: "Sizes are in bytes (MB), speeds of lines in bits (Mbit/s). A byte is 8 bits.",
    wrong: "chain base from bitcoin { block_size 8 Mbit }",
    right: "chain base from bitcoin { block_size 8 MB }", lesson: "bigger-blocks")
  static let fractionOfPercent = DiagnosticCode(
    "T086", "a fraction with a percent sign",
    cause: "A share is written `30 %` or `0.3`; `0.3 %` is a hundredth of that.",
    wrong: "attack double_spend on base { share 0.3 % }",
    right: "attack double_spend on base { share 30 % }", lesson: "when-miners-cheat")
}
