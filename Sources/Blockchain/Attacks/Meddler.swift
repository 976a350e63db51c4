import Quantities
import Simulation

/// An attacker who finds no blocks of its own: it leaves transactions out, or buys the space.
struct Meddler: Sendable {
  let label: Int
  /// Tells this launch from others under the same label.
  let launch: Int
  let parameters: AttackParameters
  var outcome: AttackOutcome
  /// The last block that was not censored.
  var lastOpen: Instant
  /// USD that is left to spend.
  var funds: Double
}

extension Chain {
  /// Lets censors skip the block that a producer made, or not.
  ///
  /// Users whom they leave out come at any moment; they wait for the next block by somebody else, so a
  /// gap g between such blocks makes g/2 of waiting on average, as often as its length.
  mutating func meddle(with producer: Int, at time: Instant) {
    for m in meddlers.indices where meddlers[m].parameters.kind == .censorship {
      let share = meddlers[m].parameters.share
      // Two thirds of the votes let no block of the others pass.
      let rules = parameters.consensus.isVoting && share >= 2.0 / 3 - 1e-9
      if meddling.uniform() < share || rules {
        meddlers[m].outcome.money.blocks += 1
      } else {
        let gap = max(0, (time - meddlers[m].lastOpen).seconds)
        meddlers[m].outcome.delaySum += gap * gap / 2
        meddlers[m].outcome.delayWeight += gap
        meddlers[m].lastOpen = time
      }
    }
  }

  /// The room that a spammer leaves to others.
  func leaveRoom(in room: BlockSpace) -> BlockSpace {
    var left = room
    for meddler in meddlers where meddler.parameters.kind == .spam && meddler.funds > 0 {
      let part = 1 - meddler.parameters.share
      if left.bytes != .max { left.bytes = Int64((Double(left.bytes) * part).rounded(.down)) }
      if left.gas != .max { left.gas = Int64((Double(left.gas) * part).rounded(.down)) }
    }
    return left
  }

  /// Lets spammers buy the room that was left to them with standard transactions.
  ///
  /// Under EIP-1559 each costs the base fee and a tip. With first prices it must outbid the best user who
  /// found no room; without such a user the relay minimum is enough.
  mutating func buySpace(of room: BlockSpace, at now: Instant, for producer: Int) {
    for m in meddlers.indices
    where meddlers[m].parameters.kind == .spam && meddlers[m].funds > 0 {
      let size = max(1, parameters.transactionSize)
      let gas = max(1, parameters.transactionGas)
      let byBytes =
        Self.part(
          meddlers[m].parameters.share, of: room.bytes, less: contents.bytes + bought.bytes) / size
      let byGas =
        Self.part(meddlers[m].parameters.share, of: room.gas, less: contents.gas + bought.gas) / gas
      let fit = min(byBytes, byGas)
      guard fit < .max, fit > 0 else { continue }
      let fee = spamFee(size: size, gas: gas)
      if let share = standardShare { bought.rate = fee.double / share }
      let dollars = fee.double * coin.dollarsPerUnit
      let funds = ledger.users.units - bought.fees
      var n = Int64(clamping: funds / max(1, fee))
      if dollars > 0, meddlers[m].funds.isFinite {
        n = min(n, Int64(min(1e18, meddlers[m].funds / dollars)))
      }
      n = min(n, fit)
      if n < fit { meddlers[m].funds = 0 } else { meddlers[m].funds -= Double(n) * dollars }
      guard n > 0 else { continue }
      let base = coin.units(gas: gas, attos: baseFeeAttos)
      let destroyed =
        parameters.feeMarket == .eip1559 && parameters.baseFeeBurned ? min(base, fee) : 0
      ledger.collect(
        fees: Amount(units: fee * Int128(n)), burning: Amount(units: destroyed * Int128(n)),
        for: producer)
      bought.fees += fee * Int128(n)
      bought.bytes += n * size
      bought.gas += n * gas
      burned += destroyed * Int128(n)
      meddlers[m].outcome.money.cost += Double(n) * dollars
      meddlers[m].outcome.money.profit -= Double(n) * dollars
      if n == fit { meddlers[m].outcome.money.blocks += 1 }
    }
  }

  /// A part of a block's room, as far as it is still free; no limit stays none.
  private static func part(_ share: Double, of room: Int64, less taken: Int64) -> Int64 {
    guard room != .max else { return .max }
    return max(0, min(Int64(Double(room) * share), room - taken))
  }

  /// The part of a block that a standard transaction takes.
  private var standardShare: Double? {
    [
      parameters.blockSize.map { Double(max(1, parameters.transactionSize)) / max(1, Double($0)) },
      parameters.effectiveGasLimit.map {
        Double(max(1, parameters.transactionGas)) / max(1, Double($0))
      },
    ].compactMap { $0 }.max()
  }

  /// Base units that one of the spammer's transactions has to pay.
  private func spamFee(size: Int64, gas: Int64) -> Int128 {
    let data = parentShare(bytes: size)
    switch parameters.feeMarket {
    case .eip1559:
      return data
        + coin.units(gas: gas, attos: baseFeeAttos + Attos.of(coins: parameters.priorityFee))
    case .posted: return data + coin.amount(coins: parameters.postedFee).units
    case .firstPrice:
      let least = data + coin.amount(coins: parameters.minimumRelayFee * Double(size)).units
      guard let part = standardShare, let rate = mempool.highestRate else { return least }
      return max(least, Int128(nearest: (rate * part).rounded(.up)) + 1)
    }
  }
}

/// What spammers and other systems took of the present block.
struct Bought: Hashable, Sendable {
  var bytes: Int64 = 0
  var gas: Int64 = 0
  var blobs: Int64 = 0
  var fees: Int128 = 0
  /// Base units that they pay for a whole block.
  var rate = 0.0
}

extension Mempool {
  /// The most that anybody who waits would pay for a whole block, in base units.
  var highestRate: Double? {
    guard let index = occupied.highest(below: queues.count) else { return nil }
    let share = flows[flow(of: index)].share
    return queues[index].items.map { $0.bid.double / share }.max()
  }
}
