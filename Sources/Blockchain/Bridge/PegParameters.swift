/// Who holds the money of a sidechain on its parent, and how many of them have to sign.
public struct PegParameters: Hashable, Sendable {
  public var keys = 9
  public var threshold = 5
  /// Keys that each independent party holds; what is missing to all keys belongs to one party each.
  public var entities: [Int] = []
  /// Blocks of either side until a transfer counts.
  public var confirmations = 12
  /// USD that leave per day, as others bring them.
  public var withdrawals = 0.0
  /// Whether its producers are also those of the parent, who hash for both at once.
  public var mergedMining = false
  /// Part of the parent's hash rate that also works for the side.
  public var mergedShare = 0.7
  /// Blocks of the side between two checkpoints on the parent, for which withdrawals wait; 0 for none.
  public var checkpointBlocks = 0

  public init() {}

  func bounded() -> PegParameters {
    var p = self
    func within<T: Comparable>(_ value: T, _ low: T, _ high: T) -> T { min(max(value, low), high) }
    p.keys = within(keys, 1, 10_000)
    p.threshold = within(threshold, 1, p.keys)
    p.entities = entities.prefix(10_000).map { within($0, 0, 10_000) }
    p.confirmations = within(confirmations, 1, 1_000_000)
    p.mergedShare = mergedShare.isNaN ? 0 : within(mergedShare, 0, 1)
    p.checkpointBlocks = within(checkpointBlocks, 0, 100_000_000)
    p.withdrawals = withdrawals.isNaN ? 0 : within(withdrawals, 0, 1e15)
    return p
  }

  /// Keys of each independent party, most first: as said, and one each for the rest.
  public var holdings: [Int] {
    var held: [Int] = []
    var left = keys
    for n in entities where n > 0 && left > 0 {
      held.append(min(n, left))
      left -= min(n, left)
    }
    return (held + [Int](repeating: 1, count: left)).sorted(by: >)
  }

  /// Whom an attacker takes who wants so many keys and can pay for so many parties: those first who hold
  /// most. A party gives all of its keys at once.
  func taken(keys wanted: Int, parties most: Int) -> (parties: Int, keys: Int) {
    var keys = 0
    var parties = 0
    for held in holdings where keys < wanted && parties < most {
      keys += held
      parties += 1
    }
    return (parties, keys)
  }
}
