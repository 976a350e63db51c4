public import Quantities
public import Simulation

/// How an advance through time ended.
public enum Advance: Hashable, Sendable {
  case reached
  /// The condition held after the last event.
  case conditionHeld
  case interrupted
  /// So many events happened as were allowed.
  case limitReached
  /// The books do not balance: a mistake of the engine, in words.
  case fault(String)
}

extension World {
  /// Lets everything happen up to and including a moment.
  ///
  /// Where it ended early, a further call goes on with the same results as if it had not.
  ///
  /// - Parameters:
  ///   - interruption: asked every 1 000 events.
  ///   - eventLimit: the most events of this call.
  ///   - until: ends the advance where it holds; asked after each event of a system.
  public mutating func advance(
    to end: Instant, interruption: Interruption, eventLimit: Int,
    until: ((World, SystemID) -> Bool)? = nil
  ) -> Advance {
    let end = min(end, .limit)
    var events = 0
    while let time = queue.nextTime, time <= end {
      if events >= eventLimit { return .limitReached }
      if events % Self.pollInterval == 0 {
        if interruption.cause != .none { return .interrupted }
      }
      guard let entry = queue.popNext() else { break }
      now = entry.time
      events += 1
      let happened = happen(entry.event)
      if traceLimit > 0 { gatherMoments() }
      guard let (first, others) = happened else { continue }
      if let fault = check(first, after: entry.event) { return .fault(fault) }
      if let until {
        if until(self, first) { return .conditionHeld }
        for other in others where until(self, other) { return .conditionHeld }
      }
    }
    now = max(now, end)
    for chain in chains {
      if let fault = chain.fault(.everything) { return .fault(fault) }
    }
    return .reached
  }

  private static let pollInterval = 1_000

  /// Events that running these chains and workloads for a time takes, roughly; a workload names its
  /// chains by their places. Where every message between nodes is simulated, some 24 of them count as one.
  public static func estimatedEvents(
    chains: [ChainParameters], workloads: [(WorkloadParameters, [Int])], for time: Interval
  ) -> Double {
    let chains = chains.map { $0.bounded() }
    let intervals = chains.map(\.nominalInterval.seconds)
    let blocks = zip(chains, intervals).reduce(0) { sum, chain in
      let isSimulated = BlockDelays.everyNodeMines(chain.0)
      let messages = Double(chain.0.network.nodes) * Double(chain.0.network.peers)
      return sum + time.seconds / chain.1 * (isSimulated ? 1 + messages / 24 : 1)
    }
    return workloads.reduce(blocks) { sum, workload in
      let systems = workload.1.filter(intervals.indices.contains)
      let tick = systems.map { chains[$0].tick(of: workload.0).seconds }.min() ?? 60
      let payments = systems.reduce(0) { sum, index in
        sum + time.seconds * chains[index].eventsPerSecond(ofPayments: workload.0.boundedRate)
      }
      return sum + payments + time.seconds / tick
    }
  }

  /// Lets one event happen.
  ///
  /// - Returns: the systems that it concerned; nothing if it was stale.
  private mutating func happen(_ event: Event) -> (SystemID, ArraySlice<SystemID>)? {
    switch event {
    case .act(let chain, let generation):
      let index = Int(chain)
      guard chains[index].generation == generation else { return nil }
      let before = traceLimit > 0 ? chains[index].history.counts : nil
      chains[index].act(at: now)
      collectVerdicts(index)
      if let before { trace(index, since: before) }
      scheduleAct(index)
      guard hasLayers else { return (SystemID(index: index), []) }
      return (SystemID(index: index), exchange(index).map(SystemID.init(index:))[...])
    case .attackEnds(let label, let launch):
      return (endAttack(label: Int(label), launch: Int(launch)), [])
    case .outageEnds(let chain):
      let id = SystemID(index: Int(chain))
      followOutages(id)
      return (id, [])
    case .arrivals(let workload, let generation):
      let index = Int(workload)
      guard workloads[index].generation == generation else { return nil }
      workloads[index].draw(into: &demand)
      for system in workloads[index].systems {
        chains[system.index].receive(demand, workload: index, at: now)
      }
      queue.schedule(event, at: now + workloads[index].tick, priority: Priority.arrivals)
      guard let first = workloads[index].systems.first else { return nil }
      return (first, workloads[index].systems.dropFirst())
    }
  }

  /// Looks whether the books of the systems balance: after each event in a debug build, every 1 000
  /// events otherwise; every 1 000 events cohort by cohort.
  private mutating func check(_ id: SystemID, after event: Event) -> String? {
    eventsSinceCheck += 1
    if eventsSinceCheck >= Self.pollInterval {
      eventsSinceCheck = 0
      for chain in chains {
        if let fault = chain.fault(.everything) { return fault }
      }
      return nil
    }
    #if DEBUG
      // Arrivals move no coins.
      if case .arrivals = event { return chains[id.index].fault(.cohortTotals) }
      return chains[id.index].fault(.totals)
    #else
      return nil
    #endif
  }

  /// Notes what a chain just did as a readable moment.
  private mutating func trace(_ index: Int, since before: ChainHistory.Counts) {
    let chain = chains[index]
    let now = chain.history.counts
    guard chain.parameters.kind.hasBlocks else { return }
    if now.turns > before.turns {
      chains[index].tell(.forks, "the chain turns to another branch")
    }
    if chain.parameters.consensus == .pow {
      guard now.found > before.found, let newest = chain.latestBlocks(1).last else { return }
      let finder = newest.isHostile ? "an attacker" : "miner \(newest.producer + 1)"
      if newest.isCanonical, let block = chain.lastBlock {
        let text = "block \(newest.height) by \(finder): " + details(of: block)
        chains[index].tell(.blocks, text)
      } else {
        let fate = newest.isHostile ? ", kept secret" : ", beside the chain"
        chains[index].tell(.forks, "block \(newest.height) by \(finder)" + fate)
      }
    } else if now.found > before.found, let block = chain.lastBlock {
      var text = "block \(block.height)"
      if chain.producers.shares.count > 1 { text += " by \(block.producer + 1)" }
      if chain.failedRounds > 0 { text += " in round \(chain.failedRounds + 1)" }
      text += ": " + details(of: block)
      chains[index].tell(.blocks) { _ in text }
    } else if chain.isHalted {
      // Said once, however many rounds it lasts.
      guard chain.lastTold != .standstills else { return }
      chains[index].tell(
        .standstills, "halted: \(Readable.number(chain.presentShare * 100)) % of the stake is there"
      )
    } else {
      chains[index].tell(.standstills, "no block: nobody made one in its turn")
    }
  }

  private func details(of block: Chain.Block) -> String {
    var text = "\(block.transactions) tx"
    if block.isFull { text += ", full" }
    if let wait = block.wait { text += ", median wait \(Readable.time(wait))" }
    if let fee = block.fee { text += ", fee \(Readable.quantity(Quantity(fee, .money)))" }
    return text
  }
}
