public import Quantities
import Simulation

extension Chain {
  /// Counts what the block that was just filled has cost: verifiers their work, producers the energy,
  /// users the fees that were destroyed.
  mutating func recordLoad(at now: Instant) {
    // Who verifies a shard does not see the others.
    let shards = Int64(parameters.shardCount)
    let block = parameters.padded(
      bytes: (contents.bytes &+ bought.bytes) / shards, gas: (contents.gas &+ bought.gas) / shards)
    let dollars = coin.dollarsPerUnit
    let spam = bought.fees.double * dollars
    let burned = burned.double * dollars
    let kept = contents.fees.double * dollars + spam - burned
    let energy = joules(behind: block, since: previousBlockTime, to: now, fees: kept)
    if now >= window.start {
      window.burnedDollars += burned
      window.spamDollars += spam
      let measured =
        previousBlockTime >= window.start
        ? energy : joules(behind: block, since: window.start, to: now, fees: kept)
      window.joules += measured
      load = BlockLoad(burnedDollars: burned, spamDollars: spam, joules: measured)
    }
    if parameters.consensus != .pow { countVerification(of: block, at: now) }
    history.burnedDollars.add(burned, at: now)
    history.joules.add(energy, at: now)
    if let market = hashMarket(fees: kept / parameters.blockInterval.seconds) {
      history.attackCost.record(market.attackCost, at: now)
    }
  }

  /// Counts what nodes receive and verify: every block that is found, whether it stays or not.
  mutating func countVerification(of block: (bytes: Int64, gas: Int64), at now: Instant) {
    history.bytes.add(Double(block.bytes), at: now)
    history.gas.add(Double(block.gas), at: now)
    guard now >= window.start else { return }
    window.bytes = Self.sum(window.bytes, block.bytes)
    window.gas = Self.sum(window.gas, block.gas)
  }

  /// Takes back what a block has cost.
  mutating func unrecord(_ load: BlockLoad, at time: Instant) {
    history.burnedDollars.add(-load.burnedDollars, at: time)
    history.joules.add(-load.joules, at: time)
    guard time >= window.start else { return }
    window.burnedDollars -= load.burnedDollars
    window.spamDollars -= load.spamDollars
    window.joules -= load.joules
  }

  private static func sum(_ a: Int64, _ b: Int64) -> Int64 {
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? .max : sum
  }

  /// Energy of the producers, or with proof of stake of all nodes, for a block and the time before it.
  ///
  /// The machines of the hash rate where that is set, otherwise what the block's worth pays for. A node
  /// takes 50 W (an assumption).
  private func joules(
    behind block: (bytes: Int64, gas: Int64), since start: Instant, to now: Instant, fees: Double
  ) -> Double {
    let seconds = (now - start).seconds
    switch parameters.consensus {
    case .pow:
      // The parent's blocks have taken the energy.
      if parameters.isMergedMined { return 0 }
      if parameters.hashRate > 0 {
        let busy = max(0, seconds - idleSeconds(from: start, to: now))
        return parameters.hashRate * parameters.efficiency * busy
      }
      let coins = parameters.subsidy(atHeight: height)
      return MiningCosts.power(revenue: coins * coin.price + fees)
    case .pos, .bft, .dpos, .snow:
      guard seconds > 0 else { return 0 }
      let load = NodeLoad(bytes: Double(block.bytes) / seconds, gas: Double(block.gas) / seconds)
      return 50 * seconds * nodePopulation(under: load).fullNodes
    case .central: return 0
    }
  }

  private func hashMarket(fees: Double) -> HashMarket? {
    guard parameters.consensus == .pow else { return nil }
    let coins = parameters.subsidy(atHeight: height + 1)
    return HashMarket(
      parameters, revenue: coins * coin.price / parameters.blockInterval.seconds + fees)
  }
}

/// What a block of the chain has cost beside its verification.
struct BlockLoad: Hashable, Sendable {
  var burnedDollars = 0.0
  var spamDollars = 0.0
  var joules = 0.0
}

extension Chain {
  /// What verifying took per second of the window; where there were no users or no blocks, what full
  /// blocks of standard transactions take. Nothing where those have no limit.
  public func nodeLoad(at now: Instant) -> NodeLoad? {
    let seconds = (now - window.start).seconds
    let isIdle = window.arrived == 0 && window.included == 0 && !parameters.alwaysFull
    guard seconds > 0, window.blocks > 0, !isIdle else { return parameters.fullLoad }
    return NodeLoad(bytes: Double(window.bytes) / seconds, gas: Double(window.gas) / seconds)
  }

  /// Who can verify under the load of the window.
  public func nodePopulation(at now: Instant) -> NodePopulation? {
    nodeLoad(at: now).map { nodePopulation(under: $0) }
  }

  /// Who could verify under some load.
  public func nodePopulation(under load: NodeLoad) -> NodePopulation {
    var load = load
    load.votes = parameters.voteBytes / parameters.nominalInterval.seconds
    if parameters.kind == .rollup, parameters.rollup.proof == .validity {
      // Who has the proofs need not execute; of the data only what is posted has to be had.
      load.gas = 0
      let part = parameters.rollup.bytesPerTransaction / Double(max(1, parameters.transactionSize))
      load.bytes *= parameters.rollup.data == .committee ? 0 : part
    }
    return NodePopulation(
      load: load, operators: parameters.operators,
      isClosed: parameters.consensus == .central && parameters.kind.hasConsensus)
  }

  /// What its hash power costs now, with the fees of the window; nothing without proof of work.
  public func hashMarket(at now: Instant) -> HashMarket? {
    let seconds = (now - window.start).seconds
    let fees = seconds > 0 ? max(0, window.feeDollars - window.burnedDollars) / seconds : 0
    return hashMarket(fees: fees)
  }
}
