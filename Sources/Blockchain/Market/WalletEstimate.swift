/// What wallets think that getting in costs in a first-price market: the median over the last 20 blocks
/// of the lower tenth of what was paid, per share of a block.
///
/// A block with room to spare counts as the minimum.
struct WalletEstimate: Hashable, Sendable {
  private static let memory = 20
  private var recent: [Double] = []
  private var next = 0
  /// Base units for a whole block.
  private(set) var rate = 0.0

  /// Learns the lower tenth of a block.
  mutating func learn(_ lowerTenth: Double) {
    if recent.count < Self.memory {
      recent.append(lowerTenth)
    } else {
      recent[next] = lowerTenth
    }
    next = (next + 1) % Self.memory
    let sorted = recent.sorted()
    rate = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
