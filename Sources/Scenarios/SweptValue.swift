import Quantities
import Syntax

/// One value that a sweep gives to a setting or a name.
enum SweptValue: Hashable, Sendable {
  case quantity(Quantity)
  /// Of a setting that takes words.
  case word(String)

  /// In base units; a word has none.
  var number: Double {
    if case .quantity(let q) = self { q.value } else { .nan }
  }

  var quantity: Quantity? {
    if case .quantity(let q) = self { q } else { nil }
  }

  var readable: String {
    switch self {
    case .quantity(let q): Readable.quantity(q)
    case .word(let word): word
    }
  }

  var cell: DataTable.Cell {
    switch self {
    case .quantity(let q): .number(q.value)
    case .word(let word): .text(word)
    }
  }

  /// As it would be written.
  func expression(at extent: Extent) -> Expression {
    switch self {
    case .quantity(let q): .literal(q, at: extent)
    case .word(let word): .path(Path([Word(word, extent)]))
    }
  }
}

extension Scope {
  /// The words that a swept setting takes, if it takes words.
  func words(of path: Path) -> [String]? {
    guard let target = swept(path), case .chainSetting(let setting, _)? = try? resolve(target),
      case .word(let words) = setting.info.shape
    else { return nil }
    return words
  }
}
