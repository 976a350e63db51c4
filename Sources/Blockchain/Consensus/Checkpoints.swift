/// Finality by epochs, as Casper FFG has it (Buterin and Griffith 2017; Ethereum's consensus specs).
///
/// Votes of two thirds of the stake justify the checkpoint of an epoch. Two justified in a row finalise
/// the first, and with it every block before it: blocks of epoch e are final when epoch e + 2 ends.
struct Checkpoints: Hashable, Sendable {
  private(set) var epoch: Int64 = 0
  /// The last checkpoint that became final, by its epoch.
  private(set) var finalized: Int64 = 0
  private var slotsLeft: Int
  private var lastWasJustified = true

  init(slotsPerEpoch: Int) { slotsLeft = slotsPerEpoch }

  /// Whether the next slot begins a new epoch.
  var epochHasEnded: Bool { slotsLeft <= 0 }

  /// Whether finality has been missing for so long that absent stake leaks.
  var isLeaking: Bool { epoch - 2 - finalized > StakingRules.patience }

  mutating func passSlot() { slotsLeft -= 1 }

  /// Ends the epoch, in which this share of the stake voted.
  ///
  /// - Returns: the last epoch whose blocks are now final, if any became so.
  mutating func endEpoch(voted: Double, slotsPerEpoch: Int) -> Int64? {
    let justified = voted >= StakingRules.quorum
    let final = justified && lastWasJustified ? epoch - 2 : nil
    if final != nil { finalized = max(0, epoch - 1) }
    lastWasJustified = justified
    epoch += 1
    slotsLeft = slotsPerEpoch
    return final
  }
}
