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
  public func dollars(_ amount: Amount) -> Double { amount.units.double * dollarsPerUnit }

  /// An amount in coins.
  public func coins(_ amount: Amount) -> Double { amount.units.double / unitsPerCoin }

  /// USD per base unit.
  public var dollarsPerUnit: Double { price / unitsPerCoin }

  /// The nearest whole number of base units, 0 at least and 10^33 at most.
  public func amount(coins: Double) -> Amount {
    let units = (coins * unitsPerCoin).rounded()
    return Amount(units: units.isNaN ? 0 : Int128(nearest: min(max(units, 0), 1e33)))
  }
}
