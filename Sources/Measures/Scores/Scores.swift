public import Blockchain
import Quantities

/// The three corners of the trilemma, 0 ... 100, from numbers that can be looked up.
public struct Scores: Hashable, Sendable {
  /// What the scores are made of, in base units.
  public struct Inputs: Hashable, Sendable {
    public var capacity: Double
    /// USD.
    public var fee: Double
    public var inclusion: Double
    public var finality: Double
    public var powers: Powers
    public var verifyShare: Double
    public var fullNodes: Double
    /// USD; nothing where nobody can join.
    public var joinCost: Double?
    /// USD; nothing where no way is for sale.
    public var attackCost: Double?
    /// Per year.
    public var loss: Double
    public var tolerance: Double

    public init(
      capacity: Double, fee: Double, inclusion: Double, finality: Double, powers: Powers,
      verifyShare: Double, fullNodes: Double, joinCost: Double?, attackCost: Double?, loss: Double,
      tolerance: Double
    ) {
      self.capacity = capacity
      self.fee = fee
      self.inclusion = inclusion
      self.finality = finality
      self.powers = powers
      self.verifyShare = verifyShare
      self.fullNodes = fullNodes
      self.joinCost = joinCost
      self.attackCost = attackCost
      self.loss = loss
      self.tolerance = tolerance
    }
  }

  public enum Corner: String, CaseIterable, Sendable {
    case decentralization, security, scalability
  }

  /// One of the numbers that a score is the weighted sum of.
  public struct Part: Hashable, Sendable {
    public var name: String
    public var weight: Double
    /// 0 ... 100.
    public var score: Double

    /// Points that the corner would gain if it were perfect.
    public var gap: Double { weight * (100 - score) }
  }

  public let inputs: Inputs
  public let weights: ScoreWeights

  public init(_ inputs: Inputs, weights: ScoreWeights = ScoreWeights()) {
    self.inputs = inputs
    self.weights = weights
  }

  public subscript(corner: Corner) -> Double {
    let parts = parts(of: corner)
    let sum = parts.reduce(0) { $0 + $1.weight * $1.score }
    guard corner == .security else { return min(100, max(0, sum)) }
    // Half of the weight on the weaker of cost and risk: a chain breaks at its weakest link.
    return min(100, max(0, (min(parts[0].score, parts[1].score) + sum) / 2))
  }

  public func parts(of corner: Corner) -> [Part] {
    let i = inputs
    let values: [(String, Double)] =
      switch corner {
      case .decentralization:
        [
          ("power", power), ("verify", Anchor.verifyShare.score(i.verifyShare)),
          ("nodes", Anchor.fullNodes.score(i.fullNodes)),
          ("join", i.joinCost.map(Anchor.joinCost.score) ?? 0),
        ]
      case .security:
        [
          ("cost", i.attackCost.map(Anchor.attackCost.score) ?? 0),
          ("risk", Anchor.loss.score(i.loss)),
          (
            "tolerance",
            min(100, max(0, Anchor.perTolerance * (i.tolerance.isNaN ? 0 : i.tolerance)))
          ),
        ]
      case .scalability:
        [
          ("capacity", Anchor.capacity.score(i.capacity)), ("fee", Anchor.fee.score(i.fee)),
          (
            "times",
            (Anchor.inclusion.score(i.inclusion) + Anchor.finality.score(i.finality)) / 2
          ),
        ]
      }
    return zip(values, shares(of: corner)).map { Part(name: $0.0, weight: $1, score: $0.1) }
  }

  /// The sum over the powers of how many it takes to use each.
  public var power: Double {
    powerParts.reduce(0) { $0 + $1.weight * $1.score }
  }

  public var powerParts: [Part] {
    let shares = ScoreWeights.shares(weights.powers, standard: ScoreWeights.standard.powers)
    return zip(Powers.Kind.allCases, shares).map { kind, share in
      Part(name: kind.rawValue, weight: share, score: Self.score(inputs.powers[kind]))
    }
  }

  /// A coalition of a while counts as much as it lasts: of a minute not at all, of a month fully.
  public static func score(_ power: Power) -> Double {
    let permanent = Anchor.parties.score(Double(power.permanent))
    guard power.temporary < power.permanent else { return permanent }
    let weight = Anchor.duration.score(power.duration.seconds) / 100
    return (1 - weight) * permanent + weight * Anchor.parties.score(Double(power.temporary))
  }

  private func shares(of corner: Corner) -> [Double] {
    let standard = ScoreWeights.standard
    return switch corner {
    case .decentralization:
      ScoreWeights.shares(weights.decentralization, standard: standard.decentralization)
    case .security: ScoreWeights.shares(weights.security, standard: standard.security)
    case .scalability: ScoreWeights.shares(weights.scalability, standard: standard.scalability)
    }
  }
}
