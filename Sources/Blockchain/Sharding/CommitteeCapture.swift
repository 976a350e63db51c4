import Quantities
import Simulation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An attacker with a share of the stake who waits until the draw gives it the committee of a shard, and
/// then signs what it likes there.
struct CommitteeCapture: Sendable {
  let label: Int
  let launch: Int
  let attack: AttackParameters
  let since: Instant

  /// Its time is over and no committee was its own.
  var failure: AttackOutcome {
    var outcome = AttackOutcome(kind: attack.kind, share: attack.share)
    outcome.decided = 1
    return outcome
  }

  func success(after seconds: Double) -> AttackOutcome {
    var outcome = failure
    outcome.successes = 1
    outcome.delaySum = seconds
    outcome.delayWeight = 1
    outcome.money.stolen = attack.value
    outcome.money.profit = attack.value
    return outcome
  }

  /// Independent attempts: how many draws each takes is geometric.
  static func outcome(
    of attack: AttackParameters, times: Int, on parameters: ChainParameters,
    _ stream: RandomStream
  ) -> AttackOutcome {
    let parameters = parameters.bounded()
    var stream = stream
    let term = parameters.committeeTerm.seconds
    let lottery = CommitteeLottery(parameters, adversary: attack.share)
    let capture = CommitteeCapture(label: 0, launch: 0, attack: attack, since: .zero)
    var sum = AttackOutcome(kind: attack.kind, share: attack.share)
    for _ in 0..<times {
      let draws =
        lottery.any >= 1
        ? 1 : (stream.exponential(mean: 1) / -log1p(-lottery.any)).rounded(.up)
      let delay = max(1, draws) * term
      let isInTime = delay.isFinite && delay <= attack.lasts?.seconds ?? .infinity
      sum.merge(isInTime ? capture.success(after: delay) : capture.failure)
    }
    sum.attempted = sum.money
    sum.attempts = Int64(times)
    sum.money = AttackOutcome.Money()
    return sum
  }
}

extension Chain {
  /// Draws the committees anew where their term is over, and lets attackers look at theirs.
  mutating func drawCommittees(at now: Instant) {
    guard now >= transit.nextDraw else { return }
    transit.nextDraw = now + parameters.committeeTerm
    guard !captures.isEmpty else { return }
    for capture in captures {
      let lottery = CommitteeLottery(parameters, adversary: capture.attack.share)
      guard lots.uniform() < lottery.any else { continue }
      closedAttacks.append((capture.label, capture.success(after: (now - capture.since).seconds)))
      captures.removeAll { $0.label == capture.label && $0.launch == capture.launch }
    }
  }
}
