import Blockchain
import Quantities

extension KnownSetting where Parameters == ChainParameters {
  /// Who validates with what at stake.
  static let staking: [KnownSetting] = [
    count(
      "validators", \.validators, 1...10_000_000, "how many validators share the stake equally",
      ["validators 1000", "validators 1_000_000"], suits: ["pos", "bft", "snow"]
    ).inPlaceOfShares,
    coins(
      "staked", \.staked, 0...1e21, "coins that validators have locked",
      ["staked 34_000_000 ETH", "staked 13_500_000 ETH"], suits: ["pos", "bft", "dpos", "snow"]),
    number(
      "online", \.online, .number, 0...1,
      "share of the validators that is there; with proof of stake the others are away all the while, and "
        + "leak",
      ["online 99 %", "online 60 %"], suits: ["pos", "bft", "dpos", "snow"]),
    yesNo(
      "slashing", \.slashing, "whether validators who vote twice lose stake",
      ["slashing yes", "slashing no"], suits: ["pos"]),
  ]
}
