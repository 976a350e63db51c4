import Blockchain
import Quantities
import Simulation

extension World {
  /// What is measured on payment channels.
  func channelValue(
    named name: String, _ statistic: Statistic?, of chain: Chain
  ) -> LayerValue {
    let window = chain.window
    let done = window.channels
    let seconds = (now - window.start).seconds
    switch name {
    case "success_rate":
      guard done.tried > 0 else { return .value(nil) }
      return .value(min(1, Double(done.arrived) / Double(done.tried)))
    case "depleted": return .value(chain.depletedChannels)
    case "locked": return .value(chain.lockedDollars)
    case "capital_efficiency":
      let locked = chain.lockedDollars
      guard seconds > 0, locked > 0 else { return .value(nil) }
      return .value(done.volume / seconds / locked)
    case "cost_per_tx":
      guard window.included > 0 else { return .value(nil) }
      let paid = window.feeDollars + done.paperDollars + done.rebalanceDollars
      return .value(paid / Double(window.included))
    case "leverage":
      // Each channel costs its opening and its closing, and whatever else went to the parent.
      let papers = Double(2 * chain.channelCount) + Double(done.papers)
      return .value(papers > 0 ? Double(done.arrived) / papers : nil)
    case "capacity": return .value(channelCapacity(of: chain))
    case "withdrawal_time": return .value(withdrawalTime(of: chain))
    case "node_cost", "verify_share", "full_nodes":
      // Who has channels runs a node of the parent.
      guard let metric = Metric.named(name), let parent = chain.parents.first else {
        return .value(nil)
      }
      return .value(value(of: metric, statistic, SystemID(index: parent)))
    default: return .asOnAnyChain
    }
  }

  /// Payments per second that channels carry: what they hold at once, or what transactions on the parent
  /// can bring back of the money that flows one way.
  ///
  /// A tenth of the parent's capacity is taken to move money, a mean channel with each transaction. A
  /// hundredth of the payments flows one way even where nobody is a merchant (assumptions).
  private func channelCapacity(of chain: Chain) -> Double? {
    let p = chain.parameters.channels
    let done = chain.window.channels
    // Moves are signed one after the other while others are on their way; nothing limits them.
    if p.purpose == .application { return nil }
    let count = Double(chain.openChannels)
    guard count > 0 else { return 0 }
    let hops = done.arrived > 0 ? Double(done.hops) / Double(done.arrived) : chain.usualHops
    let held = done.hops > 0 ? done.hopSeconds / Double(done.hops) : p.hold.seconds * hops
    let concurrency = held > 0 ? 483 * count / (hops * held) : nil
    let mean =
      done.arrived > 0
      ? done.volume / Double(done.arrived) : chain.meanPaymentDollars ?? Self.usualPayment
    guard mean > 0, let room = parent(of: chain)?.capacity else { return concurrency }
    let oneWay = max(p.merchants > 0 ? p.skew : 0, Self.leastOneWay)
    let moved = 0.1 * room * chain.lockedDollars / count
    let liquidity = moved / (oneWay * mean * hops)
    return min(concurrency ?? liquidity, liquidity)
  }

  /// Part of the payments that flows one way at least, and USD of a payment where nobody has sent any.
  private static let leastOneWay = 0.01
  private static let usualPayment = 20.0

  /// The delay of who closes alone, in the parent's measured blocks, and two inclusions there.
  private func withdrawalTime(of chain: Chain) -> Double? {
    guard let parent = parent(of: chain) else { return nil }
    let interval = parent.window.interval.mean ?? parent.parameters.nominalInterval.seconds
    let inclusion = parent.window.inclusionTime.mean ?? interval
    return Double(chain.parameters.channels.toSelfDelay) * interval + 2 * inclusion
  }
}
