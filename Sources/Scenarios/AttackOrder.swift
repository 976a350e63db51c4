import Syntax

/// `attack NAME on SYSTEM [as LABEL] { … }` as it stands in the source.
struct AttackOrder {
  var name: Word
  var system: Word
  /// Its own name, where the statement gives no other.
  var label: Word
  var settings: [Setting]
  var extent: Extent

  init?(_ statement: Statement) {
    guard case .attack(let name, let system, let label, let settings) = statement.kind else {
      return nil
    }
    self.name = name
    self.system = system
    self.label = label ?? name
    self.settings = settings
    extent = statement.extent
  }

  /// On one line, as the time axis shows it.
  var line: String {
    let label = label.text == name.text ? "" : " as \(label.text)"
    let settings = settings.map { "\($0.name.text) \($0.value.formatted)" }.joined(separator: "; ")
    return "attack \(name.text) on \(system.text)\(label)"
      + (settings.isEmpty ? "" : " { \(settings) }")
  }
}

extension Statement {
  /// Attacks that it launches now or later; those of a sweep belong to its rows.
  var attacks: [AttackOrder] {
    switch kind {
    case .attack: AttackOrder(self).map { [$0] } ?? []
    case .at(_, _, let body), .every(_, let body), .when(_, _, let body): body.flatMap(\.attacks)
    default: []
    }
  }
}
