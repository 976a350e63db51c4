import Measures
import Quantities
import Simulation
import Testing

@testable import Blockchain

@Suite struct `Attacks on channels` {
  /// Attempts on a channel of 1 BTC, half of it on each side.
  private func attempts(offline: Double, tower: Bool = false) -> AttackOutcome {
    var (world, _, pay) = World.lightning(rate: 0) {
      $0.topology = .pair
      $0.capacity = 1
      $0.capacitySigma = 0
      $0.watchtower = tower
    }
    let id = world.addAttack(.revokedState, on: pay)
    var attack = AttackParameters(.revokedState, share: 0)
    attack.value = 1e9
    attack.victimOffline = offline
    _ = world.attempt(attack, times: 4_000, as: id, interruption: Interruption())
    return world.outcome(of: id)
  }

  @Test(arguments: [0, 0.25, 0.5, 0.75, 1])
  func `cheating brings what absence gives less what presence takes`(q: Double) throws {
    let profit = try #require(attempts(offline: q).value(of: .profit))
    // Either side as often: q of the other's money, 1 - q of one's own lost; 50 000 USD each on the mean.
    // The deviation of one attempt is at most 100 000, of 4 000 on the mean 1 600.
    #expect(abs(profit - (2 * q - 1) * 50_000) < 4_800)
  }

  @Test func `with a watchtower a cheat never wins`() {
    let outcome = attempts(offline: 1, tower: true)
    #expect(outcome.successes == 0)
    #expect(outcome.value(of: .profit) ?? 0 < -45_000)
  }

  /// What a live breach of the only channel comes to.
  private func breach(tower: Bool, delay: Int = 6) -> (AttackOutcome, World, SystemID, SystemID) {
    var (world, base, pay) = World.lightning(rate: 0) {
      $0.topology = .pair
      $0.capacity = 1
      $0.capacitySigma = 0
      $0.watchtower = tower
      $0.toSelfDelay = delay
    }
    let id = world.addAttack(.revokedState, on: pay)
    var attack = AttackParameters(.revokedState, share: 0)
    attack.value = 1e9
    attack.victimOffline = 1
    world.launch(attack, as: id)
    #expect(world.pass(86_400) == .reached)
    return (world.outcome(of: id), world, base, pay)
  }

  @Test func `an old state counts when nobody answers, and the delay passes first`() throws {
    let (outcome, world, base, pay) = breach(tower: false)
    #expect(outcome.value(of: .successRate) == 1)
    #expect(outcome.value(of: .stolen) ?? 0 > 0)
    #expect(outcome.value(of: .delay) ?? 0 > 6 * 300)
    #expect(world.chain(base).ledger.escrow(of: pay.index) == .zero)
    let (long, _, _, _) = breach(tower: false, delay: 1_000)
    #expect(long.value(of: .successRate) == nil)
  }

  @Test func `justice takes the whole channel`() {
    let (outcome, world, base, pay) = breach(tower: true)
    #expect(outcome.value(of: .successRate) == 0)
    #expect(outcome.value(of: .stolen) == 0)
    #expect(outcome.value(of: .profit) ?? 0 < 0)
    #expect(world.chain(base).ledger.escrow(of: pay.index) == .zero)
  }

  @Test func `justice that finds no room is too late`() {
    // Blocks too small for anything but the commitment.
    var (world, base, pay) = World.lightning(rate: 0) {
      $0.topology = .pair
      $0.capacitySigma = 0
      $0.watchtower = true
      $0.toSelfDelay = 3
    }
    let id = world.addAttack(.revokedState, on: pay)
    var attack = AttackParameters(.revokedState, share: 0)
    attack.value = 1e9
    world.launch(attack, as: id)
    var hours = 0
    while world.chain(pay).channels?.closings.first?.confirmed == nil, hours < 48 {
      #expect(world.pass(60) == .reached)
      hours += 1
    }
    world.change(base) { $0.blockSize = 10 }
    #expect(world.pass(2 * 86_400) == .reached)
    #expect(world.outcome(of: id).value(of: .successRate) == 1)
  }

  /// What a flood over so many channels loots, where users take 70 % of blocks that come by the clock.
  private func loot(_ victims: Int) -> Double {
    let parent = bitcoin {
      $0.consensus = .central
      $0.subsidy = 0
      $0.hashRate = 0
    }
    var (world, base, pay) = World.lightning(parent, rate: 0) {
      $0.nodes = 140
      $0.capacity = 0.2
      $0.capacitySigma = 0
      $0.expiryDelta = 40
    }
    _ = world.add(
      payments(0.7 * 1_000_000 / 238 / 600, bid: 50) { $0.bidSigma = 0.3 }, named: "crowd",
      on: [base])
    #expect(world.pass(6 * 3_600) == .reached)
    let id = world.addAttack(.floodAndLoot, on: pay)
    var attack = AttackParameters(.floodAndLoot, share: 0)
    attack.victims = victims
    attack.value = 1e8
    world.launch(attack, as: id)
    #expect(world.pass(45 * 600) == .reached)
    let outcome = world.outcome(of: id)
    #expect(outcome.decided == 1)
    #expect(world.books(base, pay).fault == nil)
    return outcome.value(of: .stolen) ?? 0
  }

  @Test func `a flood loots from as many channels on as blocks cannot take`() {
    // 30 % of 40 blocks, over a commitment of 483 payments and their claims (BOLT #3).
    let each = Double((724 + 172 * 483) / 4) + 483 * 176
    let threshold = 0.3 * 40 * 1_000_000 / each
    #expect(abs(threshold - 113) < 1)
    #expect(loot(Int(threshold * 0.85)) == 0)
    #expect(loot(Int(threshold * 1.15)) > 0)
  }

  @Test func `an old state of a game loses the deposit if one of the others looks`() {
    func play(offline: Double, parties: Int) -> AttackOutcome {
      var (world, _, pay) = World.lightning(rate: 1) {
        $0.purpose = .application
        $0.parties = parties
        $0.capacity = 0.02
        $0.toSelfDelay = 6
      }
      #expect(world.pass(100) == .reached)
      let id = world.addAttack(.revokedState, on: pay)
      var attack = AttackParameters(.revokedState, share: 0)
      attack.value = 500
      attack.victimOffline = offline
      world.launch(attack, as: id)
      #expect(world.pass(86_400) == .reached)
      let books = world.chain(pay).channels
      #expect(books?.application?.isOpen == false && books?.application?.outstanding == 0)
      return world.outcome(of: id)
    }
    #expect(play(offline: 0, parties: 3).value(of: .stolen) == 0)
    #expect(play(offline: 0, parties: 3).value(of: .profit) ?? 0 < 0)
    #expect(play(offline: 1, parties: 3).value(of: .stolen) ?? 0 > 0)
  }

  @Test func `the highest number wins`() {
    #expect(StateChannel.settled([3, 9, 7]) == 9)
    #expect(StateChannel.settled([]) == nil)
  }
}
