import Blockchain
import Quantities

extension KnownSetting where Parameters == ChainParameters {
  /// Who hashes, at what cost, and how the difficulty follows.
  static let mining: [KnownSetting] = [
    KnownSetting(
      info: SettingInfo(
        name: "shares", shape: .shares, suits: ["pow", "pos", "bft", "dpos", "snow"],
        meaning:
          "share of the hash rate or stake of each producer, the rest is equal producers of at most 1 %; "
          + "or a power law of N producers of which NC hold more than half of the hash rate, or a third of "
          + "the stake: zipf N NC",
        examples: ["shares 30 %, 29 %, 12 %", "shares zipf 40 7"]),
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
        name: "hash_rate", shape: .quantity(.hashRate, 1...1e30, whole: false), suits: ["pow"],
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
    word(
      "fork_choice", ChainParameters.ForkChoice.self, \.forkChoice,
      "which branch producers build on: the longest, or the one with the most blocks in all its "
        + "sub-branches",
      ["fork_choice longest", "fork_choice ghost"], suits: ["pow"]),
    number(
      "hardware_price", \.hardwarePrice, .hashPrice, 0...1e12, shownIn: "USD/TH/s",
      "what machines cost per hash rate; `USD/TH` is read as USD per TH/s",
      ["hardware_price 16 USD/TH/s", "hardware_price 16 USD/TH"], suits: ["pow"]),
    number(
      "efficiency", \.efficiency, .hashEnergy, 0...1e12, shownIn: "J/TH",
      "energy that a hash takes", ["efficiency 18 J/TH", "efficiency 300_000 J/TH"],
      suits: ["pow"]),
    number(
      "algorithm_hash_rate", \.algorithmHashRate, .hashRate, 0...1e30,
      "hashes per second of all chains with this algorithm; 0 for this chain's own alone",
      ["algorithm_hash_rate 1064 EH/s", "algorithm_hash_rate 3000 TH/s"], suits: ["pow"]),
    number(
      "rentable", \.rentable, .number, 0...1,
      "share of the algorithm's hash rate that can be rented", ["rentable 5 %", "rentable 50 %"],
      suits: ["pow"]),
    onOff(
      "dynamics", \.dynamics,
      "whether pools grow or shrink each month with what they earn over what they spend",
      ["dynamics on", "dynamics off"], suits: ["pow"]),
  ]
}
