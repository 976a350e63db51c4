import Blockchain
import Measures
import Quantities
import Testing

struct AttackTreeTests {
  private func council(_ threshold: Int, of keys: Int) -> Double {
    Signers(keys: [Int](repeating: 1, count: keys), of: "council", failure: 0.1).loss(of: threshold)
  }

  @Test func `councils lose their keys as the binomial says`() {
    #expect(abs(council(4, of: 7) / 2.728e-3 - 1) < 1e-3)
    #expect(abs(council(6, of: 8) / 2.341e-5 - 1) < 1e-3)
    #expect(abs(council(3, of: 8) / 3.809e-2 - 1) < 1e-3)
  }

  @Test func `code is to be trusted from a risk of 7 percent and of 2 in 100 000 on`() {
    let (a, b) = (council(6, of: 8), council(3, of: 8))
    // Stage 1 is (1 - x) a + x b, stage 2 is x.
    #expect(abs((council(4, of: 7) - a) / (b - a) / 0.071 - 1) < 0.01)
    #expect(abs(a / (1 + a - b) / 2.43e-5 - 1) < 0.01)
  }

  @Test func `the keys of Ronin belonged to few`() {
    let ronin = Signers(keys: [4, 1, 1, 1, 1, 1], of: "bridge", failure: 0.1, price: 10e6)
    #expect(abs(ronin.loss(of: 5) / 4.096e-2 - 1) < 1e-3)
    #expect(ronin.fewest(holding: 5) == 2)
    #expect(ronin.fewest(blocking: 5) == 2)
    #expect(ronin.fewest(holding: 99) == 6)
  }

  @Test func `many parties need no table of all their keys`() {
    let many = Signers(keys: [Int](repeating: 1, count: 10_000), of: "many", failure: 0.5)
    #expect(abs(many.loss(of: 5_000) - 0.5) < 0.01)
  }

  /// ((a and b) or (b and c) or d), with b at two places.
  private var shared: AttackTree {
    var tree = AttackTree()
    let a = tree.step(.init("a", parties: 1, cost: 5, probability: 0.5))
    let b = tree.step(.init("b", parties: 1, cost: 1, probability: 0.2))
    let c = tree.step(.init("c", parties: 2, cost: 2, probability: 0.3))
    let d = tree.step(.init("d", cost: 4, probability: 0.01))
    tree.root = .gate(
      "goal", need: 1, [.gate("", need: 2, [a, b]), .gate("", need: 2, [b, c]), d])
    return tree
  }

  @Test func `a step at two places is one step`() throws {
    let exact = 1 - (1 - 0.2 * (1 - 0.5 * 0.7)) * 0.99
    #expect(abs(shared.probability - exact) < 1e-12)
    #expect(abs(try #require(shared.probabilityByInclusion) - exact) < 1e-12)
    // Standard deviation of 100 000 draws.
    let sigma = (exact * (1 - exact) / 100_000).squareRoot()
    #expect(abs(shared.probabilityByDraws - exact) < 4 * sigma)
  }

  @Test func `minimal ways, the cheapest and the fewest`() throws {
    #expect(shared.cutSets.count == 3)
    #expect(try #require(shared.cheapest).cost == 3)
    #expect(try #require(shared.fewest).parties == 2)
    #expect(shared.leaves == 4)
  }

  @Test func `so many of several parts are all their choices`() {
    var tree = AttackTree()
    let parts = (1...5).map {
      tree.step(.init("part \($0)", parties: 1, cost: Double($0), probability: 0.1))
    }
    tree.root = .gate("three of five", need: 3, parts)
    #expect(tree.cutSets.count == 10)
    #expect(tree.cheapest?.cost == 6)
    #expect(abs(tree.probability - 8.56e-3) < 1e-12)
  }

  @Test func `nothing breaks a tree without ways`() {
    let tree = AttackTree()
    #expect(tree.probability == 0)
    #expect(tree.cheapest == nil)
    #expect(tree.cutSets.isEmpty)
  }

  private func stack(_ edit: (inout ChainParameters) -> Void) -> (World, SystemID, SystemID) {
    var world = World(seed: 42)
    let eth = world.add(ethereum { $0.trust.codeBug = 1e-4 }, named: "eth")
    var rollup = ChainParameters()
    rollup.kind = .rollup
    rollup.consensus = .central
    rollup.coin = "ETH"
    edit(&rollup)
    let arb = world.add(rollup, named: "arb", on: [eth])
    world.beginWindow(warmup: .zero)
    return (world, eth, arb)
  }

  @Test func `a rollup of stage 1 loses what its council and its code lose together`() {
    let (world, eth, arb) = stack { $0.rollup.proof = .validity }
    let own = 0.99 * council(9, of: 12) + 0.01 * council(4, of: 12)
    // All keys at once by one cause, and what can happen below.
    let all = 1 - (1 - own) * (1 - 0.001) * (1 - 1e-4)
    let tree = world.attackTree(of: arb)
    #expect(abs(tree.probability / all - 1) < 1e-9)
    #expect(world.attackTree(of: eth).probability == 1e-4)
    #expect(tree.cheapest?.cost == 90e6)
    #expect(world.read("assumptions", arb) == Double(tree.leaves))
    #expect(abs(world.read("loss_probability", arb) * Unit.year / all - 1) < 1e-9)
  }

  @Test func `more watchers never make it less secure`() {
    var before = 0.0
    for watchers in [0, 1, 2, 3, 5, 10, 100, 10_000] {
      let (world, _, arb) = stack { $0.rollup.watchers = watchers }
      let score = world.read("security", arb)
      #expect(score >= before, "\(watchers)")
      before = score
    }
    #expect(before > 0)
  }

  @Test func `a smaller threshold never makes it more secure, until a minority can block a repair`()
  {
    var before = 0.0
    // From 9 of 12 on, few can keep the others from mending a mistake: more is then not better.
    for threshold in 1...8 {
      let (world, _, arb) = stack {
        $0.rollup.proof = .validity
        $0.rollup.councilThreshold = threshold
      }
      let score = world.read("security", arb)
      #expect(score >= before, "\(threshold)")
      before = score
    }
    let (world, _, arb) = stack {
      $0.rollup.proof = .validity
      $0.rollup.councilThreshold = 12
    }
    #expect(world.read("security", arb) < before)
  }

  @Test func `bigger blocks never raise who can verify`() {
    var before = 1.0
    for megabytes in [1, 2, 8, 32, 128, 1_024] {
      var (world, id) = World.idle(
        bitcoin {
          $0.blockSize = Int64(megabytes) * 1_000_000
          $0.alwaysFull = true
        })
      world.run(.days(1))
      let share = world.read("verify_share", id)
      #expect(share <= before + 1e-12)
      before = share
    }
    #expect(before < 0.5)
  }

  @Test func `an attacker's part of the power comes off what is still needed`() {
    var (world, id) = World.idle(bitcoin { $0.hardwarePrice = 16e-12 })
    world.run(.hours(12))
    let before = (world.scoreInputs(of: id).attackCost ?? .nan, world.read("security", id))
    let label = world.addAttack(.selfishMining, on: id)
    var attack = AttackParameters(.selfishMining, share: 0.3)
    attack.lasts = .days(1)
    world.launch(attack, as: label)
    world.run(.hours(12))
    #expect(world.read("attack_share", id) == 0.2)
    #expect(abs((world.scoreInputs(of: id).attackCost ?? .nan) / before.0 - 0.4) < 0.05)
    #expect(abs(world.read("attack_cost", id) / before.0 - 1) < 0.05)
    #expect(world.read("security", id) < before.1 - 5)
    world.run(.days(3))
    #expect(world.read("attack_share", id) == 0.5)
    let course = world.series(of: Metric.named("security")!, id)
    #expect(course.map(\.mean).min()! < course.map(\.mean).max()! - 5)
    #expect(course.last!.mean > course.map(\.mean).min()! + 5)
  }
}
