import Quantities
import Simulation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Who of a chain's candidates can verify everything, and at what cost: at home, or in a rented server.
///
/// Prices and spreads are assumptions; that a node may need only a part of its processor and line, so
/// that it can catch up and bear attacks, follows Buterin ("The Limits to Blockchain Scalability", 2021).
public struct NodePopulation: Hashable, Sendable {
  public let load: NodeLoad
  public let operators: NodeParameters
  /// Nobody but the operator sees the books.
  public let isClosed: Bool

  public init(load: NodeLoad, operators: NodeParameters, isClosed: Bool = false) {
    self.load = load
    self.operators = operators.bounded()
    self.isClosed = isClosed
  }
}

extension NodePopulation {
  /// Bytes on disk: the state, and the blocks of the years that are kept; at least what the software
  /// demands.
  public var storage: Double {
    max(
      Double(operators.stateSize) + load.bytes * operators.history.seconds,
      Double(operators.minimumStorage))
  }

  /// Bytes per second on the line: each byte of a block, as often as gossip sends it, and the votes; at
  /// least what the software demands.
  public var traffic: Double {
    max(load.bytes * operators.gossipAmplification + load.votes, operators.minimumBandwidth)
  }

  /// Cores that verify the gas within the safe share of their time; at least what the software demands.
  public var cores: Double {
    max(operators.minimumCores, load.gas / operators.gasPerCore / operators.safeProcessorShare)
  }

  /// Bytes of memory: 4 GB and a fiftieth of the state; at least what the software demands.
  public var memory: Double {
    max(Double(operators.minimumMemory), 4e9 + 0.02 * Double(operators.stateSize))
  }

  /// USD per month at home: a case and board of 150 USD, disk, memory and cores over the months that
  /// they last, and 12 W plus 3 W per core.
  public var homeCost: Double {
    let hardware =
      150 + operators.storagePrice * storage / 1e12 + operators.memoryPrice * memory / 1e9
      + operators.corePrice * cores
    let kilowattHours = (12 + 3 * cores) / 1_000 * Unit.month / 3_600
    return hardware / (operators.amortization.seconds / Unit.month)
      + kilowattHours * operators.powerPrice
  }

  /// USD per month in a data centre, for a server with this disk, memory, processor and traffic.
  public var dataCentreCost: Double {
    40 + 2.9 * storage / 1e12 + 0.35 * memory / 1e9 + 4 * cores + 0.2 * traffic * 8 / 1e6
  }

  /// Share of the candidates whose line carries the traffic; none where no machine at home would do.
  public var lineShare: Double {
    if memory > 192e9 || cores > 32 { return 0 }
    return Self.share(
      above: traffic / operators.safeLineShare, median: operators.bandwidth,
      sigma: operators.bandwidthSigma)
  }

  /// USD per month for the candidate in the middle: at home where that line carries it and it is
  /// cheaper, otherwise in a data centre.
  public var cost: Double {
    lineShare >= 0.5 ? min(homeCost, dataCentreCost) : dataCentreCost
  }

  /// Share of the candidates who can pay for a node where they can have one.
  public var verifyShare: Double {
    if isClosed { return 0 }
    func canPay(_ cost: Double) -> Double {
      Self.share(above: cost, median: operators.budget, sigma: operators.budgetSigma)
    }
    return lineShare * canPay(min(homeCost, dataCentreCost))
      + (1 - lineShare) * canPay(dataCentreCost)
  }

  /// How many verify: the operator alone where the books are closed.
  public var fullNodes: Double {
    isClosed ? 1 : (operators.candidates * verifyShare).rounded()
  }

  /// Share of a log-normal quantity that is at least `x`.
  private static func share(above x: Double, median: Double, sigma: Double) -> Double {
    if x <= 0 { return 1 }
    if median <= 0 || x.isNaN { return 0 }
    if sigma <= 0 || x == .infinity { return x <= median ? 1 : 0 }
    return SpecialFunctions.normalShare(below: log(median / x) / sigma)
  }
}
