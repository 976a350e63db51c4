import Quantities
import Syntax

/// One value that a sweep gives to a setting or a name.
enum SweptValue: Hashable, Sendable {
  /// With the unit that its setting is shown in, if it has one of its own.
  case quantity(Quantity, shownIn: String? = nil)
  /// Of a setting that takes words.
  case word(String)

  /// In base units; a word has none.
  var number: Double {
    if case .quantity(let q, _) = self { q.value } else { .nan }
  }

  var quantity: Quantity? {
    if case .quantity(let q, _) = self { q } else { nil }
  }

  var readable: String {
    switch self {
    case .quantity(let q, let unit): Value.quantity(q, shownIn: unit).readable(Prices())
    case .word(let word): word
    }
  }

  /// The unit of its setting, if that has one of its own.
  var unit: String? {
    if case .quantity(_, let unit) = self { unit } else { nil }
  }

  var cell: DataTable.Cell {
    switch self {
    case .quantity(let q, _): .number(q.value)
    case .word(let word): .text(word)
    }
  }

  /// As it would be written.
  func expression(at extent: Extent) -> Expression {
    switch self {
    case .quantity(let q, _): .literal(q, at: extent)
    case .word(let word): .path(Path([Word(word, extent)]))
    }
  }
}

extension Scope {
  /// What a swept path says of its setting, if it means one.
  func sweptSetting(_ path: Path) -> SettingInfo? {
    guard let target = swept(path) else { return nil }
    switch try? resolve(target) {
    case .chainSetting(let setting, _)?: return setting.info
    case .workloadSetting(let setting, _)?: return setting.info
    default: return nil
    }
  }

  /// A number as the setting of a swept path takes it.
  func sweptValue(_ q: Quantity, of path: Path) -> SweptValue {
    guard let info = sweptSetting(path), case .quantity(let dimension, _, _) = info.shape,
      let taken = q.taken(as: dimension)
    else { return .quantity(q) }
    return .quantity(taken, shownIn: info.unit)
  }
}
