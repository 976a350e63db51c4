import Quantities
import Simulation

extension Chain {
  /// Room of the blocks of all shards that are there.
  var roomOfShards: BlockSpace {
    let shards = parameters.isSharded ? Int64(shardsPresent) : 1
    return BlockSpace(
      bytes: parameters.blockSize.map { $0 * shards } ?? .max,
      gas: parameters.effectiveGasLimit.map { $0 * shards } ?? .max)
  }

  /// What users can pay with: not what is locked.
  var spendable: Int128 { ledger.users.units - transit.inFlight }

  /// Opens the books of the shards, if there are any.
  mutating func openShards() {
    shardsPresent = parameters.shardCount
    contents.keepsTakings = parameters.consensus == .pow || parameters.isSharded
    if parameters.isSharded {
      transit.open(shards: parameters.shards, holding: ledger.users.units)
    } else {
      transit.close()
    }
  }

  /// Books what the blocks of a slot took: fees, locks of what leaves, receipts of what arrives.
  ///
  /// A crossing transaction is included when it has arrived. Its second unit of room is set aside with the
  /// first, so that it finds room there.
  mutating func exchangeReceipts(at now: Instant) {
    transit.pay(contents.fees + bought.fees)
    let leaving = contents.release { mempool.flows[$0].crossesShards }
    let first = Int(transit.slot % Int64(parameters.shards))
    let (arrived, undone) = transit.pass(from: first, present: shardsPresent)
    transit.send(leaving, unit: coin.amount(coins: ShardTransit.coins(at: coin.price)).units)
    let local = contents.count
    contents.land(arrived)
    totals.dropped &+= undone
    guard now >= window.start else { return }
    window.dropped &+= undone
    window.units += Double(local) + 2 * Double(contents.count - local)
  }

  /// Before other rules come, receipts are settled.
  mutating func landEverything(at now: Instant) {
    let landed = transit.landEverything()
    guard landed > 0 else { return }
    totals.included &+= landed
    if now >= window.start { window.included &+= landed }
    history.included.add(Double(landed), at: now)
  }
}

extension ShardTransit {
  /// Coins that a payment moves.
  static func coins(at price: Double) -> Double { price > 0 ? payment / price : 0 }
}
