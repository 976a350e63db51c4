import Blockchain
import Quantities

extension KnownSetting where Parameters == ChainParameters {
  /// Whom one trusts with a system of any kind, and how much each part counts in the corner scores.
  static let trust: [KnownSetting] = [
    number(
      "key_failure", \.trust.keyFailure, .number, 0...100, shownIn: "%",
      "probability per year that the holder of a key loses it or is coerced",
      ["key_failure 10 %", "key_failure 1 %"]),
    number(
      "common_cause", \.trust.commonCause, .number, 0...100, shownIn: "%",
      "part of the failures of keys that strike all of a group at once",
      ["common_cause 1 %", "common_cause 0 %"]),
    optionalNumber(
      "code_bug", \.trust.codeBug, .number, 0...1, shownIn: "%",
      "probability per year that a mistake in the code is used",
      ["code_bug 0.1 %", "code_bug 1 %"],
      standard: "0.01 % with pow or pos, 1 % of a rollup, otherwise 0.1 %"),
    number(
      "key_price", \.trust.keyPrice, .money, 0...1e15, shownIn: "USD",
      "what the holder of a key would take", ["key_price 10 MUSD", "key_price 1 MUSD"]),
    number(
      "operator_price", \.trust.operatorPrice, .money, 0...1e15, shownIn: "USD",
      "what a company would take that operates everything",
      ["operator_price 1 bnUSD", "operator_price 100 MUSD"]),
    number(
      "price_drop", \.trust.priceDrop, .number, 0...100, shownIn: "%",
      "by how much an attack lowers the price of a coin", ["price_drop 50 %", "price_drop 90 %"]),
    optionalCount(
      "owners", \.trust.owners,
      "independent owners behind a ruling part of the power (of channels: nodes that forward most payments)",
      ["owners 25", "owners 6"], standard: "the producers themselves"),
    optionalCount(
      "censor_owners", \.trust.censorOwners, "the same for leaving transactions out",
      ["censor_owners 40", "censor_owners 5"], standard: "`owners`"),
    optionalCount(
      "halt_owners", \.trust.haltOwners, "the same for stopping",
      ["halt_owners 10", "halt_owners 5"], standard: "`owners`"),
    optionalTime(
      "switching_time", \.trust.switchingTime,
      "time until owners leave producers who misbehave",
      ["switching_time 2 days", "switching_time 6 h"],
      standard: "2 days with pow, otherwise 14 days"),
    optionalTime(
      "censor_time", \.trust.censorTime, "time until others serve whom producers leave out",
      ["censor_time 1 day", "censor_time 7 days"], standard: "`switching_time`"),
    optionalCount(
      "upgrade_entities", \.trust.upgradeEntities, "parties who have to agree to other rules",
      ["upgrade_entities 14", "upgrade_entities 5"],
      standard: "128 with pow or pos, a council or its like, otherwise half of the power"),
    optionalNumber(
      "entry_cost", \.trust.entryCost, .money, 0...1e15, shownIn: "USD",
      "what it takes to become a producer; 0 where nobody can",
      ["entry_cost 100 kUSD", "entry_cost 0 USD"], standard: "a machine, or the smallest stake"),
    optionalNumber(
      "usual_fee", \.trust.usualFee, .money, 0...1e9, shownIn: "USD",
      "what a transaction costs where nobody has sent any",
      ["usual_fee 1 USD", "usual_fee 0.01 USD"], standard: "the least that the rules ask"),
    weights(
      "decentralization_weights", \.trust.weights.decentralization,
      "what counts how much in `decentralization`: power, verification, nodes, joining",
      ["decentralization_weights 40, 25, 20, 15", "decentralization_weights 1, 1, 1, 1"]),
    weights(
      "security_weights", \.trust.weights.security,
      "what counts how much in `security`, besides the weakest link: cost, risk, tolerance",
      ["security_weights 40, 35, 25", "security_weights 1, 1, 0"]),
    weights(
      "scalability_weights", \.trust.weights.scalability,
      "what counts how much in `scalability`: capacity, fee, times",
      ["scalability_weights 70, 15, 15", "scalability_weights 1, 1, 1"]),
    weights(
      "power_weights", \.trust.weights.powers,
      "which power counts how much in `decentralization`: safety, censor, halt, upgrade",
      ["power_weights 35, 30, 15, 20", "power_weights 1, 0, 0, 0"]),
  ]

  static let ofTrust = Set(trust.map(\.info.name))

  private static func optionalNumber(
    _ name: String, _ path: any WritableKeyPath<ChainParameters, Double?> & Sendable,
    _ dimension: Dimension, _ range: ClosedRange<Double>, shownIn unit: String? = nil,
    _ meaning: String, _ examples: [String], standard: String
  ) -> KnownSetting {
    KnownSetting(
      info: SettingInfo(
        name: name, shape: .quantity(dimension, range, whole: false), suits: [], meaning: meaning,
        examples: examples, standard: standard, unit: unit),
      read: { parameters, _ in parameters[keyPath: path].map { .number($0) } ?? .unset },
      write: { parameters, content, _ in
        if case .number(let value) = content { parameters[keyPath: path] = value }
      })
  }

  private static func optionalCount(
    _ name: String, _ path: any WritableKeyPath<ChainParameters, Int?> & Sendable,
    _ meaning: String, _ examples: [String], standard: String
  ) -> KnownSetting {
    KnownSetting(
      info: SettingInfo(
        name: name, shape: .quantity(.number, 1...1e9, whole: true), suits: [], meaning: meaning,
        examples: examples, standard: standard),
      read: { parameters, _ in parameters[keyPath: path].map { .number(Double($0)) } ?? .unset },
      write: { parameters, content, _ in
        if case .number(let value) = content { parameters[keyPath: path] = Int(value.rounded()) }
      })
  }

  private static func optionalTime(
    _ name: String, _ path: any WritableKeyPath<ChainParameters, Interval?> & Sendable,
    _ meaning: String, _ examples: [String], standard: String
  ) -> KnownSetting {
    KnownSetting(
      info: SettingInfo(
        name: name, shape: .quantity(.time, 0...1e9, whole: false), suits: [], meaning: meaning,
        examples: examples, standard: standard),
      read: { parameters, _ in parameters[keyPath: path].map { .number($0.seconds) } ?? .unset },
      write: { parameters, content, _ in
        if case .number(let value) = content { parameters[keyPath: path] = .seconds(value) }
      })
  }

  private static func weights(
    _ name: String, _ path: any WritableKeyPath<ChainParameters, [Int]> & Sendable,
    _ meaning: String, _ examples: [String]
  ) -> KnownSetting {
    KnownSetting(
      info: SettingInfo(
        name: name, shape: .counts(0...10_000), suits: [], meaning: meaning, examples: examples),
      read: { parameters, _ in .counts(parameters[keyPath: path]) },
      write: { parameters, content, _ in
        if case .counts(let counts) = content { parameters[keyPath: path] = counts }
      })
  }
}
