import Quantities

extension Chain {
  /// Channels that payments can use now, and all that there were or are.
  public var openChannels: Int { channels?.openCount ?? 0 }

  /// Channels, where an application counts as one.
  public var channelCount: Int {
    channels?.application != nil ? 1 : channels?.channels ?? 0
  }

  /// Part of the open channels that cannot pay the usual amount in one of their directions.
  public var depletedChannels: Double? {
    guard let channels, channels.openCount > 0 else { return nil }
    return Double(channels.depletedCount) / Double(channels.openCount)
  }

  /// USD that the parent holds for the channels.
  public var lockedDollars: Double { coin.dollars(Amount(units: channels?.booked ?? 0)) }

  /// Hops of a route where none was measured: 1 between two, 2 over a hub, the logarithm of the nodes over
  /// that of their channels otherwise.
  public var usualHops: Double {
    guard let channels, channels.graph.nodes > 2 else { return 1 }
    let nodes = Double(channels.graph.nodes)
    let degree = 2 * Double(channels.channels) / nodes
    return parameters.channels.topology == .hub
      ? 2 : max(2, nodes.logarithm / max(2, degree).logarithm)
  }

  /// USD of a payment that the workloads want to make.
  public var meanPaymentDollars: Double? { lines.first?.parameters.amount }
}

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Double {
  fileprivate var logarithm: Double { log(self) }
}
