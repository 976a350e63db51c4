import Testing

@testable import Quantities

@Suite struct `Units` {
  static let prices = Prices()

  @Test(arguments: Unit.all)
  func `every unit and spelling is known, and only once`(unit: Unit) {
    for name in [unit.name] + unit.aliases {
      #expect(Self.prices.unit(name)?.dimension == unit.dimension)
      #expect(Unit.all.count { $0.name == name || $0.aliases.contains(name) } == 1)
    }
  }

  @Test(
    arguments: [
      ("tx/s", 1, Dimension.transactionRate), ("Mbit/s", 125_000, .bandwidth),
      ("USD/month", 1 / Unit.month, .moneyRate), ("%/year", 0.01 / Unit.year, .frequency),
      ("1/day", 1 / 86_400, .frequency), ("sat/vB", 0.001, .feeRate),
      ("EH/s", 1e18, .hashRate), ("MiB", 1_048_576, .data), ("BTC", 100_000, .money),
      ("gwei", 3e-6, .money), ("USD/TH/s", 1e-12, .hashPrice), ("J/TH", 1e-12, .hashEnergy),
      ("s/MB", 1e-6, .verification), ("USD/kWh", 1 / 3.6e6, .energyPrice),
    ] as [(String, Double, Dimension)])
  func `a unit has a size and a dimension`(name: String, size: Double, dimension: Dimension) throws
  {
    let unit = try #require(Self.prices.unit(name))
    #expect((unit.value - size).magnitude <= 1e-12 * size)
    #expect(unit.dimension == dimension)
  }

  @Test(arguments: ["m", "foo", "tx/", "/s", "a/b/c", "tx/s/MB", "USD/TH/s/s", "", "1/", "2/day"])
  func `what is no unit has no size`(name: String) {
    #expect(Self.prices.unit(name) == nil)
  }

  @Test func `a price changes its coin and the coin's parts`() {
    var prices = Prices()
    prices.set("BTC", dollars: 50_000)
    #expect(prices.unit("sat")?.value == 0.0005)
  }

  @Test func `a new coin is a unit`() {
    var prices = Prices()
    prices.set("FOO", dollars: 2)
    #expect(prices.unit("FOO") == Quantity(2, .money))
  }

  @Test func `every dimension with likely units can be written in them`() {
    for dimension: Dimension in [
      .time, .data, .transactions, .gas, .money, .energy, .hashRate, .bandwidth, .transactionRate,
      .gasRate, .frequency, .moneyRate, .feeRate, .verification, .hashPrice, .hashEnergy,
      .energyPrice,
    ] {
      for unit in dimension.likelyUnits { #expect(Self.prices.unit(unit)?.dimension == dimension) }
    }
  }

  @Test func `powers of a dimension have a limit`() {
    #expect(Dimension.time.raised(to: 2)?.time == 2)
    #expect(Dimension.time.raised(to: 9) == nil)
    #expect(Dimension(time: 5).raised(to: 2) == nil)
  }
}

@Suite struct `Money and time` {
  @Test func `an amount of wei beyond 64 bits is exact`() {
    let wei = Amount(units: 120_000_000) * 1_000_000_000 * 1_000_000_000
    #expect((wei + Amount(units: 1) - wei).units == 1)
  }

  @Test func `dollars and base units convert both ways`() {
    let coin = Coin(symbol: "BTC", decimals: 8, price: 100_000)
    #expect(coin.amount(coins: 0.00001).units == 1000)
    #expect(coin.dollars(Amount(units: 100_000_000)) == 100_000)
    #expect(coin.amount(coins: -5) == .zero)
  }

  @Test func `intervals saturate at the limit of a run`() {
    #expect(Interval(seconds: 1e30) == Instant.limit - .zero)
    #expect((Instant.zero + .seconds(1.5)).microseconds == 1_500_000)
  }
}
