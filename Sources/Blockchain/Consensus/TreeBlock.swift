public import Quantities

/// A block as it stands in the tree of the latest blocks, on the chain or beside it.
public struct TreeBlock: Hashable, Sendable {
  /// Running number of the block, in the order in which blocks were found.
  public var number: Int64
  /// Running number of the block that it builds on; may be older than every block listed.
  public var parent: Int64
  public var height: Int64
  public var time: Instant
  /// From 0, in the order of the shares.
  public var producer: Int
  /// Made by an attacker.
  public var isHostile: Bool
  /// On the chain as it now is.
  public var isCanonical: Bool
}
