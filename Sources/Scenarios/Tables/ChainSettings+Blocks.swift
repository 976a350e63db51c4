import Blockchain
import Quantities

extension KnownSetting where Parameters == ChainParameters {
  /// What a block is, when it comes and when it is final.
  static let blocks: [KnownSetting] = [
    word(
      "consensus", ChainParameters.Consensus.self, \.consensus,
      "how the chain agrees on the next block", ["consensus pow", "consensus bft"]),
    KnownSetting(
      info: SettingInfo(
        name: "block_interval", shape: .quantity(.time, 1e-3...10 * Unit.year, whole: false),
        suits: [],
        meaning: "mean time between blocks; the length of a slot, or the shortest time with votes",
        examples: ["block_interval 10 min", "block_interval 12 s"]),
      read: { parameters, _ in
        .number((parameters.consensus == .pos ? parameters.slot : parameters.blockInterval).seconds)
      },
      write: { parameters, content, _ in parameters.setInterval(content) }),
    KnownSetting(
      info: SettingInfo(
        name: "slot", shape: .quantity(.time, 1e-3...10 * Unit.year, whole: false),
        suits: ["pos", "dpos"],
        meaning: "time between two chances for a block", examples: ["slot 12 s", "slot 6 s"]),
      read: { parameters, _ in .number(parameters.slot.seconds) },
      write: { parameters, content, _ in parameters.setInterval(content) }),
    count(
      "slots_per_epoch", \.slotsPerEpoch, 1...100_000, "slots between two checkpoints",
      ["slots_per_epoch 32", "slots_per_epoch 8"], suits: ["pos"]),
    optional(
      "block_size", \.blockSize, .data, 100...1e12, "bytes that fit into a block",
      ["block_size 1 MB", "block_size 32 MB"]),
    optional(
      "gas_limit", \.gasLimit, .gas, 1...1e13, "gas that fits into a block",
      ["gas_limit 60 Mgas", "gas_limit 30 Mgas"]),
    optional(
      "gas_target", \.gasTarget, .gas, 1...1e13,
      "gas per block at which the base fee stays; half the limit unless set",
      ["gas_target 30 Mgas", "gas_target 15 Mgas"]),
    whole(
      "transaction_size", \.transactionSize, .data, 1...1e9, "bytes of a standard transaction",
      ["transaction_size 238 B", "transaction_size 110 B"]),
    whole(
      "transaction_gas", \.transactionGas, .gas, 1...1e9, "gas of a standard transaction",
      ["transaction_gas 80 kgas", "transaction_gas 21 kgas"]),
    yesNo(
      "always_full", \.alwaysFull,
      "whether blocks are padded with standard transactions up to the limit",
      ["always_full yes", "always_full no"]),
    count(
      "finality_depth", \.finalityDepth, 1...100_000,
      "confirmations until users trust a block; the block itself is the first",
      ["finality_depth 6", "finality_depth 30"], suits: ["pow"]),
    interval(
      "authorization_time", \.authorizationTime, 0...86_400,
      "median time in which the operator answers",
      ["authorization_time 1 s", "authorization_time 0 s"],
      suits: ["central"]),
    interval(
      "settlement_time", \.settlementTime, 0...Unit.year,
      "until the operator's payments are settled",
      ["settlement_time 2 days", "settlement_time 1 h"],
      suits: ["central"]),
    whole(
      "mempool_size", \.mempoolSize, .data, 1e3...1e12, "bytes that nodes keep waiting",
      ["mempool_size 300 MB", "mempool_size 30 MB"]),
  ]
}

extension ChainParameters {
  /// Blocks and slots have one length, whatever the consensus is called.
  fileprivate mutating func setInterval(_ content: SettingContent) {
    guard case .number(let seconds) = content else { return }
    blockInterval = .seconds(seconds)
    slot = .seconds(seconds)
  }
}
