import Blockchain
import Quantities
import Simulation

extension World {
  /// What is measured on a bridge between two systems.
  func bridgeValue(named name: String, of chain: Chain) -> LayerValue {
    guard let bridge = chain.bridge else { return .value(nil) }
    let seconds = (now - chain.window.start).seconds
    let ends = chain.parents.map { SystemID(index: $0) }
    func ofEnds(_ name: String) -> [Double] {
      guard let metric = Metric.named(name) else { return [] }
      return ends.compactMap { value(of: metric, nil, $0) }
    }
    switch name {
    case "backing": return .value(chain.bridgeBacking)
    case "locked": return .value(chain.bridgeLocked)
    case "in_transit":
      return .value(chain.parameters.bridge.mechanism == .liquidity ? chain.bridgeTransit : nil)
    case "capital_efficiency":
      guard let locked = chain.bridgeLocked, locked > 0, seconds > 0,
        bridge.windowVolume(of: chain) > 0
      else { return .value(nil) }
      return .value(bridge.windowVolume(of: chain) / seconds / locked)
    case "withdrawal_time":
      let measured = bridge.transferTimes[1].histogram(in: chain.window).mean
      return .value(measured ?? chain.bridgeDelay(from: 1).seconds)
    case "leverage":
      return .value(
        bridge.letters > 0 ? Double(bridge.arrived) / Double(bridge.letters) : nil)
    case "capacity": return .value(chain.bridgeCapacity)
    // Who checks a bridge checks both of its ends.
    case "node_cost":
      let costs = ofEnds(name)
      return .value(costs.count == 2 ? costs[0] + costs[1] : nil)
    case "verify_share", "full_nodes":
      let both = ofEnds(name)
      return .value(both.count == 2 ? both.min() : nil)
    default: return .asOnAnyChain
    }
  }
}
