import Blockchain
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
    let replicate = worlds.count > 1 ? ", seed \(scope.seed) of \(worlds.count) runs" : ""
    say(
      StyledText("\n")
        + BlockTree.picture(
          of: blocks, titled: "the last blocks of \(chain.text)\(replicate)", on: options.page)
        + StyledText("\n"),
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

    init(_ block: TreeBlock) {
      self =
        block.isHostile
        ? (block.isCanonical ? .hostile : .hostileStale) : (block.isCanonical ? .canonical : .stale)
    }
  }

  /// The picture; a chart of the tree takes the place of this table.
  static func picture(of blocks: [TreeBlock], titled title: String, on page: Page) -> StyledText {
    guard !blocks.isEmpty else { return StyledText("\(title): there is none yet\n") }
    var table = TextTable(columns: [
      TextTable.Column("height", .right), TextTable.Column("time", .right),
      TextTable.Column("producer", .right), TextTable.Column("block"),
    ])
    for block in blocks {
      table.rows.append([
        StyledText(String(block.height)), StyledText(Readable.time(block.time)),
        StyledText(String(block.producer + 1)),
        StyledText(Role(block).rawValue),
      ])
    }
    return StyledText(title + "\n") + table.drawn(on: page) + StyledText("\n")
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
