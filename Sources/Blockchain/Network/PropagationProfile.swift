import Quantities

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How late a block reaches the other nodes.
///
/// Without `producerDelayFactor`, which is for whoever asks on behalf of producers.
public struct PropagationProfile: Hashable, Sendable {
  /// Seconds: mean, over all nodes and sources.
  public var mean: Double
  /// Mean delay of each 64th of the nodes, the earliest first, seconds: so that what is drawn from
  /// between them has the mean of all, whatever the slowest do.
  private var delays: [Double]

  static let resolution = 64

  /// All nodes at the same time.
  init(constant: Double) {
    mean = constant
    delays = [constant]
  }

  /// What these delays in microseconds amount to.
  init(_ microseconds: consuming [Int64]) {
    microseconds.sort()
    let sorted = microseconds
    var sums = [0.0]
    sums.reserveCapacity(sorted.count + 1)
    for delay in sorted { sums.append(sums[sums.count - 1] + Double(delay) / 1e6) }
    // What the first nodes take together, where a share of all may end within one.
    func sum(_ share: Int) -> Double {
      let (whole, part) = (share * sorted.count).quotientAndRemainder(dividingBy: Self.resolution)
      let rest =
        part == 0 ? 0 : Double(sorted[whole]) / 1e6 * Double(part) / Double(Self.resolution)
      return sums[whole] + rest
    }
    let width = Double(sorted.count) / Double(Self.resolution)
    delays = (0..<Self.resolution).map { (sum($0 + 1) - sum($0)) / width }
    mean = sums[sorted.count] / Double(sorted.count)
  }

  /// Seconds until a share (0...1) of the nodes has it; interpolated in 64 stored quantiles.
  ///
  /// The ends stand for the fastest and the slowest 64th.
  public func quantile(_ share: Double) -> Double {
    let position = share * Double(delays.count) - 0.5
    if !(position > 0) { return delays[0] }
    let last = delays.count - 1
    if position >= Double(last) { return delays[last] }
    let below = Int(position)
    return delays[below] + (delays[below + 1] - delays[below]) * (position - Double(below))
  }

  /// A draw by inversion of `uniform` in 0 ..< 1: what a producer that is a random node sees, seconds.
  func delay(_ uniform: Double) -> Double { quantile(uniform) }

  /// The profile of blocks of this size.
  ///
  /// Simulated for sizes a quarter of an octave apart, once for the process, and linear in the logarithm
  /// of the size between them. Blocks under a kibibyte count as one.
  public static func of(_ network: NetworkParameters, bytes: Int64) -> PropagationProfile {
    let network = network.bounded()
    if network.relay == .constant {
      return PropagationProfile(constant: network.constantDelay.seconds)
    }
    let size = network.relay == .fibre ? smallest : min(max(Double(bytes), smallest), largest)
    let octaves = 4 * log2(size)
    let bucket = octaves.rounded(.up)
    let above = cached(network, bucket: Int(bucket))
    if bucket == octaves { return above }
    let below = cached(network, bucket: Int(bucket) - 1)
    return below.mixed(with: above, share: octaves - (bucket - 1))
  }

  private static let smallest = 1024.0
  private static let largest = 0x1p50

  private func mixed(with other: PropagationProfile, share: Double) -> PropagationProfile {
    var mix = self
    mix.mean += (other.mean - mean) * share
    for i in mix.delays.indices { mix.delays[i] += (other.delays[i] - mix.delays[i]) * share }
    return mix
  }
}
