import Blockchain
import Quantities

extension KnownSetting where Parameters == ChainParameters {
  /// The exit games of a plasma chain.
  static let plasma: [KnownSetting] = [
    interval(
      "challenge_window", \.plasma.challengeWindow, 0...1e9,
      "time in which an exit may be challenged",
      ["challenge_window 7 days", "challenge_window 14 days"]),
    whole(
      "exit_gas", \.plasma.exitGas, .gas, 1...1e9, "gas of an exit on the parent",
      ["exit_gas 150 kgas", "exit_gas 60 kgas"]),
    number(
      "exit_share", \.plasma.exitShare, .number, 0...1,
      "share of the parent's gas target that exits may take",
      ["exit_share 50 %", "exit_share 100 %"]),
    number(
      "users", \.plasma.users, .number, 0...1e11, whole: true, "people who hold the locked money",
      ["users 100_000", "users 8e6"]),
    word(
      "operator", PlasmaParameters.Operator.self, \.plasma.conduct,
      "whether the operator gives out the data of its blocks: honest, withholding",
      ["operator honest", "operator withholding"]),
    coins(
      "bond", \.plasma.bond, 0...1e12, "what whoever exits puts up", ["bond 0.1 ETH", "bond 0 ETH"]),
    interval(
      "root_interval", \.plasma.rootInterval, 1e-3...1e9,
      "time between two roots that the operator posts",
      ["root_interval 10 min", "root_interval 1 h"]),
    whole(
      "root_gas", \.plasma.rootGas, .gas, 0...1e9, "gas of posting a root",
      ["root_gas 50 kgas", "root_gas 100 kgas"]),
    number(
      "withdrawals", \.plasma.withdrawals, .moneyRate, 0...1e15, shownIn: "USD/day",
      stored: 1 / 86_400, "money that leaves, while others bring as much",
      ["withdrawals 1 MUSD/day", "withdrawals 0 USD/day"]),
  ]
}
