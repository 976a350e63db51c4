import Blockchain
import Quantities

extension KnownSetting where Parameters == ChainParameters {
  /// How validators divide the work.
  static let sharding: [KnownSetting] = [
    count(
      "shards", \.shards, 1...Double(ChainParameters.mostShards),
      "chains that share the validators, each with blocks of its own; 1 for none",
      ["shards 64", "shards 4"], suits: ["pos"]),
    KnownSetting(
      info: SettingInfo(
        name: "committee_size", shape: .quantity(.number, 1...10_000_000, whole: true),
        suits: ["pos"], meaning: "validators of a shard",
        examples: ["committee_size 128", "committee_size 111"], standard: "validators / shards"),
      read: { parameters, _ in .number(Double(parameters.committee)) },
      write: { parameters, content, _ in
        if case .number(let size) = content { parameters.committeeSize = Int(size.rounded()) }
      }),
    KnownSetting(
      info: SettingInfo(
        name: "epoch", shape: .quantity(.time, 1e-3...10 * Unit.year, whole: false),
        suits: ["pos"],
        meaning: "time after which committees are drawn anew",
        examples: ["epoch 6.4 min", "epoch 1 day"], standard: "slot * slots_per_epoch"),
      read: { parameters, _ in .number(parameters.committeeTerm.seconds) },
      write: { parameters, content, _ in
        if case .number(let time) = content { parameters.committeeEpoch = .seconds(time) }
      }),
    KnownSetting(
      info: SettingInfo(
        name: "cross_shard", shape: .share, suits: ["pos"],
        meaning: "share of the transactions that touch two shards",
        examples: ["cross_shard 10 %", "cross_shard 50 %"], standard: "1 - 1/shards"),
      read: { parameters, _ in .number(parameters.crossShare) },
      write: { parameters, content, _ in
        if case .number(let share) = content { parameters.crossShard = share }
      }),
  ]
}
