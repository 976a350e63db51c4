public import Terminal

/// What an attacker needs, from the goal at the top down to single steps, with what each costs and
/// how likely it is.
public struct AttackTreeChart: Hashable, Sendable {
  /// A goal with the ways to it, or a single step.
  public struct Node: Hashable, Sendable {
    public enum Gate: Hashable, Sendable {
      /// One of the parts is enough.
      case anyOf
      /// Every part is needed.
      case allOf
      /// So many of the parts are needed, no matter which.
      case atLeast(Int)
    }

    public var name: String
    /// How the parts work together; says nothing where there are none.
    public var gate: Gate
    public var parts: [Node]
    /// As they are to be read: `10 MUSD`, `0.1 %/year`; empty where unknown.
    public var cost, probability: String
    /// What is special about it, such as `cheapest`.
    public var marks: [String]

    public init(
      name: String, gate: Gate = .anyOf, parts: [Node] = [], cost: String = "",
      probability: String = "", marks: [String] = []
    ) {
      self.name = name
      self.gate = gate
      self.parts = parts
      self.cost = cost
      self.probability = probability
      self.marks = marks
    }
  }

  public var title: String
  public var root: Node
  public var caption: Caption

  public init(title: String, root: Node, caption: Caption) {
    self.title = title
    self.root = root
    self.caption = caption
  }

  public func drawn(on page: Page) -> StyledText {
    let frame = Frame(title: title, unit: "", caption: caption, page: page)
    let outline = AttackOutline(root, ink: page.ink)
    return frame.around(
      AttackTreeDrawing(outline: outline, page: page).lines, notes: notes(outline, page))
  }

  private func notes(_ outline: AttackOutline, _ page: Page) -> [StyledText] {
    let joined = outline.entries.filter { $0.parts > 1 }
    var legend: [String] = []
    if joined.contains(where: { $0.gate == .anyOf }) {
      legend.append("any one of: one of the parts below it is enough")
    }
    if joined.contains(where: { $0.gate == .allOf }) {
      legend.append("all of: every part below it is needed")
    }
    for entry in joined {
      guard case .atLeast(let needed) = entry.gate else { continue }
      let text = "\(needed) of \(entry.parts)"
      legend.append("\(text) needed: any \(needed) of the \(entry.parts) parts below it are enough")
      break
    }
    if outline.entries.contains(where: \.isClosed) {
      legend.append("\(page.ink.dots) further parts, not shown")
    }
    return legend.map { StyledText($0) }
  }
}

extension AttackTreeChart.Node.Gate {
  /// As it stands behind a name.
  func text(parts: Int) -> String {
    switch self {
    case .anyOf: parts == 1 ? "one way" : "any one of"
    case .allOf: parts == 1 ? "one way" : "all of"
    case .atLeast(let needed): "\(needed) of \(parts) needed"
    }
  }
}
