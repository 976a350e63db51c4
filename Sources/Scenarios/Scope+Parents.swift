import Blockchain
import Syntax

extension Scope {
  /// The systems that a new one stands on: those named, or those of the system that it is made from.
  func parents(
    of kind: ChainParameters.Kind, _ declaration: Declaration, report: (Rejection) -> Void
  ) -> [String] {
    let clause = kind == .bridge ? "between" : "on"
    let named = kind == .bridge ? declaration.between : declaration.on
    let other = kind == .bridge ? declaration.on : declaration.between
    let row = SystemKind.of(kind)
    if let stray = (kind == .chain ? declaration.on + declaration.between : other).first {
      report(
        reject(
          Message(
            .wrongKind,
            kind == .chain
              ? "a chain stands on nothing"
              : "\(row.article) is declared `\(clause)`, not `\(kind == .bridge ? "on" : "between")`",
            notes: [
              kind == .chain ? "Leave out `on \(stray.text)`" : "Try:  \(row.example)"
            ]), at: stray.extent))
    }
    guard kind != .chain else { return [] }
    var found: [String] = []
    for word in named {
      guard let system = system(word.text) else {
        report(unknownName(word))
        continue
      }
      guard row.base.contains(system.parameters.kind) else {
        report(
          reject(
            Message(
              .wrongKind,
              "\(row.article) cannot stand on `\(word.text)`, which is \(system.kind.article)",
              notes: ["It stands on: " + row.base.map(\.rawValue).joined(separator: ", ")]),
            at: word.extent))
        continue
      }
      guard systemIndex(word.text)! < systemIndex(declaration.name.text) ?? .max else {
        report(
          reject(
            Message(
              .nameTaken,
              "`\(declaration.name.text)` was declared before `\(word.text)` and cannot move onto it",
              label: "another name"), at: declaration.name.extent))
        continue
      }
      if found.contains(word.text) {
        report(reject(Message(.nameTaken, "`\(word.text)` stands twice"), at: word.extent))
      } else {
        found.append(word.text)
      }
    }
    if named.isEmpty, let from = declaration.from, let system = system(from.text),
      system.parameters.kind == kind
    {
      return system.parents
    }
    if named.count != kind.parents, found.count == named.count {
      let fitting = systems.filter { row.base.contains($0.parameters.kind) }.map(\.name)
      let form =
        kind == .bridge
        ? "\(row.word) \(declaration.name.text) between A, B"
        : "\(row.word) \(declaration.name.text) on \(fitting.first ?? "eth")"
      report(
        reject(
          Message(
            .wrongKind,
            kind == .bridge
              ? "a bridge stands between two systems"
              : named.isEmpty
                ? "\(row.article) needs the system that it stands on"
                : "\(row.article) stands on one system",
            notes: ["Try:  \(form)"]
              + (fitting.isEmpty ? [] : ["Systems here: " + fitting.joined(separator: ", ")])),
          at: named.dropFirst().first?.extent ?? declaration.name.extent))
    }
    return found
  }

  func wrongBase(
    _ from: Word, _ base: ChainParameters.Kind, for kind: ChainParameters.Kind
  ) -> Rejection {
    let presets = Preset.all.filter { $0.kind == kind }.map(\.name)
    let declared = systems.filter { $0.parameters.kind == kind }.map(\.name)
    let known = presets + declared
    return reject(
      Message(
        .wrongKind,
        "`\(from.text)` is \(SystemKind.of(base).article); \(SystemKind.of(kind).article) starts from another",
        notes: [
          known.isEmpty
            ? "Leave out `from \(from.text)`" : "It starts from: " + known.joined(separator: ", "),
          base == .chain
            ? nil : "Or declare:  \(base.rawValue) NAME on PARENT from \(from.text)",
        ].compactMap { $0 }), at: from.extent)
  }
}
