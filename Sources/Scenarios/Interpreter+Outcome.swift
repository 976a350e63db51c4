import Blockchain
import Quantities
import Simulation
import Syntax
import Terminal

extension Interpreter {
  /// How many attempts succeeded, all replicates together.
  func summary(of index: Int) -> String {
    let outcomes = worlds.map { $0.outcome(of: AttackID(index: index)) }
    let decided = outcomes.reduce(0) { $0 + Int($1.decided) }
    let successes = outcomes.reduce(0) { $0 + Int($1.successes) }
    guard decided > 0 else { return "no attempt came to an end" }
    let interval = Estimate.wilson(successes: successes, of: decided)
    func percent(_ share: Double) -> String { Readable.number(share * 100) }
    return "\(successes) of \(decided) attempts succeeded, "
      + "\(percent(Double(successes) / Double(decided))) % (95 % interval "
      + "\(percent(interval.lowerBound)) .. \(percent(interval.upperBound)) %)"
  }

  /// Every outcome of a label, the mean over the replicates.
  func outcomes(of index: Int, kind: String) -> DataTable {
    let label = scope.labels[index]
    return DataTable(
      kind: kind, title: "\(label.attack.name) on \(scope.systems[label.system].name)",
      columns: [DataTable.Column(name: "label", unit: "")]
        + label.attack.fields.map {
          DataTable.Column(name: $0.rawValue, unit: $0.dimension.symbol)
        },
      rows: [
        [.text(label.name)]
          + label.attack.fields.map {
            let x = Measurement.outcome($0, label: index).mean(over: worlds)
            return x.isNaN ? .missing : .number(x)
          }
      ])
  }

  /// What became of an attack, and what its last launch was told.
  mutating func showLabel(_ index: Int) {
    let label = scope.labels[index]
    var table = TextTable(
      columns: [
        TextTable.Column("outcome"), TextTable.Column("value"), TextTable.Column("meaning"),
      ], wraps: true)
    for field in label.attack.fields {
      let estimate = Measurement.outcome(field, label: index).estimate(over: worlds)
      table.rows.append([
        StyledText(field.rawValue),
        StyledText(readable(estimate, field)),
        StyledText(field.meaning),
      ])
    }
    var text = StyledText(
      "\(label.name): attack \(label.attack.name) on \(scope.systems[label.system].name)\n")
    if let launch = label.launch {
      let told = label.attack.settings.compactMap { label.attack.setting($0) }
        .map { "\($0.info.name) \($0.written(launch, .dollar))" }
        .filter { !$0.hasSuffix(" -") }
      for line in Self.wrapped(told, width: options.page.width - 2) { text.append("  \(line)\n") }
    }
    say(
      text + table.drawn(on: options.page) + StyledText("\n"),
      data: outcomes(of: index, kind: "show"))
  }

  private func readable(_ estimate: Measured, _ field: AttackOutcome.Field) -> String {
    func read(_ x: Double) -> String {
      Value.quantity(Quantity(x, field.dimension), shownIn: field.unit == "%" ? "%" : nil)
        .readable(scope.prices)
    }
    guard !estimate.mean.isNaN else { return "-" }
    return read(estimate.mean) + (estimate.halfWidth > 0 ? " +- \(read(estimate.halfWidth))" : "")
  }

  /// Pieces with commas between, in lines of this width.
  private static func wrapped(_ pieces: [String], width: Int) -> [String] {
    var lines = [""]
    for (i, piece) in pieces.enumerated() {
      let piece = piece + (i < pieces.count - 1 ? "," : "")
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = piece
      } else if last.count + 1 + piece.count <= width {
        lines[lines.count - 1] += " " + piece
      } else {
        lines.append(piece)
      }
    }
    return lines
  }
}
