/// What is at stake, by what became of it; all in parts of what was staked at first.
///
/// Validators stand together: those who are there, those who are away, and those who were slashed. Who
/// comes back, or goes, takes the mean balance and inactivity score of those whom he leaves along.
struct Stake: Hashable, Sendable {
  private struct Group: Hashable, Sendable {
    /// Validators, as a part of all at first.
    var share = 0.0
    /// What is left of a coin of theirs.
    var balance = 1.0
    /// Inactivity score.
    var score = 0.0

    var weight: Double { share * balance }

    /// Lets validators go over to another group.
    mutating func move(_ part: Double, to other: inout Group) {
      guard part > 0 else { return }
      let sum = other.share + part
      other.balance += (balance - other.balance) * part / sum
      other.score += (score - other.score) * part / sum
      other.share = sum
      share = max(0, share - part)
    }
  }

  /// Stake that was slashed in one epoch and still waits for the rest of its penalty, or to leave.
  private struct Slashed: Hashable, Sendable {
    var epoch: Int64
    let original: Double
    var left: Double
  }

  private var online = Group()
  private var offline = Group()
  private var slashed: [Slashed] = []

  init(online share: Double) {
    online.share = share
    offline.share = 1 - share
  }

  /// Stake with a vote.
  var active: Double { online.weight + offline.weight }
  /// All that is locked.
  var locked: Double { slashed.reduce(active) { $0 + $1.left } }
  /// The part of the active stake that votes.
  var presence: Double { active > 0 ? online.weight / active : 0 }
  /// The part of the active stake that is away.
  var absence: Double { active > 0 ? offline.weight / active : 0 }

  /// Makes this share of the validators be there.
  mutating func bringOnline(_ share: Double) {
    let target = share * (online.share + offline.share)
    if target < online.share {
      online.move(online.share - target, to: &offline)
    } else {
      offline.move(min(offline.share, target - online.share), to: &online)
    }
  }

  /// What an epoch takes from the stake.
  struct Toll: Hashable, Sendable {
    var leaked = 0.0
    var slashed = 0.0
    /// Left with what remained.
    var released = 0.0
  }

  /// Ends an epoch: inactivity scores, the penalties that follow from them, what slashing still takes,
  /// and who leaves (process_inactivity_updates, get_inactivity_penalty_deltas, process_slashings).
  ///
  /// Effective balances follow the balances without steps. Who has fallen to half is ejected as fast as
  /// the exit queue, which lets `churn` of the first stake through, allows.
  mutating func endEpoch(_ epoch: Int64, isLeaking: Bool, churn: Double) -> Toll {
    var toll = Toll()
    online.score = max(0, online.score - 1)
    offline.score += StakingRules.scoreBias
    if !isLeaking {
      online.score = max(0, online.score - StakingRules.scoreRecovery)
      offline.score = max(0, offline.score - StakingRules.scoreRecovery)
    }
    let rate = min(1, offline.score / (StakingRules.scoreBias * StakingRules.leakQuotient))
    toll.leaked = offline.weight * rate
    offline.balance *= 1 - rate
    if offline.balance <= StakingRules.ejection, offline.share > 0 {
      let leaving = min(offline.weight, churn)
      offline.share = max(0, offline.share - leaving / max(offline.balance, 1e-9))
      toll.released += leaving
    }
    followSlashing(epoch, &toll)
    return toll
  }

  /// Slashes this part of the active stake, of those who are there.
  ///
  /// - Returns: what is lost at once.
  mutating func slash(_ part: Double, epoch: Int64) -> Double {
    let weight = min(part * active, online.weight)
    guard weight > 0 else { return 0 }
    online.share = max(0, online.share - weight / online.balance)
    let lost = weight * StakingRules.initialSlash
    slashed.append(Slashed(epoch: epoch, original: weight, left: weight - lost))
    return lost
  }

  /// Takes an epoch for the first one.
  mutating func countEpochs(from first: Int64) {
    for i in slashed.indices { slashed[i].epoch -= first }
  }

  /// Half a window after the offence comes the penalty in proportion to all slashings of the window,
  /// and at its end what remains leaves.
  private mutating func followSlashing(_ epoch: Int64, _ toll: inout Toll) {
    guard !slashed.isEmpty else { return }
    let window = StakingRules.slashingWindow
    let sum = slashed.reduce(0) { $0 + $1.original }
    for i in slashed.indices where epoch - slashed[i].epoch == window / 2 {
      let share = sum / max(active + sum, 1e-12)
      let penalty = min(
        slashed[i].left, slashed[i].original * min(1, StakingRules.slashingMultiplier * share))
      slashed[i].left -= penalty
      toll.slashed += penalty
    }
    for entry in slashed where epoch - entry.epoch >= window { toll.released += entry.left }
    slashed.removeAll { epoch - $0.epoch >= window }
  }
}
