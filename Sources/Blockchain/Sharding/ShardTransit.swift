import Quantities
import Simulation

/// What users hold on each shard, and what is on its way between two.
///
/// Users spread evenly, so each slot's crossing transactions do, too: those of a slot go from every shard
/// to the one that lies a varying step further. A transaction locks its money on the shard that it leaves;
/// a receipt releases it on the other one two slots later, or back where it came from once it is too old.
struct ShardTransit: Sendable {
  /// The crossing transactions that one slot sent off.
  struct Batch: Sendable {
    /// The slot in which their receipts may be shown.
    var due: Int64
    /// How much further the other shard lies.
    var step: Int
    /// Base units locked by each source; none once they have arrived.
    var locked: [Int128?]
    var waits: [BlockContents.Wait]
  }

  /// Slots from a lock until its receipt can be used (an assumption of the model).
  static let delay: Int64 = 2
  /// Slots after which a receipt is worth nothing and the lock opens again (an assumption).
  static let timeout: Int64 = 32
  /// USD that a transaction between shards moves (an assumption; it changes no fee).
  static let payment = 100.0

  /// Users' base units on each shard; empty where there is one.
  private(set) var balances: [Int128] = []
  private(set) var inFlight: Int128 = 0
  private(set) var batches: [Batch] = []
  /// Transactions on their way.
  private(set) var count: Int64 = 0
  private(set) var slot: Int64 = 0
  /// When committees are drawn next.
  var nextDraw = Instant.zero
  /// What rounding has kept back of the crossing share.
  private var carry = 0.0

  /// Spreads what users hold over shards.
  mutating func open(shards: Int, holding total: Int128) {
    let each = total / Int128(shards)
    balances = [Int128](repeating: each, count: shards)
    balances[0] += total - each * Int128(shards)
  }

  mutating func close() { balances = [] }

  /// Splits users into those who stay on a shard, who are left, and those who cross.
  mutating func takeCrossing(
    of entries: inout ArraySlice<Demand.Entry>, share: Double
  ) -> [Demand.Entry] {
    var crossing: [Demand.Entry] = []
    for i in entries.indices where entries[i].count > 0 {
      let wanted = Double(entries[i].count) * share + carry
      let n = min(entries[i].count, Int64(max(0, wanted.rounded(.down))))
      carry = min(max(wanted - Double(n), 0), 1)
      guard n > 0 else { continue }
      var part = entries[i]
      part.count = n
      crossing.append(part)
      entries[i].count -= n
    }
    return crossing
  }

  /// Takes fees from every shard alike; what one lacks others pay.
  mutating func pay(_ fees: Int128) {
    var left = fees
    var each = fees / Int128(balances.count) + 1
    while left > 0 {
      for i in balances.indices where left > 0 {
        let part = min(each, balances[i], left)
        balances[i] -= part
        left -= part
      }
      if balances.allSatisfy({ $0 <= 0 }) { return }
      each = left
    }
  }

  /// Locks what the crossing transactions of a slot move.
  mutating func send(_ waits: [BlockContents.Wait], unit: Int128) {
    let n = waits.reduce(0) { $0 &+ $1.count }
    guard n > 0 else { return }
    let shards = balances.count
    let each = unit * Int128(n) / Int128(shards)
    var locked: [Int128?] = []
    for i in balances.indices {
      let part = min(each, max(0, balances[i]))
      balances[i] -= part
      inFlight += part
      locked.append(part)
    }
    batches.append(
      Batch(
        due: slot + Self.delay, step: 1 + Int(slot % Int64(shards - 1)), locked: locked,
        waits: waits))
    count &+= n
  }

  /// Passes a slot without a block; receipts grow old.
  mutating func skip() { slot += 1 }

  /// Passes a slot in which `present` shards from `first` on make a block: they accept receipts that are
  /// due, and what is too old goes back.
  ///
  /// - Returns: transactions that arrived, and how many were undone.
  mutating func pass(
    from first: Int, present: Int
  ) -> (arrived: [BlockContents.Wait], undone: Int64) {
    slot += 1
    var arrived: [BlockContents.Wait] = []
    var undone: Int64 = 0
    for b in batches.indices where batches[b].due <= slot {
      let isTooOld = slot - batches[b].due > Self.timeout - Self.delay
      let open = batches[b].locked.indices.filter { batches[b].locked[$0] != nil }
      var moved = 0
      for source in open {
        let target = (source + batches[b].step) % balances.count
        let place = (target - first + balances.count) % balances.count
        guard isTooOld || place < present, let value = batches[b].locked[source] else { continue }
        balances[isTooOld ? source : target] += value
        inFlight -= value
        batches[b].locked[source] = nil
        moved += 1
      }
      for w in batches[b].waits.indices where moved > 0 {
        let all = batches[b].waits[w].count
        let part = moved == open.count ? all : all * Int64(moved) / Int64(open.count)
        batches[b].waits[w].count -= part
        count &-= part
        if isTooOld {
          undone &+= part
        } else {
          arrived.append(
            BlockContents.Wait(submitted: batches[b].waits[w].submitted, count: part))
        }
      }
    }
    batches.removeAll { batch in batch.locked.allSatisfy { $0 == nil } }
    return (arrived, undone)
  }

  /// Lets everything arrive at once.
  ///
  /// - Returns: how many transactions that were.
  mutating func landEverything() -> Int64 {
    let landed = count
    batches = []
    inFlight = 0
    count = 0
    return landed
  }

  /// What is wrong with the books, if anything.
  func fault(of ledger: Ledger, isSharded: Bool) -> String? {
    guard isSharded else { return count == 0 ? nil : "transactions between shards of one chain" }
    let sum = balances.reduce(inFlight, +)
    if sum != ledger.users.units || inFlight < 0 { return "what users hold does not add up" }
    return balances.allSatisfy { $0 >= 0 } ? nil : "a shard is overdrawn"
  }
}
