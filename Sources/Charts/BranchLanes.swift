/// The lanes beside the chain in which branches lie, so that no joint crosses a branch: those that
/// begin later lie closer to what they grow from.
struct BranchLanes {
  /// By branch: above the chain from 1, below it from -1; nothing where there was no room.
  private(set) var lanes: [Int?]

  private let tree: BlockTree
  private let most: Int
  /// Branches that grow from a branch.
  private var offspring: [[Int]]

  /// - Parameter most: How many lanes there are on either side.
  init(_ tree: BlockTree, most: Int) {
    self.tree = tree
    self.most = most
    let count = tree.branches.count
    lanes = Array(repeating: nil, count: count)
    offspring = Array(repeating: [], count: count)
    var branchOf: [Int: Int] = [:]
    for (i, branch) in tree.branches.enumerated() {
      for block in branch.blocks { branchOf[block] = i }
    }
    var roots: [Int] = []
    for (i, branch) in tree.branches.enumerated() {
      if let parent = branch.parent, let owner = branchOf[parent] {
        offspring[owner].append(i)
      } else {
        roots.append(i)
      }
    }
    var above = Field(columns: tree.heights.count, lanes: most)
    var below = above
    for root in latestFirst(roots) {
      let bush = bush(of: root)
      let isBelow = bush.places.contains { place in
        tree.branches[place.branch].blocks.contains { tree.blocks[$0].role.isHostile }
      }
      let added =
        isBelow
        ? below.add(bush, at: start(of: root), parent: tree.branches[root].parent)
        : above.add(bush, at: start(of: root), parent: tree.branches[root].parent)
      for place in added { lanes[place.branch] = isBelow ? -place.lane : place.lane }
    }
  }

  private func start(of branch: Int) -> Int { tree.columns[tree.branches[branch].blocks[0]] }

  private func latestFirst(_ branches: [Int]) -> [Int] {
    branches.sorted { (-start(of: $0), $0) < (-start(of: $1), $1) }
  }

  /// A branch with all that grows from it; lanes count from its own.
  private func bush(of branch: Int) -> Field {
    let own = tree.branches[branch]
    var field = Field(columns: tree.heights.count, lanes: most)
    field.take(from: start(of: branch), count: own.blocks.count, parent: own.parent)
    field.places = [(branch, 0)]
    for next in latestFirst(offspring[branch]) {
      field.places += field.add(
        bush(of: next), at: start(of: next), parent: tree.branches[next].parent)
    }
    return field
  }

  /// What is taken of some lanes: the columns, and the gaps before them.
  private struct Field {
    enum Cell: Equatable {
      case free, taken
      /// A joint to a parent, which other branches of the same parent may use too.
      case joint(Int)
    }

    private var cells: [[Cell]]
    var places: [(branch: Int, lane: Int)] = []

    init(columns: Int, lanes: Int) {
      cells = Array(repeating: Array(repeating: .free, count: 2 * columns + 1), count: lanes + 1)
    }

    mutating func take(from column: Int, count: Int, parent: Int?) {
      for place in 2 * column...2 * (column + count) - 1 { cells[0][place] = .taken }
      if let parent { cells[0][2 * column] = .joint(parent) }
    }

    /// Puts a bush into the innermost lanes that have room for it and its joint; its branches with
    /// their lanes, none where there is no room.
    mutating func add(
      _ bush: Field, at column: Int, parent: Int?
    ) -> [(branch: Int, lane: Int)] {
      let gap = 2 * column
      let height = bush.places.map(\.lane).max() ?? 0
      guard height < cells.count - 1 else { return [] }
      for offset in 1..<cells.count - height {
        var next = cells
        if let parent {
          let isOpen = (1..<offset).allSatisfy { fits(.joint(parent), next[$0][gap]) }
          guard isOpen else { continue }
          for lane in 0..<offset where next[lane][gap] == .free { next[lane][gap] = .joint(parent) }
        }
        guard overlay(bush, on: &next, offset: offset, height: height) else { continue }
        cells = next
        return bush.places.map { ($0.branch, $0.lane + offset) }
      }
      return []
    }

    private func overlay(
      _ bush: Field, on cells: inout [[Cell]], offset: Int, height: Int
    ) -> Bool {
      for lane in 0...height {
        for (place, cell) in bush.cells[lane].enumerated() where cell != .free {
          guard fits(cell, cells[lane + offset][place]) else { return false }
          cells[lane + offset][place] = cell
        }
      }
      return true
    }

    private func fits(_ cell: Cell, _ old: Cell) -> Bool {
      if old == .free { return true }
      if case .joint = cell { return cell == old }
      return false
    }
  }
}
