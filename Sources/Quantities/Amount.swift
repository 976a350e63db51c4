/// Money on a ledger: whole base units of one coin (sat, wei, micro-USD).
///
/// 128 bits, so that a block's fees in wei never overflow and every sum is exact.
public struct Amount: Hashable, Comparable, Sendable {
  public var units: Int128

  public init(units: Int128) { self.units = units }

  public static let zero = Amount(units: 0)

  public static func < (a: Amount, b: Amount) -> Bool { a.units < b.units }
  public static func + (a: Amount, b: Amount) -> Amount { Amount(units: a.units + b.units) }
  public static func - (a: Amount, b: Amount) -> Amount { Amount(units: a.units - b.units) }
  public static func += (a: inout Amount, b: Amount) { a.units += b.units }
  public static func -= (a: inout Amount, b: Amount) { a.units -= b.units }
  public static func * (a: Amount, n: Int64) -> Amount { Amount(units: a.units * Int128(n)) }
}

/// A coin: how finely it divides and what it is worth.
public struct Coin: Hashable, Sendable {
  public var symbol: String
  /// Decimal places of the base unit: 8 for BTC (sat), 18 for ETH (wei), 6 for USD.
  public var decimals: Int
  /// USD per coin.
  public var price: Double

  public init(symbol: String, decimals: Int, price: Double) {
    self.symbol = symbol
    self.decimals = decimals
    self.price = price
  }

  /// Base units in one coin.
  public var unitsPerCoin: Double {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    return scale
  }

  /// What an amount is worth, in USD.
  public func dollars(_ amount: Amount) -> Double {
    Double(amount.units) / unitsPerCoin * price
  }

  /// The nearest whole number of base units worth this many USD (0 when the coin is worthless);
  /// saturates at 10^36 units.
  public func amount(dollars: Double) -> Amount { amount(coins: price > 0 ? dollars / price : 0) }

  public func amount(coins: Double) -> Amount {
    let units = (coins * unitsPerCoin).rounded()
    return Amount(units: Int128(min(max(units, -1e36), 1e36)))
  }
}
