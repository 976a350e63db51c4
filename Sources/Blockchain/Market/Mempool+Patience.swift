extension Mempool {
  /// Raises bids that are due to be raised and lets those leave whose patience has ended.
  ///
  /// - Returns: how many left.
  mutating func passTime(to now: Int64) -> Int64 {
    guard now >= nextDeadline else { return 0 }
    nextDeadline = .max
    var expired: Int64 = 0
    var raised: [(cohort: Cohort, flow: Int, level: Int)] = []
    var bound = queues.count
    while let index = occupied.highest(below: bound) {
      bound = index
      let flow = flow(of: index)
      let level = index % Headroom.levels
      let due = Headroom.due(level, patience: flows[flow].patience)
      let over = queues[index].items.firstIndex { $0.submitted + due > now }
      let prefix = queues[index].items.prefix(over ?? queues[index].items.count)
      for var cohort in prefix {
        forget(cohort.count, flow: flow)
        if level == Headroom.none {
          expired &+= cohort.count
        } else {
          cohort.bid += max(1, cohort.bid / 4)
          raised.append((cohort, flow, Headroom.next(level)))
        }
      }
      let gone = prefix.count
      if gone > 0 { queues[index].items.removeFirst(gone) }
      if let first = queues[index].items.first {
        nextDeadline = min(nextDeadline, first.submitted + due)
      } else {
        occupied.remove(index)
      }
    }
    for item in raised { add(item.cohort, flow: item.flow, level: item.level) }
    return expired
  }

  /// Drops the newest transactions of the lowest classes until what waits takes at most `limit` bytes.
  ///
  /// - Returns: how many were dropped.
  mutating func evict(beyond limit: Int64) -> Int64 {
    var dropped: Int64 = 0
    while bytes > Int128(limit), let index = occupied.lowest {
      let flow = flow(of: index)
      let size = Int128(flows[flow].bytes)
      let excess = Int64(clamping: (bytes - Int128(limit) + size - 1) / size)
      let last = queues[index].items.count - 1
      let n = min(excess, queues[index].items[last].count)
      queues[index].items[last].count -= n
      if queues[index].items[last].count == 0 { queues[index].items.removeLast() }
      if queues[index].items.isEmpty { occupied.remove(index) }
      forget(n, flow: flow)
      dropped &+= n
    }
    return dropped
  }
}
