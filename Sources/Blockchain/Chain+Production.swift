import Quantities
import Simulation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Chain {
  /// Does what is due: finds a block, passes a slot, books a batch.
  mutating func act(at now: Instant) {
    defer { history.height.record(Double(height), at: now) }
    if !parameters.kind.hasBlocks {
      actWithoutBlocks(at: now)
      return
    }
    switch parameters.consensus {
    case .pow: mine(at: now)
    case .pos:
      if parameters.isSharded {
        drawCommittees(at: now)
        passShardSlot(at: now)
      } else {
        passSlot(at: now)
      }
    case .bft, .snow: commit(at: now)
    case .dpos: takeTurn(at: now)
    case .central:
      if isOperatorThere(), !isStalled(at: now) {
        makeBlock(at: now, by: Int(height % Int64(producers.shares.count)))
        previousBlockTime = now
        if parameters.kind.hasConsensus { post.finalize(throughHeight: height, at: now) }
      } else if now >= window.start {
        window.missedSlots += 1
      }
    }
    if parameters.kind.isLayer { actOnParent(at: now) }
  }

  /// Time until it acts again.
  mutating func delay() -> Interval {
    guard parameters.kind.hasBlocks else { return parameters.nominalInterval }
    switch parameters.consensus {
    case .pow:
      guard offlineShare < 1 else { return Self.never }
      let rate = parameters.effectiveHashRate * (1 - offlineShare)
      let mean = (race?.setPace() ?? 1) / rate
      return max(Interval(microseconds: 1), Interval(seconds: clock.exponential(mean: mean)))
    case .pos: return parameters.slot
    case .bft, .snow: return agree()
    case .dpos, .central: return parameters.blockInterval
    }
  }

  /// Longer than any run.
  private static let never = Interval(microseconds: Instant.limit.microseconds)

  /// Gives the producer of the last block its new coins.
  mutating func mintSubsidy(at now: Instant) -> Amount {
    mint(subsidy, for: lastBlock?.producer ?? 0, at: now)
    return subsidy
  }

  /// New coins of the present block, after the halvings so far.
  var subsidy: Amount {
    if parameters.consensus == .pos { return slotReward }
    var amount = coin.amount(coins: parameters.subsidy)
    if parameters.halvingInterval > 0 {
      amount.units >>= Int128(min(120, max(0, height - 1) / parameters.halvingInterval))
    }
    return amount
  }

  mutating func mint(_ amount: Amount, for producer: Int, at now: Instant) {
    guard amount > .zero else { return }
    ledger.mint(amount, for: producer)
    let dollars = coin.dollars(amount)
    if now >= window.start { window.issuedDollars += dollars }
    history.issuedDollars.add(dollars, at: now)
  }

  /// Fills a block with what was submitted by then, or until it was closed, moves the fees, and lets the
  /// fee market learn from it.
  mutating func makeBlock(at now: Instant, by producer: Int, closed: Instant? = nil) {
    height += 1
    if race == nil && staking == nil { history.counts.found += 1 }
    let expired = mempool.passTime(to: now.microseconds)
    contents.clear()
    bought = Bought()
    let room = roomOfShards
    let letters = fill(leaveRoom(in: room), closed: closed ?? now)
    burned = burnedFees()
    ledger.collect(
      fees: Amount(units: contents.fees), burning: Amount(units: burned), for: producer)
    settle(letters, at: now, for: producer)
    buySpace(of: room, at: now, for: producer)
    if parameters.isSharded { exchangeReceipts(at: now) }
    totals.expired &+= expired
    totals.included &+= contents.count
    recordBlock(at: now, by: producer, expired: expired)
    learnFees(at: now)
    if parameters.consensus.isVoting || rollup != nil { meddle(with: producer, at: now) }
  }

  /// What of the fees of the present block is destroyed.
  func burnedFees() -> Int128 {
    guard parameters.feeMarket == .eip1559, parameters.baseFeeBurned else { return 0 }
    var burned: Int128 = 0
    for charge in contents.charges {
      let base = coin.units(gas: mempool.flows[charge.flow].gas, attos: baseFeeAttos)
      burned += min(base, charge.fee) * Int128(charge.count)
    }
    return burned
  }

  private mutating func learnFees(at now: Instant) {
    learnBlobs(at: now)
    switch parameters.feeMarket {
    case .firstPrice:
      guard contents.isFull, let tenth = contents.lowerTenth else {
        // Where spammers took all the room, their price is what getting in costs.
        estimate.learn(contents.isFull || mempool.count > 0 ? bought.rate : 0)
        return
      }
      let rate = tenth.fee.double / mempool.flows[tenth.flow].share
      estimate.learn(max(rate, leastCongestedRate))
    case .eip1559:
      guard let (used, target) = usedAndTarget else { return }
      let next = nextBaseFee(baseFeeAttos, gasUsed: used, gasTarget: target)
      baseFeeAttos = min(
        max(next, Attos.of(coins: parameters.baseFeeFloor)), Attos.of(coins: 1e5))
    case .posted: break
    }
  }

  private mutating func learnBlobs(at now: Instant) {
    guard parameters.blobs.most > 0 else { return }
    blobs.learn(blobs: bought.blobs, baseFee: baseFeeAttos, parameters.blobs)
    history.blobFee.record(blobFee, at: now)
  }

  /// What the base fee follows: gas, or bytes where nothing limits the gas.
  private var usedAndTarget: (used: Int64, target: Int64)? {
    let shards = Int64(max(1, shardsPresent))
    if let target = parameters.effectiveGasTarget {
      return (contents.gas + bought.gas, target * shards)
    }
    return parameters.blockSize.map { (contents.bytes + bought.bytes, max(1, $0 / 2) * shards) }
  }

  /// What wallets at least take a full block to cost, per block: a cent for a standard transaction (an
  /// assumption), without which free transactions would never begin to bid.
  private var leastCongestedRate: Double {
    guard coin.price > 0, let flow = mempool.flows.first else { return 0 }
    return 0.01 / coin.dollarsPerUnit / flow.share
  }
}
