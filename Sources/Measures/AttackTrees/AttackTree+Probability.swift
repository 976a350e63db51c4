import Simulation

extension AttackTree {
  /// A step or a group of signers, of which a tree may hold several mentions.
  enum Place: Hashable {
    case step(Int)
    case group(Int)
  }

  /// The probability that the goal is reached within a year, exact: branches that share nothing are
  /// independent, and what they share is summed over its outcomes. Where more is shared than can be
  /// summed, by 100 000 draws.
  public var probability: Double { probability(of: root) }

  /// The same of one of its nodes.
  public func probability(of node: Node) -> Double {
    min(1, max(0, exact(node, known: [:]) ?? drawn(node)))
  }

  /// Things that branches may share until it is too much to sum over them.
  private static let mostShared = 12
  private static let draws = 100_000

  /// Steps and groups below a node.
  func places(_ node: Node) -> Set<Place> {
    switch node {
    case .step(let i): [.step(i)]
    case .keys(_, let group): [.group(group)]
    case .gate(_, _, let parts): parts.reduce(into: []) { $0.formUnion(places($1)) }
    }
  }

  private func exact(_ node: Node, known: [Place: Int]) -> Double? {
    switch node {
    case .step(let i):
      return known[.step(i)].map { $0 > 0 ? 1 : 0 } ?? steps[i].probability
    case .keys(let need, let group):
      return known[.group(group)].map { $0 >= need ? 1 : 0 } ?? signers[group].loss(of: need)
    case .gate(_, let need, let parts):
      var seen: Set<Place> = []
      var shared: [Place] = []
      for part in parts {
        for place in places(part) where known[place] == nil && !seen.insert(place).inserted {
          shared.append(place)
        }
      }
      if let place = shared.min(by: { order($0) < order($1) }) {
        guard known.count < Self.mostShared else { return nil }
        var sum = 0.0
        for (outcome, chance) in outcomes(of: place) where chance > 0 {
          guard let rest = exact(node, known: known.merging([place: outcome]) { $1 }) else {
            return nil
          }
          sum += chance * rest
        }
        return sum
      }
      var chances: [Double] = []
      for part in parts {
        guard let chance = exact(part, known: known) else { return nil }
        chances.append(chance)
      }
      return Self.chance(ofAtLeast: need, chances)
    }
  }

  private func order(_ place: Place) -> Int {
    switch place {
    case .step(let i): i
    case .group(let i): steps.count + i
    }
  }

  private func outcomes(of place: Place) -> [(Int, Double)] {
    switch place {
    case .step(let i): [(0, 1 - steps[i].probability), (1, steps[i].probability)]
    case .group(let i): Array(signers[i].distribution.enumerated())
    }
  }

  /// The probability that at least so many of several independent things happen.
  static func chance(ofAtLeast need: Int, _ chances: [Double]) -> Double {
    // For one of them the complement would lose the digits of small chances.
    if need == 1 { return chances.reduce(0) { $0 + $1 - $0 * $1 } }
    var counts = [1.0]
    for p in chances {
      var next = [Double](repeating: 0, count: counts.count + 1)
      for (count, chance) in counts.enumerated() {
        next[count] += chance * (1 - p)
        next[count + 1] += chance * p
      }
      counts = next
    }
    return counts.dropFirst(max(0, need)).reduce(0, +)
  }

  /// Inclusion and exclusion over the minimal ways of a tree without groups, for at most 12 of them.
  public var probabilityByInclusion: Double? {
    let cuts = cutSets
    guard cuts.count <= 12, signers.isEmpty else { return nil }
    var sum = 0.0
    for mask in 1..<max(1, 1 << cuts.count) {
      var union: Set<Int> = []
      for i in cuts.indices where mask >> i & 1 == 1 { union.formUnion(cuts[i].steps) }
      let product = union.sorted().reduce(1) { $0 * steps[$1].probability }
      sum += mask.nonzeroBitCount % 2 == 1 ? product : -product
    }
    return sum
  }

  /// The part of 100 000 drawn years in which the goal is reached.
  public var probabilityByDraws: Double { drawn(root) }

  func drawn(_ node: Node) -> Double {
    var stream = RandomStream(seed: 0, "attack tree", "years")
    var hits = 0
    var lost = [Int](repeating: 0, count: signers.count)
    var happened = [Bool](repeating: false, count: steps.count)
    func holds(_ node: Node) -> Bool {
      switch node {
      case .step(let i): happened[i]
      case .keys(let need, let group): lost[group] >= need
      case .gate(_, let need, let parts): parts.count(where: holds) >= need
      }
    }
    for _ in 0..<Self.draws {
      for i in steps.indices { happened[i] = stream.uniform() < steps[i].probability }
      for (i, group) in signers.enumerated() {
        lost[i] = group.keys.reduce(0) { $0 + (stream.uniform() < group.failure ? $1 : 0) }
      }
      if holds(node) { hits += 1 }
    }
    return Double(hits) / Double(Self.draws)
  }
}

extension AttackTree {
  /// The probability that one of some branches alone reaches the goal.
  public static func share(of branches: [Node], in tree: AttackTree) -> Double {
    tree.probability(of: .gate("", need: 1, branches))
  }
}
