/// What became of an attack; launches under one label add up.
public struct AttackOutcome: Hashable, Sendable {
  /// A number that can be read, where it applies to the kind of attack.
  public enum Field: String, CaseIterable, Sendable {
    /// Successes over decided attempts.
    case successRate = "success_rate"
    /// USD: gain less cost.
    case profit
    /// Attacker's share of the blocks that stayed since the attack began.
    case revenueShare = "revenue_share"
    /// `revenueShare` over the attacker's share of the power.
    case relativeRevenue = "relative_revenue"
    /// USD that victims lost.
    case stolen
    /// USD that the attack took.
    case cost
    /// Seconds: until success, or that victims waited (censorship).
    case delay
    /// Blocks of the public chain that were replaced.
    case depth
    /// Blocks that the attack wasted, made or filled.
    case blocks
    /// Exits that were asked for under it and came through.
    case exits
  }

  public var kind: AttackParameters.Kind
  public var launches: Int64 = 0
  /// Attempts that have ended.
  public var decided: Int64 = 0
  public var successes: Int64 = 0
  /// Of launches that act while the world runs.
  public var money = Money()
  /// Of attempts on copies of the world, summed; they count with their mean.
  public var attempted = Money()
  /// How many such attempts there were.
  public var attempts: Int64 = 0
  /// Sum of the seconds of what took time, and its weight.
  public var delaySum = 0.0
  public var delayWeight = 0.0
  public var depth: Int64 = 0
  public var exits: Int64 = 0
  /// Blocks since the attack began that stayed: the attacker's, and all.
  public var attackerBlocks: Int64 = 0
  public var chainBlocks: Int64 = 0
  /// The attacker's share of the power.
  public var share: Double

  /// What attacks cost and bring in USD, and the blocks that they waste, make or fill.
  public struct Money: Hashable, Sendable {
    public var profit = 0.0
    public var stolen = 0.0
    public var cost = 0.0
    public var blocks = 0.0

    static func += (sum: inout Money, other: Money) {
      sum.profit += other.profit
      sum.stolen += other.stolen
      sum.cost += other.cost
      sum.blocks += other.blocks
    }
  }

  init(kind: AttackParameters.Kind, share: Double) {
    self.kind = kind
    self.share = share
  }

  /// The value of a field; nothing before there is data.
  public func value(of field: Field) -> Double? {
    switch field {
    case .successRate: decided > 0 ? Double(successes) / Double(decided) : nil
    case .profit: dollars(\.profit)
    case .revenueShare: chainBlocks > 0 ? Double(attackerBlocks) / Double(chainBlocks) : nil
    case .relativeRevenue:
      chainBlocks > 0 && share > 0 ? Double(attackerBlocks) / Double(chainBlocks) / share : nil
    case .stolen: dollars(\.stolen)
    case .cost: dollars(\.cost)
    case .delay: delayWeight > 0 ? delaySum / delayWeight : nil
    case .depth: launches > 0 && !isOpen ? Double(depth) : nil
    case .blocks: isOpen ? nil : total(\.blocks)
    case .exits: launches > 0 ? Double(exits) : nil
    }
  }

  /// What a cut wastes is known when it ends.
  private var isOpen: Bool { kind == .partition && decided == 0 }

  /// Of all launches, where the attempts of one that makes many count as their mean.
  private func total(_ part: KeyPath<Money, Double>) -> Double? {
    guard launches > 0 else { return nil }
    let mean = attempts > 0 ? attempted[keyPath: part] / Double(attempts) : 0
    return money[keyPath: part] + mean
  }

  /// Sums of coins as dollars, without what is only rounding: less than a millionth.
  private func dollars(_ part: KeyPath<Money, Double>) -> Double? {
    total(part).map { abs($0) < 1e-6 ? 0 : $0 }
  }

  /// Adds what became of other attempts of the same attack.
  public mutating func merge(_ other: AttackOutcome) {
    launches += other.launches
    decided += other.decided
    successes += other.successes
    money += other.money
    attempted += other.attempted
    attempts += other.attempts
    delaySum += other.delaySum
    delayWeight += other.delayWeight
    depth = max(depth, other.depth)
    exits += other.exits
    attackerBlocks += other.attackerBlocks
    chainBlocks += other.chainBlocks
    share = other.share
  }
}

extension AttackParameters.Kind {
  /// What can be read of such an attack.
  public var fields: [AttackOutcome.Field] {
    switch self {
    case .doubleSpend, .majority: [.successRate, .profit, .stolen, .cost, .delay, .depth, .blocks]
    case .selfishMining:
      [.revenueShare, .relativeRevenue, .profit, .cost, .depth, .blocks]
    case .partition: [.blocks, .depth, .cost, .delay]
    case .eclipse: [.successRate, .profit, .stolen, .cost, .delay, .depth, .blocks]
    case .censorship: [.successRate, .delay, .blocks, .cost]
    case .spam: [.cost, .blocks, .delay]
    case .nothingAtStake: [.successRate, .profit, .stolen, .cost, .delay, .depth, .blocks]
    case .longRange: [.successRate, .profit, .stolen, .depth]
    case .invalidState: [.successRate, .profit, .stolen, .cost, .delay]
    case .dataWithholding: [.successRate, .profit, .stolen, .exits, .cost, .delay]
    case .keyTheft: [.successRate, .profit, .stolen, .exits, .cost, .delay]
    case .revokedState: [.successRate, .profit, .stolen, .cost, .delay]
    case .floodAndLoot: [.successRate, .profit, .stolen, .cost, .blocks, .delay]
    }
  }
}
