import Quantities
import Simulation

/// Money that is to lie on the other side of its channel once the parent says so.
struct ChannelSplice: Sendable {
  /// Leads from the side that has too much.
  var arc: Int32
  var amount: Int64
}

extension ChannelNetwork {
  /// What the source of an arc lacks to a half of an open channel; 0 where the other side has not as much.
  fileprivate func shortage(of arc: Int32) -> Int64 {
    let channel = Int(arc >> 1)
    let missing = graph.usable(channel) / 2 - spendable(arc)
    return states[channel] == .open && spendable(arc ^ 1) >= missing ? max(0, missing) : 0
  }

  /// Base units of a whole channel.
  func unitsOf(_ channel: Int) -> Int128 { scale.units(graph.capacity[channel]) }
}

extension Chain {
  /// Low arcs that are looked at in one second.
  private static let upkeepOfSecond = 200

  /// Brings money back to the side of a channel that has run low.
  mutating func rebalance(at now: Instant) {
    let p = parameters.channels
    guard p.rebalance != .off, let count = channels?.lows.count, count > 0 else { return }
    let n = min(count, Self.upkeepOfSecond)
    let due = channels?.lows.prefix(n).map(\.self) ?? []
    channels?.lows.removeFirst(n)
    for arc in due {
      // What is missing to a half, where the other side has it.
      guard let missing = channels?.shortage(of: arc), missing > 0 else {
        channels?.isLow[Int(arc)] = false
        continue
      }
      switch p.rebalance {
      case .off: break
      case .onChain:
        let index = channels?.splices.count ?? 0
        channels?.splices.append(ChannelSplice(arc: arc ^ 1, amount: missing))
        channels?.hold(missing, over: arc ^ 1)
        post(.splice, index, ChannelWeights.splice, at: now)
      case .circular:
        channels?.isLow[Int(arc)] = false
        payCircle(missing, into: arc, p, at: now)
      }
    }
  }

  /// A node pays itself: out over other channels of its own and back over the one that has run low.
  private mutating func payCircle(
    _ amount: Int64, into arc: Int32, _ p: ChannelParameters, at now: Instant
  ) {
    guard var network = channels else { return }
    channels = nil
    defer { channels = network }
    let owner = network.graph.source(of: arc)
    let peer = network.graph.ends[Int(arc)]
    network.search.forgetBans()
    network.search.leaveOut(arc)
    let last = HeldPayment.Hop(arc: arc ^ 1, amount: amount)
    let fee = network.graph.policies[Int(arc ^ 1)].fee(for: amount)
    guard let hops = network.route(amount + fee, from: owner, to: peer, p),
      hops.allSatisfy({
        network.spendable($0.arc) >= $0.amount
          && network.pending[Int($0.arc)] < ChannelWeights.mostPending
      }), !hops.contains(where: { $0.arc == last.arc })
    else { return }
    let circle = hops + [last]
    for hop in circle { network.hold(hop.amount, over: hop.arc) }
    let cost = network.scale.coins(circle[0].amount - amount) * coin.price
    let payment = HeldPayment(
      hops: circle, submitted: now, due: now + p.hold * Int64(circle.count), worth: 0, fee: cost,
      isCircular: true)
    network.flights.schedule(payment, at: payment.due)
  }

  /// Closes channels by agreement that have lived long enough, and opens others in their place.
  mutating func renewChannels(at now: Instant) {
    guard let lifetime = parameters.channels.lifetime, lifetime > .zero,
      let count = channels?.channels, count > 0, let open = channels?.openCount
    else { return }
    let mean = Double(open) * parameters.nominalInterval.seconds / lifetime.seconds
    let n = min(channels?.events.poisson(mean: mean) ?? 0, Int64(open))
    for _ in 0..<n {
      let channel = channels?.events.index(below: count) ?? 0
      guard let network = channels, network.states[channel] == .open, network.held[channel] == 0
      else { continue }
      channels?.set(channel, to: .closing)
      post(
        .mutualClose, channel, ChannelWeights.mutualClose,
        effect: .release(network.scale.units(network.graph.capacity[channel])), at: now)
    }
  }
}
