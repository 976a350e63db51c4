public import Quantities
import Simulation

extension Chain {
  mutating func openBridge(at now: Instant) {
    guard views.count == 2 else { return }
    paceBridge()
    let holdsBoth = parameters.bridge.mechanism == .liquidity
    let first = bridgeEscrow(on: 0).units
    let held = [first, bridgeEscrow(on: 1).units]
    bridge = Bridge(
      held: held, claims: holdsBoth ? 0 : first, seed: seed, name: name,
      interval: parameters.blockInterval, at: now)
    setBridgeFee()
  }

  mutating func adoptBridge(from old: ChainParameters, at now: Instant) {
    // Money that lies at both ends cannot become claims, nor the other way round.
    let wasLiquid = old.bridge.mechanism == .liquidity
    if wasLiquid != (parameters.bridge.mechanism == .liquidity) {
      parameters.bridge.mechanism = old.bridge.mechanism
    }
    setBridgeFee()
  }

  /// It looks after its transfers as often as the quicker of its ends makes blocks, at least each 10 min.
  private mutating func paceBridge() {
    let quickest = views.map(\.interval).min() ?? .seconds(12)
    parameters.blockInterval = min(max(quickest, .seconds(1)), .minutes(10))
  }

  /// What the bridge holds at an end at time zero.
  func bridgeEscrow(on place: Int) -> Amount {
    guard views.indices.contains(place) else { return .zero }
    if parameters.bridge.mechanism == .liquidity {
      return views[place].lockable(dollars: parameters.bridge.capital)
    }
    return place == 0 ? views[0].lockable(dollars: parameters.lockedValue) : .zero
  }

  var holdsBothEnds: Bool { parameters.bridge.mechanism == .liquidity }

  /// Time by the systems' own ways from an end to the other: out of the one, and a block of the other.
  public func bridgeDelay(from end: Int) -> Interval {
    guard views.count == 2 else { return .zero }
    return views[end].exitDelay + views[1 - end].interval
  }

  /// USD that an average transfer moves: what its users say, weighted by their rates.
  var transferAmount: Double {
    let rate = lines.reduce(0) { $0 + $1.parameters.boundedRate }
    guard rate > 0 else { return parameters.bridge.amount }
    let amount = lines.reduce(0) {
      $0 + $1.parameters.boundedRate * $1.parameters.amount
    }
    return min(1e12, max(0, amount / rate))
  }

  // MARK: What it costs

  /// Gas of a signature's check and data.
  private static let signatureGas: Int64 = 4_100
  static let transferBytes: Int64 = 250

  /// Gas of a transfer at the end where it arrives, without headers.
  var arrivalGas: Int64 {
    let signatures =
      parameters.bridge.mechanism == .multisig ? Int64(parameters.peg.threshold) : 0
    return parameters.bridge.transferGas + signatures * Self.signatureGas
  }

  var arrivalBytes: Int64 {
    let signatures =
      parameters.bridge.mechanism == .multisig ? Int64(parameters.peg.threshold) : 0
    return Self.transferBytes + 72 * signatures
  }

  /// USD that a transaction costs at an end now.
  private func cost(at end: Int, bytes: Int64, gas: Int64) -> Double {
    let view = views[end]
    let units = view.feeMarket == .posted ? 0 : view.cost(bytes: bytes, gas: gas)
    return units * view.coin.dollarsPerUnit
  }

  /// Sets what a transfer costs: its transactions at both ends, its part of the headers, and with liquidity
  /// what the providers' capital earns over the canonical delay, and their risk.
  mutating func setBridgeFee() {
    guard views.count == 2, coin.price > 0 else { return }
    var dollars = 0.0
    for end in 0..<2 {
      dollars += cost(at: end, bytes: Self.transferBytes, gas: parameters.bridge.transferGas) / 2
      dollars += cost(at: end, bytes: arrivalBytes, gas: arrivalGas) / 2
      switch parameters.bridge.mechanism {
      case .lightClient:
        let batch = Double(max(1, bridge?.ways[1 - end].lastBatch ?? 1))
        dollars += cost(at: end, bytes: 600, gas: parameters.bridge.headerGas) / 2 / batch
      case .liquidity:
        let years = bridgeDelay(from: end).seconds / Unit.year
        let share = parameters.bridge.yield * years + parameters.bridge.riskPremium
        dollars += transferAmount * share / 2
      case .canonical, .multisig: break
      }
    }
    parameters.postedFee = min(1e9, dollars / coin.price)
  }

  // MARK: Books

  var bridgeFault: String? {
    guard let bridge, views.count == 2 else { return nil }
    if bridge.held.contains(where: { $0 < 0 }) || bridge.claims < 0 || bridge.stolen < 0 {
      return "the bridge is overdrawn"
    }
    for end in 0..<2 where views[end].escrow.units != bridge.held[end] {
      return "the bridge counts \(bridge.held[end]) at end \(end), that \(views[end].escrow.units)"
    }
    let orphaned = bridge.ways.reduce(0) { $0 + $1.orphaned }
    if !holdsBothEnds {
      let known = bridge.held[0] + bridge.stolen + orphaned
      return known == bridge.owed ? nil : "the bridge holds \(known) and owes \(bridge.owed)"
    }
    guard views[0].coin.symbol == views[1].coin.symbol else { return nil }
    let travelling = bridge.hauls.reduce(0) {
      $0 + ($1.stage == .travelling || $1.stage == .entering ? $1.enters : 0)
    }
    let known = bridge.held[0] + bridge.held[1] + travelling + bridge.stolen + orphaned
    let owned = bridge.capital[0] + bridge.capital[1] + bridge.owed
    return known == owned ? nil : "providers know of \(known) and own \(owned)"
  }

  /// USD that is tied up in it, at both ends and on the way between them.
  public var bridgeLocked: Double? {
    guard let bridge, views.count == 2 else { return nil }
    return views[0].coin.dollars(Amount(units: bridge.held[0]))
      + views[1].coin.dollars(Amount(units: bridge.held[1])) + (bridgeTransit ?? 0)
  }

  /// USD of providers that is on its way back between the ends.
  public var bridgeTransit: Double? {
    guard let bridge, views.count == 2 else { return nil }
    return bridge.hauls.reduce(0) {
      guard $1.stage == .travelling || $1.stage == .entering else { return $0 }
      return $0 + views[1 - $1.from].coin.dollars(Amount(units: $1.enters))
    }
  }

  /// What the bridge holds over what it owes; nothing where it owes nothing.
  public var bridgeBacking: Double? {
    guard let bridge else { return nil }
    if holdsBothEnds {
      let travelling = bridgeTransit ?? 0
      let owns = (bridgeLocked ?? 0) - travelling
      let owes = views.indices.reduce(0) {
        $0 + views[$1].coin.dollars(Amount(units: bridge.reserved[$1]))
      }
      return owes > 0 ? min(1, owns / owes) : nil
    }
    return bridge.owed > 0 ? bridge.held[0].double / bridge.owed.double : nil
  }
}

extension Chain {
  /// Transfers per second that it would carry under full load: what blocks of its ends have room for, and with
  /// liquidity what providers' capital can turn over within the canonical delay.
  public var bridgeCapacity: Double? {
    guard views.count == 2 else { return nil }
    var limits: [Double] = []
    for end in 0..<2 {
      let seconds = views[end].interval.seconds
      let gas = Double(max(parameters.bridge.transferGas, arrivalGas))
      if let limit = views[end].gasTarget, gas > 0 { limits.append(Double(limit) / gas / seconds) }
      if let size = views[end].blockSize {
        limits.append(Double(size) / Double(arrivalBytes) / seconds)
      }
    }
    let skew = abs(2 * parameters.bridge.forwardShare - 1)
    if holdsBothEnds, let bridge, transferAmount > 0, skew > 0 {
      // Only what goes one way more than the other has to be brought back.
      let from = parameters.bridge.forwardShare >= 0.5 ? 0 : 1
      let capital = views[1 - from].coin.dollars(Amount(units: bridge.capital[1 - from]))
      limits.append(capital / transferAmount / skew / max(1e-6, bridgeDelay(from: from).seconds))
    }
    return limits.min()
  }

  /// How much the money that systems hold on it is split among them: 1 less the Herfindahl index of their
  /// shares; nothing where none holds any.
  public var fragmentation: Double? {
    let held = ledger.escrows.map { $0.units.double }
    let total = held.reduce(0, +)
    guard total > 0 else { return nil }
    return 1 - held.reduce(0) { $0 + ($1 / total) * ($1 / total) }
  }
}

extension Bridge {
  /// USD that crossed in the window of measurement.
  public func windowVolume(of chain: Chain) -> Double {
    windowStart == chain.window.start ? volume : 0
  }
}
