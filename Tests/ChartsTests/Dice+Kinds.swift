import Charts
import Quantities
import Terminal

extension Dice {
  mutating func triangles() -> TriangleChart {
    let scores: [Double?] = (0..<21).map { _ in pick([nil, value(), 100 * share(), 100, 0]) }
    return TriangleChart(
      title: name(),
      entries: (0..<below(8)).map {
        .init(
          name: name(), decentralization: scores[3 * $0 % 21],
          security: scores[(3 * $0 + 1) % 21], scalability: scores[(3 * $0 + 2) % 21])
      }, caption: caption())
  }

  mutating func boxes() -> BoxChart {
    BoxChart(
      title: name(), unit: unit(),
      boxes: (0..<pick([0, 1, 2, 5, 30])).map { _ in
        let five = values(5)
        return .init(
          name: name(), p5: five[0], p25: five[1], median: five[2], p75: five[3], p95: five[4],
          mean: pick([nil, value(), five[2]]))
      }, log: below(4) == 0, caption: caption())
  }

  mutating func side() -> HeatmapChart.Side {
    let count = pick([0, 1, 2, 6, 30, 130])
    if below(2) == 0 { return .init(name: name(), labels: (0..<count).map { _ in name() }) }
    return .init(name: name(), unit: unit(), values: values(count))
  }

  mutating func heatmap() -> HeatmapChart {
    let (x, y) = (side(), side())
    let cells: [[Double?]] = (0..<below(max(1, y.labels.count + 2))).map { _ in
      let row = values(below(max(1, x.labels.count + 2)))
      return row.map { below(9) == 0 ? nil : $0 }
    }
    return HeatmapChart(
      title: name(), unit: unit(), x: x, y: y, cells: cells, log: below(4) == 0,
      caption: caption())
  }

  mutating func attack(depth: Int) -> AttackTreeChart.Node {
    let count = depth == 0 ? 0 : pick([0, 1, 2, 5, 20])
    return AttackTreeChart.Node(
      name: name(), gate: pick([.anyOf, .allOf, .atLeast(below(4)), .atLeast(-1)]),
      parts: (0..<count).map { _ in attack(depth: count > 5 ? 0 : depth - 1) },
      cost: pick(["", name(), "10 MUSD"]), probability: pick(["", name()]),
      marks: pick([[], [], ["cheapest"], [name(), name()]]))
  }

  /// Blocks that mostly build on one another, with the faults that a caller could make.
  mutating func blockTree() -> BlockTreeChart {
    let count = pick([0, 1, 2, 10, 40, 120])
    let base = pick([0, 1, 840_000, Int64.max - 200, Int64.min])
    var heights: [Int64] = []
    var blocks: [BlockTreeChart.Block] = []
    for i in 0..<count {
      let parent = max(0, i - 1 - pick([0, 0, 0, 0, 1, 2, 5]))
      let height = i == 0 ? base : heights[parent] &+ pick([1, 1, 1, 1, 1, 1, 2])
      heights.append(height)
      blocks.append(
        .init(
          number: below(40) == 0 ? 3 : Int64(i), parent: below(30) == 0 ? 7 : Int64(parent),
          height: height,
          time: Instant(microseconds: pick([0, Int64(i) * 600_000_000, .max, .min])),
          producer: pick(["", "pool-1", name()]),
          role: pick([.canonical, .canonical, .stale, .hostileCanonical, .hostileStale])))
    }
    return BlockTreeChart(title: name(), blocks: blocks, caption: caption())
  }
}
