import Quantities
import Testing

@testable import Charts

struct BlockTreeTests {
  @Test(arguments: UInt64(1)...40)
  func `no two branches meet and no joint crosses a branch`(seed: UInt64) {
    var dice = Dice(seed: seed)
    var blocks = (0..<20).map {
      BlockTreeChart.Block(
        number: Int64($0), parent: Int64($0) - 1, height: Int64($0), time: .zero, producer: "",
        role: .canonical)
    }
    for i in 20..<60 {
      let parent = blocks[dice.below(blocks.count)]
      let isKnown = dice.below(5) > 0
      blocks.append(
        .init(
          number: Int64(i), parent: isKnown ? parent.number : 900, height: parent.height + 1,
          time: .zero,
          producer: "", role: dice.below(4) == 0 ? .hostileStale : .stale))
    }
    let tree = BlockTree(blocks, most: 100)
    let lanes = BranchLanes(tree, most: 5).lanes
    var taken: Set<[Int]> = []
    for (branch, lane) in zip(tree.branches, lanes) {
      guard let lane else { continue }
      for block in branch.blocks {
        #expect(taken.insert([tree.columns[block], lane]).inserted)
      }
    }
    func laneOf(_ block: Int) -> Int? {
      if tree.line[tree.columns[block]] == block { return 0 }
      return zip(tree.branches, lanes).first { $0.0.blocks.contains(block) }?.1
    }
    for (i, branch) in tree.branches.enumerated() {
      guard let lane = lanes[i], let parent = branch.parent, let from = laneOf(parent) else {
        continue
      }
      let column = tree.columns[branch.blocks[0]]
      for (other, place) in zip(tree.branches, lanes) {
        guard let place, place != lane, place != from else { continue }
        guard (min(lane, from)...max(lane, from)).contains(place) else { continue }
        // A branch of the same parent may begin there, another may not run through.
        let first = tree.columns[other.blocks[0]]
        let runs = first < column && column < first + other.blocks.count
        let begins = first == column && other.parent != branch.parent
        #expect(!runs && !begins)
      }
    }
  }

  @Test func `the longest row of blocks beside the chain is one branch`() {
    let tree = BlockTree(
      Samples.chain(3, from: 0) + Samples.fork(1, on: 0, height: 1, number: 10)
        + Samples.fork(1, on: 10, height: 2, number: 11)
        + Samples.fork(3, on: 10, height: 2, number: 20), most: 10)
    #expect(
      tree.branches.map { $0.blocks.map { tree.blocks[$0].number } } == [[10, 20, 21, 22], [11]])
  }

  @Test func `an attacker's branch lies below the chain, an honest one above`() {
    let tree = BlockTree(
      Samples.chain(3, from: 0) + Samples.fork(2, on: 0, height: 1, number: 10)
        + Samples.fork(2, on: 0, height: 1, number: 20, by: "evil", .hostileStale), most: 10)
    #expect(BranchLanes(tree, most: 3).lanes == [1, -1])
  }

  @Test func `a block that names itself or a later one as parent stands alone`() {
    let tree = BlockTree(
      [
        .init(number: 1, parent: 1, height: 1, time: .zero, producer: "", role: .stale),
        .init(number: 2, parent: 3, height: 2, time: .zero, producer: "", role: .stale),
        .init(number: 3, parent: 2, height: 2, time: .zero, producer: "", role: .stale),
      ], most: 10)
    #expect(tree.parents == [nil, nil, nil])
  }

  @Test func `only the latest heights are kept`() {
    let tree = BlockTree(Samples.chain(50, from: 100), most: 10)
    #expect(tree.heights == (140..<150).map { Int64($0) })
    #expect(tree.older == 40)
  }
}
