public import Quantities

/// What command over a part of a proof-of-work chain's hashing costs, bought or rented.
public struct HashMarket: Hashable, Sendable {
  /// Hashes per second of the chain's own producers.
  public let hashRate: Double
  /// USD per second that the chain pays its producers.
  public let revenue: Double
  private let algorithmHashRate: Double
  private let rentable: Double
  private let hardwarePrice: Double
  private let blockInterval: Interval
  private let finalityDepth: Int

  /// - Parameter revenue: USD per second of new coins and fees.
  ///
  /// Where no hash rate is set, the one that producers would run who spend three fifths of their revenue
  /// on electricity; nothing where that has no value either.
  public init?(_ parameters: ChainParameters, revenue: Double) {
    let set = parameters.hashRate
    let paid = MiningCosts.power(revenue: revenue) / parameters.efficiency
    let hashRate = set > 0 ? set : paid
    guard hashRate > 0, hashRate.isFinite, revenue >= 0 else { return nil }
    self.hashRate = hashRate
    self.revenue = revenue
    algorithmHashRate = parameters.algorithmHashRate
    rentable = parameters.rentable
    hardwarePrice = parameters.hardwarePrice
    blockInterval = parameters.blockInterval
    finalityDepth = parameters.finalityDepth
  }
}

extension HashMarket {
  /// USD for machines that hold this share once they hash beside the present ones.
  public func hardware(share: Double) -> Double {
    hashRate * share / (1 - share) * hardwarePrice
  }

  /// Hashes per second that have to be rented for this share; nothing where not so many are for rent.
  ///
  /// Those of other chains come on top of the present ones; those of this chain change sides.
  public func rented(share: Double) -> Double? {
    guard share < 1 else { return nil }
    let elsewhere = max(0, algorithmHashRate - hashRate) * rentable
    let added = hashRate * share / (1 - share)
    if added <= elsewhere { return added }
    let needed = share * (hashRate + elsewhere)
    return needed - elsewhere <= hashRate * rentable ? needed : nil
  }

  /// USD to rent this share for a time at what hashing earns; nothing where not so much is for rent.
  public func rent(share: Double, for time: Interval) -> Double? {
    rented(share: share).map { $0 / hashRate * revenue * time.seconds }
  }

  /// USD for the cheaper way to hold this share for a time.
  public func cheapest(share: Double, for time: Interval) -> Double {
    let hardware = hardware(share: share)
    return rent(share: share, for: time).map { min($0, hardware) } ?? hardware
  }

  /// Expected time in which a majority rewrites this many blocks, z T / (2q - 1).
  public func rewriteTime(depth: Int, share: Double) -> Interval {
    guard share > 0.5 else { return .seconds(1e12) }
    return .seconds(
      min(Double(depth) * blockInterval.seconds / (2 * share - 1), 1e12))
  }

  /// USD to overrule everybody else: machines for as much as all others have, or, where enough is for
  /// rent, 51 % for as long as it takes to rewrite what users believe to be final.
  public var attackCost: Double {
    let owned = hardware(share: 0.5)
    let time = rewriteTime(depth: finalityDepth, share: 0.51)
    return rent(share: 0.51, for: time).map { min($0, owned) } ?? owned
  }
}

/// What producers spend on electricity (assumptions).
enum MiningCosts {
  /// Share of the revenue.
  private static let electricityShare = 0.6
  /// USD per joule: 0.05 USD per kilowatt-hour.
  private static let electricityPrice = 0.05 / 3.6e6

  /// Watts that a revenue in USD per second pays for; joules of one in USD.
  static func power(revenue: Double) -> Double { electricityShare * revenue / electricityPrice }
}

extension ChainParameters {
  /// New coins of the block at a height; the first has height 1.
  func subsidy(atHeight height: Int64) -> Double {
    guard halvingInterval > 0 else { return subsidy }
    var coins = subsidy
    for _ in 0..<min(120, max(0, height - 1) / halvingInterval) { coins /= 2 }
    return coins
  }
}
