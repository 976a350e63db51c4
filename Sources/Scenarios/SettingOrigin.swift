import Blockchain
import Syntax

/// Where the value of a setting comes from.
struct SettingOrigin {
  /// `preset bitcoin: BIP 141, 2017`, `set here`, `standard`.
  var text: String

  init(
    _ setting: KnownSetting<ChainParameters>, of system: Scope.System, now: ChainParameters,
    in scope: Scope
  ) {
    let name = setting.info.name
    let coin = scope.coin(of: now)
    let present = setting.read(now, coin)
    guard let preset = Self.preset(behind: system, in: scope) else {
      let standard = ChainParameters.standard(coin: now.coin, kind: now.kind)
      text = setting.read(standard, coin) == present ? "standard" : "set here"
      return
    }
    let rules = scope.parameters(of: preset, coin: now.coin)
    guard setting.read(rules, coin) == present else {
      text = "set here"
      return
    }
    if let (source, from) = Self.source(of: name, in: preset) {
      text = "preset \(from): \(source)"
    } else {
      text = "standard"
    }
  }

  /// The preset that a system was made from, also by way of others.
  private static func preset(behind system: Scope.System, in scope: Scope) -> Preset? {
    var base = system.base
    for _ in 0...scope.systems.count {
      guard let name = base else { return nil }
      guard let other = scope.system(name), other.name != system.name,
        Preset.named(name) == nil || other.parameters.kind == system.parameters.kind
      else { return Preset.named(name) }
      base = other.base
    }
    return nil
  }

  /// What a preset's text says behind a setting, or that of the preset it starts from.
  private static func source(of setting: String, in preset: Preset) -> (String, String)? {
    if let source = preset.sources[setting] { return (source, preset.name) }
    guard let from = preset.declaration.from.flatMap({ Preset.named($0.text) }) else { return nil }
    return source(of: setting, in: from)
  }
}

extension Preset {
  /// The comment behind each of its settings.
  var sources: [String: String] {
    var sources: [String: String] = [:]
    for line in text.split(separator: "\n") where line.first == " " {
      let halves = line.split(separator: "#", maxSplits: 1)
      guard halves.count == 2, let name = halves[0].split(separator: " ").first else { continue }
      sources[String(name)] = halves[1].split(separator: " ").joined(separator: " ")
    }
    return sources
  }
}
