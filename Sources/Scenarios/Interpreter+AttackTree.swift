import Blockchain
import Charts
import Measures
import Quantities
import Terminal

extension Interpreter {
  /// The worlds to look at: those that run, or one at time zero before the first run.
  var lookedAt: [World] { worlds.isEmpty ? [scope.world(replicate: 0)] : worlds }

  /// Draws what it takes to break a system, with the cheapest, the likeliest and the fewest marked.
  mutating func showAttackTree(_ index: Int) {
    guard let world = lookedAt.first else { return }
    let tree = world.attackTree(of: SystemID(index: index), at: world.now)
    let drawing = AttackTreeText(tree)
    let name = scope.systems[index].name
    let chart = AttackTreeChart(
      title: "attack tree of \(name)", root: drawing.root, caption: caption)
    let notes = drawing.notes.flatMap {
      StyledText($0).wrapped(width: options.page.width - 3, indent: 2).lines
    }
    sayPicture(
      notes.reduce(chart.drawn(on: options.page) + StyledText("\n")) {
        $0 + StyledText("   ") + $1 + StyledText("\n")
      },
      data: DataTable(
        kind: "attack_tree", title: "attack tree of \(name)",
        columns: [
          DataTable.Column(name: "level", unit: ""), DataTable.Column(name: "step", unit: ""),
          DataTable.Column(name: "gate", unit: ""), DataTable.Column(name: "cost", unit: "USD"),
          DataTable.Column(name: "per_year", unit: ""),
          DataTable.Column(name: "parties", unit: ""),
        ], rows: drawing.rows))
  }
}

/// An attack tree in the words of a chart.
struct AttackTreeText {
  private let tree: AttackTree
  private let cheapest: CutSet?
  private let fewest: CutSet?
  private let likeliest: AttackTree.Node?
  private(set) var rows: [[DataTable.Cell]] = []
  private(set) var root = AttackTreeChart.Node(name: "")

  init(_ tree: AttackTree) {
    self.tree = tree
    cheapest = tree.cheapest?.cut
    fewest = tree.fewest?.cut
    likeliest = Self.ways(tree.root).max {
      tree.probability(of: $0) < tree.probability(of: $1)
    }
    root = node(tree.root, level: 0)
  }

  /// The single steps and signers of a tree.
  private static func ways(_ node: AttackTree.Node) -> [AttackTree.Node] {
    guard case .gate(_, let need, let parts) = node, need == 1 else { return [node] }
    return parts.flatMap(ways)
  }

  /// What the marks say, in words.
  var notes: [String] {
    var notes: [String] = []
    if let cost = tree.cheapest?.cost {
      notes.append("cheapest way: \(Readable.quantity(Quantity(cost, .money)))")
    }
    if let (cut, parties) = tree.fewest {
      let below = tree.isInherited(cut) ? ", through what it stands on" : ""
      notes.append("fewest parties: \(parties), temporary coalitions included\(below)")
    }
    if !tree.inherited.isEmpty {
      let below = AttackTree.share(of: tree.inherited, in: tree)
      notes.append(
        "of the risk of \(percent(tree.probability)) a year \(percent(below)) is inherited from below"
      )
    }
    return notes
  }

  private func percent(_ x: Double) -> String { Readable.number(x * 100, digits: 3) + " %" }

  private mutating func node(_ node: AttackTree.Node, level: Int) -> AttackTreeChart.Node {
    let probability = tree.probability(of: node)
    var shown = AttackTreeChart.Node(name: "")
    if probability > 0 { shown.probability = percent(probability) + "/year" }
    var cost: Double?
    var parties: Int?
    var gate = ""
    switch node {
    case .step(let i):
      let step = tree.steps[i]
      shown.name = step.name
      cost = step.cost
      parties = step.parties
      if let cheapest, cheapest.steps.contains(i) { shown.marks.append("cheapest") }
      if let fewest, fewest.steps.contains(i) { shown.marks.append("fewest") }
    case .keys(let need, let group):
      let signers = tree.signers[group]
      let total = signers.keys.reduce(0, +)
      shown.name = "\(need) of \(total) \(signers.name)"
      gate = "\(need) of \(total)"
      parties = signers.fewest(holding: need)
      cost = Double(parties ?? 0) * signers.price
      if let parties, parties != need { shown.name += " (\(parties) parties)" }
      if let cheapest, cheapest.keys[group] == need { shown.marks.append("cheapest") }
      if let fewest, fewest.keys[group] == need { shown.marks.append("fewest") }
    case .gate(let name, let need, let parts):
      shown.name = name
      shown.gate = need == 1 ? .anyOf : need == parts.count ? .allOf : .atLeast(need)
      gate = need == 1 ? "any" : need == parts.count ? "all" : "\(need) of \(parts.count)"
    }
    if node == likeliest, probability > 0 { shown.marks.append("likeliest") }
    if let cost { shown.cost = Readable.quantity(Quantity(cost, .money)) }
    rows.append([
      .number(Double(level)), .text(shown.name), .text(gate),
      cost.map { .number($0) } ?? .missing, .number(probability),
      parties.map { .number(Double($0)) } ?? .missing,
    ])
    if case .gate(_, _, let parts) = node {
      shown.parts = parts.map { self.node($0, level: level + 1) }
    }
    return shown
  }
}
