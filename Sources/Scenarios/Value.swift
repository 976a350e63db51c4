import Quantities

/// What an expression is worth.
enum Value: Hashable, Sendable {
  /// A number with its dimension, and the unit asked for by `->`; NaN is "no data".
  case quantity(Quantity, shownIn: String?)
  /// Unknown where something compared has no data.
  case truth(Bool?)
  case word(String)
  case text(String)

  static func number(_ x: Double, _ dimension: Dimension = .number) -> Value {
    .quantity(Quantity(x, dimension), shownIn: nil)
  }

  var quantity: Quantity? {
    if case .quantity(let q, _) = self { q } else { nil }
  }

  /// How it reads: `12.5 min`, `-` without data.
  func readable(_ prices: Prices) -> String {
    switch self {
    case .quantity(let q, let unit):
      if q.value.isNaN { return "-" }
      if let unit, let one = prices.unit(unit) {
        return Readable.number(q.value / one.value) + (unit == "%" ? " %" : " \(unit)")
      }
      return Readable.quantity(q)
    case .truth(let truth): return truth.map { $0 ? "yes" : "no" } ?? "-"
    case .word(let word): return word
    case .text(let text): return text
    }
  }

  /// The number in the unit asked for by `->`, if there was one.
  func asked(_ prices: Prices) -> DataTable.Asked? {
    guard case .quantity(let q, let unit?) = self, !q.value.isNaN, let one = prices.unit(unit)
    else { return nil }
    return DataTable.Asked(unit: unit, value: q.value / one.value)
  }

  /// What a learner would call it: "a time", "a word".
  var kindName: String {
    switch self {
    case .quantity(let q, _): q.dimension.name
    case .truth: "a yes or no"
    case .word: "a word"
    case .text: "a text"
    }
  }
}
