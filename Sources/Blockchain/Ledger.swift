public import Quantities

/// Who holds how many base units of one coin; every movement has two sides.
public struct Ledger: Hashable, Sendable {
  /// Held by users, and by producers no longer in office.
  public private(set) var users: Amount
  /// Held by each producer, in the order of their shares.
  public private(set) var producers: [Amount]
  /// Locked by validators.
  public private(set) var staked = Amount.zero
  /// Locked for each system that stands on this one, by its place in the world.
  public private(set) var escrows: [Amount] = []
  public private(set) var burned = Amount.zero
  public private(set) var minted = Amount.zero
  public let genesis: Amount

  /// Gives the whole genesis supply to the users.
  init(genesis: Amount, producers: Int) {
    self.genesis = genesis
    users = genesis
    self.producers = [Amount](repeating: .zero, count: producers)
  }

  /// Accounts + burned = genesis + minted, and no account is overdrawn.
  public var isBalanced: Bool {
    var accounts = users + staked
    var least = min(users, staked)
    for balance in producers + escrows {
      accounts += balance
      least = min(least, balance)
    }
    return least >= .zero && burned >= .zero && accounts + burned == genesis + minted
  }

  /// Moves fees from the users to a producer, less what is burned of them.
  mutating func collect(fees: Amount, burning part: Amount, for producer: Int) {
    users -= fees
    producers[producer] += fees - part
    burned += part
  }

  /// Locks users' coins; at most nine tenths of them.
  mutating func lock(stake amount: Amount) {
    let most = Amount(units: users.units / 10 * 9)
    let locked = max(.zero, min(amount, most))
    users -= locked
    staked += locked
  }

  mutating func unlock(_ amount: Amount) {
    staked -= amount
    users += amount
  }

  mutating func burn(stake amount: Amount) {
    staked -= amount
    burned += amount
  }

  /// What is locked for a system.
  public func escrow(of system: Int) -> Amount {
    escrows.indices.contains(system) ? escrows[system] : .zero
  }

  /// Moves users' coins into the escrow of a system, or out of it where the amount is negative; neither
  /// account is overdrawn.
  ///
  /// - Returns: what was moved.
  @discardableResult
  mutating func lock(_ amount: Amount, for system: Int) -> Amount {
    if escrows.count <= system {
      escrows += [Amount](repeating: .zero, count: system + 1 - escrows.count)
    }
    let moved = max(Amount(units: -escrows[system].units), min(amount, users))
    users -= moved
    escrows[system] += moved
    return moved
  }

  /// New coins for users, who have locked as many on another ledger.
  mutating func mint(forUsers amount: Amount) {
    users += amount
    minted += amount
  }

  /// Destroys users' coins; at most what they hold.
  ///
  /// - Returns: what was destroyed.
  @discardableResult
  mutating func burn(ofUsers amount: Amount) -> Amount {
    let gone = max(.zero, min(amount, users))
    users -= gone
    burned += gone
    return gone
  }

  /// Destroys coins of a producer; at most what it holds.
  ///
  /// - Returns: what was destroyed.
  mutating func burn(_ amount: Amount, ofProducer producer: Int) -> Amount {
    let gone = max(.zero, min(amount, producers[producer]))
    producers[producer] -= gone
    burned += gone
    return gone
  }

  /// New coins for a producer.
  mutating func mint(_ amount: Amount, for producer: Int) {
    producers[producer] += amount
    minted += amount
  }

  /// Takes back what a block moved.
  mutating func revert(fees: Amount, burned part: Amount, minted new: Amount, of producer: Int) {
    users += fees
    producers[producer] -= fees - part + new
    burned -= part
    minted -= new
  }

  /// Makes room for this many producers. On a change of office the former ones become users.
  mutating func seat(producers count: Int, newOffice: Bool) {
    if newOffice {
      for balance in producers { users += balance }
      producers = [Amount](repeating: .zero, count: count)
    } else if count > producers.count {
      producers += [Amount](repeating: .zero, count: count - producers.count)
    }
  }
}
