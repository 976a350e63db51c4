import Quantities
import Simulation

/// Seconds that a round of votes takes over the regions of the world, as equally likely values.
///
/// Everybody's message goes straight to everybody else: a proposal, then a vote on it, then a vote on
/// having seen enough votes. Whoever has heard more than two thirds of the stake goes on. This is the
/// normal case of Tendermint (Buchman, Kwon and Milosevic 2018) and of PBFT (Castro and Liskov 1999).
struct QuorumLatency: Hashable, Sendable {
  /// In rising order.
  private let times: [Double]
  /// Mean of the whole round.
  let mean: Double

  static let resolution = 256

  init(constant: Double) {
    times = [constant]
    mean = constant
  }

  /// What these times in microseconds amount to.
  init(_ microseconds: [Int64]) {
    let sorted = microseconds.sorted()
    let n = min(Self.resolution, sorted.count)
    times = (0..<n).map { Double(sorted[(2 * $0 + 1) * sorted.count / (2 * n)]) / 1e6 }
    mean = sorted.reduce(0) { $0 + Double($1) } / Double(max(1, sorted.count)) / 1e6
  }

  /// One of them, by `uniform` in 0 ..< 1.
  func draw(_ uniform: Double) -> Double { times[Int(uniform * Double(times.count))] }

  /// The earliest of `times` by which more than `needed` of the stake has been heard; the last one where
  /// even all is not more.
  static func quorum(of times: [Int64], stakes: [Double], needed: Double) -> Int64 {
    // One number for the time and who it is of sorts faster than a pair.
    let order = times.indices.map { times[$0] << 8 | Int64($0) }.sorted()
    var heard = 0.0
    for entry in order {
      heard += stakes[Int(entry & 0xff)]
      if heard > needed + 1e-9 { return entry >> 8 }
    }
    return (order.last ?? 0) >> 8
  }
}

extension QuorumLatency {
  /// The round of validators with these stakes, who stand where the nodes of the era do; with
  /// everybody else's stake spread like theirs.
  ///
  /// Where each of them stands is drawn anew in each of several rounds. Beyond 48 the small ones stand
  /// together: what a third of many do together varies little.
  ///
  /// - Parameter needed: share of the stakes that has to be heard.
  static func simulated(_ network: NetworkParameters, stakes: [Double], needed: Double)
    -> QuorumLatency
  {
    let stakes = represented(stakes)
    let n = stakes.count
    var world = VotingMap(network, voters: n)
    var all: [Int64] = []
    var started = [Int64](repeating: 0, count: n)
    var heard = started
    for _ in 0..<max(48, 2_048 / n) {
      world.place()
      let proposer = world.index(below: n)
      for v in 0..<n { started[v] = world.latency(from: proposer, to: v) }
      for _ in 0..<2 {
        var next = started
        for v in 0..<n {
          for u in 0..<n { heard[u] = started[u] + world.latency(from: u, to: v) }
          next[v] = quorum(of: heard, stakes: stakes, needed: needed)
        }
        started = next
      }
      all += started
    }
    return QuorumLatency(all)
  }

  private static let representatives = 48

  /// At most 48 stakes that sum to 1: the largest on their own, the others in groups of about equal stake.
  static func represented(_ stakes: [Double]) -> [Double] {
    let total = stakes.reduce(0, +)
    let sorted = stakes.map { total > 0 ? $0 / total : 1 / Double(stakes.count) }.sorted(by: >)
    guard sorted.count > representatives else { return sorted }
    let alone = representatives / 2
    var result = Array(sorted.prefix(alone))
    let rest = sorted.dropFirst(alone)
    let share = rest.reduce(0, +) / Double(representatives - alone)
    var group = 0.0
    for stake in rest {
      group += stake
      if group >= share * (1 - 1e-9) {
        result.append(group)
        group = 0
      }
    }
    if group > 0 { result.append(group) }
    return Array(result.prefix(representatives + 1))
  }
}

/// Where voters stand, and how long messages take between them.
struct VotingMap {
  private let latencies: [[UInt32]]
  private let regions: AliasTable
  private let jitter: JitterTable
  private var standing: [Int]
  private var random = RandomStream(seed: 0, "votes")

  init(_ network: NetworkParameters, voters: Int) {
    let geography = network.era.geography
    latencies = geography.latencies.map { $0.map { UInt32($0 * 1_000) } }
    regions = AliasTable(weights: geography.shares)
    jitter = JitterTable(spread: network.jitter)
    standing = [Int](repeating: 0, count: voters)
  }

  /// Puts everybody somewhere else.
  mutating func place() {
    for v in standing.indices { standing[v] = regions.draw(&random) }
  }

  /// Puts everybody but the first somewhere else.
  mutating func placeOthers() {
    for v in standing.indices.dropFirst() { standing[v] = regions.draw(&random) }
  }

  mutating func index(below bound: Int) -> Int { random.index(below: bound) }

  /// Microseconds, one way; none to oneself.
  mutating func latency(from u: Int, to v: Int) -> Int64 {
    u == v ? 0 : jitter.vary(latencies[standing[u]][standing[v]], by: random.next())
  }
}
