/// What an attacker needs: a goal, joined of single steps by any, all, or so many of them.
///
/// A step or a group of signers that stands at several places is the same one everywhere.
public struct AttackTree: Hashable, Sendable {
  /// A single step.
  public struct Step: Hashable, Sendable {
    public var name: String
    /// Parties who take it together; none where nobody decides it, such as a mistake in the code.
    public var parties: Int?
    /// USD that it takes; none where it is not for sale.
    public var cost: Double?
    /// Probability that it happens within a year.
    public var probability: Double

    public init(_ name: String, parties: Int? = nil, cost: Double? = nil, probability: Double = 0) {
      self.name = name
      self.parties = parties
      self.cost = cost
      self.probability = probability.isNaN ? 0 : min(max(probability, 0), 1)
    }
  }

  public indirect enum Node: Hashable, Sendable {
    /// One of the steps, by its place.
    case step(Int)
    /// So many keys of one of the groups of signers.
    case keys(Int, of: Int)
    /// So many of the parts.
    case gate(String, need: Int, [Node])
  }

  public private(set) var steps: [Step] = []
  public private(set) var signers: [Signers] = []
  public var root = Node.gate("", need: 1, [])
  /// Places of the roots of the parents' trees within it.
  public internal(set) var inherited: [Node] = []

  public init() {}

  public mutating func step(_ step: Step) -> Node {
    if let known = steps.firstIndex(of: step) { return .step(known) }
    steps.append(step)
    return .step(steps.count - 1)
  }

  public mutating func keys(_ need: Int, of group: Signers) -> Node {
    if let known = signers.firstIndex(of: group) { return .keys(need, of: known) }
    signers.append(group)
    return .keys(need, of: signers.count - 1)
  }

  /// Takes over another tree as a branch of this one.
  mutating func branch(_ other: AttackTree) -> Node {
    func moved(_ node: Node) -> Node {
      switch node {
      case .step(let i): return step(other.steps[i])
      case .keys(let need, let group): return keys(need, of: other.signers[group])
      case .gate(let name, let need, let parts):
        return .gate(name, need: need, parts.map(moved))
      }
    }
    return moved(other.root)
  }

  /// Steps, and each party who signs.
  public var leaves: Int { steps.count + signers.reduce(0) { $0 + $1.keys.count } }
}
