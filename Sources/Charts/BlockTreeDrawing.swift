import Quantities
import Terminal

/// A tree of blocks laid out on a page, in bands of as many heights as fit on a line.
struct BlockTreeDrawing {
  let page: Page
  let tree: BlockTree
  /// By block: 0 on the chain, from 1 above and from -1 below it; nothing where there was no room.
  let lanes: [Int?]
  /// Columns inside the brackets of a block.
  let inner: Int
  /// Columns from one block to the next, and those between them.
  let slot, gap: Int
  /// Heights in a band.
  private let perBand: Int

  init(_ blocks: [BlockTreeChart.Block], on page: Page) {
    self.page = page
    let heights = Set(blocks.map(\.height))
    let label = (heights.map { Self.label($0).utf8.count }.max() ?? 1) + 1
    let widest = blocks.map { displayWidth(Self.text($0, page)) }.max() ?? 1
    let named = max(1, min(Self.widestName, widest))
    func bands(_ inner: Int) -> Int {
      let most = max(1, (page.width - 2) / max(inner + 5, label))
      return (heights.count + most - 1) / most
    }
    // Names only where the picture stays as short with them.
    inner = bands(named) <= min(2, bands(1)) ? named : 1
    slot = max(inner + 5, label)
    gap = slot - inner - 2
    perBand = max(1, (page.width - 2) / slot)
    let tree = BlockTree(blocks, most: perBand * Self.mostBands)
    self.tree = tree
    let branches = BranchLanes(tree, most: max(1, min(5, (page.height - 8) / 2)))
    var lanes: [Int?] = Array(repeating: nil, count: tree.blocks.count)
    for block in tree.line.compactMap(\.self) { lanes[block] = 0 }
    for (branch, lane) in zip(tree.branches, branches.lanes) {
      for block in branch.blocks { lanes[block] = lane }
    }
    self.lanes = lanes
  }

  private static let widestName = 10
  private static let mostBands = 6

  static func label(_ height: Int64) -> String { "#\(height)" }

  /// The producer, after a letter for an attacker.
  static func text(_ block: BlockTreeChart.Block, _ page: Page) -> String {
    let name = page.shows(block.producer)
    return block.role.isHostile ? name.isEmpty ? "A" : "A " + name : name
  }

  /// The columns of each band that is drawn: the latest that the page has rows for.
  private var bands: [Range<Int>] {
    let count = tree.heights.count
    let all = stride(from: 0, to: count, by: perBand).map { $0..<min($0 + perBand, count) }
    var rows = 0
    var kept: [Range<Int>] = []
    for band in all.reversed() {
      rows += laneRange(band).count + 3
      if !kept.isEmpty, rows > page.height - 5 { break }
      kept.append(band)
    }
    return kept.reversed()
  }

  /// The lanes in which something is drawn within a band.
  func laneRange(_ band: Range<Int>) -> ClosedRange<Int> {
    var used: [Int] = []
    for (i, column) in tree.columns.enumerated() where band.contains(column) {
      guard let lane = lanes[i] else { continue }
      used += [lane, tree.parents[i].flatMap { lanes[$0] } ?? lane]
    }
    return (used.min() ?? 0)...(used.max() ?? 0)
  }

  /// Whether a block is the first of all, which builds on none.
  func isFirst(_ block: Int) -> Bool { tree.blocks[block].height == 0 }

  var lines: [StyledText] {
    bands.enumerated().flatMap { i, band in
      (i == 0 ? [] : [StyledText()]) + lines(of: band)
    }
  }

  /// How long after the block before each block of the chain was found, in one unit.
  var waits: [Double?] {
    tree.line.map { block in
      guard let block, let parent = tree.parents[block] else { return nil }
      return tree.blocks[block].time.seconds - tree.blocks[parent].time.seconds
    }
  }

  var notes: [StyledText] {
    let shown = bands.first?.lowerBound ?? 0
    let drawn = tree.blocks.indices.filter { tree.columns[$0] >= shown && lanes[$0] != nil }
    let roles = drawn.map { tree.blocks[$0].role }
    var legend: [StyledText] = []
    if roles.contains(where: \.isCanonical) { legend.append(StyledText("[ ] on the chain")) }
    if roles.contains(where: { !$0.isCanonical }) {
      let isHostile = roles.contains(.hostileStale)
      legend.append(
        StyledText(
          isHostile ? "( ) not on the chain: stale or withheld" : "( ) stale: not on the chain",
          .warning))
    }
    if roles.contains(where: \.isHostile) { legend.append(StyledText("A by the attacker", .error)) }
    legend.append(StyledText("#5 height: 5 blocks came before"))
    if waits.contains(where: { $0 != nil }) {
      let unit = waitText.unitLabel
      legend.append(
        StyledText(
          unit.isEmpty ? "+ time since the block before" : "+1 \(unit) since the block before")
      )
    }
    if drawn.contains(where: { tree.parents[$0] == nil && !isFirst($0) }) {
      legend.append(StyledText("\(page.ink.dots) builds on an older block"))
    }
    var notes = legendLines(legend, width: page.width - 3)
    notes.append(StyledText(sentence(roles)))
    let older = tree.older + tree.columns.count { $0 < shown }
    if older > 0 { notes.append(StyledText("Older blocks that are not shown: \(older)")) }
    let crowded =
      tree.crowded + tree.blocks.indices.count { tree.columns[$0] >= shown && lanes[$0] == nil }
    if crowded > 0 {
      notes.append(StyledText("Blocks for which there is no room: \(crowded)"))
    }
    return notes
  }

  var waitText: ValueText {
    ValueText(.time, values: waits.compactMap(\.self))
  }

  /// The picture in words.
  private func sentence(_ roles: [BlockTreeChart.Role]) -> String {
    func count(_ roles: [BlockTreeChart.Role]) -> String {
      guard !roles.isEmpty else { return "none" }
      let blocks = roles.count == 1 ? "1 block" : "\(roles.count) blocks"
      let hostile = roles.count(where: \.isHostile)
      return hostile == 0 ? blocks : "\(blocks), \(hostile) by the attacker"
    }
    let beside = roles.filter { !$0.isCanonical }
    return "on the chain \(count(roles.filter(\.isCanonical))); beside it "
      + count(beside)
  }
}
