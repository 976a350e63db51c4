/// What a channel's transactions take of the parent's blocks.
///
/// Weights in quarters of a byte: BOLT #3 appendix A and BOLT #5; gas where the parent counts gas (an
/// assumption: storage writes and two signature checks).
enum ChannelWeights {
  /// HTLCs that each side accepts (BOLT #2, max_accepted_htlcs).
  static let mostPending: Int32 = 483
  /// Base units below which an output is not worth its spending (BOLT #3, P2WPKH and P2WSH: 354).
  static let dust: Int64 = 354

  struct Size: Hashable, Sendable {
    var bytes: Int64
    var gas: Int64

    init(weight: Int64, gas: Int64) {
      bytes = (weight + 3) / 4
      self.gas = gas
    }
  }

  static let opening = Size(weight: 610, gas: 120_000)
  static let mutualClose = Size(weight: 676, gas: 80_000)
  /// Money moves in on one side and out on the other: the inputs of a close, the outputs of an opening.
  static let splice = Size(weight: 996, gas: 120_000)
  /// Takes one output of a commitment after its delay.
  static let sweep = Size(weight: 440, gas: 50_000)
  /// Takes a revoked commitment whole: a transaction of one input and output, and its penalty witness.
  static let justice = Size(weight: 4 * (10 + 41 + 31) + 2 + 324, gas: 100_000)
  /// Claims one held payment with its secret.
  static let claim = Size(weight: 703, gas: 60_000)
  /// Takes one held payment back after its time.
  static let timeout = Size(weight: 663, gas: 60_000)
  /// Submits a state of an application, or a later one against it.
  static let submission = Size(weight: 1_000, gas: 100_000)

  /// Publishes the present state of a channel with so many held payments.
  static func commitment(held: Int64) -> Size {
    Size(weight: 724 + 172 * held, gas: 150_000 + 10_000 * held)
  }
}
