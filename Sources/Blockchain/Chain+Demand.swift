import Quantities
import Simulation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What one workload sends to one chain, in the chain's own units.
struct DemandLine: Sendable {
  /// One kind of the workload's mix.
  struct Slot: Sendable {
    /// The flow that its transactions belong to.
    var flow: Int
    /// Transactions per second, for the mean transaction.
    var rate: Double
    /// Base units that users in the middle of each step would pay, and where that lies on the scale.
    var bids: [Double] = []
    var positions: [Double] = []
  }

  let workload: Int
  var parameters: WorkloadParameters
  var slots: [Slot] = []
  /// The part of each kind that touches two shards; empty where there is one shard.
  var crossSlots: [Slot] = []
}

extension Chain {
  /// Opens a line for a workload, or gives it other parameters.
  mutating func serve(_ parameters: WorkloadParameters, workload: Int) {
    if let i = lines.firstIndex(where: { $0.workload == workload }) {
      lines[i].parameters = parameters
    } else {
      lines.append(DemandLine(workload: workload, parameters: parameters))
    }
    arrangeFlows()
  }

  /// Works out what every kind of transaction takes and bids under the present rules and prices, and
  /// moves waiting ones to where they now belong.
  mutating func arrangeFlows() {
    var flows = mempool.flows
    for i in lines.indices {
      let cross = parameters.crossShare
      lines[i].slots = slots(of: lines[i], part: 1 - cross, crossing: false, &flows)
      lines[i].crossSlots =
        cross > 0 ? slots(of: lines[i], part: cross, crossing: true, &flows) : []
      for f in flows.indices where flows[f].workload == lines[i].workload {
        measure(&flows[f], lines[i].parameters)
      }
    }
    let bottom = max(1e-12, coin.price > 0 ? 1e-9 / coin.dollarsPerUnit : 1)
    let scale = FeeScale(bottom: bottom)
    let unordered = parameters.feeMarket == .posted
    if flows != mempool.flows || scale != mempool.scale || unordered != mempool.isUnordered {
      mempool.rearrange(flows: flows, scale: scale, unordered: unordered)
    }
    for i in lines.indices { price(&lines[i]) }
  }

  /// The kinds of a workload's mix, with the flows that they belong to.
  private func slots(
    of line: DemandLine, part: Double, crossing: Bool, _ flows: inout [Flow]
  ) -> [DemandLine.Slot] {
    line.parameters.normalizedMix.map { kind in
      let known = flows.firstIndex {
        $0.workload == line.workload && $0.kind == kind.kind && $0.crossesShards == crossing
      }
      if known == nil {
        flows.append(Flow(workload: line.workload, kind: kind.kind, crossesShards: crossing))
      }
      return DemandLine.Slot(
        flow: known ?? flows.count - 1, rate: line.parameters.boundedRate * kind.share * part)
    }
  }

  /// Sets what one transaction of a flow takes.
  private func measure(_ flow: inout Flow, _ workload: WorkloadParameters) {
    let units = parameters.units(crossing: flow.crossesShards)
    let size = Double(workload.size ?? parameters.transactionSize) * flow.kind.size * units
    let gas = Double(parameters.transactionGas) * flow.kind.gas * units
    // A bridge takes transfers one by one.
    let isTransfer = parameters.kind == .bridge
    flow.bytes = isTransfer ? 1 : Int64(min(max(size.rounded(), 1), 1e12))
    flow.gas = isTransfer ? 1 : Int64(min(max(gas.rounded(), 1), 1e12))
    flow.patience = max(3, workload.patience(on: parameters).microseconds)
    let byBytes = parameters.blockSize.map { Double(flow.bytes) / max(1, Double($0)) }
    let byGas = parameters.effectiveGasLimit.map { Double(flow.gas) / max(1, Double($0)) }
    let part = [byBytes, byGas].compactMap { $0 }.max()
    flow.share = part ?? Double(flow.bytes) / Self.nominalBlock
    // Its units lie on different shards.
    flow.fits = (part ?? 0) <= units
  }

  /// Bytes that stand for a block where nothing limits it; they only order bids.
  private static let nominalBlock = 1e6

  /// Sets what users of each step bid.
  private func price(_ line: inout DemandLine) {
    let kinds = line.parameters.normalizedMix
    let sigma = max(0, line.parameters.bidSigma)
    func price(_ slots: inout [DemandLine.Slot]) {
      for s in slots.indices {
        let flow = mempool.flows[slots[s].flow]
        let median = max(0, line.parameters.bid ?? kinds[s].kind.bid)
        let units = coin.price > 0 ? median / coin.dollarsPerUnit : 0
        slots[s].bids = (0..<WillingnessToPay.steps).map { step in
          min(units * WillingnessToPay.factor(of: step, sigma: sigma), 1e27)
        }
        slots[s].positions = slots[s].bids.map { mempool.scale.position($0 / flow.share) }
      }
    }
    var slots = line.slots
    price(&slots)
    var crossSlots = line.crossSlots
    price(&crossSlots)
    line.slots = slots
    line.crossSlots = crossSlots
  }

  /// Takes in the users of one tick, as the fee market has them bid.
  mutating func receive(_ demand: Demand, workload: Int, at now: Instant) {
    guard let i = lines.firstIndex(where: { $0.workload == workload }) else { return }
    if parameters.kind == .channels {
      receivePayments(demand, line: lines[i], at: now)
      return
    }
    // Where no block comes, users lose patience all the same.
    if offlineShare >= 1 || isHalted { passPatience(at: now) }
    let sigma = max(0, lines[i].parameters.bidSigma)
    let tick = TickOfUsers(
      submitted: now.microseconds, factor: exp(sigma * demand.deviation),
      shift: sigma * demand.deviation / FeeScale.logRatio)
    var arrived: Int64 = 0
    var dropped: Int64 = 0
    var start = 0
    while start < demand.entries.count {
      let s = demand.entries[start].slot
      var end = start
      while end < demand.entries.count && demand.entries[end].slot == s {
        arrived &+= demand.entries[end].count
        end += 1
      }
      var entries = demand.entries[start..<end]
      if !lines[i].crossSlots.isEmpty {
        let cross = transit.takeCrossing(of: &entries, share: parameters.crossShare)
        dropped &+= submit(cross[...], lines[i].crossSlots[s], tick)
      }
      dropped &+= submit(entries, lines[i].slots[s], tick)
      start = end
    }
    dropped &+= mempool.evict(beyond: parameters.mempoolSize)
    record(arrived: arrived, dropped: dropped, at: now)
  }

  /// Lets those leave whose patience has ended.
  private mutating func passPatience(at now: Instant) {
    let expired = mempool.passTime(to: now.microseconds)
    totals.expired &+= expired
    if now >= window.start { window.expired &+= expired }
  }

  /// Lets users of one kind submit.
  ///
  /// - Returns: how many were not let in.
  private mutating func submit(
    _ entries: ArraySlice<Demand.Entry>, _ slot: DemandLine.Slot, _ tick: TickOfUsers
  ) -> Int64 {
    guard mempool.flows[slot.flow].fits else { return entries.reduce(0) { $0 &+ $1.count } }
    return parameters.feeMarket == .firstPrice
      ? submitByEstimate(entries, slot, tick) : submitWhole(entries, slot, tick)
  }

  /// When the users of a tick came, and where in their steps they stand.
  private struct TickOfUsers {
    let submitted: Int64
    /// What they pay over the middle of their step.
    let factor: Double
    /// The same on the scale.
    let shift: Double
  }

  /// Lets everybody who can pay the least wait with all that he would pay (EIP-1559 and tariffs).
  ///
  /// - Returns: how many cannot pay the least that could ever be asked.
  private mutating func submitWhole(
    _ entries: ArraySlice<Demand.Entry>, _ slot: DemandLine.Slot, _ tick: TickOfUsers
  ) -> Int64 {
    let least = leastFee(of: mempool.flows[slot.flow])
    var dropped: Int64 = 0
    for entry in entries {
      let bid = Int128(nearest: slot.bids[entry.step] * tick.factor)
      if bid < least {
        dropped &+= entry.count
      } else {
        mempool.add(
          Cohort(submitted: tick.submitted, count: entry.count, bid: bid), flow: slot.flow,
          level: Headroom.none, position: slot.positions[entry.step] + tick.shift)
      }
    }
    return dropped
  }

  /// Factors on the wallet's estimate, a quarter of the users each (an assumption of the model).
  private static let habits = [0.9, 1.05, 1.25, 1.6]

  /// Lets users bid by their wallets' estimate e of what it takes: those who would pay e or more bid it
  /// times a habit of theirs, the others all that they would pay.
  ///
  /// - Returns: how many would not pay what relaying takes.
  private mutating func submitByEstimate(
    _ entries: ArraySlice<Demand.Entry>, _ slot: DemandLine.Slot, _ tick: TickOfUsers
  ) -> Int64 {
    let flow = mempool.flows[slot.flow]
    let least = leastFee(of: flow)
    let leastUnits = least.double
    let estimate = max(leastUnits, estimate.rate * flow.share)
    // Nobody outbids the minimum while most blocks have room.
    let isCongested = self.estimate.rate > 0
    let habitual = Self.habits.map { habit in
      isCongested ? max(leastUnits, (estimate * habit).rounded()) : leastUnits
    }
    // From here on every habit leaves room for two raises.
    let ample = (habitual.max() ?? 0) * Headroom.raise * Headroom.raise
    var counts = [Int64](repeating: 0, count: Self.habits.count * Headroom.levels)
    var rich: Int64 = 0
    var dropped: Int64 = 0
    for entry in entries {
      let most = slot.bids[entry.step] * tick.factor
      if most >= ample && most >= leastUnits {
        rich &+= entry.count
        continue
      }
      if most < leastUnits {
        dropped &+= entry.count
        continue
      }
      var whole: Int64 = 0
      if most < estimate {
        whole = entry.count
      } else {
        for h in habitual.indices {
          let n = quarters.part(h, of: entry.count)
          if habitual[h] >= most {
            whole += n
          } else {
            let level = Headroom.level(from: habitual[h], to: most)
            counts[h * Headroom.levels + level] += n
          }
        }
        quarters.passTurn(entry.count)
      }
      mempool.add(
        Cohort(submitted: tick.submitted, count: whole, bid: Int128(nearest: most)),
        flow: slot.flow,
        level: Headroom.none, position: slot.positions[entry.step] + tick.shift)
    }
    for h in habitual.indices {
      counts[h * Headroom.levels + Headroom.twoRaises] &+= quarters.part(h, of: rich)
    }
    quarters.passTurn(rich)
    for h in habitual.indices {
      let bid = Int128(nearest: habitual[h])
      let position = mempool.position(of: bid, flow: slot.flow)
      for level in 0..<Headroom.levels {
        let count = counts[h * Headroom.levels + level]
        mempool.add(
          Cohort(submitted: tick.submitted, count: count, bid: bid), flow: slot.flow,
          level: level, position: position)
      }
    }
    return dropped
  }

  /// The least that a transaction must pay to be let in at all.
  private func leastFee(of flow: Flow) -> Int128 {
    switch parameters.feeMarket {
    case .firstPrice:
      return coin.amount(coins: parameters.minimumRelayFee * Double(flow.bytes)).units
    case .eip1559:
      let attos = Attos.of(coins: parameters.baseFeeFloor + parameters.priorityFee)
      return coin.units(gas: flow.gas, attos: attos)
    case .posted:
      return coin.amount(coins: parameters.postedFee).units
    }
  }

  /// On which terms a block of this moment takes transactions.
  func terms(at now: Instant) -> InclusionTerms {
    var terms = terms()
    terms.latest = now.microseconds
    return terms
  }

  private func terms() -> InclusionTerms {
    switch parameters.feeMarket {
    case .firstPrice:
      let none = mempool.flows.map { parentShare(bytes: $0.bytes) }
      return InclusionTerms(fee: nil, minimumBid: none, funds: spendable)
    case .eip1559:
      let attos = baseFeeAttos + Attos.of(coins: parameters.priorityFee)
      let fees = mempool.flows.map {
        coin.units(gas: $0.gas, attos: attos) + parentShare(bytes: $0.bytes)
      }
      let classes = mempool.flows.indices.map {
        FeeScale.fold(mempool.position(of: fees[$0], flow: $0) - 1)
      }
      return InclusionTerms(
        fee: fees, minimumBid: fees, lowestClass: classes.min() ?? 0, funds: spendable)
    case .posted:
      let fees = mempool.flows.map { leastFee(of: $0) + parentShare(bytes: $0.bytes) }
      return InclusionTerms(fee: fees, minimumBid: fees, funds: spendable)
    }
  }
}
