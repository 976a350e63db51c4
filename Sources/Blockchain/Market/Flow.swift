/// The transactions of one kind from one workload on one chain: what each takes and how they wait.
struct Flow: Hashable, Sendable {
  let workload: Int
  let kind: TransactionKind
  /// Whether they touch two shards.
  var crossesShards = false
  var bytes: Int64 = 1
  var gas: Int64 = 1
  /// The largest part of a block that one transaction takes, of bytes or gas.
  var share = 1.0
  /// Microseconds until users give up.
  var patience: Int64 = 1

  /// Whether a block can hold one at all.
  var fits = true
}

/// How often users will still raise their bid by a quarter before they run out of patience.
enum Headroom {
  static let levels = 4
  static let none = 0
  /// Once, after two thirds of the patience.
  static let lateRaise = 1
  /// Once, after a third.
  static let oneRaise = 2
  /// After one and after two thirds.
  static let twoRaises = 3
  static let raise = 1.25

  /// How often a bid can be raised before it passes the most that its user would pay.
  static func level(from bid: Double, to most: Double) -> Int {
    let factor = most / max(bid, 1)
    return factor >= raise * raise ? twoRaises : factor >= raise ? oneRaise : none
  }

  /// What is left after a raise.
  static func next(_ level: Int) -> Int { level == twoRaises ? lateRaise : none }

  /// Microseconds after which the next raise, or without any the end of patience, is due.
  static func due(_ level: Int, patience: Int64) -> Int64 {
    switch level {
    case none: patience
    case lateRaise: patience / 3 * 2
    default: patience / 3
    }
  }
}
