import Simulation

/// Who makes blocks, with what power each: those that are named, then equal small ones.
struct Producers: Hashable, Sendable {
  let shares: [Double]
  private let table: AliasTable

  init(_ parameters: ChainParameters) {
    shares = Self.shares(of: parameters)
    table = AliasTable(weights: shares)
  }

  /// Draws one in proportion to power.
  func draw(_ stream: inout RandomStream) -> Int { table.draw(&stream) }

  /// Equal validators beyond this many stand together in equal groups.
  private static let groupLimit = 1_000

  private static func shares(of parameters: ChainParameters) -> [Double] {
    if parameters.kind == .rollup {
      let count = min(max(1, parameters.rollup.sequencers), groupLimit)
      return [Double](repeating: 1 / Double(count), count: count)
    }
    if parameters.consensus == .central { return [1] }
    if parameters.consensus == .pow && parameters.miners > 0 {
      return [Double](repeating: 1 / Double(parameters.miners), count: parameters.miners)
    }
    if let equal = parameters.equalProducers {
      let count = min(max(1, equal), groupLimit)
      return [Double](repeating: 1 / Double(count), count: count)
    }
    let small = count(of: parameters.shares) - parameters.shares.count
    guard small > 0 else { return parameters.shares }
    let rest = 1 - parameters.shares.reduce(0, +)
    return parameters.shares + [Double](repeating: rest / Double(small), count: small)
  }

  /// How many there are where these are named: the rest is equal ones of at most 1 %.
  static func count(of shares: [Double]) -> Int {
    let rest = 1 - shares.reduce(0, +)
    guard rest > 1e-9 else { return shares.count }
    return shares.count + max(1, Int((rest / 0.01 - 1e-6).rounded(.up)))
  }
}

extension ChainParameters {
  /// How many producers have equal power, where stake decides and nobody is named.
  fileprivate var equalProducers: Int? {
    switch consensus {
    case .pos, .bft, .snow: shares.isEmpty ? validators : nil
    case .dpos: shares.isEmpty ? voting.producers : nil
    case .pow, .central: nil
    }
  }
}
