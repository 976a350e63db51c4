import Measures
import Quantities
import Simulation
import Testing

@testable import Blockchain

/// Attackers on a proof-of-work chain, against closed forms.
struct AttackTests {
  /// A chain of equal miners who hear of blocks this much later.
  private func chain(
    delay: Double = 0, interval: Double = 600, _ edit: (inout ChainParameters) -> Void = { _ in }
  ) -> ChainParameters {
    miners(interval: interval, delay: delay) { chain in
      chain.shares = []
      chain.miners = 20
      edit(&chain)
    }
  }

  private func attempts(
    _ kind: AttackParameters.Kind, share: Double, times: Int, on chain: ChainParameters,
    _ edit: (inout AttackParameters) -> Void = { _ in }
  ) -> AttackOutcome {
    var world = World(seed: 42)
    let id = world.add(chain, named: "base")
    let label = world.addAttack(kind, on: id)
    var attack = AttackParameters(kind, share: share)
    edit(&attack)
    let isDone = world.attempt(attack, times: times, as: label, interruption: Interruption())
    #expect(isDone)
    return world.outcome(of: label)
  }

  /// Launches an attack now and lets the world run.
  private func run(
    _ kind: AttackParameters.Kind, share: Double, on chain: ChainParameters, blocks: Int,
    seed: UInt64 = 42, _ edit: (inout AttackParameters) -> Void = { _ in }
  ) -> (outcome: AttackOutcome, chain: Chain) {
    var world = World(seed: seed)
    let id = world.add(chain, named: "base")
    world.beginWindow(warmup: .zero)
    let label = world.addAttack(kind, on: id)
    var attack = AttackParameters(kind, share: share)
    edit(&attack)
    world.launch(attack, as: label)
    world.run(chain.blockInterval * Int64(blocks))
    return (world.outcome(of: label), world.chain(id))
  }

  /// Exact law of the race (Rosenfeld 2014; Grunspan and Pérez-Marco 2018), q = 0.1.
  @Test(arguments: [(1, 0.2), (2, 0.056), (3, 0.01712), (6, 0.0005914)])
  func `double spends at a tie succeed as often as the exact law says`(
    confirmations: Int, expected: Double
  ) throws {
    let n = 20_000
    let outcome = attempts(.doubleSpend, share: 0.1, times: n, on: chain()) {
      $0.confirmations = confirmations
    }
    let rate = try #require(outcome.value(of: .successRate))
    #expect(abs(rate - expected) <= 4 * (expected * (1 - expected) / Double(n)).squareRoot() + 1e-4)
  }

  /// The same race where the attacker has to be a block ahead: q = 0.1, z = 1.
  @Test func `who must be a block ahead succeeds less often`() throws {
    let n = 20_000
    let outcome = attempts(.doubleSpend, share: 0.1, times: n, on: chain()) {
      $0.confirmations = 1
      $0.winsAt = .lead
    }
    let rate = try #require(outcome.value(of: .successRate))
    #expect(abs(rate - 0.0311) <= 4 * (0.0311 * 0.9689 / Double(n)).squareRoot() + 1e-3)
  }

  @Test func `an attempt in a running world replaces the merchant's blocks`() throws {
    let (outcome, chain) = run(.doubleSpend, share: 0.45, on: chain(), blocks: 2_000, seed: 1) {
      $0.confirmations = 3
      $0.value = 1_000_000
    }
    #expect(outcome.decided == 1)
    if outcome.successes == 1 {
      #expect(outcome.value(of: .stolen) == 1_000_000)
      #expect(try #require(outcome.value(of: .depth)) >= 3)
      #expect(chain.history.reorgDepth >= 3)
    } else {
      #expect(outcome.value(of: .stolen) == 0)
    }
    #expect(try #require(outcome.value(of: .cost)) > 0)
  }

  @Test func `more than half of the power always wins in the end`() {
    for seed in 1...20 as ClosedRange<UInt64> {
      let (outcome, chain) = run(.majority, share: 0.6, on: chain(), blocks: 2_000, seed: seed) {
        $0.confirmations = 6
      }
      #expect(outcome.successes == 1)
      #expect(chain.history.reorgDepth >= 6)
    }
  }

  /// Eyal and Sirer 2013, equations 8 and 9.
  @Test(arguments: [
    (1.0 / 3, 0.0, 0.33333), (0.4, 0.0, 0.48372), (0.3, 0.5, 0.32687), (0.25, 0.5, 0.25),
    (0.2, 1.0, 0.23517),
  ])
  func `a selfish miner's share is that of the state machine`(
    share: Double, gamma: Double, expected: Double
  ) throws {
    let (outcome, _) = run(.selfishMining, share: share, on: chain(), blocks: 50_000) {
      $0.gamma = gamma
    }
    let revenue = try #require(outcome.value(of: .revenueShare))
    #expect(abs(revenue - expected) < 0.012)
  }

  @Test func `selfish mining without help from the network pays above a third only`() throws {
    let below = run(.selfishMining, share: 0.31, on: chain(), blocks: 40_000) { $0.gamma = 0 }
    let above = run(.selfishMining, share: 0.36, on: chain(), blocks: 40_000) { $0.gamma = 0 }
    #expect(try #require(below.outcome.value(of: .relativeRevenue)) < 1)
    #expect(try #require(above.outcome.value(of: .relativeRevenue)) > 1)
    #expect(try #require(below.outcome.value(of: .profit)) < 0)
    #expect(try #require(above.outcome.value(of: .profit)) > 0)
  }

  /// Another simulator (darosior): 40 %, gamma 0, T = 600 s, 10 s of delay: 46.68 % of the blocks.
  @Test func `a selfish miner far ahead keeps no old blocks in memory`() throws {
    let chain = run(.selfishMining, share: 0.6, on: chain(), blocks: 2_000) { $0.gamma = 1 }.chain
    let tree = try #require(chain.race?.tree)
    // Everybody follows the attacker's published blocks; behind them nothing is in dispute.
    #expect(tree.nodes[tree.canonical].height - tree.nodes[0].height < 200)
  }

  @Test func `a delay on the selfish miner's way costs it part of the gain`() throws {
    let (outcome, _) = run(.selfishMining, share: 0.4, on: chain(delay: 10), blocks: 40_000)
    let revenue = try #require(outcome.value(of: .revenueShare))
    #expect(abs(revenue - 0.4668) < 0.02)
  }

  /// Model: the smaller side of a cut of 6 h makes 40 % of 36 blocks, and loses them.
  @Test func `the smaller side of a cut loses its blocks`() throws {
    var sum = 0.0
    let n = 200
    for seed in 0..<n {
      let (outcome, _) = run(
        .partition, share: 0.4, on: chain(delay: 1), blocks: 80, seed: UInt64(seed)
      ) { $0.lasts = .seconds(6 * 3600) }
      sum += try #require(outcome.value(of: .blocks))
    }
    // The smaller side is ahead in 14 of 100 cases, and then the other loses more.
    #expect(abs(sum / Double(n) - 14.4) < 4 * 3.8 / Double(n).squareRoot())
  }

  @Test func `a coalition of nearly all leaves a payment out for as long as the law says`() throws {
    let (outcome, _) = run(.censorship, share: 0.9, on: chain(), blocks: 50_000)
    let delay = try #require(outcome.value(of: .delay))
    #expect(abs(delay / 6_000 - 1) < 0.1)
  }

  @Test func `a merchant who sees the attacker alone is fooled after n blocks of his`() throws {
    let n = 2_000
    let outcome = attempts(.eclipse, share: 0.1, times: n, on: chain()) { $0.confirmations = 6 }
    let delay = try #require(outcome.value(of: .delay))
    let mean = 6 * 600 / 0.1
    #expect(abs(delay / mean - 1) < 4 / (6 * Double(n)).squareRoot())
    #expect(outcome.value(of: .successRate) == 1)
  }

  /// Model: n full blocks of 60 Mgas from 1 gwei cost 0.06 (1.125^n - 1) / 0.125 ETH of base fee.
  @Test func `filling blocks under EIP-1559 costs exponentially more`() throws {
    let eth = chain(interval: 12) { chain in
      chain.coin = "ETH"
      chain.blockSize = nil
      chain.gasLimit = 60_000_000
      chain.transactionGas = 21_000
      chain.feeMarket = .eip1559
      chain.priorityFee = 0
      chain.baseFeeFloor = 0
      chain.initialBaseFee = 1e-9
      chain.supply = 120e6
    }
    let (outcome, base) = run(.spam, share: 1, on: eth, blocks: 50)
    let n = Double(base.window.blocks)
    let law = 0.06 * (Elementary.power(1.125, n) - 1) / 0.125 * 3_000
    #expect(abs(try #require(outcome.value(of: .cost)) / law - 1) < 0.01)
    #expect(outcome.money.blocks == n)
  }

  @Test func `a spammer stops when the money is gone`() throws {
    let (outcome, _) = run(.spam, share: 1, on: chain(), blocks: 500) { $0.budget = 10_000 }
    let cost = try #require(outcome.value(of: .cost))
    #expect(cost <= 10_000 && cost > 9_000)
  }

  /// Longest chain: tolerance is 29.3 % at a delay of two intervals; GHOST restores a half.
  @Test func `GHOST withstands an attacker who beats the longest chain at a high delay`() throws {
    let n = 300
    let slow = chain(delay: 60, interval: 30) { $0.miners = 100 }
    let long = attempts(.doubleSpend, share: 0.38, times: n, on: slow) { $0.confirmations = 20 }
    var greedy = slow
    greedy.forkChoice = .ghost
    let ghost = attempts(.doubleSpend, share: 0.38, times: n, on: greedy) { $0.confirmations = 20 }
    #expect(try #require(long.value(of: .successRate)) > 0.95)
    #expect(try #require(ghost.value(of: .successRate)) < 0.6)
  }
}

private enum Elementary {
  /// A power by multiplication.
  static func power(_ base: Double, _ exponent: Double) -> Double {
    (0..<Int(exponent)).reduce(1) { product, _ in product * base }
  }
}

/// What happens to attacks and forks while the rules change.
struct ChangingRaceTests {
  @Test func `an attack goes on under another relay, fork choice and number of miners`() {
    var world = World(seed: 9)
    let id = world.add(bitcoin { $0.retarget = .none }, named: "base")
    world.beginWindow(warmup: .zero)
    let label = world.addAttack(.selfishMining, on: id)
    world.launch(AttackParameters(.selfishMining, share: 0.4), as: label)
    let edits: [@Sendable (inout ChainParameters) -> Void] = [
      {
        $0.network.relay = .constant
        $0.network.constantDelay = .seconds(300)
      },
      { $0.forkChoice = .ghost },
      {
        $0.miners = 40
        $0.network.nodes = 40
        $0.network.relay = .full
      },
      {
        $0.miners = 10
        $0.forkChoice = .longest
      },
      {
        $0.shares = [0.5]
        $0.miners = 0
      },
    ]
    var blocks: Int64 = 0
    for edit in edits {
      world.change(id, edit)
      let advance = world.run(.days(5))
      #expect(advance == .reached)
      let outcome = world.outcome(of: label)
      #expect(outcome.chainBlocks > blocks)
      blocks = outcome.chainBlocks
    }
    #expect(world.outcome(of: label).attackerBlocks > 0)
  }

  @Test func `value is conserved through forks, attacks and changes of the rules`() {
    for seed in 1...6 as ClosedRange<UInt64> {
      var dice = RandomStream(seed: seed, "dice")
      var world = World(seed: seed)
      let id = world.add(
        bitcoin { chain in
          chain.blockInterval = .seconds(30)
          chain.network.relay = .constant
          chain.network.constantDelay = .seconds(20)
          chain.halvingInterval = 300
        }, named: "base")
      _ = world.add(payments(100, bid: 1), named: "users", on: [id])
      world.beginWindow(warmup: .zero)
      let kinds = AttackParameters.Kind.allCases
      let labels = kinds.map { world.addAttack($0, on: id) }
      for _ in 0..<12 {
        let kind = dice.index(below: kinds.count)
        var attack = AttackParameters(kinds[kind], share: 0.05 + 0.4 * dice.uniform())
        attack.lasts = .seconds(600 + 3_000 * dice.uniform())
        attack.confirmations = 1 + dice.index(below: 4)
        attack.budget = kinds[kind] == .spam ? 1_000 : nil
        world.launch(attack, as: labels[kind])
        if dice.uniform() < 0.3 {
          world.change(id) { $0.feeMarket = $0.feeMarket == .eip1559 ? .firstPrice : .eip1559 }
        }
        if dice.uniform() < 0.3 { world.change(id) { $0.blockSize = 100_000 + Int64(9e5) } }
        if dice.uniform() < 0.2 {
          world.change(id) { $0.consensus = $0.consensus == .pow ? .pos : .pow }
        }
        // A run checks the books after each event.
        let advance = world.run(.seconds(2_000))
        #expect(advance == .reached)
        if dice.uniform() < 0.3 { world.beginWindow(warmup: .zero) }
      }
      let chain = world.chain(id)
      #expect(chain.ledger.isBalanced)
      #expect(chain.window.production.allSatisfy { $0 >= 0 })
    }
  }
}

/// Attacks at the edge of what makes sense.
struct AttackLimitTests {
  private func outcome(
    _ attack: AttackParameters, on chain: ChainParameters, tries: Int
  ) -> AttackOutcome {
    var world = World(seed: 1)
    let id = world.add(chain, named: "base")
    let label = world.addAttack(attack.kind, on: id)
    _ = world.attempt(attack, times: tries, as: label, interruption: Interruption())
    return world.outcome(of: label)
  }

  @Test func `an attempt against nobody ends`() {
    let all = outcome(AttackParameters(.majority, share: 1), on: bitcoin(), tries: 2)
    #expect(all.decided == 2)
    let nobody = outcome(AttackParameters(.eclipse, share: 0), on: bitcoin(), tries: 2)
    #expect(nobody.decided == 2)
    #expect(nobody.successes == 0)
  }

  @Test func `a spammer takes the share of the room that it was told`() {
    func spam(_ share: Double) -> AttackOutcome {
      var (world, id) = World.single(bitcoin(), payments(5))
      let label = world.addAttack(.spam, on: id)
      world.launch(AttackParameters(.spam, share: share), as: label)
      world.run(.days(2))
      return world.outcome(of: label)
    }
    let (none, half, all) = (spam(0), spam(0.5), spam(1))
    #expect(none.money.cost == 0)
    #expect(half.money.cost > 0)
    #expect(all.money.cost > 2 * half.money.cost)
  }

  @Test func `a second cut does not heal the first`() {
    var (world, id) = World.idle(bitcoin { $0.retarget = .none })
    let first = world.addAttack(.partition, on: id)
    let second = world.addAttack(.partition, on: id)
    var attack = AttackParameters(.partition, share: 0.4)
    attack.lasts = .hours(20)
    world.launch(attack, as: first)
    attack.lasts = .hours(1)
    world.launch(attack, as: second)
    world.run(.days(2))
    #expect((world.outcome(of: first).value(of: .delay) ?? 0) == 20 * 3_600)
    #expect(world.outcome(of: first).money.blocks > 20)
    #expect(world.outcome(of: second).value(of: .blocks) == nil)
  }
}
