/// Who holds how many base units of one coin; every movement has two sides.
public struct Ledger: Hashable, Sendable {
  /// Held by users, and by producers no longer in office.
  public private(set) var users: Int128
  /// Held by each producer, in the order of their shares.
  public private(set) var producers: [Int128]
  public private(set) var burned: Int128 = 0
  public private(set) var minted: Int128 = 0
  public let genesis: Int128

  /// Gives the whole genesis supply to the users.
  init(genesis: Int128, producers: Int) {
    self.genesis = genesis
    users = genesis
    self.producers = [Int128](repeating: 0, count: producers)
  }

  /// Accounts + burned = genesis + minted, and no account is overdrawn.
  public var isBalanced: Bool {
    var accounts = users
    var least = users
    for balance in producers {
      accounts &+= balance
      least = min(least, balance)
    }
    return least >= 0 && burned >= 0 && accounts &+ burned == genesis &+ minted
  }

  /// Moves fees from the users to a producer, less what is burned of them.
  mutating func collect(fees: Int128, burning part: Int128, for producer: Int) {
    users &-= fees
    producers[producer] &+= fees &- part
    burned &+= part
  }

  /// New coins for a producer.
  mutating func mint(_ amount: Int128, for producer: Int) {
    producers[producer] &+= amount
    minted &+= amount
  }

  /// Makes room for this many producers. On a change of office the former ones become users.
  mutating func seat(producers count: Int, newOffice: Bool) {
    if newOffice {
      for balance in producers { users &+= balance }
      producers = [Int128](repeating: 0, count: count)
    } else if count > producers.count {
      producers += [Int128](repeating: 0, count: count - producers.count)
    }
  }
}
