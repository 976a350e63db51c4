/// What channels did since a window of measurement began.
public struct ChannelTotals: Hashable, Sendable {
  /// Payments that were tried, and those that arrived: not counted are those that were too dear.
  public var tried: Int64 = 0
  public var arrived: Int64 = 0
  /// USD delivered.
  public var volume = 0.0
  /// Hops of the payments that arrived, and seconds for which each of those hops was locked.
  public var hops: Int64 = 0
  public var hopSeconds = 0.0
  /// Transactions on the parent, and USD paid for them.
  public var papers: Int64 = 0
  public var paperDollars = 0.0
  /// USD that nodes paid others to move their own money.
  public var rebalanceDollars = 0.0
}
