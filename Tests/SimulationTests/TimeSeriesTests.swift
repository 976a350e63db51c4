import Quantities
import Simulation
import Testing

struct TimeSeriesTests {
  @Test func `a long series keeps its extremes in bounded memory`() {
    var series = TimeSeries(width: .seconds(1))
    for i in 0..<100_000 {
      series.record(i == 54_321 ? 99 : i == 7 ? -3 : 1, at: .zero + .seconds(Double(i)))
    }
    #expect(series.buckets.count <= TimeSeries.limit)
    #expect(series.buckets.map(\.high).max() == 99)
    #expect(series.buckets.map(\.low).min() == -3)
    #expect(series.buckets.reduce(0) { $0 + $1.weight } == 100_000)
  }

  @Test func `buckets double when time runs out`() {
    var series = TimeSeries(width: .seconds(1))
    series.record(1, at: .zero + .seconds(Double(TimeSeries.limit - 1)))
    #expect(series.width == .seconds(1))
    series.record(1, at: .zero + .seconds(Double(TimeSeries.limit)))
    #expect(series.width == .seconds(2))
    #expect(series.buckets.count == TimeSeries.limit / 2 + 1)
  }

  @Test func `a bucket has the weighted mean and the last value`() {
    var series = TimeSeries(width: .seconds(10))
    series.record(4, weight: 1, at: .zero)
    series.record(1, weight: 3, at: .zero + .seconds(9))
    #expect(series.buckets[0].mean == 1.75)
    #expect(series.buckets[0].last == 1)
  }

  @Test func `joined buckets keep the last value of an empty second half`() {
    var series = TimeSeries(width: .seconds(1))
    series.record(5, at: .zero)
    series.record(6, at: .zero + .seconds(2_000))
    #expect(series.buckets[0].last == 5)
  }

  @Test func `a far moment costs no more than a near one`() {
    var series = TimeSeries(width: Interval(microseconds: 1))
    series.record(1, at: .zero)
    series.record(2, at: .limit)
    #expect(series.buckets.count <= TimeSeries.limit)
  }

  @Test func `a rate series keeps its sum`() {
    var series = RateSeries(width: .seconds(1))
    for i in 0..<50_000 { series.add(2, at: .zero + .seconds(Double(i))) }
    #expect(series.sums.count <= TimeSeries.limit)
    #expect(series.sums.reduce(0, +) == 100_000)
  }
}
