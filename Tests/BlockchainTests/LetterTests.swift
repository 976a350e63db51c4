import Quantities
import Testing

@testable import Blockchain

/// What other systems send to a chain: its room, its price, its money, its way back.
struct LetterTests {
  private static func parent(_ edit: (inout ChainParameters) -> Void = { _ in }) -> (World, Int) {
    let (world, id) = World.single(
      ethereum {
        $0.gasLimit = 1_000_000
        $0.blobs.target = 1
        $0.blobs.most = 2
        $0.online = 1
        edit(&$0)
      }, payments(0))
    return (world, id.index)
  }

  private static func letter(_ token: Int64 = 1, gas: Int64 = 100_000, blobs: Int64 = 0) -> Letter {
    var letter = Letter(token: token, bytes: 200, gas: gas, blobs: blobs)
    letter.sender = 7
    return letter
  }

  @Test func `equal transactions of a letter fill as many blocks as they need`() {
    var (world, id) = Self.parent()
    var letter = Self.letter()
    letter.count = 25
    world.chains[id].post.add(letter)
    world.run(.seconds(36))
    let answers = world.chains[id].post.takeAnswers().map(\.receipt)
    #expect(answers.map(\.count) == [10, 10, 5])
    #expect(answers.allSatisfy { $0.event == .included && $0.fee > 0 })
    #expect(world.chains[id].post.waiting.isEmpty)
  }

  @Test func `their gas moves the base fee`() {
    var (idle, id) = Self.parent()
    var busy = idle
    var letter = Self.letter()
    letter.count = 1_000
    busy.chains[id].post.add(letter)
    idle.run(.seconds(120))
    busy.run(.seconds(120))
    #expect(busy.chains[id].baseFee > 2 * idle.chains[id].baseFee)
  }

  @Test func `a letter waits while its price is above its bid`() {
    var (world, id) = Self.parent()
    var letter = Self.letter()
    letter.bid = world.chains[id].fee(of: letter) - 1
    world.chains[id].post.add(letter)
    world.run(.seconds(60))
    #expect(world.chains[id].post.waiting.count == 1)
  }

  @Test func `blobs have room and a price of their own`() {
    var (world, id) = Self.parent()
    for token in 0..<5 { world.chains[id].post.add(Self.letter(Int64(token), blobs: 1)) }
    world.run(.seconds(12))
    #expect(world.chains[id].post.takeAnswers().count == 2)
    #expect(world.chains[id].blobs.excess == BlobMarket.blobGas)
  }

  @Test func `locks and releases move users' money and balance`() {
    var (world, id) = Self.parent()
    var lock = Self.letter()
    lock.effect = .lock(5_000)
    lock.count = 3
    world.chains[id].post.add(lock)
    world.run(.seconds(12))
    #expect(world.chains[id].ledger.escrow(of: 7) == Amount(units: 15_000))
    var release = Self.letter(2)
    release.effect = .release(4_000)
    release.count = 9
    world.chains[id].post.add(release)
    world.run(.seconds(12))
    #expect(world.chains[id].ledger.escrow(of: 7) == Amount(units: 3_000))
    #expect(world.chains[id].post.waiting.map(\.count) == [6])
    #expect(world.chains[id].ledger.isBalanced)
  }

  @Test func `what a block held waits again when the block is undone`() {
    var (world, a) = World.single(miners(interval: 60, delay: 30), payments(0))
    let id = a.index
    var standing = [Int64](repeating: 0, count: 200)
    var undone = 0
    for token in 0..<200 {
      var letter = Self.letter(Int64(token))
      letter.effect = .lock(1_000)
      world.chains[id].post.add(letter)
      world.run(.minutes(2))
      for (_, receipt) in world.chains[id].post.takeAnswers() {
        switch receipt.event {
        case .included: standing[Int(receipt.token)] += 1
        case .undone:
          standing[Int(receipt.token)] -= 1
          undone += 1
        case .final: break
        }
      }
      let held = standing.reduce(0, +)
      #expect(world.chains[id].ledger.escrow(of: 7) == Amount(units: Int128(held) * 1_000))
      #expect(Int(held) + world.chains[id].post.waiting.count == token + 1)
    }
    #expect(undone > 5)
    #expect(standing.allSatisfy { $0 == 0 || $0 == 1 })
    #expect(world.chains[id].ledger.isBalanced)
  }

  @Test func `a letter is final when its block is`() {
    var (world, id) = Self.parent()
    world.chains[id].post.add(Self.letter())
    world.run(.minutes(20))
    let answers = world.chains[id].post.takeAnswers().map(\.receipt)
    #expect(answers.map(\.event) == [.included, .final])
    let wait = answers[1].at - answers[0].at
    #expect(wait > .minutes(10) && wait < .minutes(20))
  }
}
