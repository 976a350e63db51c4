import Quantities

public struct PropagationProfile: Hashable, Sendable {
  public var mean: Double
  public func quantile(_ share: Double) -> Double { mean * 2 * share }
  func delay(_ uniform: Double) -> Double { mean * 2 * uniform }
  public static func of(_ network: NetworkParameters, bytes: Int64) -> PropagationProfile {
    if network.relay == .constant { return PropagationProfile(mean: network.constantDelay.seconds) }
    return PropagationProfile(mean: 0.15 + 0.19 * Double(bytes) / 1e6)
  }
}
struct Gossip: Sendable {
  let nodes: Int
  init(_ network: NetworkParameters, nodes: Int, seed: UInt64) { self.nodes = nodes }
  mutating func broadcast(from source: Int, bytes: Int64, into arrivals: inout [Int64]) {
    for i in 0..<nodes { arrivals[i] = i == source ? 0 : 300_000 }
  }
}
extension ChainParameters {
  func padded(bytes: Int64, gas: Int64) -> (bytes: Int64, gas: Int64) {
    alwaysFull ? (blockSize ?? bytes, gas) : (bytes, gas)
  }
}
