import Blockchain
import Quantities

extension World {
  /// What is measured on payment channels.
  func channelValue(named name: String, of chain: Chain) -> LayerValue {
    switch name {
    default: .asOnAnyChain
    }
  }
}
