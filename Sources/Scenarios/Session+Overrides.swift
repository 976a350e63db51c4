import Syntax

extension Session {
  /// Puts each `--set` right behind the declaration of its system.
  func withOverrides(
    _ statements: [Statement], isFile: Bool
  ) -> (statements: [Statement], rejections: [Rejection]) {
    guard !options.overrides.isEmpty else { return (statements, []) }
    var result = statements
    var rejections: [Rejection] = []
    for override in options.overrides {
      let text = "set \(override.path) \(override.value)"
      let parsed = Parser.parse(Source(name: nil, text: text))
      let system = override.path.split(separator: ".").first.map(String.init) ?? ""
      guard parsed.diagnostics.isEmpty, parsed.statements.count == 1,
        case .set = parsed.statements[0].kind,
        let place = result.lastIndex(where: { $0.declares(system) })
      else {
        if isFile {
          rejections.append(
            reject(
              Message(
                .unusableOverride,
                "`--set \(override.path)=\(override.value)` does not fit this scenario",
                notes: ["It names a system and its setting:  --set base.block_size=\"2 MB\""]),
              at: Extent(0, 0)))
        }
        continue
      }
      var statement = parsed.statements[0]
      statement.extent = result[place].extent
      result.insert(statement, at: place + 1)
    }
    return (result, rejections)
  }
}

extension Statement {
  fileprivate func declares(_ name: String) -> Bool {
    if case .declare(let declaration) = kind { declaration.name.text == name } else { false }
  }
}
