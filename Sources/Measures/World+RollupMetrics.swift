import Blockchain
import Quantities

extension World {
  /// What is measured on a rollup.
  func rollupValue(named name: String, of chain: Chain) -> LayerValue {
    switch name {
    default: .asOnAnyChain
    }
  }
}
