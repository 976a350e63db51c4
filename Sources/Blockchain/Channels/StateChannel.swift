import Quantities

/// One application whose parties sign its states; the parent sees it when it opens, closes or is disputed.
///
/// Of two states submitted the one with the higher number wins. Payouts sum up to the deposits in each.
struct StateChannel: Sendable {
  /// Signed states so far.
  var sequence: Int64 = 0
  /// Base units that each party gets by the last state.
  var payouts: [Int128]
  let deposits: Int128
  /// Base units that the parent holds.
  var outstanding: Int128
  var isOpen = true

  init(parties: Int, deposit: Int128) {
    payouts = [Int128](repeating: deposit, count: parties)
    deposits = deposit * Int128(parties)
    outstanding = deposits
  }

  /// A move of one party to the gain or loss of another: at most what the loser has left.
  mutating func move(_ amount: Int128, from loser: Int, to winner: Int) {
    let moved = min(amount, payouts[loser])
    payouts[loser] -= moved
    payouts[winner] += moved
    sequence &+= 1
  }

  /// The state that counts of those that were submitted in time.
  static func settled(_ submissions: [Int64]) -> Int64? { submissions.max() }

  var fault: String? {
    payouts.reduce(0, +) == deposits && payouts.allSatisfy { $0 >= 0 }
      ? nil : "the payouts of the last state are not the deposits"
  }
}
