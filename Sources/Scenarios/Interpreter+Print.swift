import Blockchain
import Charts
import Measures
import Quantities
import Simulation
import Syntax
import Terminal

extension Interpreter {
  mutating func print(_ expressions: [Expression], at extent: Extent) throws(Rejection) {
    var parts: [String] = []
    var columns: [DataTable.Column] = []
    var cells: [DataTable.Cell] = []
    for expression in expressions {
      let value = try evaluator.value(of: expression)
      parts.append(escapingControls(try readable(value, expression)))
      columns.append(
        DataTable.Column(
          name: source.text(in: expression.extent), unit: value.quantity?.dimension.symbol ?? "",
          asked: value.asked(scope.prices)))
      if let quantity = value.quantity {
        cells.append(quantity.value.isNaN ? .missing : .number(quantity.value))
      } else {
        cells.append(.text(value.readable(scope.prices)))
      }
    }
    // On one line however long, for whoever reads it in a pipe.
    say(
      StyledText(parts.joined(separator: ", ") + "\n"),
      data: DataTable(kind: "print", title: "print", columns: columns, rows: [cells]))
  }

  /// A value with its 95 % interval where replicates give one.
  private func readable(_ value: Value, _ expression: Expression) throws(Rejection) -> String {
    let text = value.readable(scope.prices)
    guard worlds.count > 1, case .quantity(let mean, let unit) = value, !mean.value.isNaN else {
      return text
    }
    var values: [Double] = []
    for world in worlds {
      let one = try Evaluator(scope: scope, worlds: [world]).quantity(of: expression).value
      if !one.isNaN { values.append(one) }
    }
    let half = Measured(values).halfWidth
    guard half > 1e-9 * mean.value.magnitude, half.isFinite else { return text }
    let width = Value.quantity(Quantity(half, mean.dimension), shownIn: unit).readable(scope.prices)
    return "\(text) +- \(width)"
  }
}
