import Blockchain
import Quantities

extension KnownSetting where Parameters == ChainParameters {
  /// Who signs for money that a bridge holds.
  static let signers: [KnownSetting] = [
    count(
      "bridge_keys", \.peg.keys, 1...10_000, "keys that can sign for the bridge's money",
      ["bridge_keys 9", "bridge_keys 15"]),
    count(
      "bridge_threshold", \.peg.threshold, 1...10_000, "keys that have to sign",
      ["bridge_threshold 5", "bridge_threshold 11"]),
    KnownSetting(
      info: SettingInfo(
        name: "bridge_entities", shape: .counts(1...10_000), suits: [],
        meaning:
          "keys that each independent party holds; the others belong to one party each",
        examples: ["bridge_entities 4, 1, 1, 1, 1, 1", "bridge_entities 3, 3, 3"],
        standard: "one key each"),
      read: { parameters, _ in .counts(parameters.peg.entities) },
      write: { parameters, content, _ in
        if case .counts(let counts) = content { parameters.peg.entities = counts }
      }),
    count(
      "confirmations", \.peg.confirmations, 1...1_000_000,
      "blocks of either side until a transfer counts", ["confirmations 12", "confirmations 100"]),
  ]

  /// The bridge of a sidechain.
  static let peg: [KnownSetting] =
    signers + [
      number(
        "withdrawals", \.peg.withdrawals, .moneyRate, 0...1e15, shownIn: "USD/day",
        stored: 1 / 86_400, "money that leaves, while others bring as much",
        ["withdrawals 1 MUSD/day", "withdrawals 0 USD/day"]),
      yesNo(
        "merged_mining", \.peg.mergedMining,
        "whether its producers hash for the parent at once",
        ["merged_mining yes", "merged_mining no"]),
      number(
        "merged_share", \.peg.mergedShare, .number, 0...1,
        "part of the parent's hash rate that also works for it (merged_mining)",
        ["merged_share 70 %", "merged_share 100 %"]),
      count(
        "checkpoint_blocks", \.peg.checkpointBlocks, 0...100_000_000,
        "blocks between two checkpoints on the parent, for which withdrawals wait; 0 for none",
        ["checkpoint_blocks 256", "checkpoint_blocks 0"]),
    ]

  /// How a bridge moves money between two systems.
  static let bridging: [KnownSetting] =
    [
      word(
        "type", BridgeParameters.Mechanism.self, \.bridge.mechanism,
        "canonical (the systems' own withdrawals), liquidity (somebody pays at once and waits in your "
          + "place), multisig (signers attest), light_client (each side verifies the other's headers)",
        ["type liquidity", "type canonical"]),
      number(
        "capital", \.bridge.capital, .money, 0...1e15, shownIn: "USD",
        "money that providers put up on each side (liquidity)",
        ["capital 10 MUSD", "capital 350 MUSD"]),
      number(
        "capital_yield", \.bridge.yield, .number, 0...100, "what providers want for it, per year",
        ["capital_yield 5 %", "capital_yield 10 %"]),
      number(
        "risk_premium", \.bridge.riskPremium, .number, 0...1,
        "what they add for the risk, of the amount", ["risk_premium 5 bp", "risk_premium 0 %"]),
      whole(
        "transfer_gas", \.bridge.transferGas, .gas, 0...1e9, "gas of a transfer on either side",
        ["transfer_gas 120 kgas", "transfer_gas 60 kgas"]),
      whole(
        "header_gas", \.bridge.headerGas, .gas, 0...1e9,
        "gas of verifying a header of the other side (light_client)",
        ["header_gas 300 kgas", "header_gas 1 Mgas"]),
      number(
        "forward_share", \.bridge.forwardShare, .number, 0...1,
        "part of the transfers that go from the first end to the second",
        ["forward_share 100 %", "forward_share 50 %"]),
    ] + signers + locked
}
