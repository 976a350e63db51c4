public import Quantities

/// What users ask of each system they use.
public struct WorkloadParameters: Hashable, Sendable {
  /// One kind of transaction and its share of the demand.
  public struct Share: Hashable, Sendable {
    public var kind: TransactionKind
    public var share: Double

    public init(_ kind: TransactionKind, _ share: Double) {
      self.kind = kind
      self.share = share
    }
  }

  /// How long users wait before they give up.
  public enum Patience: Hashable, Sendable {
    case time(Interval)
    /// So many block intervals of each system.
    case blocks(Double)
  }

  /// Transactions per second, for each system; at most 10^9 count.
  public var rate = 0.0
  /// Kinds with their shares; only their proportions count.
  public var mix = [Share(.payments, 1)]
  /// Median willingness to pay in USD, for every kind; none for each kind's own.
  public var bid: Double?
  /// Standard deviation of the logarithm of the willingness to pay.
  public var bidSigma = 1.2
  public var patience = Patience.blocks(50)
  /// Bytes of a transaction; goes before the chain's standard size.
  public var size: Int64?
  /// USD that a payment moves.
  public var amount = 100.0
  /// Standard deviation of the logarithm of that, around it as the median; 0 for the same each time.
  public var amountSigma = 0.0
  /// How many people share the rate.
  public var users = 100_000.0

  public init() {}
}

extension WorkloadParameters {
  /// Transactions per second that the engine draws.
  var boundedRate: Double { rate > 0 ? min(rate, 1e9) : 0 }

  /// The kinds that occur, with shares that sum to 1.
  var normalizedMix: [Share] {
    let used = mix.filter { $0.share > 0 && $0.share.isFinite }
    let total = used.reduce(0) { $0 + $1.share }
    return used.map { Share($0.kind, $0.share / total) }
  }

  func patience(on parameters: ChainParameters) -> Interval {
    switch patience {
    case .time(let time): max(time, Interval(microseconds: 1))
    case .blocks(let blocks):
      Interval(seconds: max(1e-6, blocks * parameters.nominalInterval.seconds))
    }
  }
}
