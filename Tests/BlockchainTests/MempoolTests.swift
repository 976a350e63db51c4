import Quantities
import Testing

@testable import Blockchain

struct MempoolTests {
  /// Two kinds of 100 and 250 bytes, in blocks of 1 000.
  static func pool() -> Mempool {
    var pool = Mempool(scale: FeeScale(bottom: 1))
    var small = Flow(workload: 0, kind: .payments)
    small.bytes = 100
    small.share = 0.1
    small.patience = 900
    var large = Flow(workload: 0, kind: .swaps)
    large.bytes = 250
    large.share = 0.25
    large.patience = 900
    pool.rearrange(flows: [small, large], scale: FeeScale(bottom: 1), unordered: false)
    return pool
  }

  private func filled(
    _ pool: inout Mempool, bytes: Int64 = 1_000, minimum: Int128 = 0, funds: Int128 = 1_000_000
  ) -> BlockContents {
    var block = BlockContents()
    let terms = InclusionTerms(fee: nil, minimumBid: [minimum, minimum], funds: funds)
    pool.fill(BlockSpace(bytes: bytes, gas: .max), on: terms, into: &block)
    return block
  }

  @Test func `who pays more for space goes first`() {
    var pool = Self.pool()
    pool.add(Cohort(submitted: 0, count: 10, bid: 100), flow: 0, level: 0)
    pool.add(Cohort(submitted: 5, count: 2, bid: 1_000), flow: 1, level: 0)
    let block = filled(&pool)
    #expect(
      block.charges == [
        .init(flow: 1, fee: 1_000, count: 2), .init(flow: 0, fee: 100, count: 5),
      ])
    #expect(block.isFull && pool.count == 5)
  }

  @Test func `of equal fees for space the older goes first, whatever its kind`() {
    var pool = Self.pool()
    pool.add(Cohort(submitted: 7, count: 6, bid: 100), flow: 0, level: 0)
    pool.add(Cohort(submitted: 3, count: 2, bid: 250), flow: 1, level: 0)
    pool.add(Cohort(submitted: 1, count: 4, bid: 100), flow: 0, level: 0)
    let block = filled(&pool)
    #expect(
      block.waits == [
        .init(submitted: 1, count: 4), .init(submitted: 3, count: 2), .init(submitted: 7, count: 1),
      ])
  }

  @Test func `only whole transactions fit`() {
    var pool = Self.pool()
    pool.add(Cohort(submitted: 0, count: 3, bid: 1_000), flow: 1, level: 0)
    let block = filled(&pool, bytes: 700)
    #expect(block.count == 2 && block.bytes == 500 && block.isFull)
    #expect(pool.count == 1 && pool.bytes == 250)
  }

  @Test func `a small kind takes the room that a large one leaves`() {
    var pool = Self.pool()
    pool.add(Cohort(submitted: 0, count: 5, bid: 1_000), flow: 1, level: 0)
    pool.add(Cohort(submitted: 0, count: 5, bid: 10), flow: 0, level: 0)
    let block = filled(&pool, bytes: 700)
    #expect(block.bytes == 700 && block.charges.last == .init(flow: 0, fee: 10, count: 2))
  }

  @Test func `bids below the minimum stay`() {
    var pool = Self.pool()
    for bid in [50, 51, 52] as [Int128] {
      pool.add(Cohort(submitted: Int64(bid), count: 1, bid: bid), flow: 0, level: 0)
    }
    let block = filled(&pool, minimum: 51)
    #expect(block.count == 2 && !block.isFull)
    #expect(pool.count == 1 && pool.isConsistent)
  }

  @Test func `no more is taken than users can pay for`() {
    var pool = Self.pool()
    pool.add(Cohort(submitted: 0, count: 9, bid: 100), flow: 0, level: 0)
    let block = filled(&pool, funds: 350)
    #expect(block.count == 3 && block.fees == 300)
  }

  @Test func `a bid is raised by a quarter after a third of the patience, and again after another`()
  {
    var pool = Self.pool()
    pool.add(Cohort(submitted: 0, count: 4, bid: 100), flow: 0, level: Headroom.twoRaises)
    func bids(at time: Int64) -> [Int128] {
      #expect(pool.passTime(to: time) == 0)
      return pool.queues.flatMap(\.items).map(\.bid)
    }
    #expect(bids(at: 299) == [100])
    #expect(bids(at: 300) == [125])
    #expect(bids(at: 599) == [125])
    #expect(bids(at: 600) == [156])
    #expect(pool.passTime(to: 899) == 0)
    #expect(pool.passTime(to: 900) == 4)
    #expect(pool.count == 0 && pool.isConsistent)
  }

  @Test func `a user with room for one raise makes it after a third`() {
    var pool = Self.pool()
    pool.add(Cohort(submitted: 0, count: 1, bid: 100), flow: 0, level: Headroom.oneRaise)
    _ = pool.passTime(to: 300)
    _ = pool.passTime(to: 700)
    #expect(pool.queues.flatMap(\.items).map(\.bid) == [125])
  }

  @Test func `a full mempool loses the newest of the lowest class`() {
    var pool = Self.pool()
    pool.add(Cohort(submitted: 0, count: 4, bid: 10), flow: 0, level: 0)
    pool.add(Cohort(submitted: 9, count: 4, bid: 10), flow: 0, level: 0)
    pool.add(Cohort(submitted: 5, count: 4, bid: 100), flow: 0, level: 0)
    #expect(pool.evict(beyond: 650) == 6)
    #expect(
      pool.queues.flatMap(\.items) == [
        Cohort(submitted: 0, count: 2, bid: 10), Cohort(submitted: 5, count: 4, bid: 100),
      ])
    #expect(pool.bytes == 600)
  }

  @Test func `another size moves cohorts to where they belong`() {
    var pool = Self.pool()
    pool.add(Cohort(submitted: 0, count: 4, bid: 100), flow: 0, level: 0)
    var flows = pool.flows
    flows[0].bytes = 300
    flows[0].share = 0.3
    pool.rearrange(flows: flows, scale: pool.scale, unordered: false)
    #expect(pool.bytes == 1_200 && pool.count == 4 && pool.isConsistent)
  }
}

struct CohortTests {
  @Test func `beyond 256 cohorts neighbours merge and nothing is lost`() {
    var queue = CohortQueue()
    for i in 0..<257 { queue.insert(Cohort(submitted: Int64(i) * 10, count: 2, bid: Int128(i))) }
    #expect(queue.items.count == 129)
    #expect(queue.items.reduce(0) { $0 + $1.count } == 514)
    #expect(queue.items[0] == Cohort(submitted: 5, count: 4, bid: 1))
  }

  @Test func `a merged cohort has the mean time by weight`() {
    let a = Cohort(submitted: 0, count: 1, bid: 100)
    let b = Cohort(submitted: 40, count: 3, bid: 200)
    #expect(a.joined(with: b) == Cohort(submitted: 30, count: 4, bid: 175))
  }

  @Test func `an older cohort goes before younger ones`() {
    var queue = CohortQueue()
    for time in [10, 30, 20, 5] as [Int64] {
      queue.insert(Cohort(submitted: time, count: 1, bid: 1))
    }
    #expect(queue.items.map(\.submitted) == [5, 10, 20, 30])
  }
}

struct WalletEstimateTests {
  @Test func `wallets expect the median of the last twenty blocks`() {
    var estimate = WalletEstimate()
    for i in 1...30 { estimate.learn(Double(i)) }
    #expect(estimate.rate == 20.5)
  }
}

struct AmountTests {
  @Test(arguments: [0, 0.4, 1, 1e15, 9e18, 1e19, 12_345_678_901_234_567_168, 3.7e30, 1e38])
  func `amounts and numbers convert into each other`(x: Double) {
    #expect(Int128(nearest: x) == Int128(x.rounded()))
    #expect(Int128(nearest: x).double == x.rounded())
  }

  @Test func `negative and huge numbers stay within bounds`() {
    #expect(Int128(nearest: -5) == 0)
    #expect(Int128(nearest: 1e300) == Int128(nearest: 1e38))
    #expect(Int128(-7).double == -7)
  }
}

struct FinalityMemoryTests {
  @Test func `what never becomes final takes bounded memory and is all counted in the end`() {
    var unfinalized = Unfinalized()
    for height in 1...5_000 as ClosedRange<Int64> {
      let waits = (0..<3).map { BlockContents.Wait(submitted: height * 10 + $0, count: 2) }
      unfinalized.append(.init(height: height, epoch: 0, waits: waits))
    }
    let blocks = unfinalized.finalize(throughEpoch: 0)
    #expect(blocks.count <= 1_024)
    #expect(blocks.reduce(0) { $0 + $1.waits.reduce(0) { $0 + $1.count } } == 30_000)
  }
}

struct QuartersTests {
  @Test func `quarters of any counts are whole, complete and even in the long run`() {
    var quarters = Quarters()
    var sums = [Int64](repeating: 0, count: 4)
    for count in [1, 2, 3, 7, 10, 1, 1, 3] as [Int64] {
      let parts = (0..<4).map { quarters.part($0, of: count) }
      #expect(parts.reduce(0, +) == count)
      for i in 0..<4 { sums[i] += parts[i] }
      quarters.passTurn(count)
    }
    #expect(sums == [7, 7, 7, 7])
  }
}
