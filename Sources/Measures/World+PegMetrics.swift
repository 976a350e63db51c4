import Blockchain
import Quantities

extension World {
  /// What is measured on a sidechain's bridge.
  func pegValue(named name: String, of chain: Chain) -> LayerValue {
    switch name {
    default: .asOnAnyChain
    }
  }
}
