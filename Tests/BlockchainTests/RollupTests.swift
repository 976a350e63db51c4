import Blockchain
import Measures
import Quantities
import Simulation
import Testing

/// Ethereum of 2024 with its blobs and no tips.
func blobChain(_ edit: (inout ChainParameters) -> Void = { _ in }) -> ChainParameters {
  ethereum { chain in
    chain.gasLimit = 30_000_000
    chain.blobs.target = 3
    chain.blobs.most = 6
    chain.priorityFee = 0
    edit(&chain)
  }
}

/// A rollup with blocks each 6 s and room for 4 000 payments a second.
func rollup(_ edit: (inout ChainParameters) -> Void = { _ in }) -> ChainParameters {
  var chain = ChainParameters()
  chain.kind = .rollup
  chain.consensus = .central
  chain.blockInterval = .seconds(6)
  chain.feeMarket = .eip1559
  chain.gasLimit = 1_000_000_000
  chain.gasTarget = 500_000_000
  chain.transactionSize = 110
  chain.transactionGas = 21_000
  chain.initialBaseFee = 1e-12
  chain.baseFeeFloor = 1e-12
  chain.priorityFee = 0
  chain.baseFeeBurned = false
  chain.lockedValue = 1e8
  edit(&chain)
  return chain
}

extension World {
  /// A rollup on a chain, with users.
  static func layered(
    _ parent: ChainParameters = blobChain(), _ child: ChainParameters = rollup(),
    _ users: WorkloadParameters? = payments(50), seed: UInt64 = 42
  ) -> (World, SystemID, SystemID) {
    var world = World(seed: seed)
    let base = world.add(parent, named: "base")
    let layer = world.add(child, named: "layer", on: [base])
    if let users { _ = world.add(users, named: "users", on: [layer]) }
    world.beginWindow(warmup: .zero)
    return (world, base, layer)
  }

  mutating func attack(
    _ kind: AttackParameters.Kind, on id: SystemID,
    _ edit: (inout AttackParameters) -> Void = { _ in }
  ) -> AttackID {
    let attack = addAttack(kind, on: id)
    var parameters = AttackParameters(kind, share: 0)
    parameters.value = 1e15
    edit(&parameters)
    launch(parameters, as: attack)
    return attack
  }
}

@Suite struct `Rollups` {
  /// Buterin 2021: 12.5 Mgas each 13 s, a proof of 500 000 gas, 16 gas a byte.
  private func incompleteGuide(
    bytes: Double, gas: Int64
  ) -> (parent: ChainParameters, child: ChainParameters) {
    let parent = blobChain {
      $0.slot = .seconds(13)
      $0.gasLimit = 25_000_000
    }
    let child = rollup {
      $0.gasLimit = 1_000_000_000_000
      $0.gasTarget = nil
      $0.transactionGas = gas
      $0.rollup.proof = .validity
      $0.rollup.data = .calldata
      $0.rollup.bytesPerTransaction = bytes
      $0.rollup.batchGas = 0
      $0.rollup.proofGas = 500_000
      $0.rollup.proverRate = 0
      $0.rollup.proofTime = .zero
    }
    return (parent, child)
  }

  @Test func `full blocks of calldata carry what was published`() {
    let (parent, child) = incompleteGuide(bytes: 12, gas: 21_000)
    let (world, _, layer) = World.layered(parent, child, nil)
    #expect(abs(world.read("capacity", layer) / 4_807.692 - 1) < 1e-3)
  }

  /// Bytes in a rollup, gas on layer 1, and the gain, of "An Incomplete Guide to Rollups" (2021).
  @Test(arguments: [
    (12.0, Int64(21_000), 105.0), (16, 50_000, 187.5), (14, 100_000, 428.571),
    (296, 380_000, 77.027), (40, 380_000, 570),
  ])
  func `a batch that fills a block gains what was published`(
    bytes: Double, gas: Int64, gain: Double
  ) {
    let (parent, child) = incompleteGuide(bytes: bytes, gas: gas)
    let fit = 750_000 / bytes
    let users = payments(fit / 20) { $0.bidSigma = 0 }
    let full = { (chain: inout ChainParameters) in chain.rollup.batchSize = Int(fit) }
    var changed = child
    full(&changed)
    var (world, _, layer) = World.layered(parent, changed, users)
    #expect(world.run(.minutes(8)) == .reached)
    #expect(abs(world.read("leverage", layer) / gain - 1) < 1e-3)
  }

  /// 100 bytes at 16 gas and 30 gwei, with ether at 3 000 USD; of a proof of 450 000 gas at 1 gwei a part.
  @Test func `users pay for their data what it costs on the parent`() {
    let parent = blobChain {
      $0.baseFeeFloor = 30e-9
      $0.initialBaseFee = 30e-9
    }
    var (world, _, layer) = World.layered(
      parent,
      rollup {
        $0.rollup.data = .calldata
        $0.rollup.batchSize = 5_000
        $0.rollup.batchGas = 0
        $0.rollup.rootGas = 0
      })
    world.run(.hours(1))
    #expect(abs(world.read("parent_fee", layer) / 0.144 - 1) < 1e-3)
  }

  @Test(arguments: [(100, 0.0135), (1_000, 0.00135), (10_000, 0.000135)])
  func `a batch shares the cost of its proof`(size: Int, dollars: Double) {
    var (world, _, layer) = World.layered(
      blobChain(),
      rollup {
        $0.rollup.proof = .validity
        $0.rollup.data = .committee
        $0.rollup.batchSize = size
      })
    world.run(.hours(1))
    #expect(abs(world.read("parent_fee", layer) / dollars - 1) < 0.01)
    #expect(world.read("finality_time", layer) > 600)
  }

  @Test func `where few come, batches wait for their age`() {
    func finality(_ rate: Double) -> Double {
      var (world, _, layer) = World.layered(
        blobChain(), rollup { $0.rollup.batchInterval = .hours(1) }, payments(rate))
      world.run(.hours(2))
      world.beginWindow(warmup: .zero)
      world.run(.hours(3))
      return world.read("finality_time", layer)
    }
    let (slow, quick) = (finality(0.2), finality(100))
    // Half of the hour on average, and the quarter of an hour in which the parent becomes final.
    #expect(abs(slow - (1_800 + 960)) < 300)
    #expect(quick < 1_300)
  }

  @Test(arguments: [(300.0, false), (420, true)])
  func `more than three blobs a block make their price explode`(rate: Double, explodes: Bool) {
    var (world, base, layer) = World.layered(
      blobChain(), rollup { $0.lockedValue = 1e10 }, payments(rate, bid: 0.2))
    world.run(.hours(6))
    #expect((world.read("blob_fee", base) > 1e-9 * 3_000) == explodes)
    #expect(abs(world.read("capacity", layer) - 327.68) < 1)
  }

  @Test func `what the sequencer pays the parent is what the parent was paid`() {
    var (world, base, layer) = World.layered()
    world.run(.hours(3))
    let spent = world.chain(layer).rollup?.books.spent ?? 0
    #expect(spent > 0)
    // Nobody else uses the parent.
    let kept = world.chain(base).ledger.producers.reduce(Amount.zero, +)
    let paid = kept + world.chain(base).ledger.burned - world.chain(base).ledger.minted
    #expect(paid.units == spent)
    #expect(world.read("backing", layer) == 1)
    #expect((-0.2...0.9).contains(world.read("margin", layer)))
  }

  @Test func `a batch waits while the parent is too dear`() {
    var (world, base, layer) = World.layered()
    world.run(.minutes(30))
    let calm = world.read("finality_time", layer)
    let rush = world.add(
      payments(2_000, bid: 500) { $0.bidSigma = 0 }, named: "rush", on: [base])
    world.beginWindow(warmup: .zero)
    world.run(.minutes(40))
    world.change(rush) { $0.rate = 0 }
    world.run(.hours(1))
    #expect(world.read("finality_time", .max, layer) > calm + 300)
  }

  @Test(arguments: [RollupParameters.Proof.fraud, .validity])
  func `money is back after what its proof takes`(proof: RollupParameters.Proof) {
    var (world, _, layer) = World.layered(
      blobChain(),
      rollup {
        $0.rollup.proof = proof
        $0.rollup.challengeWindow = .hours(10)
        $0.rollup.executionDelay = .hours(3)
        $0.rollup.withdrawals = 24e6
        $0.rollup.fastExits = 1
      })
    world.run(.hours(24))
    let seconds = world.read("withdrawal_time", layer)
    // Half of the hour between roots and the window, or a batch, its proof and the delay.
    let expected = proof == .fraud ? 1_800.0 + 36_000 : 300 + 600 + 10_800
    #expect(abs(seconds - expected) < 400, "\(seconds)")
    // Little's law: those who pay at once wait with the flow times the time.
    let capital = world.read("exit_capital", layer)
    #expect(abs(capital / (1e6 / 3_600 * seconds) - 1) < 0.1, "\(capital)")
    #expect(world.read("backing", layer) == 1)
  }

  @Test func `before anybody left, the way out takes what was measured and the window`() {
    var (world, _, layer) = World.layered()
    world.run(.hours(1))
    #expect(abs(world.read("withdrawal_time", layer) - (7 * 86_400 + 1_800)) < 120)
  }

  @Test func `provers limit what a zk rollup carries`() {
    var (world, _, layer) = World.layered(
      blobChain(),
      rollup {
        $0.rollup.proof = .validity
        $0.rollup.bytesPerTransaction = 10
        $0.rollup.proverRate = 20
      }, payments(60) { $0.patience = .time(.hours(20)) })
    world.run(.hours(6))
    #expect(world.read("capacity", layer) == 20)
    #expect(abs(world.read("throughput", layer) - 20) < 4)
  }

  // MARK: Who is away or leaves out

  @Test(arguments: [12.0, 24.0])
  func `the parent lets users in whom the sequencer does not`(hours: Double) {
    var (world, _, layer) = World.layered(
      blobChain(),
      rollup {
        $0.blockInterval = .seconds(30)
        $0.rollup.forcedInclusion = .hours(hours)
      }, payments(0.05))
    var outage = OutageParameters()
    outage.lasts = .hours(36)
    world.beginOutage(of: layer, outage)
    #expect(world.run(.hours(35)) == .reached)
    #expect(abs(world.read("inclusion_time", layer) / 3_600 - hours) < 0.5)
    world.run(.hours(2))
    #expect(world.chain(layer).backlog < 10)
    #expect(world.read("backing", layer) == 1)
  }

  @Test func `a censor is overruled after the delay, or never`() {
    func delay(_ forced: Interval?) -> AttackOutcome {
      var (world, _, layer) = World.layered(
        blobChain(), rollup { $0.rollup.forcedInclusion = forced }, nil)
      let attack = world.attack(.censorship, on: layer) { $0.lasts = .hours(20) }
      world.run(.hours(21))
      return world.outcome(of: attack)
    }
    let bounded = delay(.hours(6))
    #expect(abs((bounded.value(of: .delay) ?? 0) - 6 * 3_600) < 120)
    #expect(bounded.value(of: .successRate) == 0)
    let endless = delay(nil)
    #expect(endless.value(of: .successRate) == 1)
  }

  @Test func `one bad sequencer of four delays for a turn`() {
    var (world, _, layer) = World.layered(
      blobChain(), rollup { $0.rollup.sequencers = 4 }, payments(1))
    let attack = world.attack(.censorship, on: layer) { $0.share = 0.25 }
    world.run(.hours(2))
    let delay = world.outcome(of: attack).value(of: .delay) ?? 0
    #expect(delay > 3 && delay < 12)
  }

  // MARK: Attacks on the money

  @Test(arguments: [(3, 0.9, 1e-3), (5, 0.5, 0.03125), (0, 0.9, 1), (2, 1, 0)])
  func `a false root passes if every watcher misses it`(
    watchers: Int, probability: Double, expected: Double
  ) {
    var (world, _, layer) = World.layered(
      blobChain(),
      rollup {
        $0.rollup.watchers = watchers
        $0.rollup.watchProbability = probability
      }, nil)
    let attack = world.addAttack(.invalidState, on: layer)
    var parameters = AttackParameters(.invalidState, share: 0)
    parameters.value = 1e15
    let n = 200_000.0
    _ = world.attempt(parameters, times: Int(n), as: attack, interruption: Interruption())
    let rate = world.outcome(of: attack).value(of: .successRate) ?? -1
    let deviation = (expected * (1 - expected) / n).squareRoot()
    #expect(abs(rate - expected) <= 4 * deviation)
    let bond = 0.08 * 3_000
    let profit = world.outcome(of: attack).value(of: .profit) ?? 0
    #expect(abs(profit - (rate * 1e8 - (1 - rate) * bond)) < 1)
  }

  @Test func `nobody watching, all is stolen; somebody watching, the bond is lost`() {
    func outcome(_ watchers: Int) -> (AttackOutcome, Double) {
      var (world, _, layer) = World.layered(
        blobChain(),
        rollup {
          $0.blockInterval = .minutes(10)
          $0.rollup.challengeWindow = .hours(12)
          $0.rollup.watchProbability = 1
        }, nil)
      let attack = world.attack(.invalidState, on: layer) { $0.watchers = watchers }
      #expect(world.run(.hours(36)) == .reached)
      return (world.outcome(of: attack), world.read("backing", layer))
    }
    let (lost, empty) = outcome(0)
    #expect(lost.value(of: .successRate) == 1)
    #expect(abs((lost.value(of: .stolen) ?? 0) / 1e8 - 1) < 0.001)
    #expect(empty < 0.001)
    let (caught, whole) = outcome(1)
    #expect(caught.value(of: .successRate) == 0)
    #expect(caught.value(of: .stolen) == 0)
    #expect((caught.value(of: .cost) ?? 0) > 0.08 * 3_000)
    #expect(whole == 1)
  }

  @Test func `a proof leaves nothing to steal, and blobs nothing to keep back`() {
    var (world, _, layer) = World.layered(
      blobChain(), rollup { $0.rollup.proof = .validity }, nil)
    let lie = world.attack(.invalidState, on: layer)
    let silence = world.attack(.dataWithholding, on: layer)
    world.run(.hours(1))
    #expect(world.outcome(of: lie).value(of: .successRate) == 0)
    #expect(world.outcome(of: silence).value(of: .successRate) == 0)
  }

  @Test(arguments: [(3, true), (2, false)])
  func `a committee that keeps data back freezes money and steals none`(
    members: Int, freezes: Bool
  ) {
    var (world, _, layer) = World.layered(
      blobChain(),
      rollup {
        $0.rollup.proof = .validity
        $0.rollup.data = .committee
        $0.rollup.proofTime = .minutes(1)
        $0.rollup.withdrawals = 24e6
      })
    world.run(.hours(1))
    world.beginWindow(warmup: .zero)
    let attack = world.attack(.dataWithholding, on: layer) {
      $0.keys = members
      $0.lasts = .hours(4)
    }
    world.run(.hours(3))
    #expect((world.read("throughput", layer) < 20) == freezes)
    #expect(world.read("backing", layer) == 1)
    world.run(.hours(5))
    let outcome = world.outcome(of: attack)
    #expect(outcome.value(of: .successRate) == (freezes ? 1 : 0))
    #expect(outcome.value(of: .stolen) == 0)
    #expect(outcome.value(of: .exits) == 0)
    // Afterwards the money moves again.
    #expect(abs(world.read("withdrawal_time", layer)) < 5 * 3_600)
  }

  @Test func `a delay lets as many leave as the parent has room for`() {
    func theft(_ delay: Interval, users: Int) -> AttackOutcome {
      var (world, _, layer) = World.layered(
        blobChain(),
        rollup {
          $0.blockInterval = .minutes(1)
          $0.rollup.upgradeDelay = delay
          $0.rollup.users = users
          $0.rollup.challengeWindow = .hours(1)
        }, nil)
      let attack = world.attack(.keyTheft, on: layer)
      #expect(world.run(delay + .hours(4)) == .reached)
      #expect(world.read("backing", layer) <= 1)
      return world.outcome(of: attack)
    }
    let none = theft(.zero, users: 50_000)
    #expect((none.value(of: .stolen) ?? 0) > 0.99e8)
    let some = theft(.hours(2), users: 500_000)
    let exits = some.value(of: .exits) ?? 0
    // 600 blocks of 15 Mgas on average, 150 000 gas each.
    #expect(exits > 20_000 && exits < 130_000)
    #expect(abs((some.value(of: .stolen) ?? 0) - 1e8 * (1 - exits / 500_000)) < 2e6)
    let all = theft(.hours(12), users: 5_000)
    #expect(all.value(of: .stolen) ?? 1e9 < 1e6)
  }

  @Test func `too few keys open nothing`() {
    var (world, _, layer) = World.layered(blobChain(), rollup(), nil)
    let attack = world.attack(.keyTheft, on: layer) { $0.keys = 8 }
    world.run(.hours(1))
    #expect(world.outcome(of: attack).value(of: .successRate) == 0)
    #expect(world.read("backing", layer) == 1)
  }

  @Test func `the fall of a rollup leaves its parent's blocks and their finality as they were`() {
    func heights(_ falls: Bool) -> (Int64, Double, Double, Double) {
      var (world, base, layer) = World.layered(
        blobChain(),
        rollup {
          $0.blockInterval = .minutes(1)
          $0.rollup.upgradeDelay = .zero
        }, nil)
      _ = world.add(payments(5), named: "home", on: [base])
      if falls { _ = world.attack(.keyTheft, on: layer) }
      world.run(.hours(3))
      return (
        world.chain(base).height, world.read("interval", .mean, base),
        world.read("reorg_depth", base), world.read("fee", .percentile(95), base)
      )
    }
    let (calm, fallen) = (heights(false), heights(true))
    #expect(calm.0 == fallen.0 && calm.1 == fallen.1 && calm.2 == fallen.2)
    #expect(fallen.3 > 2 * calm.3)
  }

  // MARK: On other parents

  @Test func `a rollup stands on a rollup`() {
    var (world, _, layer) = World.layered()
    let top = world.add(
      rollup {
        $0.lockedValue = 1e6
        $0.rollup.data = .calldata
      }, named: "top", on: [layer])
    _ = world.add(payments(5), named: "more", on: [top])
    world.beginWindow(warmup: .zero)
    #expect(world.run(.hours(2)) == .reached)
    #expect(abs(world.read("throughput", top) - 5) < 0.3)
    #expect(world.read("backing", top) == 1)
    // What stands on it is final when that on which it stands is.
    #expect(world.read("finality_time", top) > world.read("finality_time", layer))
  }

  @Test func `a rollup stands on bitcoin and pays by the byte`() {
    var (world, _, layer) = World.layered(
      bitcoin(), rollup { $0.rollup.bytesPerTransaction = 12 }, payments(10))
    #expect(world.run(.hours(24)) == .reached)
    #expect(abs(world.read("throughput", layer) - 10) < 0.5)
    #expect(world.read("finality_time", layer) > 3_000)
    // Twelve bytes and a part of the batch's own, at a satoshi a byte at least.
    #expect(world.read("parent_fee", layer) > 0.9 * 12 * 1e-8 * 100_000)
  }

  @Test func `rollups on one parent share its blobs`() {
    var (world, _, layer) = World.layered(
      blobChain(), rollup { $0.lockedValue = 1e10 }, payments(150, bid: 0.2))
    let twin = world.add(
      rollup { $0.lockedValue = 1e10 }, named: "twin", on: [SystemID(index: 0)])
    _ = world.add(payments(150, bid: 0.2), named: "others", on: [twin])
    world.run(.hours(3))
    #expect(world.read("capacity", layer) < 300)
    #expect(abs(world.read("throughput", layer) - 150) < 5)
    #expect(abs(world.read("throughput", twin) - 150) < 5)
  }

  // MARK: Books

  @Test(arguments: 1...4)
  func `no coin gets lost between a rollup and its parent`(seed: Int) {
    var (world, base, layer) = World.layered(
      seed % 2 == 0 ? blobChain() : bitcoin { $0.blockInterval = .seconds(60) },
      rollup {
        $0.rollup.withdrawals = 1e8
        $0.rollup.challengeWindow = .minutes(20)
        $0.rollup.rootInterval = .minutes(5)
        $0.rollup.upgradeDelay = .minutes(10)
        $0.rollup.users = 1_000
      }, payments(30), seed: UInt64(seed))
    var choose = RandomStream(seed: UInt64(seed), "changes")
    for _ in 0..<14 {
      let factor = choose.logNormal(median: 1, sigma: 1)
      switch choose.index(below: 11) {
      case 0: world.change(layer) { $0.rollup.proof = .validity }
      case 1: world.change(layer) { $0.rollup.proof = .fraud }
      case 2: world.change(layer) { $0.rollup.data = .committee }
      case 3: world.change(layer) { $0.rollup.data = .calldata }
      case 4: world.change(layer) { $0.rollup.batchSize = Int(100 * factor) }
      case 5: _ = world.attack(.invalidState, on: layer) { $0.watchers = Int(factor) }
      case 6: _ = world.attack(.keyTheft, on: layer) { $0.value = 1e7 * factor }
      case 7: _ = world.attack(.dataWithholding, on: layer) { $0.lasts = .minutes(20) }
      case 8: world.setPrice(of: "ETH", dollars: 3_000 * factor)
      case 9:
        _ = world.attack(.spam, on: layer) {
          $0.share = 0.5
          $0.budget = 1_000
        }
      default:
        var outage = OutageParameters()
        outage.lasts = .minutes(15)
        world.beginOutage(of: choose.index(below: 2) == 0 ? layer : base, outage)
      }
      #expect(world.run(.minutes(7)) == .reached)
      let backing = world.read("backing", layer)
      #expect(backing.isNaN || (0...1).contains(backing))
    }
  }

  @Test(arguments: [
    rollup { $0.lockedValue = 0 }, rollup { $0.lockedValue = .infinity },
    rollup { $0.rollup.bytesPerTransaction = .nan },
    rollup { $0.rollup.bytesPerTransaction = 1e300 },
    rollup { $0.rollup.batchSize = .max }, rollup { $0.rollup.batchSize = 1 },
    rollup { $0.rollup.batchGas = .max }, rollup { $0.rollup.batchInterval = .zero },
    rollup { $0.rollup.rootInterval = .zero }, rollup { $0.rollup.withdrawals = 1e300 },
    rollup { $0.rollup.bond = 1e300 },
    rollup {
      $0.rollup.proverRate = 1e-9
      $0.rollup.proof = .validity
    },
    rollup {
      $0.rollup.proofTime = .seconds(1e300)
      $0.rollup.proof = .validity
    },
    rollup {
      $0.rollup.users = .max
      $0.rollup.watchers = .max
    }, rollup { $0.gasLimit = 0 },
    rollup { $0.feeMarket = .firstPrice }, rollup { $0.feeMarket = .posted },
    rollup { $0.transactionSize = .max }, rollup { $0.rollup.sequencers = .max },
  ])
  func `no parameters break a rollup`(child: ChainParameters) {
    var (world, _, layer) = World.layered(blobChain(), child)
    _ = world.attack(.keyTheft, on: layer)
    #expect(world.run(.minutes(20)) == .reached)
  }
}

@Suite struct `The stage of a rollup` {

  /// L2BEAT's own unit tests of `getRollupStage`, and what follows from its rules.
  @Test func `follows from the list of what holds`() {
    #expect(RollupStage { _ in true }.reached == 2)
    let first = RollupStage { $0.stage < 2 }
    #expect(first.reached == 1 && first.missing.count == 3)
    #expect(RollupStage { $0 != .usersHave7DaysToExit }.reached == 0)
    // A zk rollup has no challengers: what does not apply is skipped.
    let proofs = RollupStage {
      $0 == .fraudProofSystemAtLeast5Outsiders || $0 == .fraudProofSystemIsPermissionless
        ? nil : true
    }
    #expect(proofs.reached == 2)
    // Arbitrum One of 2024: everything of stages 0 and 1, nothing of stage 2.
    #expect(RollupStage { $0.stage <= 1 }.reached == 1)
    #expect(RollupStage { $0 != .dataAvailabilityOnL1 }.reached == 0)
  }

  @Test func `follows from settings`() {
    func stage(_ edit: (inout RollupParameters) -> Void) -> Int? {
      var chain = ChainParameters()
      chain.kind = .rollup
      chain.rollup.watchers = 5
      chain.rollup.councilExternal = 12
      edit(&chain.rollup)
      return RollupStage(chain)?.reached
    }
    #expect(stage { _ in } == 1)
    #expect(stage { $0.councilThreshold = 8 } == 0)
    #expect(stage { $0.forcedInclusion = nil } == 0)
    #expect(stage { $0.data = .committee } == nil)
    let second = stage {
      $0.permissionlessProofs = true
      $0.override = .bugsOnly
      $0.upgradeDelay = .days(31)
    }
    #expect(second == 2)
    #expect(RiskRosette(RollupParameters()).greens == 2)
  }
}
