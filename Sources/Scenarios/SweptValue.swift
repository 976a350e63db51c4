import Blockchain
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

/// What a swept path gives its values to.
enum SweptTarget {
  /// A setting of a system or a workload.
  case setting(Path)
  /// A setting of an attack that the body launches.
  case attack(AttackOrder, setting: Word)
  /// A new name that the body uses as a value.
  case name
}

extension Scope {
  func target(of path: Path, in body: [Statement]) -> SweptTarget {
    let word = path.parts[path.parts.count - 1]
    let attacks = body.flatMap(\.attacks)
    if path.parts.count > 1 {
      let head = path.parts[0].text
      if systemIndex(head) == nil, workloadIndex(head) == nil, path.parts.count == 2,
        let order = attacks.first(where: { $0.label.text == head })
      {
        return .attack(order, setting: word)
      }
      return .setting(path)
    }
    var owners: [String] = []
    owners += systems.filter {
      KnownSetting<ChainParameters>.named(word.text, of: $0.parameters.kind) != nil
    }.map(\.name)
    if KnownSetting<WorkloadParameters>.named(word.text) != nil { owners += workloads.map(\.name) }
    if owners.count == 1 { return .setting(Path([Word(owners[0], word.extent), word])) }
    // Where an attack gives the setting itself, it may well do so by this name.
    let open = attacks.filter { order in
      Attack.named(order.name.text)?.setting(word.text) != nil
        && !order.settings.contains { $0.name.text == word.text }
    }
    if let first = open.first, open.allSatisfy({ $0.label.text == first.label.text }) {
      return .attack(first, setting: word)
    }
    return .name
  }

  /// What a swept path says of its setting, if it means one.
  func sweptSetting(_ path: Path, in body: [Statement]) -> SettingInfo? {
    switch target(of: path, in: body) {
    case .setting(let path): setting(path)
    case .attack(let order, let word): Attack.named(order.name.text)?.setting(word.text)?.info
    case .name: nil
    }
  }

  /// A number as the setting of a swept path takes it.
  func sweptValue(_ q: Quantity, of path: Path, in body: [Statement]) -> SweptValue {
    guard let info = sweptSetting(path, in: body), case .quantity(let dimension, _, _) = info.shape,
      let taken = q.taken(as: dimension)
    else { return .quantity(q) }
    return .quantity(taken, shownIn: info.unit)
  }
}
