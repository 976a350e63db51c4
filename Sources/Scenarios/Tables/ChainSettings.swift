import Blockchain
import Quantities

extension KnownSetting where Parameters == ChainParameters {
  /// Every setting of a chain that this version simulates, in the order in which `show` lists them.
  static let chain: [KnownSetting] =
    blocks + money + mining + staking + voting + sharding + network + nodes

  static let names = chain.map(\.info.name)

  static func named(_ name: String) -> KnownSetting? { chain.first { $0.info.name == name } }
}
