/// The lines of an attack tree from the top, as many as a reader can take in: where there are more,
/// the depth is cut and then the parts of each goal, except for the ways to those with a mark.
struct AttackOutline {
  struct Entry {
    /// Lines of the branches left of the name.
    var stem: String
    /// The same below the name, for what is written on further lines.
    var under: String
    var text: String
    var gate: AttackTreeChart.Node.Gate?
    var parts = 0
    /// Whether none of the parts is shown.
    var isClosed = false
    var cost = ""
    var probability = ""
    var marks: [String] = []
  }

  private(set) var entries: [Entry] = []
  private let ink: Ink
  private let mostParts, mostDepth: Int

  static let mostLines = 48
  /// How deep the way to a mark may lead.
  private static let deepest = 8

  init(_ root: AttackTreeChart.Node, ink: Ink) {
    let bounds = [16, 8, 5, 3].flatMap { parts in
      (parts == 16 ? [8, 5, 4, 3, 2] : [4, 3, 2]).map { (parts, $0) }
    }
    let outlines = bounds.lazy.map { Self(root, ink: ink, mostParts: $0, mostDepth: $1) }
    self =
      outlines.first { $0.entries.count <= Self.mostLines }
      ?? Self(root, ink: ink, mostParts: 2, mostDepth: 1)
  }

  private init(_ root: AttackTreeChart.Node, ink: Ink, mostParts: Int, mostDepth: Int) {
    self.ink = ink
    self.mostParts = mostParts
    self.mostDepth = mostDepth
    add(root, stem: "", under: "", depth: 0)
  }

  private mutating func add(
    _ node: AttackTreeChart.Node, stem: String, under: String, depth: Int
  ) {
    guard entries.count <= Self.mostLines else { return }
    let count = node.parts.count
    let hasParts = count > 0
    entries.append(
      Entry(
        stem: stem, under: under + (hasParts ? ink.branch.through : "   "), text: node.name,
        gate: hasParts ? node.gate : nil, parts: count, cost: node.cost,
        probability: node.probability, marks: node.marks))
    guard hasParts else { return }
    let parts = joined(node.parts)
    let shown = self.shown(of: parts, depth: depth)
    guard !shown.isEmpty else {
      entries[entries.count - 1].isClosed = true
      return
    }
    for (place, i) in shown.enumerated() {
      let isLast = place == shown.count - 1 && shown.count == parts.count
      add(
        parts[i], stem: under + (isLast ? ink.branch.last : ink.branch.next),
        under: under + (isLast ? "   " : ink.branch.through), depth: depth + 1)
    }
    if shown.count < parts.count {
      let text = "\(ink.dots) \(parts.count - shown.count) more, not shown"
      entries.append(Entry(stem: under + ink.branch.last, under: under, text: text))
    }
  }

  /// Steps in a row that differ in nothing but a number become one: `key 1 to key 12, each`.
  private func joined(_ parts: [AttackTreeChart.Node]) -> [AttackTreeChart.Node] {
    var joined: [AttackTreeChart.Node] = []
    var start = 0
    while start < parts.count {
      let kind = Self.kind(parts[start])
      var end = start + 1
      while let kind, end < parts.count, Self.kind(parts[end]) == kind { end += 1 }
      if end - start < 3 {
        joined += parts[start..<end]
      } else {
        var one = parts[start]
        one.name = Self.name(from: one.name, to: parts[end - 1].name, count: end - start)
        joined.append(one)
      }
      start = end
    }
    return joined
  }

  /// A step without its number; nothing for what stands on its own.
  private static func kind(_ node: AttackTreeChart.Node) -> AttackTreeChart.Node? {
    guard node.parts.isEmpty, node.marks.isEmpty else { return nil }
    var kind = node
    kind.name.removeAll { $0.isNumber }
    return kind
  }

  /// One name for several that differ in one number.
  private static func name(from first: String, to last: String, count: Int) -> String {
    if first == last { return "\(count) x \(first)" }
    func pieces(_ name: String) -> [String] {
      name.reduce(into: [""]) { pieces, character in
        if let end = pieces[pieces.count - 1].last, end.isNumber != character.isNumber {
          pieces.append("")
        }
        pieces[pieces.count - 1].append(character)
      }
    }
    var joined = pieces(first)
    let others = pieces(last)
    let changed = joined.indices.filter { $0 >= others.count || joined[$0] != others[$0] }
    guard joined.count == others.count, changed.count == 1 else {
      return "\(first) to \(last), each"
    }
    joined[changed[0]] += " to \(others[changed[0]])"
    return joined.joined() + ", each"
  }

  /// Which parts are shown, in their order.
  private func shown(of parts: [AttackTreeChart.Node], depth: Int) -> [Int] {
    let isCut = depth >= mostDepth
    guard isCut || parts.count > mostParts else { return Array(parts.indices) }
    guard depth < Self.deepest else { return [] }
    let marked = parts.indices.filter { Self.leadsToMark(parts[$0], depth: depth + 1) }
    let rest = isCut ? [] : parts.indices.filter { !marked.contains($0) }
    return (marked + rest).prefix(mostParts - 1).sorted()
  }

  private static func leadsToMark(_ node: AttackTreeChart.Node, depth: Int) -> Bool {
    if !node.marks.isEmpty { return true }
    return depth < deepest && node.parts.contains { leadsToMark($0, depth: depth + 1) }
  }
}
