/// The least that reaches the goal of an attack tree.
public struct CutSet: Hashable, Sendable {
  /// Places of its steps, in order.
  public var steps: [Int] = []
  /// Keys that it needs of each group, in the order of the groups; 0 where none.
  public var keys: [Int]
}

extension AttackTree {
  /// No more ways to the goal than these are looked at.
  static let mostCutSets = 10_000

  /// The minimal ways to the goal: each step and each group once; which of a group sign stays open.
  public var cutSets: [CutSet] { minimal(cuts(of: root)) }

  private func cuts(of node: Node) -> [CutSet] {
    let none = [Int](repeating: 0, count: signers.count)
    switch node {
    case .step(let i): return [CutSet(steps: [i], keys: none)]
    case .keys(let need, let group):
      guard signers[group].keys.reduce(0, +) >= need else { return [] }
      var keys = none
      keys[group] = need
      return [CutSet(keys: keys)]
    case .gate(_, let need, let parts):
      // Ways that take so many of the parts seen so far.
      var ways: [[CutSet]] = [[CutSet(keys: none)]]
      ways += [[CutSet]](repeating: [], count: max(0, need))
      for part in parts {
        let own = cuts(of: part)
        for taken in stride(from: need - 1, through: 0, by: -1) where !ways[taken].isEmpty {
          var more = ways[taken + 1]
          for way in ways[taken] where more.count < Self.mostCutSets {
            more += own.prefix(Self.mostCutSets).map { joined(way, $0) }
          }
          ways[taken + 1] = minimal(more)
        }
      }
      return need > 0 ? ways[need] : ways[0]
    }
  }

  private func joined(_ a: CutSet, _ b: CutSet) -> CutSet {
    CutSet(
      steps: Set(a.steps).union(b.steps).sorted(), keys: zip(a.keys, b.keys).map { max($0, $1) })
  }

  /// Without those that hold another one.
  private func minimal(_ cuts: [CutSet]) -> [CutSet] {
    var kept: [CutSet] = []
    let sorted = cuts.prefix(Self.mostCutSets).sorted {
      ($0.steps.count, $0.keys.reduce(0, +)) < ($1.steps.count, $1.keys.reduce(0, +))
    }
    // Comparing all pairs pays while they are few.
    guard sorted.count <= 1_000 else { return sorted }
    for cut in sorted
    where !kept.contains(where: { small in
      small.steps.allSatisfy(cut.steps.contains)
        && zip(small.keys, cut.keys).allSatisfy { $0 <= $1 }
    }) {
      kept.append(cut)
    }
    return kept
  }
}

extension AttackTree {
  /// USD of one way; nothing where a part of it is not for sale.
  public func cost(of cut: CutSet) -> Double? {
    var sum = 0.0
    for i in cut.steps {
      guard let cost = steps[i].cost else { return nil }
      sum += cost
    }
    for (group, need) in zip(signers, cut.keys) where need > 0 {
      sum += Double(group.fewest(holding: need)) * group.price
    }
    return sum
  }

  /// Parties whom one way takes; nothing where a part of it is nobody's decision.
  public func parties(of cut: CutSet) -> Int? {
    var sum = 0
    for i in cut.steps {
      guard let parties = steps[i].parties else { return nil }
      sum += parties
    }
    for (group, need) in zip(signers, cut.keys) where need > 0 {
      sum += group.fewest(holding: need)
    }
    return sum
  }

  /// The cheapest way that is for sale.
  public var cheapest: (cut: CutSet, cost: Double)? {
    cutSets.compactMap { cut in cost(of: cut).map { (cut, $0) } }.min { $0.1 < $1.1 }
  }

  /// The way of the fewest parties.
  public var fewest: (cut: CutSet, parties: Int)? {
    cutSets.compactMap { cut in parties(of: cut).map { (cut, $0) } }.min { $0.1 < $1.1 }
  }

  /// Whether one way goes through a parent.
  public func isInherited(_ cut: CutSet) -> Bool {
    let parents = Set(inherited.flatMap(places))
    return cut.steps.contains { parents.contains(.step($0)) }
      || cut.keys.indices.contains { cut.keys[$0] > 0 && parents.contains(.group($0)) }
  }

  /// Part of the minimal ways that go through a parent.
  public var inheritedShare: Double {
    let all = cutSets
    guard !all.isEmpty else { return 0 }
    return Double(all.count(where: isInherited)) / Double(all.count)
  }
}
