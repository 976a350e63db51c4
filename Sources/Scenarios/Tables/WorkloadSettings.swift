import Blockchain
import Quantities

extension KnownSetting where Parameters == WorkloadParameters {
  /// Every setting of a workload.
  static let workload: [KnownSetting] = [
    number(
      "rate", \.rate, .transactionRate, 0...1e9,
      "transactions per second that users want, for each system",
      ["rate 5 tx/s", "rate 2 ktx/s"]),
    KnownSetting(
      info: SettingInfo(
        name: "mix", shape: .mix, suits: [],
        meaning: "what users do, as shares of their transactions",
        examples: ["mix payments 100 %", "mix payments 70 %, swaps 30 %"]),
      read: { parameters, _ in .mix(parameters.mix) },
      write: { parameters, content, _ in
        if case .mix(let shares) = content { parameters.mix = shares }
      }),
    KnownSetting(
      info: SettingInfo(
        name: "bid", shape: .quantity(.money, 0...1e9, whole: false), suits: [],
        meaning: "median willingness to pay for a transaction; each kind has its own unless set",
        examples: ["bid 5 USD", "bid 0.5 USD"]),
      read: { parameters, _ in parameters.bid.map { .number($0) } ?? .unset },
      write: { parameters, content, _ in
        if case .number(let dollars) = content { parameters.bid = dollars }
      }),
    number(
      "bid_sigma", \.bidSigma, .number, 0...5, "spread of the willingness to pay (lognormal)",
      ["bid_sigma 1.2", "bid_sigma 0"]),
    KnownSetting(
      info: SettingInfo(
        name: "patience", shape: .patience, suits: [],
        meaning: "how long a user waits before leaving",
        examples: ["patience 50 blocks", "patience 2 h"]),
      read: { parameters, _ in
        switch parameters.patience {
        case .time(let interval): .number(interval.seconds)
        case .blocks(let n): .blocks(n)
        }
      },
      write: { parameters, content, _ in
        switch content {
        case .number(let seconds): parameters.patience = .time(.seconds(seconds))
        case .blocks(let n): parameters.patience = .blocks(n)
        default: break
        }
      }),
    optional(
      "size", \.size, .data, 1...1e9, "bytes of a transaction; goes before `transaction_size`",
      ["size 500 B", "size 1 kB"]),
    number(
      "amount", \.amount, .money, 0...1e12, "money that a payment moves",
      ["amount 20 USD", "amount 1 kUSD"]),
    number(
      "amount_sigma", \.amountSigma, .number, 0...5,
      "spread of the money that payments over channels move (lognormal around `amount`)",
      ["amount_sigma 1", "amount_sigma 0"]),
    number(
      "users", \.users, .number, 0...1e11, "how many people share the rate",
      ["users 1_000_000", "users 100"]),
  ]

  static let names = workload.map(\.info.name)

  static func named(_ name: String) -> KnownSetting? { workload.first { $0.info.name == name } }
}
