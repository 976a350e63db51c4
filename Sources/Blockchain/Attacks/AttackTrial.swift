import Quantities
import Simulation

/// Independent attempts of one attack against the miners of a chain, without its users.
struct AttackTrial: Sendable {
  private let attack: AttackParameters
  private let parameters: ChainParameters
  private let producers: Producers
  private let bytes: Int64
  private let height: Int64
  private let difficulty: Double
  private let seed: UInt64
  private let name: String
  private let reward: Double
  private let purchase: Double

  init(
    _ attack: AttackParameters, on chain: Chain, seed: UInt64, label: Int, launch: Int
  ) {
    parameters = chain.parameters
    producers = chain.producers
    bytes =
      chain.parameters.padded(
        bytes: chain.lastBlock?.bytes ?? 0, gas: chain.lastBlock?.gas ?? 0
      ).bytes
    height = chain.height
    difficulty = chain.difficulty
    self.seed = seed
    name = "\(chain.name) attempts \(label) \(launch)"
    let terms = chain.attackTerms
    var attack = attack.bounded()
    attack.lasts = terms.patience(of: attack)
    self.attack = attack
    reward = terms.blockReward
    purchase = terms.purchase(attack.share)
  }

  /// Attempts that are made one after another with one stream of random numbers.
  private static let batch = 1_024
  /// Blocks after which an attempt that decides nothing has failed.
  private static let patience: Int64 = 5_000
  /// A selfish miner without an end is watched for so many blocks: a difficulty period of Bitcoin's.
  private static let selfishBlocks: Int64 = 2_016

  /// Makes the attempts.
  ///
  /// - Returns: their outcome, money and blocks as means; nothing if interrupted.
  func outcome(of times: Int, threads: Int, interruption: Interruption) -> AttackOutcome? {
    let batches = (times + Self.batch - 1) / Self.batch
    let sums = parallelMap(count: batches, threads: threads) { index -> AttackOutcome? in
      let n = min(Self.batch, times - index * Self.batch)
      return batch(index, of: n, interruption)
    }
    var sum = AttackOutcome(kind: attack.kind, share: attack.share)
    for part in sums {
      guard let part else { return nil }
      sum.merge(part)
    }
    sum.attempted = sum.money
    sum.attempts = Int64(times)
    sum.money = AttackOutcome.Money()
    return sum
  }

  private func batch(_ index: Int, of count: Int, _ interruption: Interruption) -> AttackOutcome? {
    var sum = AttackOutcome(kind: attack.kind, share: attack.share)
    var lots = RandomStream(seed: seed, name, "lots", "\(index)")
    var clock = RandomStream(seed: seed, name, "clock", "\(index)")
    let start = MiningRace(
      parameters, producers,
      difficulty: Difficulty(value: difficulty, at: .zero), height: height, number: 0, at: .zero)
    var race = start
    for _ in 0..<count {
      if interruption.cause != .none { return nil }
      race.restart(from: start)
      guard let outcome = attempt(&race, &lots, &clock, interruption) else { return nil }
      sum.merge(outcome)
    }
    return sum
  }

  /// One attempt from a peaceful start.
  private func attempt(
    _ race: inout MiningRace, _ lots: inout RandomStream, _ clock: inout RandomStream,
    _ interruption: Interruption
  ) -> AttackOutcome? {
    race.adversaries.append(
      Adversary(
        label: 0, launch: 0, account: producers.shares.count, parameters: attack, since: 0, base: 0,
        baseHeight: height))
    if attack.kind == .partition { race.split(0) }
    let end = attack.lasts?.microseconds ?? .max
    var now: Int64 = 0
    var steps: Int64 = 0
    while race.verdicts.isEmpty {
      let mean = race.setPace() / parameters.effectiveHashRate * 1e6
      now += max(1, Int64(min(1e17, clock.exponential(mean: mean))))
      steps += 1
      if steps % 256 == 0, interruption.cause != .none { return nil }
      if now >= end || steps >= limit {
        race.expire(0, at: min(now, end))
        break
      }
      if let found = race.step(at: now, &lots) { race.tree.send(found, bytes: bytes) }
    }
    let terms = AttackTerms(
      blockReward: reward, interval: parameters.blockInterval.seconds, purchase: { _ in purchase })
    if let verdict = race.verdicts.first { return verdict.outcome(terms) }
    return race.selfishOutcome(terms)
  }

  private var limit: Int64 {
    attack.kind == .selfishMining && attack.lasts == nil ? Self.selfishBlocks : Self.patience
  }

  static func estimatedBlocks(
    of attack: AttackParameters, on chain: ChainParameters
  ) -> Double {
    let byTime = attack.lasts.map { $0.seconds / chain.blockInterval.seconds + 1 }
    switch attack.kind {
    case .doubleSpend, .majority:
      let drift = max(0.02, abs(1 - 2 * attack.share))
      // The public chain has to grow by the confirmations, whoever else hashes.
      let race =
        (Double(MiningRace.hopelessDeficit) + 2 * Double(attack.confirmations)) / drift
        + Double(attack.confirmations) / max(1e-9, 1 - attack.share)
      return min(race, byTime ?? .infinity, Double(patience))
    case .eclipse:
      return min(
        Double(attack.confirmations) / max(1e-9, attack.share), byTime ?? .infinity,
        Double(patience))
    case .selfishMining: return byTime ?? Double(selfishBlocks)
    // Attempts on what a system holds on its parent take a draw each.
    case .invalidState, .dataWithholding, .keyTheft, .revokedState, .floodAndLoot: return 1
    case .partition, .censorship, .spam, .nothingAtStake, .longRange:
      return byTime ?? Double(patience)
    }
  }
}
