import Quantities

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How much of the stake hears of a block of some size in time.
struct Attesting: Sendable {
  struct Reach: Hashable, Sendable {
    /// Share that has the block when attesters vote.
    var voters: Double
    /// Share that has it when the next slot begins.
    var successors: Double
  }

  let network: NetworkParameters
  let slot: Interval
  /// By size, 24 to an octave, as they are needed.
  private var known: [Reach?] = []

  init(_ parameters: ChainParameters) {
    network = parameters.network
    slot = parameters.slot
  }

  mutating func reach(bytes: Int64) -> Reach {
    let step = max(0, Int((24 * log2(Double(max(1, bytes)))).rounded()))
    if known.count <= step {
      known += [Reach?](repeating: nil, count: step + 1 - known.count)
    }
    if let reach = known[step] { return reach }
    let size = Int64(min(exp2(Double(step) / 24), 1e15))
    let profile = PropagationProfile.of(network, bytes: size)
    let factor = network.relay == .constant ? 1 : network.producerDelayFactor
    let seconds = slot.seconds / max(factor, 1e-9)
    let reach = Reach(
      voters: profile.share(within: seconds * StakingRules.attestationDue),
      successors: profile.share(within: seconds))
    known[step] = reach
    return reach
  }

  /// Share that has a block some slots after it was made.
  func share(_ bytes: Int64, slots: Int) -> Double {
    let factor = network.relay == .constant ? 1 : network.producerDelayFactor
    return PropagationProfile.of(network, bytes: max(1, bytes))
      .share(within: slot.seconds * Double(slots) / max(factor, 1e-9))
  }
}

extension PropagationProfile {
  /// Share of the nodes that have the block after some seconds.
  func share(within seconds: Double) -> Double {
    if quantile(1) <= seconds { return 1 }
    if quantile(0) > seconds { return 0 }
    var low = 0.0
    var high = 1.0
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if quantile(middle) <= seconds { low = middle } else { high = middle }
    }
    return low
  }
}
