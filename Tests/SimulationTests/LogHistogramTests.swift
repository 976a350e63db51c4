import Simulation
import Testing

struct LogHistogramTests {
  @Test(arguments: [0.01, 0.2, 0.5, 0.9, 0.99])
  func `a quantile is off by at most a bin`(share: Double) throws {
    var histogram = LogHistogram(ratio: 1.02)
    for i in 1...10_000 { histogram.add(Double(i) * 0.37) }
    let value = try #require(histogram.quantile(share))
    #expect(abs(value / (share * 3_700) - 1) < 0.02)
  }

  @Test func `count, sum and ends are exact`() {
    var histogram = LogHistogram.latency
    histogram.add(3, weight: 2)
    histogram.add(0.001)
    histogram.add(5e9)
    #expect(histogram.count == 4)
    #expect(histogram.sum == 5_000_000_006.001)
    #expect(histogram.min == 0.001 && histogram.max == 5e9)
  }

  @Test func `a weight counts as so many values`() {
    var one = LogHistogram.fees
    var many = LogHistogram.fees
    one.add(2, weight: 5)
    for _ in 0..<5 { many.add(2) }
    #expect(one == many)
  }

  @Test func `zeros are counted below everything`() {
    var histogram = LogHistogram.fees
    histogram.add(0, weight: 6)
    histogram.add(1, weight: 4)
    #expect(histogram.quantile(0.5) == 0)
    #expect(histogram.quantile(1) == 1)
    #expect(histogram.nonEmptyBins.map(\.count) == [6, 4])
  }

  @Test func `merging equals counting together`() {
    var a = LogHistogram.latency
    var b = LogHistogram.latency
    var both = LogHistogram.latency
    for i in 1...100 {
      let value = Double(i * i)
      if i % 3 == 0 { a.add(value) } else { b.add(value) }
      both.add(value)
    }
    a.merge(b)
    #expect(a == both)
  }

  @Test func `an empty histogram has no quantile`() {
    #expect(LogHistogram.latency.quantile(0.5) == nil)
    #expect(LogHistogram.latency.mean == nil)
  }

  @Test func `one value is every quantile`() {
    var histogram = LogHistogram.latency
    histogram.add(600, weight: 10)
    #expect([0, 0.3, 0.5, 1].map { histogram.quantile($0) } == [600, 600, 600, 600])
  }

  @Test(arguments: [1e-300, 1e300, -4.0, .infinity, .nan])
  func `no value breaks the bins`(value: Double) {
    var histogram = LogHistogram.latency
    histogram.add(1)
    histogram.add(value)
    #expect(histogram.nonEmptyBins.count <= 2)
    #expect(histogram.quantile(0.99) != nil)
  }
}
