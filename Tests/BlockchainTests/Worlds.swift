import Blockchain
import Measures
import Quantities
import Simulation

/// Bitcoin as sample S01 has it: 1 MB of 238 B every 600 s.
func bitcoin(_ edit: (inout ChainParameters) -> Void = { _ in }) -> ChainParameters {
  var chain = ChainParameters()
  chain.coin = "BTC"
  chain.blockSize = 1_000_000
  chain.transactionSize = 238
  chain.minimumRelayFee = 1e-8
  chain.subsidy = 3.125
  chain.supply = 19.9e6
  chain.shares = [0.3, 0.19, 0.145]
  chain.hashRate = 1060e18
  edit(&chain)
  return chain
}

/// Bitcoin whose miners all hear of each other's blocks this much later, at a fixed difficulty.
func miners(
  interval: Double, delay: Double, _ edit: (inout ChainParameters) -> Void = { _ in }
) -> ChainParameters {
  bitcoin { chain in
    chain.blockInterval = .seconds(interval)
    chain.network.relay = .constant
    chain.network.constantDelay = .seconds(delay)
    chain.retarget = .none
    edit(&chain)
  }
}

/// Ethereum as sample S02 has it: 60 Mgas every 12 s, 80 kgas each.
func ethereum(_ edit: (inout ChainParameters) -> Void = { _ in }) -> ChainParameters {
  var chain = ChainParameters()
  chain.consensus = .pos
  chain.coin = "ETH"
  chain.gasLimit = 60_000_000
  chain.transactionGas = 80_000
  chain.feeMarket = .eip1559
  chain.baseFeeFloor = 1e-9
  chain.staked = 34e6
  chain.supply = 120e6
  chain.validators = 1_000_000
  edit(&chain)
  return chain
}

/// Payments at a rate by users with this median willingness to pay.
func payments(
  _ rate: Double, bid: Double = 5, _ edit: (inout WorkloadParameters) -> Void = { _ in }
) -> WorkloadParameters {
  var workload = WorkloadParameters()
  workload.rate = rate
  workload.bid = bid
  edit(&workload)
  return workload
}

extension World {
  /// One chain with one workload.
  static func single(
    _ chain: ChainParameters, _ workload: WorkloadParameters, seed: UInt64 = 42
  ) -> (World, SystemID) {
    var world = World(seed: seed)
    let id = world.add(chain, named: "base")
    _ = world.add(workload, named: "users", on: [id])
    world.beginWindow(warmup: .zero)
    return (world, id)
  }

  /// One chain that nobody uses.
  static func idle(_ chain: ChainParameters) -> (World, SystemID) {
    var world = World(seed: 42)
    let id = world.add(chain, named: "base")
    world.beginWindow(warmup: .zero)
    return (world, id)
  }

  @discardableResult
  mutating func run(_ time: Interval) -> Advance {
    advance(to: now + time, interruption: Interruption(), eventLimit: .max)
  }

  func read(_ name: String, _ id: SystemID) -> Double { read(name, .median, id) }

  func read(_ name: String, _ statistic: Statistic, _ id: SystemID) -> Double {
    guard let metric = Metric.named(name) else { return .nan }
    return value(of: metric, statistic, id) ?? .nan
  }

  /// All that can be read, as text: equal for equal worlds.
  var fingerprint: String {
    var text = "\(now)"
    for index in systemNames.indices {
      let id = SystemID(index: index)
      for metric in Metric.all {
        let values = [Statistic.median, .mean, .max].map { value(of: metric, $0, id) ?? -1 }
        text += " \(metric.name) \(values) \(series(of: metric, id).map(\.mean))"
      }
      text += " \(chain(id).ledger) \(chain(id).window.production)"
    }
    return text
  }
}
