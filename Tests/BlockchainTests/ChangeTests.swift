import Blockchain
import Measures
import Quantities
import Testing

struct ChangeTests {
  @Test func `work becomes stake with the ledger and the waiting transactions kept`() {
    let chain = bitcoin {
      $0.coin = "ETH"
      $0.blockInterval = .seconds(13.2)
      $0.retarget = .ethereum
      $0.subsidy = 2
      $0.gasLimit = 30_000_000
      $0.transactionGas = 80_000
      $0.feeMarket = .eip1559
    }
    var (world, id) = World.single(chain, payments(60))
    world.run(.hours(6))
    let before = world.chain(id)
    #expect(before.backlog > 0)
    world.change(id) {
      $0.consensus = .pos
      $0.staked = 13.5e6
      $0.online = 1
    }
    #expect(world.chain(id).ledger.minted == before.ledger.minted)
    #expect(world.chain(id).backlog == before.backlog)
    world.beginWindow(warmup: .zero)
    world.run(.hours(6))
    #expect(world.chain(id).height > before.height)
    #expect(abs(world.read("interval", .mean, id) / 12 - 1) < 0.03)
    #expect(abs(world.read("issuance", id) * 86_400 / 3_000 / 1_673 - 1) < 0.01)
  }

  @Test func `a rate takes effect from the next tick`() {
    var (world, id) = World.single(bitcoin(), payments(1))
    world.run(.days(1))
    world.change(WorkloadID(index: 0)) { $0.rate = 4 }
    world.beginWindow(warmup: .zero)
    world.run(.days(1))
    #expect(abs(world.read("offered", id) - 4) < 0.05)
  }

  @Test func `a price changes what fees are worth, not what was bid`() {
    var (world, id) = World.single(bitcoin(), payments(2))
    world.run(.hours(12))
    world.setPrice(of: "BTC", dollars: 50_000)
    world.beginWindow(warmup: .hours(2))
    world.run(.hours(12))
    // 238 sat at 50 000 USD.
    #expect(abs(world.read("fee", .percentile(1), id) / 0.119 - 1) < 0.05)
  }

  @Test func `a system may be added later and starts from then`() {
    var (world, _) = World.single(bitcoin(), payments(2))
    world.run(.hours(5))
    let late = world.add(ethereum { $0.online = 1 }, named: "late")
    _ = world.add(payments(10), named: "others", on: [late])
    world.run(.hours(1))
    #expect(world.chain(late).height == 300)
    #expect(abs(Double(world.chain(late).window.arrived) / 36_000 - 1) < 0.03)
  }

  @Test func `a warm-up is left out of the window`() {
    var (world, id) = World.single(bitcoin(), payments(2))
    world.beginWindow(warmup: .hours(10))
    world.run(.hours(20))
    #expect(world.chain(id).window.start == .zero + .hours(10))
    #expect(abs(world.read("offered", id) - 2) < 0.05)
    #expect(world.chain(id).window.blocks < world.chain(id).height)
  }
}
