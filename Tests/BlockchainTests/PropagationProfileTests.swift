import Quantities
import Simulation
import Testing

@testable import Blockchain

private func network(
  _ era: NetworkParameters.Era, _ relay: NetworkParameters.Relay,
  _ edit: (inout NetworkParameters) -> Void = { _ in }
) -> NetworkParameters {
  var network = NetworkParameters()
  network.era = era
  network.relay = relay
  edit(&network)
  return network
}

struct PropagationProfileTests {
  /// Seconds for S megabytes: intercept and slope of the mean and of the median, fitted to shortest paths
  /// over the same networks by an independent prototype.
  struct ClosedForm: Sendable, CustomTestStringConvertible {
    var era: NetworkParameters.Era
    var relay: NetworkParameters.Relay
    var mean: (Double, Double)
    var median: (Double, Double)
    /// Uploads that wait for each other take longer in 2015 than there.
    var tolerance = 0.15
    var testDescription: String { "\(era.rawValue) \(relay)" }
  }

  static let closedForms = [
    ClosedForm(
      era: .y2015, relay: .full, mean: (0.75, 21.3), median: (0.75, 15.8), tolerance: 0.22),
    ClosedForm(era: .y2019, relay: .full, mean: (0.71, 7.3), median: (0.62, 5.7)),
    ClosedForm(era: .y2025, relay: .full, mean: (0.45, 2.37), median: (0.45, 1.78)),
    ClosedForm(era: .y2019, relay: .compact, mean: (0.16, 0.44), median: (0.15, 0.42)),
    ClosedForm(era: .y2025, relay: .compact, mean: (0.15, 0.19), median: (0.14, 0.19)),
  ]

  @Test(arguments: closedForms)
  func `delays grow with the size as the closed forms say`(form: ClosedForm) {
    // From a quarter of a megabyte to 32.
    for size in [1 << 18, 1 << 20, 1 << 25] {
      let profile = PropagationProfile.of(network(form.era, form.relay), bytes: Int64(size))
      let megabytes = Double(size) / 1e6
      let mean = profile.mean / (form.mean.0 + form.mean.1 * megabytes)
      let median = profile.quantile(0.5) / (form.median.0 + form.median.1 * megabytes)
      #expect(abs(mean - 1) < form.tolerance)
      #expect(abs(median - 1) < form.tolerance)
    }
  }

  @Test func `a gigabyte takes minutes even as short ids`() {
    // Published for 1 024 MB: 195 s.
    let profile = PropagationProfile.of(network(.y2025, .compact), bytes: 1_024_000_000)
    #expect(abs(profile.mean / 195 - 1) < 0.1)
  }

  @Test func `blocks of 2014 are as late as was measured`() {
    // bitcoinstats.com, 2014-03-24: half of the nodes after 3.3 s, nine tenths after 13.5 s. Blocks had
    // about 200 kB; the ranges allow for uploads and spread of lines that nobody measured.
    let profile = PropagationProfile.of(network(.y2015, .full), bytes: 200_000)
    #expect((3.3...5.1).contains(profile.quantile(0.5)))
    #expect((5.9...17.9).contains(profile.quantile(0.9)))
  }

  @Test func `later eras and shorter relays are faster`() {
    func median(_ era: NetworkParameters.Era, _ relay: NetworkParameters.Relay) -> Double {
      PropagationProfile.of(network(era, relay), bytes: 1 << 20).quantile(0.5)
    }
    #expect(median(.y2015, .full) > 1.5 * median(.y2019, .full))
    #expect(median(.y2019, .full) > 1.5 * median(.y2025, .full))
    #expect(median(.y2025, .full) > 1.5 * median(.y2025, .compact))
    #expect(median(.y2025, .compact) > 1.5 * median(.y2025, .fibre))
  }

  @Test func `larger blocks are later`() {
    let sizes = [0, 100_000, 105_000, 110_000, 1 << 20, 1 << 60]
    let profiles = sizes.map { PropagationProfile.of(network(.y2025, .compact), bytes: Int64($0)) }
    for (smaller, larger) in zip(profiles, profiles.dropFirst()) {
      #expect(smaller.mean < larger.mean)
      for share in [0.1, 0.5, 0.9] { #expect(smaller.quantile(share) < larger.quantile(share)) }
    }
  }

  @Test func `between simulated sizes it lies between them`() {
    let compact = network(.y2025, .compact)
    let below = PropagationProfile.of(compact, bytes: 1 << 20)
    let above = PropagationProfile.of(compact, bytes: Int64((1_048_576 * 1.189207115).rounded()))
    let between = PropagationProfile.of(compact, bytes: 1_143_493)  // 2^20.125
    #expect(abs(between.mean - (below.mean + above.mean) / 2) < 1e-4 * between.mean)
  }

  @Test func `a profile is the same whichever size is asked first`() {
    let parameters = network(.y2019, .full) {
      $0.nodes = 20
      $0.verification = 0.1
      $0.missRate = 0
    }
    let sizes = [1 << 20, 1 << 16, 1 << 18] as [Int64]
    let alone = sizes.map { PropagationProfile.simulated(parameters, bytes: $0) }
    let asked = sizes.map { PropagationProfile.of(parameters, bytes: $0) }
    #expect(asked == alone)
    #expect(Set(alone).count == 3)
  }

  @Test func `what does not bear on gossip does not change a profile`() {
    let parameters = network(.y2019, .full) { $0.nodes = 20 }
    let other = network(.y2019, .full) {
      $0.nodes = 20
      $0.constantDelay = .seconds(5)
      $0.producerDelayFactor = 0.25
      $0.missRate = 0.5
      $0.verification = 0.1
    }
    let profile = PropagationProfile.of(parameters, bytes: 900_000)
    #expect(PropagationProfile.of(other, bytes: 900_000) == profile)
  }

  @Test func `all threads get one profile`() {
    let parameters = network(.y2019, .compact) { $0.nodes = 3 }
    let profiles = parallelMap(count: 8, threads: 4) { _ in
      PropagationProfile.of(parameters, bytes: 300_000)
    }
    #expect(Set(profiles).count == 1)
  }

  @Test func `draws have the mean of all nodes`() {
    let profile = PropagationProfile.of(network(.y2015, .full), bytes: 1 << 20)
    let drawn = (0..<64_000).reduce(0) { $0 + profile.delay((Double($1) + 0.5) / 64_000) } / 64_000
    #expect(abs(drawn / profile.mean - 1) < 1e-6)
  }

  @Test func `a constant delay is the same for all`() {
    let profile = PropagationProfile.of(
      network(.y2025, .constant) { $0.constantDelay = .seconds(12.6) }, bytes: 1)
    #expect(
      [profile.mean, profile.quantile(0), profile.quantile(1), profile.delay(0.3)] == [
        12.6, 12.6, 12.6, 12.6,
      ])
  }

  @Test func `quantiles rise from the first to the last`() {
    let profile = PropagationProfile.of(network(.y2015, .full), bytes: 200_000)
    let quantiles = stride(from: 0, through: 1, by: 0.01).map(profile.quantile)
    #expect(quantiles == quantiles.sorted())
    #expect(profile.quantile(-1) == profile.quantile(0))
    #expect(profile.quantile(.nan) == profile.quantile(0))
    #expect(profile.quantile(2) == profile.quantile(1))
  }

  @Test func `a larger network is little slower`() {
    let large = network(.y2025, .compact) { $0.nodes = 5_000 }
    let profile = PropagationProfile.of(large, bytes: 1 << 20)
    let small = PropagationProfile.of(network(.y2025, .compact), bytes: 1 << 20)
    // Ten times the nodes are less than one step farther apart, of the three or four that it takes.
    #expect(profile.mean > small.mean && profile.mean < 1.4 * small.mean)
  }
}
