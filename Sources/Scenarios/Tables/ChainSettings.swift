import Blockchain
import Quantities

extension KnownSetting where Parameters == ChainParameters {
  /// Every setting of a chain that this version simulates, in the order in which `show` lists them.
  static let chain: [KnownSetting] =
    blocks + money + mining + staking + voting + sharding + network + data + nodes
    + trust

  /// What a system whose operator makes blocks shares with chains.
  private static let operated: [KnownSetting] =
    (blocks + money + data + nodes).filter { !ofAgreement.contains($0.info.name) }

  /// Settings of how producers agree, and of coins of one's own.
  private static let ofAgreement: Set<String> = [
    "consensus", "slot", "slots_per_epoch", "finality_depth", "authorization_time",
    "settlement_time", "subsidy", "halving_interval", "supply", "coin", "price", "always_full",
  ]

  private static let sidechain = chain + locked + peg
  private static let rollups = rollup + locked + operated + trust
  private static let plasmas = plasma + locked + operated + trust
  private static let channelNetworks = channel + trust
  private static let bridges = bridging + trust

  /// The settings of a kind of system.
  static func table(of kind: ChainParameters.Kind) -> [KnownSetting] {
    switch kind {
    case .chain: chain
    case .sidechain: sidechain
    case .rollup: rollups
    case .plasma: plasmas
    case .channels: channelNetworks
    case .bridge: bridges
    }
  }

  /// Each setting once, with the first kind of system that has it; one that another kind has by the same
  /// name stands again.
  static let everywhere: [(kind: ChainParameters.Kind, setting: KnownSetting)] =
    chain.map { (.chain, $0) } + (rollup + locked).map { (.rollup, $0) }
    + plasma.map { (.plasma, $0) } + peg.map { (.sidechain, $0) }
    + channel.map { (.channels, $0) }
    + bridging.filter { row in
      !(signers + locked).contains { $0.info.name == row.info.name }
    }
    .map { (.bridge, $0) }

  /// Names of settings of every kind of system.
  static let names: [String] = {
    var names: [String] = []
    for (_, setting) in everywhere where !names.contains(setting.info.name) {
      names.append(setting.info.name)
    }
    return names
  }()

  static func named(_ name: String, of kind: ChainParameters.Kind) -> KnownSetting? {
    table(of: kind).first { $0.info.name == name }
  }

  /// The setting of this name, of whichever kind of system has it first.
  static func named(_ name: String) -> KnownSetting? {
    everywhere.first { $0.setting.info.name == name }?.setting
  }

  /// Kinds of systems that have a setting of this name.
  static func kinds(with name: String) -> [ChainParameters.Kind] {
    ChainParameters.Kind.allCases.filter { named(name, of: $0) != nil }
  }
}
