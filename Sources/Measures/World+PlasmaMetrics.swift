import Blockchain
import Quantities

extension World {
  /// What is measured on a plasma chain.
  func plasmaValue(named name: String, of chain: Chain) -> LayerValue {
    switch name {
    default: .asOnAnyChain
    }
  }
}
