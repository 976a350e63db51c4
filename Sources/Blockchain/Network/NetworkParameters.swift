public import Quantities

/// How blocks travel between the nodes of a chain.
public struct NetworkParameters: Hashable, Sendable {
  /// Year whose latencies, lines and verification speed hold.
  public enum Era: String, CaseIterable, Sendable {
    case y2015 = "2015"
    case y2019 = "2019"
    case y2025 = "2025"
  }

  public enum Relay: String, CaseIterable, Sendable {
    /// Announced, asked for, sent whole: what cold or hostile mempools force.
    case full
    /// Short ids of transactions that most peers hold already (BIP 152).
    case compact
    /// Forward error correction between well-connected nodes: latency only.
    case fibre
    /// Every other producer hears exactly `constantDelay` later.
    case constant
  }

  public var era = Era.y2025
  public var relay = Relay.compact
  public var nodes = 500
  /// Links that each node opens.
  public var peers = 8
  /// With `constant` relay.
  public var constantDelay = Interval.zero
  /// Producers may be better connected than nodes: factor on their delay, not with `constant` relay.
  public var producerDelayFactor = 1.0
  /// Uploads that share a node's line at a time.
  public var parallelUploads = 4
  /// Standard deviation of the logarithm of a node's line speed over its region's.
  public var linkSigma = 1.0
  /// Standard deviation of a message's latency over its mean.
  public var jitter = 0.2
  /// Share of compact blocks for which a peer has to ask for transactions that it lacks.
  public var missRate = 0.2
  /// Seconds to verify a megabyte; none for the era's.
  public var verification: Double?

  public init() {}
}

extension NetworkParameters {
  /// The same with every number within what the engine carries.
  func bounded() -> NetworkParameters {
    var n = self
    n.nodes = min(max(nodes, 2), 20_000)
    n.peers = min(max(peers, 1), 1_000)
    n.constantDelay = min(max(constantDelay, .zero), .seconds(1e6))
    n.producerDelayFactor = producerDelayFactor.isNaN ? 1 : min(max(producerDelayFactor, 0), 1e3)
    n.parallelUploads = min(max(parallelUploads, 1), 1_000)
    n.linkSigma = linkSigma.isNaN ? 0 : min(max(linkSigma, 0), 5)
    n.jitter = jitter.isNaN ? 0 : min(max(jitter, 0), 10)
    n.missRate = missRate.isNaN ? 0 : min(max(missRate, 0), 1)
    n.verification = verification.map { $0.isNaN ? 0 : min(max($0, 0), 1e6) }
    return n
  }
}
