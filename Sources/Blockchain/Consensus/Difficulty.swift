import Quantities

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How many hashes a block takes on average, and how that follows the times of the blocks.
struct Difficulty: Hashable, Sendable {
  /// Expected hashes per block.
  var value: Double
  private var periodStart: Instant
  private var recent: [Solve] = []

  private struct Solve: Hashable, Sendable {
    var seconds: Double
    var difficulty: Double
  }

  private static let lwmaWindow = 72

  init(value: Double, at start: Instant) {
    self.value = value
    periodStart = start
  }

  /// How a chain keeps its block interval.
  struct Rule: Hashable, Sendable {
    let retarget: ChainParameters.Retarget
    /// Blocks between adjustments of the bitcoin rule.
    let period: Int
    let interval: Interval

    init(_ parameters: ChainParameters) {
      retarget = parameters.retarget
      period = parameters.retargetPeriod
      interval = parameters.blockInterval
    }
  }

  /// Applies a rule after the block of this height, found `interval` after the one before.
  mutating func follow(
    _ rule: Rule, height: Int64, found now: Instant, after interval: Interval
  ) {
    let target = rule.interval.seconds
    switch rule.retarget {
    case .none: break
    case .bitcoin: retarget(rule.period, height: height, at: now, target: target)
    case .lwma: weigh(interval.seconds, target: target)
    case .ethereum: step(interval.seconds, target: target)
    }
    value = min(max(value, 1e-30), 1e60)
  }

  /// Starts the present period anew, as after a change of the rules.
  mutating func restart(at now: Instant) {
    periodStart = now
    recent.removeAll()
  }

  /// Bitcoin's rule: every 2016 blocks by expected over actual time, at most fourfold; the time is that
  /// of the 2015 intervals within the period.
  private mutating func retarget(_ period: Int, height: Int64, at now: Instant, target: Double) {
    let phase = height % Int64(period)
    if phase == 0 { periodStart = now }
    guard phase == Int64(period) - 1 else { return }
    let expected = Double(period) * target
    let actual = min(max((now - periodStart).seconds, expected / 4), expected * 4)
    value *= expected / actual
  }

  /// Linearly weighted moving average over 72 blocks (zawy12, LWMA-1): recent solve times weigh more.
  private mutating func weigh(_ seconds: Double, target: Double) {
    recent.append(Solve(seconds: min(seconds, 6 * target), difficulty: value))
    if recent.count > Self.lwmaWindow { recent.removeFirst() }
    guard recent.count == Self.lwmaWindow else { return }
    let n = Double(recent.count)
    var weighted = 0.0
    var sum = 0.0
    for (i, solve) in recent.enumerated() {
      weighted += Double(i + 1) * solve.seconds
      sum += solve.difficulty
    }
    weighted = max(weighted, n * n * target / 20)
    value = sum / n * target * n * (n + 1) / (2 * weighted)
  }

  /// Ethereum's rule of EIP-2, without the bomb: a 2048th up or down for each block.
  ///
  /// Its step of 10 s holds blocks at 10 s / ln 2 = 14.4 s on average; here it is the target times ln 2.
  private mutating func step(_ seconds: Double, target: Double) {
    let steps = (seconds / (target * log(2.0))).rounded(.down)
    value += value / 2048 * max(1 - steps, -99)
  }
}
