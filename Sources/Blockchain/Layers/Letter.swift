import Quantities

/// Equal transactions that one system sends to another on which it stands: a batch, a root, exits.
///
/// They compete for the parent's blocks with the parent's own users and pay its fees.
struct Letter: Hashable, Sendable {
  /// What a transaction moves between the parent's users and the sender's escrow when it is included.
  enum Effect: Hashable, Sendable {
    case none
    /// Base units of the parent's coin that each locks.
    case lock(Int128)
    /// Base units that each gives back.
    case release(Int128)
  }

  /// What the sender calls it.
  var token: Int64
  /// How many there are; 0 to take back what waits of an earlier letter of this token.
  var count: Int64 = 1
  /// What each takes of a block.
  var bytes: Int64
  var gas: Int64
  var blobs: Int64 = 0
  /// Base units that each would pay at most.
  var bid: Int128 = Letter.anyPrice
  /// Base units that each pays, where the parent's users pay what they bid; none to follow the market.
  var offer: Int128?
  var effect = Effect.none
  var submitted = Instant.zero
  /// The system that sends it; the world fills it in.
  var sender = -1

  /// More than anything costs.
  static let anyPrice = Int128(nearest: 1e27)
}

/// What became of some of the transactions of a letter.
struct Receipt: Hashable, Sendable {
  enum Event: Hashable, Sendable {
    /// Included in a block of the parent.
    case included
    /// Taken off the parent's chain again; it waits once more.
    case undone
    /// Final by the parent's own rule.
    case final
  }

  var event: Event
  var token: Int64
  var count: Int64
  /// Base units that each paid.
  var fee: Int128
  /// When the block was made, or when it became final.
  var at: Instant
  /// The parent's block.
  var height: Int64
}
