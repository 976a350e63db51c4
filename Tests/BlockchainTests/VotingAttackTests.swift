import Measures
import Quantities
import Simulation
import Testing

@testable import Blockchain

@Suite struct `Attacks on votes` {
  /// Launches an attack after an hour, and lets the world run for two.
  private func run(
    _ kind: AttackParameters.Kind, share: Double, on chain: ChainParameters = tendermint(),
    _ edit: (inout AttackParameters) -> Void = { _ in }
  ) -> (world: World, chain: SystemID, outcome: AttackOutcome) {
    var (world, id) = World.idle(chain)
    let label = world.addAttack(kind, on: id)
    world.run(.hours(1))
    var attack = AttackParameters(kind, share: share)
    edit(&attack)
    world.launch(attack, as: label)
    world.run(.hours(2))
    return (world, id, world.outcome(of: label))
  }

  @Test func `a partition without two thirds on a side stops votes for as long as it lasts`() {
    let (world, id, outcome) = run(.partition, share: 0.4) { $0.lasts = .hours(1) }
    #expect(outcome.value(of: .delay) == 3_600)
    #expect(outcome.value(of: .blocks) == 0)
    // Two of the three hours; at once again.
    #expect(world.read("height", id) == 1_440)
    #expect(world.chain(id).history.reorgDepth == 0)
  }

  @Test func `a partition with two thirds on a side stops nobody there`() {
    let (world, id, outcome) = run(.partition, share: 0.2) { $0.lasts = .hours(1) }
    #expect(outcome.value(of: .delay) == 0)
    // A fifth of the rounds has its proposer on the other side.
    #expect((1_500..<2_160).contains(world.read("height", id)))
  }

  @Test func `in a partition turns go on and nothing becomes final`() {
    let chain = tendermint {
      $0.consensus = .dpos
      $0.blockInterval = .seconds(3)
      $0.voting.producers = 27
    }
    let (world, id, outcome) = run(.partition, share: 0.4, on: chain) { $0.lasts = .hours(1) }
    #expect(outcome.value(of: .delay) == 3_600)
    // Of 1 200 turns in the hour, 11 of 27 are on the smaller side, whose blocks are lost.
    #expect(abs((outcome.value(of: .blocks) ?? 0) - 1_200 * 11 / 27) < 12)
    #expect(abs(world.read("height", id) - (3_600 - 1_200 * 11.0 / 27)) < 12)
  }

  @Test func `polls survive a partition that leaves nearly all on a side`() {
    let chain = tendermint { $0.consensus = .snow }
    #expect(
      run(.partition, share: 0.4, on: chain) { $0.lasts = .hours(1) }.outcome
        .value(of: .delay) == 3_600)
    #expect(
      run(.partition, share: 0.05, on: chain) { $0.lasts = .hours(1) }.outcome
        .value(of: .delay) == 0)
  }

  @Test func `a third of the stake stops the chain while it holds its votes back`() {
    let (world, id, outcome) = run(.majority, share: 0.34) { $0.lasts = .hours(1) }
    #expect(world.read("height", id) == 1_440)
    #expect(outcome.value(of: .delay) == 3_600)
    #expect(outcome.value(of: .successRate) == 0)
  }

  @Test func `less than a third does nothing`() {
    let (world, id, outcome) = run(.majority, share: 0.3)
    #expect(world.read("height", id) == 2_160)
    #expect(outcome.value(of: .successRate) == 0 && outcome.value(of: .cost) == 0)
  }

  @Test func `two thirds sign two blocks of a height, and lose what slashing takes`() {
    let (world, id, outcome) = run(.majority, share: 0.7) { $0.value = 1e6 }
    #expect(outcome.value(of: .successRate) == 1)
    #expect(outcome.value(of: .stolen) == 1e6)
    // 5 % of 70 % of 200 million coins at 4.5 USD.
    #expect(abs((outcome.value(of: .cost) ?? 0) / 31.5e6 - 1) < 1e-9)
    #expect(world.chain(id).history.finalityReversals == 1)
  }

  @Test func `without slashing two blocks of a height cost nothing`() {
    let chain = tendermint { $0.voting.doubleSignPenalty = 0 }
    let outcome = run(.majority, share: 0.7, on: chain) { $0.value = 1e6 }.outcome
    #expect(outcome.value(of: .cost) == 0 && outcome.value(of: .profit) == 1e6)
  }

  @Test func `a victim who hears one side alone is not fooled without two thirds of the stake`() {
    #expect(run(.eclipse, share: 0.5).outcome.value(of: .successRate) == 0)
    #expect(run(.eclipse, share: 0.7).outcome.value(of: .successRate) == 1)
  }

  @Test func `attempts against votes all end alike`() {
    var (world, id) = World.idle(tendermint())
    let label = world.addAttack(.majority, on: id)
    var attack = AttackParameters(.majority, share: 0.7)
    attack.value = 1e6
    let isDone = world.attempt(attack, times: 1_000, as: label, interruption: Interruption())
    #expect(isDone)
    let outcome = world.outcome(of: label)
    #expect(outcome.value(of: .successRate) == 1)
    #expect(outcome.value(of: .stolen) == 1e6)
  }

  /// Mean waits with a share c of the proposers against the victim: T (1 + c) / (2 (1 - c)) for blocks
  /// at equal distances, as gaps are geometric.
  @Test func `who censors delays, and with two thirds of the votes for good`() {
    let c = 0.3
    let outcome = run(.censorship, share: c).outcome
    let wait = outcome.value(of: .delay) ?? 0
    #expect(abs(wait / (5 * (1 + c) / (2 * (1 - c))) - 1) < 0.15)
    let ruler = run(.censorship, share: 0.67) { $0.lasts = .hours(1) }.outcome
    // It ends before the block that comes at the same moment.
    #expect(ruler.value(of: .blocks) == 719 && ruler.value(of: .delay) == nil)
    #expect(ruler.value(of: .successRate) == 1)
  }

  @Test func `who buys the space pays for it`() {
    let chain = tendermint { $0.minimumRelayFee = 1e-6 }
    let outcome = run(.spam, share: 1, on: chain) { $0.lasts = .hours(1) }.outcome
    // 719 blocks of 400 transactions of 500 bytes each, at 4.5 USD.
    #expect(outcome.value(of: .blocks) == 719)
    #expect(abs((outcome.value(of: .cost) ?? 0) / (719 * 200_000 * 1e-6 * 4.5) - 1) < 0.01)
  }
}
