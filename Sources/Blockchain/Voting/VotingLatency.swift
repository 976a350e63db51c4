import Quantities
private import Synchronization

/// How long what validators say to each other takes, apart from the size of blocks.
struct VotingLatency: Sendable {
  /// A round of votes.
  var round: QuorumLatency
  /// Seconds for each byte of a proposal: the mean delay of a mebibyte over that of a kibibyte.
  var perByte: Double
  /// Bytes per second of the line of a validator: the mean of the regions.
  var bandwidth: Double

  private struct Key: Hashable {
    var network: NetworkParameters
    var stakes: [Double]
    /// In 64ths.
    var needed: Int
    /// Nothing for the rounds of votes.
    var polls: Polls?
  }

  /// Emptied when full: what is computed again is the same.
  private static let cache = Mutex<[Key: QuorumLatency]>([:])
  private static let cacheLimit = 1_024

  /// For a chain of whose stake this share is there.
  ///
  /// Whoever is away has to be made up for by the others: of them, more have to be heard.
  init(_ parameters: ChainParameters, stakes: [Double], present: Double) {
    let network = parameters.network
    let needed = present > 0 ? min(1, 2.0 / 3 / present) : 1
    let polls = parameters.consensus == .snow ? Polls(parameters.voting) : nil
    let constant = network.constantDelay.seconds
    if network.relay == .constant {
      round = QuorumLatency(constant: polls.map { $0.roundTrips * 2 * constant } ?? 3 * constant)
      perByte = 0
    } else {
      round = Self.cached(network, stakes: stakes, needed: needed, polls: polls)
      let large = PropagationProfile.of(network, bytes: Self.large).mean
      let small = PropagationProfile.of(network, bytes: Self.small).mean
      perByte =
        max(0, large - small) / Double(Self.large - Self.small) * network.producerDelayFactor
    }
    let geography = network.era.geography
    let total = geography.shares.reduce(0, +)
    let mean = zip(geography.shares, geography.uploads).reduce(0) { $0 + $1.0 * $1.1 } / total
    bandwidth = mean * 1e6 / 8
  }

  private static let large: Int64 = 1_048_576
  private static let small: Int64 = 1_024

  private static func cached(
    _ network: NetworkParameters, stakes: [Double], needed: Double, polls: Polls?
  ) -> QuorumLatency {
    var place = NetworkParameters()
    place.era = network.era
    place.jitter = network.jitter
    let stakes = polls == nil ? QuorumLatency.represented(stakes) : []
    let part = polls == nil ? Int((needed * 64).rounded()) : 0
    let key = Key(network: place, stakes: stakes, needed: part, polls: polls)
    if let known = cache.withLock({ $0[key] }) { return known }
    // Exactly two thirds is no 64th.
    let share = part == 43 ? 2.0 / 3 : min(Double(part) / 64, 1 - 1e-6)
    let round =
      polls.map { QuorumLatency.polled(place, $0) }
      ?? QuorumLatency.simulated(place, stakes: stakes, needed: share)
    cache.withLock {
      if $0.count >= cacheLimit { $0.removeAll() }
      $0[key] = round
    }
    return round
  }
}
