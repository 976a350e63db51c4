import Blockchain
import Quantities

/// What `attack … { … }` says: the engine's parameters, and how often.
struct AttackLaunch: Hashable, Sendable {
  var parameters: AttackParameters
  /// That many attempts at once on copies of the world; none for one that acts while the world runs.
  var tries: Int?
}

extension Attack {
  /// What is launched where nothing is set: the merchant waits as long as users of the chain do.
  func launch(on chain: ChainParameters) -> AttackLaunch? {
    guard let kind else { return nil }
    var parameters = AttackParameters(kind, share: share)
    parameters.confirmations = chain.finalityDepth
    // Who has the keys or the data takes everything unless told otherwise.
    if settings.contains("value") { parameters.value = takesEverything ? 0 : 1_000_000 }
    return AttackLaunch(parameters: parameters)
  }

  /// The row of a setting that it takes.
  func setting(_ name: String) -> KnownSetting<AttackLaunch>? {
    guard settings.contains(name), var row = KnownSetting<AttackLaunch>.named(name) else {
      return nil
    }
    if name == "share" { row.info.standard = Readable.number(share * 100) + " %" }
    if name == "value", takesEverything { row.info.standard = "everything" }
    return row
  }

  private var takesEverything: Bool { kind == .keyTheft || kind == .dataWithholding }
}

extension KnownSetting where Parameters == AttackLaunch {
  /// Every setting of an attack; each attack names those that it takes.
  static let attack: [KnownSetting] = [
    KnownSetting(
      info: SettingInfo(
        name: "share", shape: .share, suits: [],
        meaning: "part of the power that takes part; of a block's room for spam",
        examples: ["share 30 %", "share 51 %"], standard: "each attack has its own"),
      read: { launch, _ in .number(launch.parameters.share) },
      write: { launch, content, _ in
        if case .number(let share) = content { launch.parameters.share = share }
      }),
    count(
      "confirmations", \.parameters.confirmations, 1...100_000,
      "blocks that the merchant waits for; the payment's own is the first",
      ["confirmations 6", "confirmations 1"]
    ).unlessSet("the chain's `finality_depth`"),
    number(
      "value", \.parameters.value, .money, 0...1e15, "money at stake",
      ["value 1 MUSD", "value 50 BTC"]
    ).unlessSet("1 MUSD"),
    KnownSetting(
      info: SettingInfo(
        name: "lasts", shape: .quantity(.time, 1e-3...100 * Unit.year, whole: false), suits: [],
        meaning: "until it ends by itself", examples: ["lasts 6 h", "lasts 2 days"],
        standard: "until it succeeds, gives up or the run ends"),
      read: { launch, _ in launch.parameters.lasts.map { .number($0.seconds) } ?? .unset },
      write: { launch, content, _ in
        if case .number(let seconds) = content { launch.parameters.lasts = .seconds(seconds) }
      }),
    KnownSetting(
      info: SettingInfo(
        name: "gamma", shape: .share, suits: [],
        meaning: "part of the honest power that follows the attacker in a tie",
        examples: ["gamma 0 %", "gamma 50 %"], standard: "the network decides"),
      read: { launch, _ in launch.parameters.gamma.map { .number($0) } ?? .unset },
      write: { launch, content, _ in
        if case .number(let share) = content { launch.parameters.gamma = share }
      }),
    KnownSetting(
      info: SettingInfo(
        name: "budget", shape: .quantity(.money, 0...1e15, whole: false), suits: [],
        meaning: "money that may be spent", examples: ["budget 1 MUSD", "budget 20 BTC"],
        standard: "no limit"),
      read: { launch, _ in launch.parameters.budget.map { .number($0) } ?? .unset },
      write: { launch, content, _ in
        if case .number(let dollars) = content { launch.parameters.budget = dollars }
      }),
    KnownSetting(
      info: SettingInfo(
        name: "tries", shape: .quantity(.number, 1...10_000_000, whole: true), suits: [],
        meaning: "that many independent attempts at once, without a run, for a probability",
        examples: ["tries 1000", "tries 100_000"], standard: "one, while the world runs"),
      read: { launch, _ in launch.tries.map { .number(Double($0)) } ?? .unset },
      write: { launch, content, _ in
        if case .number(let count) = content { launch.tries = Int(count.rounded()) }
      }),
    KnownSetting(
      info: SettingInfo(
        name: "checkpoint_age", shape: .quantity(.time, 0...1_000 * Unit.year, whole: false),
        suits: [],
        meaning:
          "age of the newest checkpoint that a node which syncs has; one younger than the "
          + "weak-subjectivity period protects it",
        examples: ["checkpoint_age 30 days", "checkpoint_age 1 day"], standard: "no checkpoint"),
      read: { launch, _ in launch.parameters.checkpointAge.map { .number($0.seconds) } ?? .unset },
      write: { launch, content, _ in
        if case .number(let seconds) = content {
          launch.parameters.checkpointAge = .seconds(seconds)
        }
      }),
    KnownSetting(
      info: SettingInfo(
        name: "keys", shape: .quantity(.number, 0...10_000, whole: true), suits: [],
        meaning: "keys or members that the attacker has; a party gives all of its keys at once",
        examples: ["keys 5", "keys 2"], standard: "as many as it takes"),
      read: { launch, _ in launch.parameters.keys.map { .number(Double($0)) } ?? .unset },
      write: { launch, content, _ in
        if case .number(let count) = content { launch.parameters.keys = Int(count.rounded()) }
      }),
    KnownSetting(
      info: SettingInfo(
        name: "watchers", shape: .quantity(.number, 0...10_000, whole: true), suits: [],
        meaning: "who checks the state roots while it goes on",
        examples: ["watchers 0", "watchers 3"],
        standard: "those of the system"),
      read: { launch, _ in launch.parameters.watchers.map { .number(Double($0)) } ?? .unset },
      write: { launch, content, _ in
        if case .number(let count) = content { launch.parameters.watchers = Int(count.rounded()) }
      }),
    KnownSetting(
      info: SettingInfo(
        name: "victim_offline", shape: .share, suits: [],
        meaning: "probability that the victim is away for as long as it could answer",
        examples: ["victim_offline 50 %", "victim_offline 100 %"], standard: "0 %"),
      read: { launch, _ in .number(launch.parameters.victimOffline) },
      write: { launch, content, _ in
        if case .number(let share) = content { launch.parameters.victimOffline = share }
      }),
    word(
      "wins_at", AttackParameters.Win.self, \.parameters.winsAt,
      "when it has caught up: level with the public chain, or a block ahead",
      ["wins_at tie", "wins_at lead"]
    ).unlessSet("tie"),
  ]

  static let names = attack.map(\.info.name)

  static func named(_ name: String) -> KnownSetting? { attack.first { $0.info.name == name } }

  /// The same row with what holds where nothing is set.
  private func unlessSet(_ standard: String) -> KnownSetting {
    var row = self
    row.info.standard = standard
    return row
  }
}
