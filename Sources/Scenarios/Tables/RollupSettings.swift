import Blockchain
import Quantities

extension KnownSetting where Parameters == ChainParameters {
  /// Money that a system holds on its parent.
  static let locked: [KnownSetting] = [
    number(
      "locked_value", \.lockedValue, .money, 0...1e15, shownIn: "USD",
      "money of its users that it holds on its parent at first",
      ["locked_value 1 bnUSD", "locked_value 10 MUSD"])
  ]

  /// How a rollup proves, where its data lies, who may do what.
  static let rollup: [KnownSetting] = [
    word(
      "proof", RollupParameters.Proof.self, \.rollup.proof,
      "how its parent knows that a state is right: fraud (anybody may challenge it for a while), validity "
        + "(it comes with a proof)",
      ["proof fraud", "proof validity"]),
    word(
      "data", RollupParameters.Data.self, \.rollup.data,
      "where its data lies: calldata or blobs of the parent, or with a committee (validium)",
      ["data blobs", "data calldata"]),
    number(
      "bytes_per_tx", \.rollup.bytesPerTransaction, .data, 0.001...1e9,
      "bytes of a transaction after compression", ["bytes_per_tx 100 B", "bytes_per_tx 16 B"]),
    count(
      "batch_size", \.rollup.batchSize, 0...1_000_000_000,
      "transactions of a full batch; 0 for as many as fit into its data",
      ["batch_size 1000", "batch_size 0"]),
    interval(
      "batch_interval", \.rollup.batchInterval, 1e-3...1e9,
      "the oldest that a transaction gets before its batch is posted",
      ["batch_interval 5 min", "batch_interval 1 h"]),
    whole(
      "batch_gas", \.rollup.batchGas, .gas, 0...1e9, "gas of posting a batch besides its data",
      ["batch_gas 200 kgas", "batch_gas 40 kgas"]),
    whole(
      "proof_gas", \.rollup.proofGas, .gas, 0...1e9, "gas of verifying a proof (validity)",
      ["proof_gas 450 kgas", "proof_gas 6 Mgas"]),
    interval(
      "proof_time", \.rollup.proofTime, 0...1e9,
      "time to put a proof together, besides the proving (validity)",
      ["proof_time 10 min", "proof_time 1 h"]),
    number(
      "prover_rate", \.rollup.proverRate, .transactionRate, 0...1e12,
      "transactions that all provers together prove (validity); 0 for no limit",
      ["prover_rate 500 tx/s", "prover_rate 10 tx/s"]),
    number(
      "prover_price", \.rollup.proverPrice, .moneyRate, 0...1e9, shownIn: "USD/day",
      stored: 1 / 3_600, "what a prover costs (validity)",
      ["prover_price 48 USD/day", "prover_price 0 USD/day"]),
    number(
      "prover_speed", \.rollup.proverSpeed, .transactionRate, 1e-9...1e12,
      "transactions that one prover proves (validity)",
      ["prover_speed 10 tx/s", "prover_speed 100 tx/s"]),
    interval(
      "execution_delay", \.rollup.executionDelay, 0...1e9,
      "time between a proof's acceptance and the execution of what it proves (validity)",
      ["execution_delay 3 h", "execution_delay 0 s"]),
    interval(
      "root_interval", \.rollup.rootInterval, 1e-3...1e9, "time between two state roots (fraud)",
      ["root_interval 1 h", "root_interval 10 min"]),
    interval(
      "challenge_window", \.rollup.challengeWindow, 0...1e9,
      "time in which a state root may be challenged (fraud)",
      ["challenge_window 7 days", "challenge_window 6.4 days"]),
    whole(
      "root_gas", \.rollup.rootGas, .gas, 0...1e9, "gas of posting a state root (fraud)",
      ["root_gas 200 kgas", "root_gas 100 kgas"]),
    whole(
      "exit_gas", \.rollup.exitGas, .gas, 0...1e9,
      "gas of a user on the parent who asks to leave, or claims what is due",
      ["exit_gas 150 kgas", "exit_gas 300 kgas"]),
    coins(
      "bond", \.rollup.bond, 0...1e15, "what whoever posts a state root puts up (fraud)",
      ["bond 0.08 ETH", "bond 3600 ETH"]),
    count(
      "watchers", \.rollup.watchers, 0...10_000, "who checks the state roots (fraud)",
      ["watchers 3", "watchers 0"]),
    number(
      "watch_probability", \.rollup.watchProbability, .number, 0...1,
      "probability that a watcher notices a wrong root and acts within the window (fraud)",
      ["watch_probability 90 %", "watch_probability 50 %"]),
    KnownSetting(
      info: SettingInfo(
        name: "forced_inclusion", shape: .quantity(.time, 0...1e9, whole: false), suits: [],
        meaning:
          "time after which what was sent to the parent is included even against the sequencer",
        examples: ["forced_inclusion 12 h", "forced_inclusion 24 h"]),
      read: { parameters, _ in
        parameters.rollup.forcedInclusion.map { .number($0.seconds) } ?? .unset
      },
      write: { parameters, content, _ in
        if case .number(let time) = content { parameters.rollup.forcedInclusion = .seconds(time) }
      }),
    count(
      "sequencers", \.rollup.sequencers, 1...10_000,
      "independent parties that order transactions, taking turns", ["sequencers 1", "sequencers 5"]
    ),
    count(
      "council_keys", \.rollup.councilKeys, 1...1_000, "members of the council that can upgrade it",
      ["council_keys 12", "council_keys 7"]),
    count(
      "council_threshold", \.rollup.councilThreshold, 1...1_000,
      "members that have to sign an upgrade", ["council_threshold 9", "council_threshold 4"]),
    interval(
      "upgrade_delay", \.rollup.upgradeDelay, 0...1e9,
      "time between an upgrade's signing and its effect",
      ["upgrade_delay 7 days", "upgrade_delay 0 s"]),
    count(
      "committee_size", \.rollup.committeeSize, 1...1_000,
      "members who keep the data (data committee)", ["committee_size 5", "committee_size 20"]),
    count(
      "committee_threshold", \.rollup.committeeThreshold, 1...1_000,
      "members who have to sign that they have the data (data committee)",
      ["committee_threshold 3", "committee_threshold 15"]),
    number(
      "withdrawals", \.rollup.withdrawals, .moneyRate, 0...1e15, shownIn: "USD/day",
      stored: 1 / 86_400, "money that leaves, while others bring as much",
      ["withdrawals 50 MUSD/day", "withdrawals 0 USD/day"]),
    KnownSetting(
      info: SettingInfo(
        name: "fast_exits", shape: .share, suits: [],
        meaning: "share of that money which others pay out at once, and then wait for",
        examples: ["fast_exits 100 %", "fast_exits 0 %"]),
      read: { parameters, _ in .number(parameters.rollup.fastExits) },
      write: { parameters, content, _ in
        if case .number(let share) = content { parameters.rollup.fastExits = share }
      }),
    count(
      "users", \.rollup.users, 0...1_000_000_000,
      "accounts with equal parts of its money, which all leave in a panic",
      ["users 100_000", "users 1_000_000"]),
    yesNo(
      "source_available", \.rollup.sourceAvailable,
      "whether anybody can build its software, which its stage asks for",
      ["source_available yes", "source_available no"]),
    optionalCount(
      "outside_challengers", \.rollup.outsideChallengers, 0...10_000,
      "parties besides the operator who may challenge, which its stage asks for",
      ["outside_challengers 5", "outside_challengers 0"]),
    optionalCount(
      "council_external", \.rollup.councilExternal, 0...1_000,
      "members of the council from outside the organisation, which its stage asks for",
      ["council_external 8", "council_external 0"]),
    optionalWord(
      "override", RollupParameters.Override.self, \.rollup.override,
      "when the council may overrule the proof system, which its stage asks for",
      ["override bugs_only", "override any"]),
    KnownSetting(
      info: SettingInfo(
        name: "permissionless_proofs", shape: .word(["yes", "no"]), suits: [],
        meaning: "whether anybody may prove or challenge, which its stage asks for",
        examples: ["permissionless_proofs yes", "permissionless_proofs no"]),
      read: { parameters, _ in
        parameters.rollup.permissionlessProofs.map { .word($0 ? "yes" : "no") } ?? .unset
      },
      write: { parameters, content, _ in
        if case .word(let word) = content { parameters.rollup.permissionlessProofs = word == "yes" }
      }),
  ]

  private static func optionalCount(
    _ name: String, _ path: any WritableKeyPath<ChainParameters, Int?> & Sendable,
    _ range: ClosedRange<Double>, _ meaning: String, _ examples: [String]
  ) -> KnownSetting {
    KnownSetting(
      info: SettingInfo(
        name: name, shape: .quantity(.number, range, whole: true), suits: [], meaning: meaning,
        examples: examples),
      read: { parameters, _ in parameters[keyPath: path].map { .number(Double($0)) } ?? .unset },
      write: { parameters, content, _ in
        if case .number(let value) = content { parameters[keyPath: path] = Int(value.rounded()) }
      })
  }

  private static func optionalWord<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, _ type: Choice.Type,
    _ path: any WritableKeyPath<ChainParameters, Choice?> & Sendable, _ meaning: String,
    _ examples: [String]
  ) -> KnownSetting {
    KnownSetting(
      info: SettingInfo(
        name: name, shape: .word(type.allCases.map(\.rawValue)), suits: [], meaning: meaning,
        examples: examples),
      read: { parameters, _ in parameters[keyPath: path].map { .word($0.rawValue) } ?? .unset },
      write: { parameters, content, _ in
        if case .word(let word) = content { parameters[keyPath: path] = Choice(rawValue: word) }
      })
  }
}
