/// What kind of thing a number counts: a product of powers of the base dimensions.
public struct Dimension: Hashable, Sendable {
  public var time: Int8 = 0
  public var data: Int8 = 0
  public var transactions: Int8 = 0
  public var gas: Int8 = 0
  public var money: Int8 = 0
  public var hashes: Int8 = 0
  public var energy: Int8 = 0

  public init(
    time: Int8 = 0, data: Int8 = 0, transactions: Int8 = 0, gas: Int8 = 0, money: Int8 = 0,
    hashes: Int8 = 0, energy: Int8 = 0
  ) {
    self.time = time
    self.data = data
    self.transactions = transactions
    self.gas = gas
    self.money = money
    self.hashes = hashes
    self.energy = energy
  }

  /// Shares, counts, factors: a bare number.
  public static let number = Dimension()
  public static let time = Dimension(time: 1)
  public static let data = Dimension(data: 1)
  public static let transactions = Dimension(transactions: 1)
  public static let gas = Dimension(gas: 1)
  public static let money = Dimension(money: 1)
  public static let energy = Dimension(energy: 1)
  public static let hashRate = Dimension(time: -1, hashes: 1)
  public static let bandwidth = Dimension(time: -1, data: 1)
  public static let transactionRate = Dimension(time: -1, transactions: 1)
  public static let gasRate = Dimension(time: -1, gas: 1)
  public static let frequency = Dimension(time: -1)
  public static let moneyRate = Dimension(time: -1, money: 1)
  public static let feeRate = Dimension(data: -1, money: 1)
  public static let verification = Dimension(time: 1, data: -1)
  /// Money per hash rate: what a machine costs.
  public static let hashPrice = Dimension(time: 1, money: 1, hashes: -1)
  public static let hashEnergy = Dimension(hashes: -1, energy: 1)
  public static let energyPrice = Dimension(money: 1, energy: -1)

  public static func * (a: Dimension, b: Dimension) -> Dimension { a.combined(with: b, &+) }
  public static func / (a: Dimension, b: Dimension) -> Dimension { a.combined(with: b, &-) }

  /// Every exponent times `power`, or nothing where one no longer fits.
  public func raised(to power: Int) -> Dimension? {
    guard (-8...8).contains(power) else { return nil }
    let p = Int8(power)
    let raised = combined(with: self) { a, _ in a &* p }
    return raised.exponents.allSatisfy { (-8...8).contains($0) } ? raised : nil
  }

  public var exponents: [Int8] { [time, data, transactions, gas, money, hashes, energy] }

  /// Whether every exponent is small enough to go on computing with.
  public var isReasonable: Bool { exponents.allSatisfy { (-8...8).contains($0) } }

  private func combined(with other: Dimension, _ merge: (Int8, Int8) -> Int8) -> Dimension {
    Dimension(
      time: merge(time, other.time), data: merge(data, other.data),
      transactions: merge(transactions, other.transactions), gas: merge(gas, other.gas),
      money: merge(money, other.money), hashes: merge(hashes, other.hashes),
      energy: merge(energy, other.energy))
  }
}

extension Dimension {
  /// How a learner would call it, with its article: "a time", "an amount of data".
  public var name: String {
    switch self {
    case .number: "a bare number"
    case .time: "a time"
    case .data: "an amount of data"
    case .transactions: "a number of transactions"
    case .gas: "an amount of gas"
    case .money: "an amount of money"
    case .energy: "an amount of energy"
    case .hashRate: "a hash rate"
    case .bandwidth: "data per time"
    case .transactionRate: "a rate of transactions"
    case .gasRate: "gas per time"
    case .frequency: "a rate per time"
    case .moneyRate: "money per time"
    case .feeRate: "money per amount of data"
    case .verification: "time per amount of data"
    case .hashPrice: "money per hash rate"
    case .hashEnergy: "energy per hash"
    case .energyPrice: "money per amount of energy"
    default: "a quantity in " + symbol
    }
  }

  /// The base units that it is stored in: "s", "tx/s", "USD".
  public var symbol: String {
    if self == .hashPrice { return "USD/H/s" }
    let names = ["s", "B", "tx", "gas", "USD", "H", "J"]
    let over = zip(names, exponents).filter { $0.1 > 0 }
    let under = zip(names, exponents).filter { $0.1 < 0 }
    func joined(_ parts: [(String, Int8)]) -> String {
      parts.map { abs($0.1) == 1 ? $0.0 : "\($0.0)^\(abs($0.1))" }.joined(separator: " ")
    }
    if under.isEmpty { return joined(over) }
    return (over.isEmpty ? "1" : joined(over)) + "/" + joined(under)
  }

  /// Two units that a bare number most likely meant, best first.
  public var likelyUnits: [String] {
    switch self {
    case .time: ["s", "min"]
    case .data: ["MB", "kB"]
    case .transactions: ["tx", "ktx"]
    case .gas: ["Mgas", "kgas"]
    case .money: ["USD", "BTC"]
    case .energy: ["kWh", "J"]
    case .hashRate: ["EH/s", "TH/s"]
    case .bandwidth: ["Mbit/s", "MB/s"]
    case .transactionRate: ["tx/s", "ktx/s"]
    case .gasRate: ["Mgas/s", "gas/s"]
    case .frequency: ["%/year", "1/day"]
    case .moneyRate: ["USD/day", "USD/month"]
    case .feeRate: ["sat/vB", "USD/MB"]
    case .verification: ["s/MB", "ms/MB"]
    case .hashPrice: ["USD/TH/s", "USD/EH/s"]
    case .hashEnergy: ["J/TH", "kWh/EH"]
    case .energyPrice: ["USD/kWh", "USD/J"]
    default: [symbol]
    }
  }
}
