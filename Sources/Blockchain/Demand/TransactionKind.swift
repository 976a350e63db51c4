/// What users do on a chain, and how a typical one of each compares with a standard transaction.
public enum TransactionKind: String, CaseIterable, Hashable, Sendable {
  case payments, swaps, mints, games, trades

  /// Bytes, in standard transactions.
  public var size: Double {
    switch self {
    case .payments: 1
    case .swaps: 2
    case .mints: 2
    case .games: 1.5
    case .trades: 1.5
    }
  }

  /// Gas, in standard transactions, of which Ethereum counts 80 000: assumptions after typical calls (a
  /// swap takes about 150 000, a mint 130 000); a payment is a standard transaction.
  public var gas: Double {
    switch self {
    case .payments: 1
    case .swaps: 1.9
    case .mints: 1.6
    case .games: 1.25
    case .trades: 1.9
    }
  }

  /// The median that users are willing to pay, in USD: assumptions of the model's standard workload;
  /// games and trades are placed between.
  public var bid: Double {
    switch self {
    case .payments: 0.5
    case .swaps: 3
    case .mints: 10
    case .games: 0.1
    case .trades: 2
    }
  }
}
