import Quantities

/// Waiting transactions of one chain as weighted cohorts: by class of fee, then lane, then age.
///
/// A lane is a flow at one level of ``Headroom``. Adding a cohort costs O(1) in the common case.
struct Mempool: Sendable {
  private(set) var flows: [Flow] = []
  private(set) var scale: FeeScale
  /// One order for all bids: an operator's tariff makes no difference between them.
  private(set) var isUnordered = false
  /// Class by class from the lowest; within a class, lane by lane.
  var queues: [CohortQueue] = []
  var occupied = Occupancy(count: 0)
  var count: Int64 = 0
  var bytes: Int128 = 0
  var gas: Int128 = 0
  /// No raise or end of patience is due before this time.
  var nextDeadline = Int64.max

  init(scale: FeeScale) { self.scale = scale }

  var laneCount: Int { flows.count * Headroom.levels }

  /// The flow that a queue belongs to.
  func flow(of index: Int) -> Int { index % laneCount / Headroom.levels }

  /// Adds waiting transactions; `position` is where their bid lies on the scale.
  mutating func add(_ cohort: Cohort, flow: Int, level: Int, position: Double) {
    guard cohort.count > 0 else { return }
    let fold = isUnordered ? 0 : FeeScale.fold(position)
    let index = fold * laneCount + flow * Headroom.levels + level
    queues[index].insert(cohort)
    occupied.insert(index)
    count &+= cohort.count
    bytes &+= Int128(cohort.count) &* Int128(flows[flow].bytes)
    gas &+= Int128(cohort.count) &* Int128(flows[flow].gas)
    let due = cohort.submitted + Headroom.due(level, patience: flows[flow].patience)
    if due < nextDeadline { nextDeadline = due }
  }

  mutating func add(_ cohort: Cohort, flow: Int, level: Int) {
    add(cohort, flow: flow, level: level, position: position(of: cohort.bid, flow: flow))
  }

  func position(of bid: Int128, flow: Int) -> Double {
    scale.position(bid.double / flows[flow].share)
  }

  /// Replaces the flows by others, of which the first ones are the present ones with new values, and
  /// puts every cohort where it now belongs.
  mutating func rearrange(flows new: [Flow], scale: FeeScale, unordered: Bool) {
    let before = queues
    let lanes = laneCount
    flows = new
    self.scale = scale
    isUnordered = unordered
    queues = [CohortQueue](repeating: CohortQueue(), count: FeeScale.classes * laneCount)
    occupied = Occupancy(count: queues.count)
    count = 0
    bytes = 0
    gas = 0
    nextDeadline = .max
    for (index, queue) in before.enumerated() {
      let lane = index % max(1, lanes)
      for cohort in queue.items {
        add(cohort, flow: lane / Headroom.levels, level: lane % Headroom.levels)
      }
    }
  }

  /// Takes transactions out of the totals that no longer wait.
  mutating func forget(_ n: Int64, flow: Int) {
    count &-= n
    bytes &-= Int128(n) &* Int128(flows[flow].bytes)
    gas &-= Int128(n) &* Int128(flows[flow].gas)
  }

  /// Whether the totals are those of the cohorts.
  var isConsistent: Bool {
    var found: Int64 = 0
    var bound = queues.count
    while let index = occupied.highest(below: bound) {
      for cohort in queues[index].items {
        if cohort.count <= 0 || cohort.bid < 0 { return false }
        found &+= cohort.count
      }
      bound = index
    }
    return found == count
  }
}
