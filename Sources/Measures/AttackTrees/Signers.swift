import Simulation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Parties who sign together: how many keys each holds, how often it fails, what it would take.
public struct Signers: Hashable, Sendable {
  public var name: String
  /// Keys of each party, most first.
  public var keys: [Int]
  /// Probability that a party loses its keys or is coerced, per year; all its keys go at once.
  public var failure: Double
  /// USD that a party would take.
  public var price: Double

  public init(keys: [Int], of name: String, failure: Double = 0, price: Double = 0) {
    self.name = name
    self.keys = keys.filter { $0 > 0 }.sorted(by: >)
    self.failure = failure
    self.price = price
  }

  /// The fewest parties with so many keys; all where there are not so many.
  public func fewest(holding need: Int) -> Int {
    var held = 0
    for (count, keys) in keys.enumerated() {
      if held >= need { return count }
      held += keys
    }
    return keys.count
  }

  /// The fewest parties without whom the others have not so many keys.
  public func fewest(blocking need: Int) -> Int {
    fewest(holding: max(0, keys.reduce(0, +) - need + 1))
  }

  /// The probability that exactly so many keys fail within a year, from 0 to all: parties with equally many
  /// keys are binomial, and their sums convolved.
  var distribution: [Double] {
    var chances = [1.0]
    var place = 0
    while place < keys.count {
      let held = keys[place]
      let parties = keys[place...].prefix { $0 == held }.count
      place += parties
      let failing = Self.binomial(parties, failure)
      var next = [Double](repeating: 0, count: chances.count + held * parties)
      for (count, chance) in chances.enumerated() where chance > 0 {
        for (failed, part) in failing.enumerated() { next[count + held * failed] += chance * part }
      }
      chances = next
    }
    return chances
  }

  private static func binomial(_ count: Int, _ p: Double) -> [Double] {
    if p <= 0 || p >= 1 { return (0...count).map { $0 == (p <= 0 ? 0 : count) ? 1 : 0 } }
    let n = Double(count)
    let all = SpecialFunctions.logGamma(n + 1)
    return (0...count).map { failed in
      let k = Double(failed)
      return exp(
        all - SpecialFunctions.logGamma(k + 1) - SpecialFunctions.logGamma(n - k + 1) + k * log(p)
          + (n - k) * log1p(-p))
    }
  }

  /// The probability that at least so many keys fail within a year.
  public func loss(of need: Int) -> Double {
    min(1, distribution.dropFirst(max(0, need)).reduce(0, +))
  }
}
