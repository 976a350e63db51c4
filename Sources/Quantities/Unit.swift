/// A unit of the language: what a word after a number is worth.
public struct Unit: Hashable, Sendable {
  public enum Scale: Hashable, Sendable {
    /// Base units in one of it.
    case fixed(Double)
    /// Coins in one of it; the price table says what a coin is worth.
    case coin(String, Double)
  }

  public var name: String
  /// Other spellings that mean the same.
  public var aliases: [String]
  public var dimension: Dimension
  public var scale: Scale
  public var meaning: String

  init(
    _ name: String, _ dimension: Dimension, _ scale: Double, _ aliases: [String] = [],
    _ meaning: String
  ) {
    self.name = name
    self.aliases = aliases
    self.dimension = dimension
    self.scale = .fixed(scale)
    self.meaning = meaning
  }

  init(_ name: String, coin: String, _ coins: Double, _ meaning: String) {
    self.name = name
    self.aliases = []
    self.dimension = .money
    self.scale = .coin(coin, coins)
    self.meaning = meaning
  }

  static let minute = 60.0
  static let hour = 3600.0
  static let day = 86_400.0
  /// A year has 365.25 days, a month a twelfth of that.
  public static let year = 31_557_600.0
  public static let month = year / 12

  /// Every unit of the language except coins that a scenario names itself.
  public static let all: [Unit] = [
    Unit("us", .time, 1e-6, [], "microsecond"),
    Unit("ms", .time, 1e-3, [], "millisecond"),
    Unit("s", .time, 1, ["second", "seconds", "sec"], "second"),
    Unit("min", .time, minute, ["minute", "minutes"], "minute"),
    Unit("h", .time, hour, ["hour", "hours"], "hour"),
    Unit("days", .time, day, ["day"], "day of 24 hours"),
    Unit("weeks", .time, 7 * day, ["week"], "seven days"),
    Unit("months", .time, month, ["month"], "a twelfth of a year"),
    Unit("years", .time, year, ["year"], "365.25 days"),
    Unit("bit", .data, 0.125, ["bits"], "an eighth of a byte"),
    Unit("kbit", .data, 125, [], "1000 bits"),
    Unit("Mbit", .data, 125e3, [], "10^6 bits, an eighth of a megabyte"),
    Unit("Gbit", .data, 125e6, [], "10^9 bits"),
    Unit("B", .data, 1, ["byte", "bytes"], "byte"),
    Unit("vB", .data, 1, [], "virtual byte: a quarter of a weight unit of Bitcoin"),
    Unit("kB", .data, 1e3, [], "1000 bytes"),
    Unit("MB", .data, 1e6, [], "10^6 bytes"),
    Unit("GB", .data, 1e9, [], "10^9 bytes"),
    Unit("TB", .data, 1e12, [], "10^12 bytes"),
    Unit("KiB", .data, 1024, [], "2^10 bytes"),
    Unit("MiB", .data, 1_048_576, [], "2^20 bytes"),
    Unit("GiB", .data, 1_073_741_824, [], "2^30 bytes"),
    Unit("tx", .transactions, 1, [], "transaction"),
    Unit("ktx", .transactions, 1e3, [], "1000 transactions"),
    Unit("Mtx", .transactions, 1e6, [], "10^6 transactions"),
    Unit("gas", .gas, 1, [], "unit of execution work"),
    Unit("kgas", .gas, 1e3, [], "1000 gas"),
    Unit("Mgas", .gas, 1e6, [], "10^6 gas"),
    Unit("Ggas", .gas, 1e9, [], "10^9 gas"),
    Unit("USD", .money, 1, [], "US dollar"),
    Unit("kUSD", .money, 1e3, [], "1000 US dollars"),
    Unit("MUSD", .money, 1e6, [], "10^6 US dollars"),
    Unit("bnUSD", .money, 1e9, [], "10^9 US dollars"),
    Unit("sat", coin: "BTC", 1e-8, "10^-8 bitcoin"),
    Unit("gwei", coin: "ETH", 1e-9, "10^-9 ether"),
    Unit("wei", coin: "ETH", 1e-18, "10^-18 ether"),
    Unit("H", Dimension(hashes: 1), 1, [], "hash"),
    Unit("TH", Dimension(hashes: 1), 1e12, [], "10^12 hashes"),
    Unit("EH", Dimension(hashes: 1), 1e18, [], "10^18 hashes"),
    Unit("J", .energy, 1, [], "joule"),
    Unit("kWh", .energy, 3.6e6, [], "kilowatt-hour"),
    Unit("%", .number, 0.01, [], "hundredth: a share"),
    Unit("pp", .number, 0.01, [], "percentage point: a difference between shares"),
    Unit("ppm", .number, 1e-6, [], "millionth"),
    Unit("bp", .number, 1e-4, [], "basis point: a hundredth of a percent"),
    Unit("x", .number, 1, [], "times"),
    Unit("blocks", .number, 1, ["block"], "a count of blocks"),
  ]
}

/// Coins and what they are worth; the units of the language with these prices.
public struct Prices: Hashable, Sendable {
  /// In the order in which they were made known, so that listings are stable.
  public private(set) var coins: [Coin]

  public init(coins: [Coin] = Prices.defaults) { self.coins = coins }

  /// Round prices of 2025 (assumptions; `price` changes them).
  public static let defaults: [Coin] = [
    Coin(symbol: "BTC", decimals: 8, price: 100_000),
    Coin(symbol: "ETH", decimals: 18, price: 3_000),
    Coin(symbol: "SOL", decimals: 9, price: 150),
    Coin(symbol: "LTC", decimals: 8, price: 90),
    Coin(symbol: "DOGE", decimals: 8, price: 0.20),
    Coin(symbol: "BCH", decimals: 8, price: 193),
    Coin(symbol: "SEI", decimals: 18, price: 0.20),
    Coin(symbol: "ATOM", decimals: 6, price: 4.5),
    Coin(symbol: "AVAX", decimals: 18, price: 20),
    Coin(symbol: "TRX", decimals: 6, price: 0.30),
    Coin(symbol: "POL", decimals: 18, price: 0.20),
    Coin(symbol: "USD", decimals: 6, price: 1),
  ]

  public func coin(_ symbol: String) -> Coin? { coins.first { $0.symbol == symbol } }

  /// Sets what a coin is worth; a new coin has 18 decimals.
  public mutating func set(_ symbol: String, dollars: Double) {
    if let i = coins.firstIndex(where: { $0.symbol == symbol }) {
      coins[i].price = dollars
    } else {
      coins.append(Coin(symbol: symbol, decimals: 18, price: dollars))
    }
  }

  /// What one of the named unit is: `MB`, `tx/s`, `USD/month`, `1/day`, `BTC`. Nothing for a word
  /// that is no unit.
  ///
  /// `USD/TH/s` is USD per TH/s, as machines are priced.
  public func unit(_ name: String) -> Quantity? {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 3 {
      guard let over = simple(parts[0]), let rate = unit("\(parts[1])/\(parts[2])"),
        rate.dimension == .hashRate
      else { return nil }
      return over / rate
    }
    guard parts.count <= 2 else { return nil }
    if parts.count == 2 {
      guard let under = simple(parts[1]) else { return nil }
      if parts[0] == "1" { return Quantity(1) / under }
      guard let over = simple(parts[0]) else { return nil }
      return over / under
    }
    return simple(parts[0])
  }

  private func simple(_ name: Substring) -> Quantity? {
    if let unit = Self.table[String(name)] {
      switch unit.scale {
      case .fixed(let scale): return Quantity(scale, unit.dimension)
      case .coin(let symbol, let coins):
        return coin(symbol).map { Quantity(coins * $0.price, .money) }
      }
    }
    return coin(String(name)).map { Quantity($0.price, .money) }
  }

  private static let table: [String: Unit] = {
    var table: [String: Unit] = [:]
    for unit in Unit.all {
      for name in [unit.name] + unit.aliases { table[name] = unit }
    }
    return table
  }()
}
