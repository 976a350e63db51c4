import Simulation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A distribution with its true moments.
struct Law: Sendable, CustomTestStringConvertible {
  var name: String
  var mean: Double
  var variance: Double
  /// Fourth central moment over the squared variance; it sets the error of a measured variance.
  var kurtosis: Double
  var draw: @Sendable (inout RandomStream) -> Double

  var testDescription: String { name }

  static let all: [Law] =
    [
      Law(name: "uniform", mean: 0.5, variance: 1 / 12.0, kurtosis: 1.8) { $0.uniform() },
      Law(name: "exponential", mean: 600, variance: 360_000, kurtosis: 9) {
        $0.exponential(mean: 600)
      },
      Law(name: "normal", mean: 0, variance: 1, kurtosis: 3) { $0.normal() },
      Law(
        name: "log-normal", mean: 2 * exp(0.125), variance: 4 * (exp(0.25) - 1) * exp(0.25),
        kurtosis: exp(1) + 2 * exp(0.75) + 3 * exp(0.5) - 3
      ) { $0.logNormal(median: 2, sigma: 0.5) },
    ] + [0.01, 0.7, 5, 11.9, 12.1, 40, 3_000, 1e7].map(poisson)
    + [(20, 0.1), (1_000, 0.02), (1_000, 0.97), (100_000, 0.4)].map(binomial)

  private static func poisson(_ mean: Double) -> Law {
    Law(name: "Poisson \(mean)", mean: mean, variance: mean, kurtosis: 3 + 1 / mean) {
      Double($0.poisson(mean: mean))
    }
  }

  private static func binomial(_ n: Int64, _ p: Double) -> Law {
    let variance = Double(n) * p * (1 - p)
    return Law(
      name: "binomial \(n), \(p)", mean: Double(n) * p, variance: variance,
      kurtosis: 3 + (1 - 6 * p * (1 - p)) / variance
    ) { Double($0.binomial(trials: n, probability: p)) }
  }
}

struct DistributionTests {
  @Test(arguments: Law.all)
  func `mean and variance are those of the law`(law: Law) {
    let n = 40_000.0
    var stream = RandomStream(seed: 7, "moments", law.name)
    let samples = (0..<Int(n)).map { _ in law.draw(&stream) }
    let mean = samples.reduce(0, +) / n
    let variance = samples.reduce(0) { $0 + ($1 - law.mean) * ($1 - law.mean) } / n
    #expect(abs(mean - law.mean) < 4 * (law.variance / n).squareRoot())
    #expect(abs(variance / law.variance - 1) < 4 * ((law.kurtosis - 1) / n).squareRoot())
  }

  @Test(arguments: [3.0, 11.5, 12.5, 25])
  func `Poisson numbers have the law's frequencies`(mean: Double) {
    let n = 40_000
    var stream = RandomStream(seed: 3, "frequencies")
    let sampler = PoissonSampler(mean: mean)
    var counts = [Int](repeating: 0, count: 200)
    for _ in 0..<n { counts[Int(sampler.draw(&stream))] += 1 }
    var p = exp(-mean)
    for k in 0..<60 {
      let expected = p * Double(n)
      if expected > 20 { #expect(abs(Double(counts[k]) - expected) < 4.5 * expected.squareRoot()) }
      p *= mean / Double(k + 1)
    }
  }

  @Test(arguments: [0.0, -1, .nan])
  func `a mean that is not positive draws nothing`(mean: Double) {
    var stream = RandomStream(seed: 1, "none")
    #expect(stream.poisson(mean: mean) == 0)
  }

  @Test func `an alias table draws in proportion to the weights`() {
    let weights = [5.0, 0, 1, 3, 1]
    let table = AliasTable(weights: weights)
    var stream = RandomStream(seed: 5, "alias")
    var counts = [Double](repeating: 0, count: weights.count)
    for _ in 0..<100_000 { counts[table.draw(&stream)] += 1 }
    for (count, weight) in zip(counts, weights) {
      let p = weight / 10
      #expect(abs(count - 1e5 * p) <= 4 * (1e5 * p * (1 - p)).squareRoot())
    }
  }
}
