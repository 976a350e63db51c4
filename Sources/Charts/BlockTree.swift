/// Blocks in columns of one height each, joined to their parents: one line of the chain, and the
/// branches that leave it.
struct BlockTree {
  /// Blocks one on another, each in the column after the last.
  struct Branch {
    /// Indices into ``BlockTree/blocks``.
    var blocks: [Int]
    /// The block that it grows from; nothing where that is older than the tree.
    var parent: Int?
  }

  /// In order of height, then of number.
  private(set) var blocks: [BlockTreeChart.Block] = []
  /// Ascending; the n-th is the height of the n-th column.
  private(set) var heights: [Int64] = []
  private(set) var columns: [Int] = []
  private(set) var parents: [Int?] = []
  /// The blocks of the chain, by column.
  private(set) var line: [Int?] = []
  private(set) var branches: [Branch] = []
  /// Blocks of earlier heights, which are left out.
  let older: Int
  /// Blocks left out because very many share a height.
  private(set) var crowded = 0

  private static let mostAtOneHeight = 64

  /// - Parameter most: How many heights are kept, the latest.
  init(_ source: [BlockTreeChart.Block], most: Int) {
    let all = Array(Set(source.map(\.height))).sorted()
    heights = Array(all.suffix(most))
    let first = heights.first ?? 0
    older = source.count { $0.height < first }
    keep(source.filter { $0.height >= first })
    join()
    branch()
  }

  private mutating func keep(_ source: [BlockTreeChart.Block]) {
    // Where many compete at a height, those on the chain come first.
    let ordered = source.enumerated().sorted {
      let (a, b) = ($0.element, $1.element)
      if a.height != b.height { return a.height < b.height }
      if a.role.isCanonical != b.role.isCanonical { return a.role.isCanonical }
      return (a.number, $0.offset) < (b.number, $1.offset)
    }
    var seen: Set<Int64> = []
    var column = 0
    var count = 0
    for (_, block) in ordered where seen.insert(block.number).inserted {
      while heights[column] < block.height { (column, count) = (column + 1, 0) }
      count += 1
      guard count <= Self.mostAtOneHeight else {
        crowded += 1
        continue
      }
      blocks.append(block)
      columns.append(column)
    }
  }

  private mutating func join() {
    var index: [Int64: Int] = [:]
    for (i, block) in blocks.enumerated() { index[block.number] = i }
    parents = blocks.map { block in
      guard let parent = index[block.parent] else { return nil }
      let (next, isOver) = blocks[parent].height.addingReportingOverflow(1)
      return !isOver && next == block.height ? parent : nil
    }
  }

  private mutating func branch() {
    line = Array(repeating: nil, count: heights.count)
    var isBeside = Array(repeating: true, count: blocks.count)
    for (i, block) in blocks.enumerated() where block.role.isCanonical && line[columns[i]] == nil {
      line[columns[i]] = i
      isBeside[i] = false
    }
    // How many blocks follow on a block beside the chain, and which child begins the longest row.
    var reach = Array(repeating: 1, count: blocks.count)
    var heir: [Int?] = Array(repeating: nil, count: blocks.count)
    for i in blocks.indices.reversed() where isBeside[i] {
      guard let parent = parents[i], isBeside[parent] else { continue }
      if reach[i] + 1 >= reach[parent] { (reach[parent], heir[parent]) = (reach[i] + 1, i) }
    }
    var branchOf: [Int?] = Array(repeating: nil, count: blocks.count)
    for i in blocks.indices where isBeside[i] {
      if let parent = parents[i], isBeside[parent], heir[parent] == i, let own = branchOf[parent] {
        branches[own].blocks.append(i)
        branchOf[i] = own
      } else {
        branchOf[i] = branches.count
        branches.append(Branch(blocks: [i], parent: parents[i]))
      }
    }
  }
}
