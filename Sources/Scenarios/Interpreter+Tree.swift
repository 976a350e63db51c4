import Blockchain
import Charts
import Quantities
import Syntax
import Terminal

extension Interpreter {
  /// Blocks of a tree at the most.
  private static let treeBlocks = 20

  mutating func tree(of chain: Word) throws(Rejection) {
    guard let index = scope.systemIndex(chain.text) else { throw scope.unknownName(chain) }
    let blocks =
      worlds.first?.chain(SystemID(index: index)).latestBlocks(Self.treeBlocks) ?? []
    let chart = BlockTree.chart(of: blocks, titled: "the last blocks of \(chain.text)", caption)
    say(
      chart.drawn(on: options.page) + StyledText("\n"),
      data: BlockTree.data(of: blocks, titled: chain.text))
  }
}

/// The latest blocks of a chain with their forks.
enum BlockTree {
  /// What became of a block.
  enum Role: String {
    case canonical = "on the chain"
    case stale
    case hostile = "attacker, on the chain"
    case hostileStale = "attacker, stale"

    var drawn: BlockTreeChart.Role {
      switch self {
      case .canonical: .canonical
      case .stale: .stale
      case .hostile: .hostileCanonical
      case .hostileStale: .hostileStale
      }
    }

    init(_ block: TreeBlock) {
      self =
        block.isHostile
        ? (block.isCanonical ? .hostile : .hostileStale) : (block.isCanonical ? .canonical : .stale)
    }
  }

  static func chart(of blocks: [TreeBlock], titled title: String, _ caption: Caption)
    -> BlockTreeChart
  {
    BlockTreeChart(
      title: title,
      blocks: blocks.map {
        BlockTreeChart.Block(
          number: $0.number, parent: $0.parent, height: $0.height, time: $0.time,
          producer: "\($0.producer + 1)", role: Role($0).drawn)
      }, caption: caption)
  }

  static func data(of blocks: [TreeBlock], titled title: String) -> DataTable {
    let columns = [
      ("number", ""), ("parent", ""), ("height", ""), ("time", "s"), ("producer", ""), ("role", ""),
    ]
    return DataTable(
      kind: "tree", title: title,
      columns: columns.map { DataTable.Column(name: $0.0, unit: $0.1) },
      rows: blocks.map {
        [
          .number(Double($0.number)), .number(Double($0.parent)), .number(Double($0.height)),
          .number($0.time.seconds), .number(Double($0.producer + 1)), .text(Role($0).rawValue),
        ]
      })
  }
}
