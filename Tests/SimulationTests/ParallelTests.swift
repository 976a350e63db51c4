import Simulation
import Testing

struct ParallelTests {
  @Test(arguments: [1, 2, 8])
  func `results come in order whatever the number of threads`(threads: Int) {
    let results = parallelMap(count: 100, threads: threads) { index in
      var stream = RandomStream(seed: UInt64(index), "parallel")
      return (0..<1_000).reduce(UInt64(index)) { sum, _ in sum &+ stream.next() }
    }
    let alone = (0..<100).map { index in
      var stream = RandomStream(seed: UInt64(index), "parallel")
      return (0..<1_000).reduce(UInt64(index)) { sum, _ in sum &+ stream.next() }
    }
    #expect(results == alone)
  }

  @Test(arguments: [1, 2])
  func `elements change in place`(threads: Int) {
    var values = Array(0..<50)
    let before = values.updateInParallel(threads: threads) { value in
      value *= 2
      return value / 2
    }
    #expect(values == (0..<50).map { $0 * 2 })
    #expect(before == Array(0..<50))
  }

  @Test(arguments: [0, -3])
  func `no work gives no results`(count: Int) {
    #expect(parallelMap(count: count, threads: 4) { $0 }.isEmpty)
  }

  @Test func `shares of the work add up from any thread`() {
    let interruption = Interruption()
    _ = parallelMap(count: 64, threads: 2) { _ in interruption.add(progress: 1 / 64) }
    #expect(interruption.progress == 1)
  }
}
