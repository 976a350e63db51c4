import Blockchain
import Quantities
import Simulation
import Syntax

extension Interpreter {
  /// Gives a system other rules now; before the first run it is declared with them.
  mutating func upgrade(
    _ system: Word, to target: Word?, _ settings: [Setting], at extent: Extent
  ) throws(Rejection) {
    let index = try scope.happening("upgrade", to: system, example: Self.upgradeExample)
    try refuseCoin(among: settings)
    try refuseLock(among: settings)
    let count = try change(system: index) {
      (scope: inout Scope, parameters, worlds) throws(Rejection) in
      var first: Rejection?
      let count = scope.upgrade(
        &parameters, of: system.text, to: target, settings, worlds: worlds, at: extent
      ) { first = first ?? $0 }
      if let first { throw first }
      return count
    }
    scope.systems[index].changes += count
    guard hasRun else { return }
    mark(
      "upgrade \(system.text)" + (target.map { " to \($0.text)" } ?? "") + settings.inBraces)
  }

  static let upgradeExample = "chain eth from ethereum_pow; upgrade eth to ethereum"
  static let outageExample = "chain base from bitcoin; outage base { lasts 6 h }"

  /// Lets producers of a system stop now, or at time zero where that has not begun.
  mutating func outage(_ system: Word, _ settings: [Setting]) throws(Rejection) {
    let index = try scope.happening("outage", to: system, example: Self.outageExample)
    let parameters = try scope.outage(settings, worlds: worlds)
    if bench.replicates.isEmpty {
      bench.outages.append((index, parameters))
    } else {
      everyWorld { $0.beginOutage(of: SystemID(index: index), parameters) }
    }
    mark("outage \(system.text)" + settings.inBraces)
    if let lasts = parameters.lasts {
      bench.marks.append(Mark(at: now + lasts, text: "outage of \(system.text) ends"))
    }
  }
}

extension Checker {
  mutating func checkUpgrade(
    _ system: Word, to target: Word?, _ settings: [Setting], _ extent: Extent
  ) {
    attempt { checker throws(Rejection) in
      let index = try checker.scope.happening(
        "upgrade", to: system, example: Interpreter.upgradeExample)
      var parameters = checker.scope.systems[index].parameters
      let before = parameters
      var found: [Rejection] = []
      _ = checker.scope.upgrade(
        &parameters, of: system.text, to: target, settings, worlds: [], at: extent
      ) { found.append($0) }
      checker.rejections += found
      checker.scope.systems[index].parameters = parameters
      if checker.hasRun { checker.scope.systems[index].note(before.consensus) }
      guard checker.place == .body else { return }
      let coin = checker.scope.coin(of: parameters)
      let changed = KnownSetting<ChainParameters>.table(of: parameters.kind).filter {
        $0.read(before, coin) != $0.read(parameters, coin)
      }
      let names = changed.map(\.info.name) + settings.map(\.name.text)
      checker.scope.unsettled.formUnion(names.map { "\(system.text).\($0)" })
    }
  }

  mutating func checkOutage(_ system: Word, _ settings: [Setting]) {
    attempt { checker throws(Rejection) in
      _ = try checker.scope.happening("outage", to: system, example: Interpreter.outageExample)
      _ = try checker.scope.outage(settings, worlds: [])
    }
  }
}

extension Scope {
  /// What an outage is told.
  fileprivate func outage(
    _ settings: [Setting], worlds: [World]
  ) throws(Rejection) -> OutageParameters {
    var parameters = OutageParameters()
    for setting in settings {
      guard let known = KnownSetting<OutageParameters>.named(setting.name.text) else {
        throw reject(
          .unknown(
            .unknownSetting, "setting", setting.name.text,
            among: KnownSetting<OutageParameters>.names,
            listed: "Settings of an outage: "
              + KnownSetting<OutageParameters>.names.joined(separator: ", "),
            synonyms: Synonyms.attackSettings), at: setting.name.extent)
      }
      try write(setting, known, to: &parameters, worlds: worlds)
    }
    return parameters
  }
}

extension [Setting] {
  /// As a block on one line, with a space before it; nothing of none.
  var inBraces: String {
    let inner = map { "\($0.name.text) \($0.value.formatted)" }.joined(separator: "; ")
    return isEmpty ? "" : " { \(inner) }"
  }
}
