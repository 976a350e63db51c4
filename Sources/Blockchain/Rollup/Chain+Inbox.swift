import Quantities
import Simulation

extension Rollup {
  /// Transactions that users sent to the parent because the sequencer is away or leaves them out.
  struct Inbox: Sendable {
    struct Entry: Sendable {
      var number: Int64
      var waits: [BlockContents.Wait]
      var count: Int64
      /// When the parent had it, and what each paid there.
      var landed: Instant?
      var fee: Int128 = 0
    }

    private(set) var entries: [Entry] = []
    private(set) var count: Int64 = 0
    private var lastNumber: Int64 = 0
    /// When users last turned to it.
    var asked: Instant?

    mutating func add(_ waits: [BlockContents.Wait], count n: Int64) -> Int64 {
      lastNumber += 1
      entries.append(Entry(number: lastNumber, waits: waits, count: n))
      count += n
      return lastNumber
    }

    mutating func land(_ number: Int64, at time: Instant?, fee: Int128) {
      guard let i = entries.lastIndex(where: { $0.number == number }) else { return }
      entries[i].landed = time
      entries[i].fee = fee
    }

    /// Takes the first entry out, if the parent has had it since a moment.
    mutating func take(landedBy moment: Instant) -> Entry? {
      guard let first = entries.first, let landed = first.landed, landed <= moment else {
        return nil
      }
      entries.removeFirst()
      count -= first.count
      return first
    }

    var isInconsistent: Bool { count < 0 || entries.isEmpty && count != 0 }
  }
}

extension Chain {
  /// Lets users of an absent sequencer send their transactions to the parent, if they can be forced in
  /// and are worth that to them; the others wait, or give up.
  mutating func turnToInbox(at now: Instant) {
    let expired = mempool.passTime(to: now.microseconds)
    totals.expired &+= expired
    if now >= window.start { window.expired &+= expired }
    guard parameters.rollup.forcedInclusion != nil, let parent, mempool.count > 0 else { return }
    // As often as the parent makes blocks.
    if let asked = rollup!.inbox.asked, now - asked < parent.interval { return }
    rollup!.inbox.asked = now
    let size = Double(parameters.transactionSize)
    let bytes = Self.envelope + Int64(min(size, 1e9))
    let gas = parent.gas(execution: Self.inboxGas, calldata: bytes)
    let fee = Int128(nearest: parent.cost(bytes: bytes, gas: gas).rounded(.up))
    let fees = mempool.flows.map { _ in fee }
    var taken = BlockContents()
    mempool.fill(
      BlockSpace(bytes: .max, gas: .max),
      on: InclusionTerms(
        fee: fees, minimumBid: fees, latest: now.microseconds, funds: parent.funds.units),
      into: &taken)
    guard taken.count > 0 else { return }
    let number = rollup!.inbox.add(taken.waits, count: taken.count)
    sendToParent(
      .forced(entry: number),
      Letter(token: 0, count: taken.count, bytes: bytes, gas: gas), at: now)
  }

  /// Gas of a transaction into the inbox besides its data (an assumption).
  private static let inboxGas: Int64 = 60_000

  /// Includes what the sequencer has left in the inbox for too long.
  mutating func includeForced(at now: Instant) {
    guard rollup!.inbox.count > 0, let delay = parameters.rollup.forcedInclusion else { return }
    takeInbox(upTo: now - delay, at: now)
  }

  /// Includes what the parent has had in the inbox since a moment.
  mutating func takeInbox(upTo moment: Instant, at now: Instant) {
    guard rollup != nil else { return }
    while let entry = rollup!.inbox.take(landedBy: moment) {
      totals.included &+= entry.count
      let dollars = (parent?.coin ?? coin).dollarsPerUnit * entry.fee.double
      history.included.add(Double(entry.count), at: now)
      history.feeDollars.add(dollars * Double(entry.count), at: now)
      var sum = 0.0
      for wait in entry.waits {
        let seconds = Double(now.microseconds - wait.submitted) / 1e6
        sum += seconds * Double(wait.count)
        guard now >= window.start else { continue }
        window.inclusionTime.add(seconds, weight: wait.count)
        // The parent has had it for long.
        window.finalityTime.add(seconds, weight: wait.count)
      }
      let mean = sum / Double(max(1, entry.count))
      history.inclusionTime.record(mean, weight: Double(entry.count), at: now)
      history.finalityTime.record(mean, weight: Double(entry.count), at: now)
      guard now >= window.start else { continue }
      window.included &+= entry.count
      window.feeDollars += dollars * Double(entry.count)
      window.fee.add(dollars, weight: entry.count)
    }
  }
}
