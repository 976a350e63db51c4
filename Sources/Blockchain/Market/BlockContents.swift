/// What a block took, gathered while it is filled.
struct BlockContents: Sendable {
  /// Transactions submitted at one moment.
  struct Wait: Hashable, Sendable {
    var submitted: Int64
    var count: Int64
  }

  /// Transactions of one flow that paid the same.
  struct Charge: Hashable, Sendable {
    var flow: Int
    var fee: Int128
    var count: Int64
  }

  /// Transactions of one flow that were submitted together, with what they would have paid.
  struct Taking: Hashable, Sendable {
    var flow: Int
    var cohort: Cohort
  }

  /// Whether what was taken is kept, so that it can be given back.
  var keepsTakings = false
  private(set) var takings: [Taking] = []
  /// In rising order of time.
  private(set) var waits: [Wait] = []
  /// In falling order of fee class.
  private(set) var charges: [Charge] = []
  private(set) var count: Int64 = 0
  private(set) var bytes: Int64 = 0
  private(set) var gas: Int64 = 0
  private(set) var fees: Int128 = 0
  /// Somebody who would have paid found no room.
  var isFull = false
  private var cursor = 0

  mutating func clear() {
    takings.removeAll(keepingCapacity: true)
    waits.removeAll(keepingCapacity: true)
    charges.removeAll(keepingCapacity: true)
    count = 0
    bytes = 0
    gas = 0
    fees = 0
    isFull = false
    cursor = 0
  }

  mutating func include(_ n: Int64, of flow: Int, _ cost: Flow, from cohort: Cohort, fee: Int128) {
    if keepsTakings {
      let taken = Cohort(submitted: cohort.submitted, count: n, bid: cohort.bid)
      takings.append(Taking(flow: flow, cohort: taken))
    }
    count &+= n
    bytes &+= n &* cost.bytes
    gas &+= n &* cost.gas
    fees &+= fee &* Int128(n)
    if let last = charges.last, last.flow == flow, last.fee == fee {
      charges[charges.count - 1].count &+= n
    } else {
      charges.append(Charge(flow: flow, fee: fee, count: n))
    }
    note(n, submitted: cohort.submitted)
  }

  /// Takes the transactions of some flows out, which go on elsewhere; their fees and their room stay.
  mutating func release(_ goesOn: (Int) -> Bool) -> [Wait] {
    var released: [Wait] = []
    for taking in takings where goesOn(taking.flow) {
      let n = taking.cohort.count
      count &-= n
      released.append(Wait(submitted: taking.cohort.submitted, count: n))
      let place = firstWait(from: taking.cohort.submitted)
      waits[place].count &-= n
    }
    waits.removeAll { $0.count <= 0 }
    cursor = 0
    return released
  }

  /// Adds transactions that were released from an earlier block.
  mutating func land(_ arrivals: [Wait]) {
    for wait in arrivals where wait.count > 0 {
      count &+= wait.count
      note(wait.count, submitted: wait.submitted)
    }
  }

  /// Adds to the waits; times mostly follow one another, so the place is next to the last one.
  private mutating func note(_ n: Int64, submitted: Int64) {
    if cursor < waits.count && waits[cursor].submitted != submitted { cursor += 1 }
    if !(cursor < waits.count && waits[cursor].submitted == submitted) {
      cursor = firstWait(from: submitted)
      if cursor == waits.count || waits[cursor].submitted != submitted {
        waits.insert(Wait(submitted: submitted, count: 0), at: cursor)
      }
    }
    waits[cursor].count &+= n
  }

  /// The first wait submitted at or after this time, by bisection.
  private func firstWait(from submitted: Int64) -> Int {
    var low = 0
    var high = waits.count
    while low < high {
      let middle = (low + high) / 2
      if waits[middle].submitted < submitted { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Keeps of what was taken one cohort for each flow, with mean time and bid, and one wait.
  mutating func condense() {
    guard takings.count > 1 else { return }
    var joined: [Taking] = []
    for taking in takings {
      if let known = joined.firstIndex(where: { $0.flow == taking.flow }) {
        joined[known].cohort = joined[known].cohort.joined(with: taking.cohort)
      } else {
        joined.append(taking)
      }
    }
    takings = joined
    if let median = medianSubmission { waits = [Wait(submitted: median, count: count)] }
    if let median = medianFee, let first = charges.first {
      charges = [Charge(flow: first.flow, fee: median, count: count)]
    }
  }

  /// The median time of submission.
  var medianSubmission: Int64? {
    var left = count / 2
    for wait in waits {
      left -= wait.count
      if left < 0 { return wait.submitted }
    }
    return waits.last?.submitted
  }

  /// The median of what was paid per transaction.
  var medianFee: Int128? {
    var left = count / 2
    for charge in charges.sorted(by: { $0.fee < $1.fee }) {
      left -= charge.count
      if left < 0 { return charge.fee }
    }
    return nil
  }

  /// The charge at the lower tenth of the included transactions, by fee for space.
  var lowerTenth: Charge? {
    var left = count / 10
    for charge in charges.reversed() {
      left -= charge.count
      if left < 0 { return charge }
    }
    return nil
  }
}
