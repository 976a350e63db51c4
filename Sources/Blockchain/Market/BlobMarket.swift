#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The price of blob space, which follows its own demand and not that for gas.
///
/// EIP-4844, with the capacities of EIP-7691 and later schedules and the reserve price of EIP-7918. All in
/// integers, as the protocol has it.
public struct BlobMarket: Hashable, Sendable {
  /// Gas of one blob, which is also its bytes.
  public static let blobGas: Int64 = 131_072
  /// Gas that a blob costs at least, priced at the base fee of gas (EIP-7918).
  static let reserveGas: Int128 = 8_192

  /// Rules of one era.
  public struct Rules: Hashable, Sendable {
    /// Blobs per block that the price steers to, and the most that a block holds; 0 for no blobs.
    public var target: Int64 = 0
    public var most: Int64 = 0
    /// Blob gas of excess that multiplies the price by e.
    public var fraction: Int64 = 3_338_477
    /// Wei per blob gas at least: 1 on Ethereum, 10^9 on Gnosis.
    public var minimum: Int64 = 1
    /// Whether the price of gas keeps that of blobs from falling too low.
    public var hasReserve = false

    public init() {}
  }

  /// Blob gas that blocks used beyond the target, added up and never negative.
  public private(set) var excess: Int64 = 0

  public init(excess: Int64 = 0) { self.excess = excess }

  /// Wei per blob gas.
  public func fee(_ rules: Rules) -> Int128 {
    Self.exponential(min(excess, rules.mostExcess), over: rules.fraction, from: rules.minimum)
  }

  /// Learns how many blobs a block held, at a base fee of gas in wei.
  public mutating func learn(blobs: Int64, baseFee: Int128, _ rules: Rules) {
    let used = blobs * Self.blobGas
    let target = rules.target * Self.blobGas
    if excess + used < target {
      excess = 0
    } else if rules.hasReserve, rules.most > 0,
      Self.reserveGas * baseFee > Int128(Self.blobGas) * fee(rules)
    {
      excess += used * (rules.most - rules.target) / rules.most
    } else {
      excess += used - target
    }
    excess = min(excess, rules.mostExcess)
  }

  /// Where the reserve price holds the market: what blocks of use would have led to.
  static func atReserve(baseFee: Int128, _ rules: Rules) -> BlobMarket {
    guard rules.hasReserve, rules.most > 0 else { return BlobMarket() }
    var market = BlobMarket()
    var high = rules.mostExcess
    while market.excess < high {
      let middle = (market.excess + high + 1) / 2
      let fee = BlobMarket(excess: middle).fee(rules)
      if gasOfBlob * fee <= reserveGas * baseFee {
        market.excess = middle
      } else {
        high = middle - 1
      }
    }
    return market
  }

  private static let gasOfBlob = Int128(blobGas)

  /// `factor` * e^(numerator / denominator) as EIP-4844's `fake_exponential` works it out, in whole
  /// numbers.
  public static func exponential(
    _ numerator: Int64, over denominator: Int64, from factor: Int64 = 1
  ) -> Int128 {
    let over = Int128(max(1, denominator))
    var sum: Int128 = 0
    var term = over * Int128(factor)
    var i: Int128 = 1
    while term > 0 {
      sum += term
      term = term * Int128(numerator) / (over * i)
      i += 1
    }
    return sum / over
  }
}

extension BlobMarket.Rules {
  /// Excess beyond which the price rises no further: it is then e^45 wei, some 3.5 * 10^19.
  var mostExcess: Int64 {
    let steps = max(0, 45 - log(Double(max(1, minimum))))
    return Int64(Double(max(1, fraction)) * steps)
  }
}
