public import Blockchain
import Quantities
public import Simulation

extension World {
  /// The value of a metric in base units, or nothing where there is no data.
  ///
  /// `statistic` chooses a number of a distribution, by default the median.
  public func value(of metric: Metric, _ statistic: Statistic?, _ id: SystemID) -> Double? {
    let chain = chain(id)
    guard metric.applies(to: chain.parameters) else { return nil }
    if metric.name == "visa_share" {
      return Metric.named("throughput").flatMap { value(of: $0, nil, id) }.map { $0 / Self.visa }
    }
    if case .value(let value) = layerValue(named: metric.name, statistic, of: chain) {
      return value
    }
    if metric.kind == .powers {
      if case .power(let kind)? = statistic { return nakamoto(kind, of: id) }
      return nakamoto(nil, of: id)
    }
    if metric.kind == .distribution {
      return distribution(of: metric, id)?.value(of: statistic ?? .median)
    }
    return trustValue(named: metric.name, of: id) ?? value(named: metric.name, of: chain)
  }

  /// Transactions per second that Visa booked on average: 233.8 bn in its fiscal year 2024 (annual report).
  private static let visa = 233.8e9 / (366 * 86_400)

  /// The value of a metric that each producer has; producers count from 1.
  public func value(of metric: Metric, producer: Int, _ id: SystemID) -> Double? {
    let chain = chain(id)
    let window = chain.window
    let place = producer - 1
    guard metric.applies(to: chain.parameters),
      window.production.indices.contains(place), window.blocks > 0
    else { return nil }
    let made = Double(window.production[place])
    switch metric.name {
    case "production": return made / Double(window.blocks)
    case "advantage":
      let shares = chain.producerShares
      guard shares.indices.contains(place), shares[place] > 0 else { return nil }
      return made / Double(window.blocks) / shares[place] - 1
    case "producer_stale_rate":
      let found = Double(window.foundBy[place])
      return found > 0 ? max(0, 1 - made / found) : nil
    default: return nil
    }
  }

  /// All values of a metric of distributed values over the window.
  public func distribution(of metric: Metric, _ id: SystemID) -> LogHistogram? {
    let window = chain(id).window
    switch metric.name {
    case "inclusion_time": return window.inclusionTime
    case "finality_time": return window.finalityTime
    case "fee": return window.fee
    case "interval": return window.interval
    case "propagation_time": return chain(id).propagationTime
    default: return nil
    }
  }

  private func value(named name: String, of chain: Chain) -> Double? {
    let window = chain.window
    let seconds = (now - window.start).seconds
    func rate(_ amount: Double) -> Double? { seconds > 0 ? amount / seconds : nil }
    switch name {
    case "throughput": return rate(Double(window.included))
    case "capacity": return chain.capacity
    case "offered": return rate(Double(window.arrived))
    case "served":
      guard window.arrived > 0 else { return nil }
      return min(1, Double(window.included) / Double(window.arrived))
    case "backlog": return Double(chain.backlog)
    case "cost_per_tx":
      guard window.included > 0 else { return nil }
      return (window.feeDollars + window.issuedDollars) / Double(window.included)
    case "height": return Double(chain.height)
    case "base_fee":
      return chain.parameters.feeMarket == .eip1559 ? chain.baseFee * chain.coin.price : nil
    case "issuance": return rate(window.issuedDollars)
    case "difficulty": return chain.difficulty
    case "stale_rate":
      guard window.found > 0 else { return nil }
      return max(0, Double(window.found - window.blocks) / Double(window.found))
    case "leverage":
      let parameters = chain.parameters
      let shards = Double(parameters.shardCount)
      guard parameters.isSharded, window.units > 0 else {
        return shards / parameters.unitsPerTransaction
      }
      return Double(window.included) / (window.units / shards)
    case "reorg_depth": return Double(chain.history.reorgDepth)
    case "tolerance":
      if chain.parameters.consensus == .pos { return chain.parameters.consensus.rulingShare }
      if let known = chain.parameters.votingTolerance { return known }
      if chain.parameters.forkChoice == .ghost { return 0.5 }
      guard let delay = chain.producerDelay else { return nil }
      return ClosedForm.longestChainTolerance(
        delay: delay, interval: chain.parameters.blockInterval.seconds)
    case "security_budget":
      return rate(
        window.feeDollars + window.spamDollars - window.burnedDollars + window.issuedDollars)
    case "energy_per_tx":
      return window.included > 0 ? window.joules / Double(window.included) : nil
    case "verified_data": return chain.nodeLoad(at: now)?.bytes
    case "verified_gas": return chain.nodeLoad(at: now)?.gas
    case "node_cost": return chain.nodePopulation(at: now).map { $0.cost / Unit.month }
    case "verify_share": return chain.nodePopulation(at: now)?.verifyShare
    case "full_nodes": return chain.nodePopulation(at: now)?.fullNodes
    case "blob_fee":
      guard chain.parameters.blobs.most > 0 else { return nil }
      return chain.blobs.fee(chain.parameters.blobs).double / 1e18 * chain.coin.price
    case "fragmentation": return chain.fragmentation
    default: return nil
    }
  }
}

extension LogHistogram {
  /// A number of the distribution, or nothing of an empty one.
  public func value(of statistic: Statistic) -> Double? {
    guard !isEmpty else { return nil }
    switch statistic {
    case .median: return quantile(0.5)
    case .mean: return mean
    case .max: return max
    case .percentile(let p): return quantile(p / 100)
    case .power: return nil
    }
  }
}
