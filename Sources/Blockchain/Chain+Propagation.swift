import Quantities
public import Simulation

extension Chain {
  /// Seconds until the blocks of the window reached the nodes: as simulated message by message, or by
  /// the profiles of their sizes. Nothing without a block.
  public var propagationTime: LogHistogram? {
    if hasSimulatedHops { return window.propagationTime }
    guard !window.sizes.isEmpty else { return nil }
    var times = LogHistogram.latency
    let parts = 64
    for bin in window.sizes.nonEmptyBins {
      let bytes = (bin.lower * bin.upper).squareRoot()
      let profile = PropagationProfile.of(
        parameters.network, bytes: Int64(min(max(bytes, 1), 1e15)))
      for part in 0..<parts {
        let share = (Double(part) + 0.5) / Double(parts)
        times.add(profile.quantile(share), weight: bin.count)
      }
    }
    return times
  }

  /// Mean seconds until another producer has a block of the window; without one, of a full block.
  public var producerDelay: Double? {
    let factor =
      parameters.network.relay == .constant ? 1 : parameters.network.producerDelayFactor
    if let mean = propagationTime?.mean { return mean * factor }
    guard let load = parameters.fullLoad else { return nil }
    let bytes = load.bytes * parameters.nominalInterval.seconds
    return PropagationProfile.of(
      parameters.network, bytes: Int64(min(max(bytes, 1), 1e15))
    ).mean * factor
  }
}
