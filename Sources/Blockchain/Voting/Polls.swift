import Simulation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Repeated random polls, as in Snowball (Team Rocket, Yin, Sekniqi, van Renesse and Sirer 2019): ask k
/// validators, count it if alpha of them agree, decide after beta such polls in a row.
public struct Polls: Hashable, Sendable {
  let size: Int
  let quorum: Int
  let rounds: Int
  let parallel: Int

  public init(_ voting: VotingParameters) {
    let voting = voting.bounded()
    size = voting.sampleSize
    quorum = voting.sampleQuorum
    rounds = voting.decisionPolls
    parallel = voting.parallelPolls
  }

  /// Polls one after another that a decision takes, where none fails.
  var roundTrips: Double { (Double(rounds) / Double(parallel)).rounded(.up) }

  /// Probability that at least alpha of k answer alike, if each does with this one.
  func success(_ share: Double) -> Double {
    if share <= 0 { return 0 }
    if share >= 1 { return 1 }
    return exp(
      SpecialFunctions.logRegularizedBeta(
        share, complement: 1 - share, Double(quorum), Double(size - quorum + 1)))
  }

  /// How often as many polls as without failures a decision takes: the mean wait for a run of beta
  /// successes, (1 - s^beta) / ((1 - s) s^beta), over beta (Feller 1968, XIII.7).
  func delayFactor(present: Double) -> Double {
    let s = success(present)
    guard s > 0 else { return .infinity }
    guard s < 1 - 1e-12 else { return 1 }
    let run = exp(Double(rounds) * log(s))
    return run > 0 ? (1 - run) / ((1 - s) * run) / Double(rounds) : .infinity
  }

  /// The largest share of adversaries with whom two halves of the honest validators, who prefer
  /// different blocks, decide for each at most once in 10^9 attempts: each poll of either half meets
  /// (1 + f) / 2 of the stake on its side. Never more than a third.
  public var tolerance: Double {
    var low = 0.0
    var high = 1.0 / 3
    func fails(_ f: Double) -> Bool {
      pow(success((1 + f) / 2), Double(rounds)) > Self.accepted
    }
    if !fails(high) { return high }
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if fails(middle) { high = middle } else { low = middle }
    }
    return low
  }

  private static let accepted = 1e-9
}

extension QuorumLatency {
  /// Seconds until a decision, where every poll succeeds: as many polls one after another as do not run
  /// at the same time, each until alpha of k have answered.
  static func polled(_ network: NetworkParameters, _ polls: Polls) -> QuorumLatency {
    var map = VotingMap(network, voters: polls.size + 1)
    let polled = min(polls.roundTrips, 64)
    let count = max(16, min(512, 40_000 / (polls.size * Int(polled))))
    var all: [Int64] = []
    var answers = [Int64](repeating: 0, count: polls.size)
    for _ in 0..<count {
      map.place()
      var sum: Int64 = 0
      for _ in 0..<Int(polled) {
        map.placeOthers()
        for v in answers.indices {
          answers[v] = map.latency(from: 0, to: v + 1) + map.latency(from: v + 1, to: 0)
        }
        answers.sort()
        sum += answers[polls.quorum - 1]
      }
      all.append(Int64(Double(sum) * polls.roundTrips / polled))
    }
    return QuorumLatency(all)
  }
}
