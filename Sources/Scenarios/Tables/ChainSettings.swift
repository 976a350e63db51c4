import Blockchain
import Quantities

extension KnownSetting where Parameters == ChainParameters {
  /// Every setting of a chain that this version simulates, in the order in which `show` lists them.
  static let chain: [KnownSetting] = [
    word(
      "consensus", ChainParameters.Consensus.self, \.consensus,
      "how the chain agrees on the next block", ["consensus pow", "consensus pos"]),
    KnownSetting(
      info: SettingInfo(
        name: "block_interval", shape: .quantity(.time, 1e-3...10 * Unit.year, whole: false),
        suits: [],
        meaning: "mean time between blocks; with proof of stake the length of a slot",
        examples: ["block_interval 10 min", "block_interval 12 s"]),
      read: { parameters, _ in
        .number((parameters.consensus == .pos ? parameters.slot : parameters.blockInterval).seconds)
      },
      write: { parameters, content, _ in parameters.setInterval(content) }),
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
      "subsidy", \.subsidy, 0...1e12, "new coins per block for its producer (pow)",
      ["subsidy 3.125 BTC", "subsidy 0 USD"], suits: ["pow", "central"]),
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
    count(
      "finality_depth", \.finalityDepth, 1...100_000,
      "confirmations until users trust a block; the block itself is the first",
      ["finality_depth 6", "finality_depth 30"], suits: ["pow"]),
    KnownSetting(
      info: SettingInfo(
        name: "shares", shape: .shares, suits: ["pow"],
        meaning:
          "share of the hash rate of each producer; the rest is equal producers of at most 1 %",
        examples: ["shares 30 %, 29 %, 12 %", "shares 51 %"]),
      read: { parameters, _ in .numbers(parameters.shares) },
      write: { parameters, content, _ in
        guard case .numbers(let shares) = content else { return }
        parameters.shares = shares
        parameters.miners = 0
      }),
    count(
      "miners", \.miners, 0...10_000, "that many equal producers in place of `shares`",
      ["miners 1000", "miners 2"], suits: ["pow"]),
    KnownSetting(
      info: SettingInfo(
        name: "hash_rate", shape: .quantity(.hashRate, 0...1e30, whole: false), suits: ["pow"],
        meaning: "hashes per second of all producers together",
        examples: ["hash_rate 1060 EH/s", "hash_rate 500 EH/s"]),
      read: { parameters, _ in .number(parameters.hashRate) },
      write: { parameters, content, _ in
        if case .number(let rate) = content { parameters.hashRate = rate }
      }),
    word(
      "retarget", ChainParameters.Retarget.self, \.retarget,
      "how the difficulty follows the hash rate", ["retarget bitcoin", "retarget none"],
      suits: ["pow"]),
    count(
      "retarget_period", \.retargetPeriod, 2...1_000_000,
      "blocks between two changes of the difficulty (retarget bitcoin)",
      ["retarget_period 2016", "retarget_period 144"], suits: ["pow"]),
    KnownSetting(
      info: SettingInfo(
        name: "slot", shape: .quantity(.time, 1e-3...10 * Unit.year, whole: false), suits: ["pos"],
        meaning: "time between two chances for a block", examples: ["slot 12 s", "slot 6 s"]),
      read: { parameters, _ in .number(parameters.slot.seconds) },
      write: { parameters, content, _ in parameters.setInterval(content) }),
    count(
      "slots_per_epoch", \.slotsPerEpoch, 1...100_000, "slots between two checkpoints",
      ["slots_per_epoch 32", "slots_per_epoch 8"], suits: ["pos"]),
    count(
      "validators", \.validators, 1...10_000_000, "how many validators share the stake equally",
      ["validators 1000", "validators 1_000_000"], suits: ["pos"]),
    coins(
      "staked", \.staked, 0...1e21, "coins that validators have locked",
      ["staked 34_000_000 ETH", "staked 13_500_000 ETH"], suits: ["pos"]),
    number(
      "online", \.online, .number, 0...1, "probability that a validator is there for its turn",
      ["online 99 %", "online 60 %"], suits: ["pos"]),
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

  static let names = chain.map(\.info.name)

  static func named(_ name: String) -> KnownSetting? { chain.first { $0.info.name == name } }
}

extension ChainParameters {
  /// Blocks and slots have one length, whatever the consensus is called.
  fileprivate mutating func setInterval(_ content: SettingContent) {
    guard case .number(let seconds) = content else { return }
    blockInterval = .seconds(seconds)
    slot = .seconds(seconds)
  }
}

extension SettingContent {
  fileprivate func coins(of coin: Coin) -> Double {
    guard case .number(let dollars) = self, coin.price > 0 else { return 0 }
    return dollars / coin.price
  }
}

extension KnownSetting {
  static func number(
    _ name: String, _ path: any WritableKeyPath<Parameters, Double> & Sendable,
    _ dimension: Dimension,
    _ range: ClosedRange<Double>, _ meaning: String, _ examples: [String], suits: [String] = []
  ) -> KnownSetting {
    KnownSetting(
      info: SettingInfo(
        name: name, shape: .quantity(dimension, range, whole: false), suits: suits,
        meaning: meaning, examples: examples),
      read: { parameters, _ in .number(parameters[keyPath: path]) },
      write: { parameters, content, _ in
        if case .number(let value) = content { parameters[keyPath: path] = value }
      })
  }

  static func interval(
    _ name: String, _ path: any WritableKeyPath<Parameters, Interval> & Sendable,
    _ range: ClosedRange<Double>, _ meaning: String, _ examples: [String], suits: [String] = []
  ) -> KnownSetting {
    KnownSetting(
      info: SettingInfo(
        name: name, shape: .quantity(.time, range, whole: false), suits: suits, meaning: meaning,
        examples: examples),
      read: { parameters, _ in .number(parameters[keyPath: path].seconds) },
      write: { parameters, content, _ in
        if case .number(let value) = content { parameters[keyPath: path] = .seconds(value) }
      })
  }

  static func whole(
    _ name: String, _ path: any WritableKeyPath<Parameters, Int64> & Sendable,
    _ dimension: Dimension,
    _ range: ClosedRange<Double>, _ meaning: String, _ examples: [String], suits: [String] = []
  ) -> KnownSetting {
    KnownSetting(
      info: SettingInfo(
        name: name, shape: .quantity(dimension, range, whole: true), suits: suits, meaning: meaning,
        examples: examples),
      read: { parameters, _ in .number(Double(parameters[keyPath: path])) },
      write: { parameters, content, _ in
        if case .number(let value) = content { parameters[keyPath: path] = Int64(value.rounded()) }
      })
  }

  static func optional(
    _ name: String, _ path: any WritableKeyPath<Parameters, Int64?> & Sendable,
    _ dimension: Dimension,
    _ range: ClosedRange<Double>, _ meaning: String, _ examples: [String]
  ) -> KnownSetting {
    KnownSetting(
      info: SettingInfo(
        name: name, shape: .quantity(dimension, range, whole: true), suits: [], meaning: meaning,
        examples: examples),
      read: { parameters, _ in
        parameters[keyPath: path].map { .number(Double($0)) } ?? .unset
      },
      write: { parameters, content, _ in
        if case .number(let value) = content { parameters[keyPath: path] = Int64(value.rounded()) }
      })
  }

  static func count(
    _ name: String, _ path: any WritableKeyPath<Parameters, Int> & Sendable,
    _ range: ClosedRange<Double>,
    _ meaning: String, _ examples: [String], suits: [String] = []
  ) -> KnownSetting {
    KnownSetting(
      info: SettingInfo(
        name: name, shape: .quantity(.number, range, whole: true), suits: suits, meaning: meaning,
        examples: examples),
      read: { parameters, _ in .number(Double(parameters[keyPath: path])) },
      write: { parameters, content, _ in
        if case .number(let value) = content { parameters[keyPath: path] = Int(value.rounded()) }
      })
  }

  /// Money that the model keeps in coins.
  static func coins(
    _ name: String, _ path: any WritableKeyPath<Parameters, Double> & Sendable,
    _ range: ClosedRange<Double>, _ meaning: String, _ examples: [String], suits: [String] = []
  ) -> KnownSetting {
    KnownSetting(
      info: SettingInfo(
        name: name, shape: .quantity(.money, range, whole: false), suits: suits, meaning: meaning,
        examples: examples),
      read: { parameters, coin in .number(parameters[keyPath: path] * coin.price) },
      write: { parameters, content, coin in parameters[keyPath: path] = content.coins(of: coin) })
  }

  static func yesNo(
    _ name: String, _ path: any WritableKeyPath<Parameters, Bool> & Sendable, _ meaning: String,
    _ examples: [String]
  ) -> KnownSetting {
    KnownSetting(
      info: SettingInfo(
        name: name, shape: .word(["yes", "no"]), suits: [], meaning: meaning, examples: examples),
      read: { parameters, _ in .word(parameters[keyPath: path] ? "yes" : "no") },
      write: { parameters, content, _ in
        if case .word(let word) = content { parameters[keyPath: path] = word == "yes" }
      })
  }

  static func word<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, _ type: Choice.Type, _ path: any WritableKeyPath<Parameters, Choice> & Sendable,
    _ meaning: String, _ examples: [String], suits: [String] = []
  ) -> KnownSetting {
    KnownSetting(
      info: SettingInfo(
        name: name, shape: .word(type.allCases.map(\.rawValue)), suits: suits, meaning: meaning,
        examples: examples),
      read: { parameters, _ in .word(parameters[keyPath: path].rawValue) },
      write: { parameters, content, _ in
        if case .word(let word) = content, let choice = Choice(rawValue: word) {
          parameters[keyPath: path] = choice
        }
      })
  }
}
