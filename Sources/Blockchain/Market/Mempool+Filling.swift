/// What is left of a block's room; the greatest number stands for no limit.
struct BlockSpace: Hashable, Sendable {
  var bytes: Int64
  var gas: Int64

  /// How many of a flow still fit.
  func room(for flow: Flow) -> Int64 { min(bytes / flow.bytes, gas / flow.gas) }

  mutating func take(_ n: Int64, of flow: Flow) {
    if bytes != .max { bytes -= n * flow.bytes }
    if gas != .max { gas -= n * flow.gas }
  }
}

/// On which terms a block takes transactions.
struct InclusionTerms: Sendable {
  /// What each of a flow pays; none where everyone pays his bid.
  var fee: [Int128]?
  /// The least bid that is taken, by flow.
  var minimumBid: [Int128]
  /// Microseconds; what was submitted later waits for another block.
  var latest = Int64.max
  /// No class below this holds a bid of that height.
  var lowestClass = 0
  /// What all users together can pay.
  var funds: Int128
}

extension Mempool {
  /// Takes transactions into a block, from the highest class downward and in a class from the oldest,
  /// whole ones only, until room or users' funds run out.
  ///
  /// What is too large for the room that is left lets smaller kinds pass.
  mutating func fill(
    _ space: BlockSpace, on terms: InclusionTerms, into block: inout BlockContents
  ) {
    guard count > 0 else { return }
    var filling = Filling(
      space: space, terms: terms,
      everythingFits: bytes <= Int128(space.bytes) && gas <= Int128(space.gas))
    let smallestBytes = flows.reduce(Int64.max) { min($0, $1.bytes) }
    let smallestGas = flows.reduce(Int64.max) { min($0, $1.gas) }
    let lanes = laneCount
    var bound = queues.count
    while let index = occupied.highest(below: bound), index / lanes >= terms.lowestClass {
      if filling.space.bytes < smallestBytes || filling.space.gas < smallestGas {
        block.isFull = true
        return
      }
      let floor = index / lanes * lanes
      let another = occupied.highest(below: index)
      if filling.everythingFits || another == nil || another! < floor {
        drain(index, &filling, into: &block)
        bound = index
      } else {
        drainInOrder(floor..<(index + 1), &filling, into: &block)
        bound = floor
      }
    }
  }

  /// A block on its way: the room and money that are left.
  private struct Filling {
    var space: BlockSpace
    var terms: InclusionTerms
    let everythingFits: Bool
  }

  /// Takes what may be taken of one queue.
  private mutating func drain(
    _ index: Int, _ filling: inout Filling, into block: inout BlockContents
  ) {
    let flow = flow(of: index)
    var items: [Cohort] = []
    swap(&items, &queues[index].items)
    var kept = 0
    for i in items.indices {
      let left = take(items[i], flow: flow, &filling, into: &block)
      if left > 0 {
        items[kept] = items[i]
        items[kept].count = left
        kept += 1
      }
    }
    if kept == 0 {
      items.removeAll(keepingCapacity: true)
      occupied.remove(index)
    } else if kept < items.count {
      items.removeLast(items.count - kept)
    }
    swap(&items, &queues[index].items)
  }

  /// Takes from several queues of one class, the oldest cohort first.
  private mutating func drainInOrder(
    _ range: Range<Int>, _ filling: inout Filling, into block: inout BlockContents
  ) {
    var heads: [(index: Int, flow: Int, next: Int, kept: Int)] = []
    for index in range where !queues[index].items.isEmpty {
      heads.append((index, flow(of: index), 0, 0))
    }
    while true {
      var oldest: Int?
      var time = Int64.max
      for h in heads.indices where heads[h].next < queues[heads[h].index].items.count {
        let submitted = queues[heads[h].index].items[heads[h].next].submitted
        if submitted < time {
          time = submitted
          oldest = h
        }
      }
      guard let h = oldest else { break }
      let head = heads[h]
      var cohort = queues[head.index].items[head.next]
      cohort.count = take(cohort, flow: head.flow, &filling, into: &block)
      heads[h].next += 1
      if cohort.count > 0 {
        queues[head.index].items[head.kept] = cohort
        heads[h].kept += 1
      }
    }
    for head in heads {
      queues[head.index].items.removeLast(queues[head.index].items.count - head.kept)
      if head.kept == 0 { occupied.remove(head.index) }
    }
  }

  /// Takes what may be taken of one cohort.
  ///
  /// - Returns: how many are left.
  private mutating func take(
    _ cohort: Cohort, flow: Int, _ filling: inout Filling, into block: inout BlockContents
  ) -> Int64 {
    if cohort.bid < filling.terms.minimumBid[flow] || cohort.submitted > filling.terms.latest {
      return cohort.count
    }
    let fee = filling.terms.fee?[flow] ?? cohort.bid
    var n = cohort.count
    if !filling.everythingFits {
      let room = filling.space.room(for: flows[flow])
      if room < n {
        block.isFull = true
        n = room
      }
    }
    let (cost, overflow) = fee.multipliedReportingOverflow(by: Int128(n))
    if overflow || cost > filling.terms.funds {
      n = min(n, Int64(clamping: filling.terms.funds / max(1, fee)))
    }
    guard n > 0 else { return cohort.count }
    filling.space.take(n, of: flows[flow])
    filling.terms.funds -= fee * Int128(n)
    forget(n, flow: flow)
    block.include(n, of: flow, flows[flow], from: cohort, fee: fee)
    return cohort.count - n
  }
}
