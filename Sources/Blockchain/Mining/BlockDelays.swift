import Quantities

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How long after it was sent each producer hears of a block.
struct BlockDelays: Sendable {
  private enum Model: Sendable {
    case constant(Int64)
    /// Draws from the profile of a random node, times a factor.
    case profile(factor: Double)
    /// Every message is simulated.
    case hops
  }

  /// What is known of the way of one block.
  struct Route: Sendable {
    /// Which profile, or where the arrivals are kept.
    var place: Int32
    /// Microseconds after which everybody has heard.
    var reach: Int64
  }

  let network: NetworkParameters
  private let model: Model
  /// Microseconds; a block that takes longer counts as this late, so that the blocks on their way stay
  /// in memory.
  private let longest: Int64
  private var gossip: Gossip?
  /// Profiles by size, 24 to an octave, as they are needed.
  private var profiles: [PropagationProfile?] = []
  /// How far each reaches, in microseconds: plain numbers, since threads would contend for the profiles'
  /// reference counts at every block.
  private var reaches: [Int64] = []
  private var arrivals: [[Int64]] = []
  private var free: [Int32] = []

  init(_ parameters: ChainParameters) {
    network = parameters.network
    longest = parameters.blockInterval.microseconds * Self.longestInIntervals
    if network.relay == .constant {
      model = .constant(min(network.constantDelay.microseconds, longest))
    } else if Self.everyNodeMines(parameters) {
      model = .hops
      gossip = Gossip(network, nodes: parameters.miners, seed: 0)
    } else {
      model = .profile(factor: network.producerDelayFactor)
    }
  }

  /// Whether every node is a producer, so that every message is simulated.
  static func everyNodeMines(_ parameters: ChainParameters) -> Bool {
    parameters.consensus == .pow && parameters.network.relay != .constant
      && parameters.miners > 1 && parameters.miners == parameters.network.nodes
  }

  /// Sends a block of this size on its way.
  mutating func send(from producer: Int, bytes: Int64) -> Route {
    switch model {
    case .constant(let delay): return Route(place: 0, reach: delay)
    case .profile(let factor):
      let step = Self.step(of: bytes)
      if profiles.count <= step {
        let missing = step + 1 - profiles.count
        profiles += [PropagationProfile?](repeating: nil, count: missing)
        reaches += [Int64](repeating: -1, count: missing)
      }
      if reaches[step] < 0 {
        let profile = PropagationProfile.of(network, bytes: Self.bytes(of: step))
        profiles[step] = profile
        reaches[step] = microseconds(profile.quantile(1) * factor)
      }
      return Route(place: Int32(step), reach: reaches[step])
    case .hops:
      let place: Int32
      if let known = free.popLast() {
        place = known
      } else {
        place = Int32(arrivals.count)
        arrivals.append([Int64](repeating: 0, count: network.nodes))
      }
      let source = min(max(0, producer), network.nodes - 1)
      gossip?.broadcast(from: source, bytes: bytes, into: &arrivals[Int(place)])
      for i in arrivals[Int(place)].indices where arrivals[Int(place)][i] > longest {
        arrivals[Int(place)][i] = longest
      }
      return Route(place: place, reach: arrivals[Int(place)].max() ?? 0)
    }
  }

  /// Microseconds until a producer hears; the same whenever it is asked.
  func delay(of block: Int64, at place: Int32, to producer: Int) -> Int64 {
    switch model {
    case .constant(let delay): return delay
    case .profile(let factor):
      guard let profile = profiles[Int(place)] else { return 0 }
      return microseconds(profile.delay(Self.lot(block, producer)) * factor)
    case .hops: return arrivals[Int(place)][producer]
    }
  }

  /// Mean seconds until another producer hears.
  func meanDelay(at place: Int32) -> Double {
    switch model {
    case .constant(let delay): return Double(delay) / 1e6
    case .profile(let factor): return (profiles[Int(place)]?.mean ?? 0) * factor
    case .hops:
      let times = arrivals[Int(place)]
      return Double(times.reduce(0, &+)) / 1e6 / Double(max(1, times.count - 1))
    }
  }

  /// Forgets the way of a block that nobody asks about any more.
  mutating func forget(_ place: Int32) {
    if case .hops = model { free.append(place) }
  }

  /// The arrivals at every node, where every message is simulated.
  func arrivals(at place: Int32) -> [Int64]? {
    if case .hops = model { arrivals[Int(place)] } else { nil }
  }

  private static let longestInIntervals: Int64 = 1_000

  private func microseconds(_ seconds: Double) -> Int64 {
    min(longest, Int64(min(max(seconds, 0), 1e9) * 1e6))
  }

  private static func step(of bytes: Int64) -> Int {
    max(0, Int((24 * log2(Double(max(1, bytes)))).rounded()))
  }

  private static func bytes(of step: Int) -> Int64 { Int64(exp2(Double(step) / 24).rounded()) }

  /// A number in 0..<1 that depends on the block and the producer alone (SplitMix64's finaliser).
  private static func lot(_ block: Int64, _ producer: Int) -> Double {
    var z = UInt64(bitPattern: block) &* 0x9E37_79B9_7F4A_7C15
    z ^= UInt64(truncatingIfNeeded: producer) &* 0xD1B5_4A32_D192_ED03
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    z ^= z >> 31
    return Double(z >> 11) * 0x1p-53
  }
}
