/// Independent parties who hold the keys to some money, of which a number has to sign.
///
/// A party gives all of its keys at once: who owns it owns them.
public struct KeyHolders: Hashable, Sendable {
  /// Keys of each party, most first.
  public let holdings: [Int]
  /// Keys that have to sign.
  public let threshold: Int

  public init(_ parameters: PegParameters) {
    holdings = parameters.holdings
    threshold = parameters.threshold
  }

  public init(holdings: [Int], threshold: Int) {
    self.holdings = holdings.filter { $0 > 0 }.sorted(by: >)
    self.threshold = max(1, threshold)
  }

  /// USD that corrupting an independent holder of keys takes, and the operator of a company (assumptions).
  public static let price = 10e6
  public static let operatorPrice = 1e9

  /// The fewest parties that together can sign; nothing where all of them cannot.
  public var fewest: Int? {
    var keys = 0
    for (place, held) in holdings.enumerated() {
      keys += held
      if keys >= threshold { return place + 1 }
    }
    return nil
  }

  /// The fewest parties without whom the others cannot sign.
  public var fewestToHalt: Int {
    var left = holdings.reduce(0, +)
    for (place, held) in holdings.enumerated() {
      left -= held
      if left < threshold { return place + 1 }
    }
    return holdings.count
  }

  /// USD for the cheapest coalition that can sign.
  public var cost: Double? { fewest.map { Double($0) * Self.price } }

  /// Whom an attacker takes who wants so many keys and can pay for so many parties: those first who hold
  /// most.
  func taken(keys wanted: Int, parties most: Int) -> (parties: Int, keys: Int) {
    var keys = 0
    var parties = 0
    for held in holdings where keys < wanted && parties < most {
      keys += held
      parties += 1
    }
    return (parties, keys)
  }

  /// Probability that enough keys are lost to sign, where each party loses its keys with this probability,
  /// independently of the others.
  ///
  /// Exact: the distribution of the number of lost keys, party by party; from the threshold on all counts
  /// are one.
  public func lossProbability(ofParty p: Double) -> Double {
    let p = p.isNaN ? 0 : min(max(p, 0), 1)
    var distribution = [Double](repeating: 0, count: threshold + 1)
    distribution[0] = 1
    for held in holdings {
      var next = distribution.map { $0 * (1 - p) }
      for (keys, weight) in distribution.enumerated() where weight > 0 {
        next[min(threshold, keys + held)] += weight * p
      }
      distribution = next
    }
    return distribution[threshold]
  }
}
