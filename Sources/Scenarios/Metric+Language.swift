import Blockchain
import Measures

extension Metric {
  /// The metric of this name or of another spelling that is understood.
  static func spelled(_ name: String) -> Metric? { named(Synonyms.understood[name] ?? name) }

  /// Counted per producer: `base.production.1`.
  var isPerProducer: Bool { kind == .perProducer }
}
