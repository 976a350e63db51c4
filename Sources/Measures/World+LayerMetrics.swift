import Blockchain
import Quantities

/// What a system with a parent says to a metric.
enum LayerValue {
  /// Nothing of its own: it is measured as on any chain.
  case asOnAnyChain
  /// In base units; nothing where there is no data.
  case value(Double?)
}

extension World {
  /// What is measured otherwise on a system with a parent than on a chain.
  func layerValue(named name: String, _ statistic: Statistic?, of chain: Chain) -> LayerValue {
    switch chain.parameters.kind {
    case .chain: .asOnAnyChain
    case .channels: channelValue(named: name, statistic, of: chain)
    case .rollup: rollupValue(named: name, of: chain)
    case .plasma: plasmaValue(named: name, of: chain)
    case .sidechain: pegValue(named: name, of: chain)
    case .bridge: bridgeValue(named: name, of: chain)
    }
  }

  /// The system that another one stands on.
  func parent(of chain: Chain) -> Chain? {
    chain.parents.first.map { self.chain(SystemID(index: $0)) }
  }
}
