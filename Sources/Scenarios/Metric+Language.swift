import Blockchain
import Measures

extension Metric {
  /// Counted per producer: `base.production.1`.
  var isPerProducer: Bool { kind == .perProducer }

  func applies(to consensus: ChainParameters.Consensus) -> Bool { appliesTo.contains(consensus) }
}
