import Quantities
import Simulation

/// What a chain with proof of stake knows beside its blocks: the stake, and the votes for the last block.
struct Staking: Sendable {
  var stake: Stake
  var attesting: Attesting
  /// The last block of the chain, with what is known of it.
  var head: Head?
  /// Running number of the last block that can no longer be undone.
  var rest: Int64
  var draws: RandomStream
  var adversaries: [StakeAdversary] = []
  /// Under which places the blocks of attackers are counted, by label.
  var accounts: [(label: Int, account: Int)] = []
  /// What attacks have come to since they were last asked for, with their labels.
  var verdicts: [(label: Int, outcome: AttackOutcome)] = []

  struct Head: Hashable, Sendable {
    var producer: Int
    var bytes: Int64
    /// Votes for it, over those of its slot.
    var attested: Double
    /// The slot before its own had a block as well.
    var isAdjacent: Bool
    /// Slots since it was made.
    var age = 1
  }

  init(_ parameters: ChainParameters, rest: Int64, draws: RandomStream) {
    stake = Stake(online: parameters.online)
    attesting = Attesting(parameters)
    self.rest = rest
    self.draws = draws
  }

  /// What becomes of the last block.
  enum Fate { case stays, isReplaced, wins }

  /// What a proposer and the attesters do with the last block.
  ///
  /// Who has not heard of it builds beside it, and who finds that hardly anybody voted for it as well,
  /// but never twice in a row (get_proposer_head). The new block wins if its boost outweighs the votes
  /// for the last one, and if more get it in time to vote for it than have voted for the other or still
  /// will; taken is that it travels like the last.
  mutating func fate(before proposer: Int) -> Fate {
    guard let head, head.producer != proposer else { return .stays }
    let reach = attesting.reach(bytes: head.bytes)
    let seen = head.age == 1 ? reach.successors : attesting.share(head.bytes, slots: head.age)
    let isUnseen = seen < 1 && draws.uniform() >= seen
    let isWeak = head.attested < StakingRules.reorgThreshold && head.isAdjacent && head.age == 1
    guard isUnseen || isWeak else { return .stays }
    let presence = stake.presence
    let own = presence * reach.voters
    let canWin = head.age == 1 && head.attested < StakingRules.proposerBoost
    return canWin && own > head.attested + presence - own ? .isReplaced : .wins
  }

  /// Passes a slot whose block, if any, is not on the chain.
  mutating func passSlot() { head?.age += 1 }

  /// Lets the committee of a slot vote for its block, as far as it has heard of it.
  ///
  /// - Parameter own: share of its producer, who knows it.
  mutating func attest(_ producer: Int, own: Double, bytes: Int64, isAdjacent: Bool) {
    let reach = attesting.reach(bytes: bytes)
    head = Head(
      producer: producer, bytes: bytes,
      attested: stake.presence * (own + (1 - own) * reach.voters), isAdjacent: isAdjacent)
  }
}
