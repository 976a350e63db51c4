import Blockchain
import Quantities

extension KnownSetting where Parameters == ChainParameters {
  /// Fees, new coins and what a coin is worth.
  static let money: [KnownSetting] = [
    word(
      "fee_market", ChainParameters.FeeMarket.self, \.feeMarket,
      "how users bid: first_price pays the bid, eip1559 burns a base fee, posted is a fixed tariff",
      ["fee_market first_price", "fee_market eip1559"]),
    KnownSetting(
      info: SettingInfo(
        name: "minimum_relay_fee", shape: .quantity(.feeRate, 0...1e3, whole: false), suits: [],
        meaning: "lowest fee per byte that nodes pass on (first_price)",
        examples: ["minimum_relay_fee 1 sat/vB", "minimum_relay_fee 5 sat/vB"]),
      read: { parameters, coin in .number(parameters.minimumRelayFee * coin.price) },
      write: { parameters, content, coin in
        parameters.minimumRelayFee = content.coins(of: coin)
      }),
    coins(
      "base_fee_floor", \.baseFeeFloor, 0...1, "lowest base fee per gas (eip1559)",
      ["base_fee_floor 1 gwei", "base_fee_floor 0 gwei"]),
    coins(
      "initial_base_fee", \.initialBaseFee, 0...1, "base fee per gas of the first block (eip1559)",
      ["initial_base_fee 1 gwei", "initial_base_fee 20 gwei"]),
    coins(
      "priority_fee", \.priorityFee, 0...1, "what a user tips per gas (eip1559)",
      ["priority_fee 0.1 gwei", "priority_fee 2 gwei"]),
    yesNo(
      "base_fee_burned", \.baseFeeBurned, "whether the base fee is destroyed or paid to producers",
      ["base_fee_burned yes", "base_fee_burned no"]),
    coins(
      "posted_fee", \.postedFee, 0...1e6, "the operator's tariff per transaction (posted)",
      ["posted_fee 0.15 USD", "posted_fee 1 USD"]),
    coins(
      "subsidy", \.subsidy, 0...1e12,
      "new coins per block for its producer; with proof of stake the stake says how many",
      ["subsidy 3.125 BTC", "subsidy 0 USD"]),
    whole(
      "halving_interval", \.halvingInterval, .number, 0...1e9,
      "blocks until the subsidy halves; 0 for never",
      ["halving_interval 210_000", "halving_interval 0"], suits: ["pow"]),
    coins(
      "supply", \.supply, 1e-6...1e21, "coins that users hold at time zero",
      ["supply 19_900_000 BTC", "supply 120_000_000 ETH"]),
    KnownSetting(
      info: SettingInfo(
        name: "coin", shape: .coin, suits: [],
        meaning: "symbol of the chain's coin; worth 1 USD until `price` says otherwise",
        examples: ["coin BTC", "coin FOO"]),
      read: { parameters, _ in .word(parameters.coin) },
      write: { parameters, content, _ in
        if case .word(let symbol) = content { parameters.coin = symbol }
      }),
    KnownSetting(
      info: SettingInfo(
        name: "price", shape: .quantity(.money, 0...1e12, whole: false), suits: [],
        meaning: "what the chain's coin is worth", examples: ["price 60_000 USD", "price 1 USD"]),
      read: { _, coin in .number(coin.price) },
      write: { _, _, _ in }),
  ]
}
