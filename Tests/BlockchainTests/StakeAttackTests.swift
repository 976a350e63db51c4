import Measures
import Quantities
import Simulation
import Testing

@testable import Blockchain

extension World {
  /// A chain under one attack for some time, and what came of that.
  static func attacked(
    _ chain: ChainParameters, _ kind: AttackParameters.Kind, share: Double, for time: Interval,
    _ edit: (inout AttackParameters) -> Void = { _ in }
  ) -> (World, SystemID, AttackOutcome) {
    var (world, id) = World.idle(chain)
    world.run(.hours(1))
    let attack = world.addAttack(kind, on: id)
    var parameters = AttackParameters(kind, share: share)
    edit(&parameters)
    world.launch(parameters, as: attack)
    world.run(time)
    return (world, id, world.outcome(of: attack))
  }
}

struct StakePartitionTests {
  @Test func `without two thirds on a side nothing becomes final until it is over`() {
    let (world, id, outcome) = World.attacked(
      ethereum(), .partition, share: 0.4, for: .hours(8)
    ) { $0.lasts = .hours(6) }
    // 1 800 slots, of which the smaller side has 40 %: standard deviation 21.
    #expect(abs((outcome.value(of: .blocks) ?? 0) - 713) < 84)
    #expect(outcome.value(of: .depth) == outcome.value(of: .blocks))
    #expect(abs((outcome.value(of: .delay) ?? 0) / 21_600 - 1) < 0.04)
    #expect(world.chain(id).ledger.burned > .zero)
    #expect(world.chain(id).checkpoints.finalized > world.chain(id).checkpoints.epoch - 4)
  }

  @Test func `a side with two thirds goes on`() {
    let (world, id, outcome) = World.attacked(
      ethereum(), .partition, share: 0.3, for: .hours(8)
    ) { $0.lasts = .hours(6) }
    #expect(outcome.value(of: .delay) == 0)
    #expect(world.chain(id).ledger.burned == .zero)
    #expect((outcome.value(of: .blocks) ?? 0) > 400)
  }

  @Test func `stake leaks from the fifth epoch without finality on`() {
    // Epochs end every 6.4 min; the one that the attack cuts through still counts for finality or not.
    func burned(after epochs: Double) -> Bool {
      let (world, id, _) = World.attacked(
        ethereum { $0.online = 1 }, .partition, share: 0.4, for: .seconds(384 * epochs))
      return world.chain(id).ledger.burned > .zero
    }
    #expect(!burned(after: 4))
    #expect(burned(after: 6))
  }
}

struct StakeMajorityTests {
  private func attack(
    _ share: Double, for time: Interval = .hours(6),
    _ edit: (inout ChainParameters) -> Void = { _ in }
  ) -> (World, SystemID, AttackOutcome) {
    World.attacked(ethereum(edit), .majority, share: share, for: time) {
      $0.value = 5e6
      $0.lasts = .hours(5)
    }
  }

  @Test func `less than a third stops nothing`() {
    let (world, id, outcome) = attack(0.3)
    #expect(outcome.value(of: .successRate) == 0)
    #expect(outcome.value(of: .cost) == 0)
    #expect(world.read("reorg_depth", id) == 0)
  }

  @Test func `more than a third stops finality and leaks`() {
    let (world, id, outcome) = attack(0.4)
    #expect(outcome.value(of: .successRate) == 1)
    #expect(outcome.value(of: .stolen) == 0)
    #expect(abs((outcome.value(of: .delay) ?? 0) / 18_000 - 1) < 0.05)
    #expect((outcome.value(of: .cost) ?? 0) > 0)
    #expect(world.read("reorg_depth", id) == 0)
  }

  @Test func `more than half rewrites what is not final`() {
    let (world, id, outcome) = attack(0.55)
    #expect(outcome.value(of: .successRate) == 1)
    #expect(outcome.value(of: .stolen) == 5e6)
    #expect((outcome.value(of: .depth) ?? 0) >= 6)
    #expect(world.chain(id).history.finalityReversals == 0)
    #expect(world.chain(id).ledger.isBalanced)
  }

  @Test func `two thirds reverse what was final, and lose a third of all stake`() {
    let (world, id, outcome) = attack(0.7)
    #expect(outcome.value(of: .successRate) == 1)
    // A third of 34 M at 3 000 USD, all of which is lost.
    #expect(abs((outcome.value(of: .cost) ?? 0) / 34e9 - 1) < 0.001)
    #expect(world.chain(id).history.finalityReversals > 0)
    #expect((outcome.value(of: .depth) ?? 0) > 32)
    #expect(world.chain(id).ledger.burned > .zero)
  }

  @Test func `without slashing that is free`() {
    let (_, _, outcome) = attack(0.7) { $0.slashing = false }
    #expect(outcome.value(of: .successRate) == 1)
    #expect(outcome.value(of: .cost) == 0)
  }
}

struct StakeCensorTests {
  @Test func `victims wait for the next proposer who takes them`() {
    let (_, _, outcome) = World.attacked(
      ethereum { $0.online = 1 }, .censorship, share: 0.6, for: .days(2)
    ) { $0.lasts = .days(2) }
    // A gap g has g/2 on average as often as its length: T (1 + c) / (2 (1 - c)) for slots of length T.
    let expected = 12 * 1.6 / 0.8
    #expect(abs((outcome.value(of: .delay) ?? 0) / expected - 1) < 0.05)
  }

  @Test func `a spammer pays the base fee that it drives up`() {
    let (world, id, outcome) = World.attacked(
      ethereum { $0.online = 1 }, .spam, share: 1, for: .minutes(10)
    )
    #expect(outcome.value(of: .blocks) == 50)
    // 60 Mgas (1.125^n - 1) / 0.125 gwei: 173 ETH for 50 blocks, and the tips.
    #expect(abs((outcome.value(of: .cost) ?? 0) / (172.8 + 0.3) / 3_000 - 1) < 0.02)
    #expect(world.chain(id).ledger.isBalanced)
  }

  @Test func `the victim of an eclipse is fooled by blocks but not by finality`() {
    let (world, id, outcome) = World.attacked(
      ethereum { $0.online = 1 }, .eclipse, share: 0.1, for: .hours(3)
    ) { $0.value = 1e6 }
    #expect(outcome.value(of: .successRate) == 1)
    #expect(outcome.value(of: .blocks) == 6)
    #expect(outcome.value(of: .stolen) == 1e6)
    #expect((outcome.value(of: .cost) ?? 0) > 0)
    #expect(world.chain(id).checkpoints.finalized > world.chain(id).checkpoints.epoch - 4)
  }
}

struct StakeForkTests {
  @Test func `with nothing at stake a fork never becomes final`() {
    let (world, id, outcome) = World.attacked(
      ethereum {
        $0.slashing = false
        $0.online = 1
      }, .nothingAtStake, share: 0.3, for: .days(1)
    ) { $0.lasts = .hours(23) }
    #expect(outcome.value(of: .successRate) == 1)
    #expect(abs((outcome.value(of: .delay) ?? 0) / 82_800 - 1) < 0.02)
    #expect(outcome.value(of: .cost) == 0)
    // Half of the honest on each branch.
    #expect(abs((outcome.value(of: .blocks) ?? 0) / (6_900 * 0.35) - 1) < 0.08)
    #expect(world.chain(id).ledger.isBalanced)
  }

  @Test func `a third that votes twice makes both branches final`() {
    let (world, id, outcome) = World.attacked(
      ethereum {
        $0.slashing = false
        $0.online = 1
      }, .nothingAtStake, share: 0.35, for: .hours(2)
    ) { $0.value = 1e6 }
    #expect(outcome.value(of: .successRate) == 1)
    #expect(outcome.value(of: .stolen) == 1e6)
    #expect(world.chain(id).history.finalityReversals > 0)
  }

  @Test func `with slashing it costs more than it gains`() {
    let (world, id, outcome) = World.attacked(
      ethereum {
        $0.online = 1
        $0.slotsPerEpoch = 1
        $0.slot = .seconds(384)
      }, .nothingAtStake, share: 0.1, for: .days(40)
    ) { $0.value = 1e6 }
    // Three times a tenth of a tenth of 34 M, and a 4 096th.
    let cost = 0.1 * 34e6 * 3_000 * (0.3 + 1.0 / 4_096)
    #expect(abs((outcome.value(of: .cost) ?? 0) / cost - 1) < 1e-6)
    #expect((outcome.value(of: .profit) ?? 0) < 0)
    #expect(outcome.value(of: .successRate) == 0)
    // Half a window later the ledger has it.
    let burned = world.chain(id).ledger.burned.units.double / 1e18 * 3_000
    #expect(abs(burned / cost - 1) < 0.01)
  }

  /// Shares of the old keys, days since the newest checkpoint, whether it works: the period is 16 days,
  /// and 40 % need 27 days to have two thirds in their own history, 10 % need 44.
  static let oldKeys: [(Double, Double, Bool)] = [
    (0.7, 30, true), (0.7, 10, false), (0.7, .infinity, true), (0.4, 30, true), (0.4, 20, false),
    (0.1, 30, false), (0.1, 60, true), (0, .infinity, false),
  ]

  @Test(arguments: oldKeys)
  func `old keys rewrite history for who has no recent checkpoint`(
    share: Double, days: Double, succeeds: Bool
  ) {
    let (_, _, outcome) = World.attacked(
      ethereum(), .longRange, share: share, for: .minutes(1)
    ) { $0.checkpointAge = days.isFinite ? .days(days) : nil }
    #expect(outcome.value(of: .successRate) == (succeeds ? 1 : 0))
  }
}

struct StakingRuleTests {
  /// consensus-specs, phase0/weak-subjectivity: coins of the mean validator, validators, epochs.
  static let periods: [(Double, Int, Int64)] = [
    (28, 32_768, 504), (28, 65_536, 752), (28, 131_072, 1_248), (28, 262_144, 2_241),
    (28, 524_288, 2_241), (28, 1_048_576, 2_241), (32, 32_768, 665), (32, 65_536, 1_075),
    (32, 131_072, 1_894), (32, 262_144, 3_532), (32, 524_288, 3_532), (32, 1_048_576, 3_532),
  ]

  @Test(arguments: periods)
  func `a checkpoint can be trusted as long as the specification says`(
    balance: Double, validators: Int, epochs: Int64
  ) {
    #expect(
      StakingRules.weakSubjectivityPeriod(validators: validators, balance: balance) == epochs)
  }

  @Test(arguments: [(0.01, 0.03), (0.1, 0.3), (1.0 / 3, 1.0), (0.5, 1.0)])
  func `slashing takes three times the share that was slashed`(share: Double, loss: Double) {
    #expect(abs(StakingRules.slashing(share: share) - loss) <= 1.0 / 4_096 + 1e-12)
  }

  @Test(arguments: [(34e6, 256.0), (13.5e6, 205.99), (1e6, 128.0)])
  func `stake leaves as fast as the churn allows`(staked: Double, coins: Double) {
    #expect(abs(StakingRules.churn(staked: staked) - coins) < 0.01)
  }

  @Test(arguments: [(0.6, 3_107.0), (0.5, 4_823.0), (0.7, 0.0)])
  func `a part of the stake regains two thirds`(share: Double, epochs: Double) throws {
    #expect(abs(try #require(StakingRules.leakPeriod(present: share)) - epochs) < 1)
  }
}
