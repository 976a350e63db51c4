import Quantities
import Simulation

extension Chain {
  /// Whether its validators cannot decide, so that no block comes.
  public var isHalted: Bool {
    switch parameters.consensus {
    case .bft: presentShare < 2.0 / 3 + 1e-9
    case .snow: pollFactor > Self.hopeless
    case .dpos, .pow, .pos, .central: false
    }
  }

  /// Rounds that failed before the last block, or since the chain stands still.
  public var failedRounds: Int { voting.failedRounds }

  /// Share of all stake that takes part on the side of a partition that goes on, without those who
  /// hold their votes back.
  public var presentShare: Double {
    voting.attacks.reduce(presence) { $0 * $1.remaining }
  }

  /// How often as many polls as at best a decision takes.
  private var pollFactor: Double {
    Polls(parameters.voting).delayFactor(present: presentShare)
  }

  /// A chain that needs this many times as long for a decision as at best stands still.
  private static let hopeless = 1e4

  /// Learns who votes, and how far apart they are.
  mutating func prepareVoting() {
    voting.latencyShare = -1
    voting.lastBlocks = [Int64](
      repeating: 0, count: parameters.consensus == .dpos ? producers.shares.count : 0)
  }

  /// Takes the block that was agreed on, or counts a round in which nothing was.
  mutating func commit(at now: Instant) {
    guard let commit = voting.commit else {
      if voting.haltedSince == nil { voting.haltedSince = previousBlockTime }
      voting.failedRounds += 1
      return
    }
    voting.haltedSince = nil
    voting.failedRounds = commit.round
    history.counts.found += 1
    makeBlock(at: now, by: commit.producer, closed: now - commit.closed)
    _ = mintSubsidy(at: now)
    previousBlockTime = now
    finalizedHeight = height
    finalize(throughHeight: height, at: now + commit.decision)
  }

  /// Agrees on the next block.
  ///
  /// - Returns: how long that takes; where it is impossible, how long a round takes that fails.
  mutating func agree() -> Interval {
    let present = presentShare
    guard !isHalted else {
      voting.commit = nil
      return parameters.voting.failedRound(voting.failedRounds)
    }
    if voting.latencyShare != present {
      voting.latency = VotingLatency(parameters, stakes: producers.shares, present: present)
      voting.latencyShare = present
    }
    guard let latency = voting.latency else { return parameters.blockInterval }
    return parameters.consensus == .snow
      ? poll(latency, present: present) : vote(latency, present: present)
  }

  /// A height of Tendermint: rounds until a proposer is there, then a proposal and two votes on it.
  ///
  /// The next height begins no earlier than the block interval after this one, and, unless the chain
  /// is pipelined, when its block is executed.
  private mutating func vote(_ latency: VotingLatency, present: Double) -> Interval {
    var waited = 0.0
    var round = 0
    var proposer = producers.draw(&lots)
    while round < Self.mostRounds, lots.uniform() >= present {
      waited += parameters.voting.failedRound(round).seconds + latency.round.mean * 2 / 3
      round += 1
      proposer = producers.draw(&lots)
    }
    let block = parameters.padded(bytes: lastBlock?.bytes ?? 0, gas: lastBlock?.gas ?? 0)
    let voted =
      latency.round.draw(clock.uniform()) + latency.perByte * Double(block.bytes)
      + parameters.signatureSeconds + parameters.voteBytes / latency.bandwidth
    let execution = Double(block.gas) / parameters.executionRate
    let decided = parameters.voting.pipelined ? max(voted, execution) : voted + execution
    let interval = Interval(
      seconds: min(waited + max(parameters.blockInterval.seconds, decided), 1e9))
    voting.commit = Voting.Commit(
      producer: proposer, round: round, closed: Interval(seconds: min(decided, 1e9)))
    return max(interval, Interval(microseconds: 1))
  }

  /// Rounds after which even the unluckiest find a proposer.
  private static let mostRounds = 200

  /// A block of a chain that decides by polls: whoever's turn it is proposes, or the next one after a
  /// timeout; the decision comes after the block.
  private mutating func poll(_ latency: VotingLatency, present: Double) -> Interval {
    var waited = 0.0
    var round = 0
    var proposer = producers.draw(&lots)
    while round < Self.mostRounds, lots.uniform() >= present {
      waited += parameters.voting.proposeTimeout.seconds
      round += 1
      proposer = producers.draw(&lots)
    }
    let interval = Interval(seconds: parameters.blockInterval.seconds + waited)
    let bytes = parameters.padded(bytes: lastBlock?.bytes ?? 0, gas: lastBlock?.gas ?? 0).bytes
    let decision =
      latency.round.draw(clock.uniform()) * pollFactor
      + latency.perByte * Double(bytes)
    voting.commit = Voting.Commit(
      producer: proposer, round: round, decision: Interval(seconds: min(decision, 1e9)))
    return interval
  }

  /// Lets the producer whose turn it is make a block if he is there, and counts what can no longer change.
  mutating func takeTurn(at now: Instant) {
    let producer =
      parameters.shares.isEmpty
      ? voting.turns % producers.shares.count : producers.draw(&lots)
    voting.turns += 1
    guard lots.uniform() < parameters.online, !losesTurn(producer) else {
      if now >= window.start { window.missedSlots += 1 }
      return
    }
    history.counts.found += 1
    makeBlock(at: now, by: producer)
    _ = mintSubsidy(at: now)
    previousBlockTime = now
    voting.lastBlocks[producer] = height
    let final = irreversibleHeight
    guard final > finalizedHeight else { return }
    finalizedHeight = final
    finalize(throughHeight: final, at: now)
  }

  /// The height up to which more than two thirds of the producers have built on every block, as
  /// EOS and TRON count; or which has as many blocks on top as the chain's rule says.
  private var irreversibleHeight: Int64 {
    if let blocks = parameters.voting.irreversibility { return height - blocks }
    let count = voting.lastBlocks.count
    let needed = 2 * count / 3 + 1
    guard needed <= count else { return height - 1 }
    return voting.lastBlocks.sorted(by: >)[needed - 1] - 1
  }
}

extension VotingParameters {
  /// How long a round takes in which nothing is proposed: both timeouts, longer with each round.
  func failedRound(_ round: Int) -> Interval {
    let step = Self.timeoutStep * Double(min(round, 1_000_000))
    return Interval(seconds: proposeTimeout.seconds + voteTimeout.seconds + 2 * step)
  }
}
