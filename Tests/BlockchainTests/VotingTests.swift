import Measures
import Quantities
import Simulation
import Testing

@testable import Blockchain

/// A chain of equal validators who vote on a block each 5 seconds.
func tendermint(_ edit: (inout ChainParameters) -> Void = { _ in }) -> ChainParameters {
  var chain = ChainParameters()
  chain.consensus = .bft
  chain.coin = "ATOM"
  chain.blockInterval = .seconds(5)
  chain.blockSize = 200_000
  chain.transactionSize = 500
  chain.validators = 40
  chain.online = 1
  chain.staked = 200e6
  edit(&chain)
  return chain
}

@Suite struct `Quorums of votes` {
  /// Mean wait for k of n exponential times of mean 1: H_n - H_(n-k).
  @Test(arguments: [(3, 4, 0.6), (14, 21, 0.6), (67, 100, 0.66), (134, 200, 0.665)])
  func `the wait for k of n independent votes is a difference of harmonic numbers`(
    k: Int, n: Int, needed: Double
  ) {
    var stream = RandomStream(seed: 1, "votes")
    let trials = 2_000
    var sum = 0.0
    var squares = 0.0
    // More than k - 1 of the n stakes.
    let share = (Double(k) - 0.5) / Double(n)
    for _ in 0..<trials {
      let times = (0..<n).map { _ in Int64(stream.exponential(mean: 1e6)) }
      let wait = QuorumLatency.quorum(
        of: times, stakes: [Double](repeating: 1 / Double(n), count: n), needed: share)
      sum += Double(wait) / 1e6
      squares += Double(wait) * Double(wait) / 1e12
    }
    let mean = sum / Double(trials)
    let deviation = (squares / Double(trials) - mean * mean).squareRoot()
    let expected = (n - k + 1...n).reduce(0) { $0 + 1 / Double($1) }
    #expect(abs(mean - expected) < 4 * deviation / Double(trials).squareRoot())
  }

  @Test func `one vote with more than two thirds of the stake is a quorum`() {
    let stakes = [0.1, 0.7, 0.2]
    #expect(QuorumLatency.quorum(of: [1, 5, 9], stakes: stakes, needed: 2.0 / 3) == 5)
    #expect(QuorumLatency.quorum(of: [1, 9, 5], stakes: stakes, needed: 2.0 / 3) == 9)
    #expect(QuorumLatency.quorum(of: [1, 2, 3], stakes: stakes, needed: 1) == 3)
  }

  /// Seconds for three phases over the six regions of 2019, which the model has computed.
  @Test(arguments: [(4, 0.26), (21, 0.38), (100, 0.38), (1_000, 0.38)])
  func `three phases take as long with a thousand validators as with twenty-one`(
    validators: Int, expected: Double
  ) {
    let chain = tendermint { $0.validators = validators }
    let latency = VotingLatency(chain, stakes: Producers(chain).shares, present: 1)
    #expect(abs(latency.round.mean / expected - 1) < 0.2)
  }

  @Test func `the fewer are there, the longer the others have to be heard`() {
    let chain = tendermint()
    let stakes = Producers(chain).shares
    let means = [1, 0.9, 0.8, 0.7].map {
      VotingLatency(chain, stakes: stakes, present: $0).round.mean
    }
    #expect(zip(means, means.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func `with a constant delay a round takes three of them`() {
    let chain = tendermint {
      $0.network.relay = .constant
      $0.network.constantDelay = .seconds(2)
    }
    #expect(VotingLatency(chain, stakes: [1], present: 1).round.mean == 6)
  }

  /// Megabytes of votes and seconds of signatures for each block.
  @Test(arguments: [(40, 0.048, 0.0056), (1_000, 1.2, 0.14)])
  func `votes and signatures grow with the validators`(
    validators: Int, megabytes: Double, seconds: Double
  ) {
    let chain = tendermint { $0.validators = validators }
    #expect(abs(chain.voteBytes / 1e6 - megabytes) < 1e-9)
    #expect(abs(chain.signatureSeconds - seconds) < 1e-9)
  }

  @Test func `large stakes stand alone and the small ones in groups`() {
    let stakes = [0.3] + [Double](repeating: 0.7 / 999, count: 999)
    let few = QuorumLatency.represented(stakes)
    #expect(few.count <= 49 && abs(few[0] - 0.3) < 1e-9)
    #expect(abs(few.reduce(0, +) - 1) < 1e-9)
  }
}

@Suite struct `Rounds of votes` {
  @Test func `blocks come at the interval and are final at once`() {
    var (world, id) = World.single(tendermint(), payments(5))
    world.run(.hours(1))
    #expect(world.read("height", id) == 720)
    #expect(abs(world.read("interval", .mean, id) - 5) < 0.05)
    #expect(world.read("finality_time", .mean, id) == world.read("inclusion_time", .mean, id))
  }

  @Test func `transactions wait for the next proposal and for the votes on it`() {
    var (world, id) = World.single(tendermint(), payments(20))
    world.run(.hours(2))
    // Half an interval, and the three phases.
    #expect(abs(world.read("inclusion_time", .mean, id) - 2.5 - 0.4) < 0.15)
  }

  @Test func `a block each instant takes as long as the votes`() {
    let chain = tendermint { $0.blockInterval = .seconds(0.1) }
    var (world, id) = World.idle(chain)
    world.run(.minutes(10))
    let three = VotingLatency(chain, stakes: Producers(chain).shares, present: 1).round.mean
    #expect(abs(world.read("interval", .mean, id) - three - 0.012) < 0.03)
  }

  @Test func `execution adds to the interval unless it is pipelined`() {
    func interval(_ pipelined: Bool) -> Double {
      let chain = tendermint {
        $0.blockInterval = .seconds(0.5)
        $0.blockSize = nil
        $0.gasLimit = 100_000_000
        $0.alwaysFull = true
        $0.network.relay = .fibre
        $0.voting.pipelined = pipelined
      }
      var (world, id) = World.idle(chain)
      world.run(.minutes(10))
      return world.read("interval", .mean, id)
    }
    // 100 Mgas by two cores of 50 Mgas/s each take a second.
    #expect(abs(interval(false) - 1.39) < 0.05)
    #expect(abs(interval(true) - 1) < 0.02)
  }

  @Test func `a proposer who is away costs a round`() {
    var (world, id) = World.idle(tendermint { $0.online = 0.8 })
    world.run(.hours(10))
    // A fifth of all rounds fail: sum over r of 0.8 * 0.2^r times what r failures cost.
    var expected = 5.0
    var wasted = 0.0
    for round in 0..<20 {
      wasted += 4 + Double(round) + 0.3
      expected += 0.8 * power(0.2, round + 1) * wasted
    }
    #expect(abs(world.read("interval", .mean, id) / expected - 1) < 0.03)
  }

  private func power(_ x: Double, _ n: Int) -> Double { (0..<n).reduce(1) { y, _ in y * x } }

  @Test func `more than a third away stop the chain until they return`() {
    var (world, id) = World.idle(tendermint())
    world.run(.hours(1))
    world.change(id) { $0.online = 0.66 }
    world.run(.hours(5))
    #expect(world.read("height", id) == 720)
    #expect(world.chain(id).isHalted)
    world.change(id) { $0.online = 0.99 }
    world.run(.hours(1))
    #expect(world.read("height", id) > 1_350)
    #expect(!world.chain(id).isHalted)
  }

  @Test func `proof of work loses the same third of its power and only slows down`() {
    var (world, id) = World.idle(bitcoin { $0.retarget = .none })
    world.change(id) { $0.hashRate *= 0.66 }
    world.run(.days(20))
    // 2 880 blocks without the loss; four standard deviations of 1 901.
    #expect(abs(world.read("height", id) - 1_901) < 4 * 43.6)
  }

  @Test func `a standstill is told`() {
    var (world, _) = World.idle(tendermint { $0.online = 0.5 })
    world.traceLimit = 3
    world.run(.minutes(1))
    #expect(
      world.story.told(inRows: 3).lines.last?.text
        == "halted: 50 % of the stake is there")
  }

  @Test func `votes take their part of the line`() {
    let few = NodePopulation(
      load: NodeLoad(bytes: 0, gas: 0, votes: 0), operators: NodeParameters())
    var (world, id) = World.idle(
      tendermint {
        $0.validators = 1_000
        $0.blockInterval = .seconds(0.4)
      })
    world.run(.minutes(1))
    let many = world.chain(id).nodePopulation(under: NodeLoad(bytes: 0, gas: 0))
    #expect(few.traffic == 0)
    // 1.2 MB each 0.4 s are 24 Mbit/s.
    #expect(abs(many.traffic * 8 / 1e6 - 24) < 1e-6)
  }

  @Test func `no transaction and no coin gets lost on a chain of voters`() {
    for kind in [ChainParameters.Consensus.bft, .dpos, .snow] {
      var (world, id) = World.single(
        tendermint {
          $0.consensus = kind
          $0.online = 0.9
          $0.subsidy = 1
        }, payments(200))
      #expect(world.run(.hours(1)) == .reached)
      #expect(world.chain(id).ledger.isBalanced && world.chain(id).ledger.minted > .zero)
    }
  }

  @Test func `the same seed votes the same`() {
    func fingerprint() -> String {
      var (world, _) = World.single(tendermint { $0.online = 0.8 }, payments(10))
      world.run(.hours(1))
      return world.fingerprint
    }
    #expect(fingerprint() == fingerprint())
  }
}

@Suite struct `Turns and polls` {
  private func tron(_ edit: (inout ChainParameters) -> Void = { _ in }) -> ChainParameters {
    tendermint {
      $0.consensus = .dpos
      $0.blockInterval = .seconds(3)
      $0.voting.producers = 27
      edit(&$0)
    }
  }

  @Test func `a block is irreversible when nineteen of twenty-seven have built on it`() {
    var (world, id) = World.single(tron(), payments(5))
    world.run(.hours(2))
    let wait = world.read("finality_time", .mean, id) - world.read("inclusion_time", .mean, id)
    #expect(abs(wait - 57) < 0.1)
  }

  @Test func `with an own rule a block is final after so many`() {
    var (world, id) = World.single(tron { $0.voting.irreversibility = 32 }, payments(5))
    world.run(.hours(2))
    let wait = world.read("finality_time", .mean, id) - world.read("inclusion_time", .mean, id)
    #expect(abs(wait - 96) < 0.1)
  }

  @Test func `producers take equal turns, and who is away leaves a gap`() {
    var (world, id) = World.idle(tron { $0.online = 0.9 })
    world.run(.seconds(3 * 27 * 100))
    // 2 700 turns of which a tenth is missed.
    #expect(abs(world.read("height", id) - 2_430) < 4 * 15.6)
    let made = world.chain(id).window.production
    #expect(made.count == 27 && made.allSatisfy { $0 > 75 && $0 <= 100 })
  }

  @Test func `with shares, turns go by the stake`() {
    var (world, id) = World.idle(tron { $0.shares = [0.5, 0.3, 0.2] })
    world.run(.hours(5))
    let made = world.chain(id).window.production
    #expect(abs(Double(made[0]) / 6_000 - 0.5) < 4 * 0.0065)
  }

  @Test func `a decision by polls takes five round trips and the way of the block`() {
    let chain = tendermint {
      $0.consensus = .snow
      $0.blockInterval = .seconds(2)
    }
    var (world, id) = World.single(chain, payments(5))
    world.run(.hours(1))
    let wait = world.read("finality_time", .mean, id) - world.read("inclusion_time", .mean, id)
    // Twenty polls, four at a time, each to the fifteenth of twenty answers, some 0.3 s.
    #expect(abs(wait - 1.5) < 0.3)
  }

  @Test func `every poll that fails begins the count anew`() {
    let polls = Polls(VotingParameters())
    #expect(polls.delayFactor(present: 1) == 1)
    // s = 0.8042 of 20 asked at 80 %: (1 - s^20) / ((1 - s) s^20) = 393 polls.
    #expect(abs(polls.delayFactor(present: 0.8) * 20 / 393 - 1) < 0.02)
  }

  @Test func `polls keep two halves apart below a third, with weaker polls below less`() {
    #expect(Polls(VotingParameters()).tolerance == 1.0 / 3)
    var weak = VotingParameters()
    weak.sampleQuorum = 14
    weak.decisionPolls = 10
    let tolerance = Polls(weak).tolerance
    #expect(tolerance < 0.2 && tolerance > 0)
  }

  @Test func `a chain of polls stands still without enough answers`() {
    var (world, id) = World.idle(
      tendermint {
        $0.consensus = .snow
        $0.online = 0.5
      })
    world.run(.hours(1))
    #expect(world.read("height", id) == 0)
  }
}
