import Blockchain
import Quantities

extension World {
  /// What is measured on a bridge between two systems.
  func bridgeValue(named name: String, of chain: Chain) -> LayerValue {
    switch name {
    default: .asOnAnyChain
    }
  }
}
