import Quantities

/// The blocks that were found last, on the chain or beside it.
struct LatestBlocks: Sendable {
  private struct Entry: Sendable {
    var number: Int64
    var parent: Int64
    var height: Int64
    var time: Int64
    var producer: Int32
    var isHostile: Bool
  }

  /// The most that can be asked for.
  static let limit = 256
  private var entries: [Entry] = []

  /// Running number of the last block found.
  var lastNumber: Int64 { entries.last?.number ?? 0 }

  mutating func append(_ node: BlockTree.Node, parent: Int64) {
    append(
      number: node.number, parent: parent, height: node.height, time: node.time,
      producer: node.producer, isHostile: node.isHostile)
  }

  mutating func append(
    number: Int64, parent: Int64, height: Int64, time: Int64, producer: Int32, isHostile: Bool
  ) {
    if entries.count >= 2 * Self.limit { entries.removeFirst(Self.limit) }
    entries.append(
      Entry(
        number: number, parent: parent, height: height, time: time, producer: producer,
        isHostile: isHostile))
  }

  /// The last blocks, oldest first, seen from a tip.
  func blocks(_ count: Int, tip: Int64) -> [TreeBlock] {
    let shown = entries.suffix(min(max(0, count), Self.limit))
    var next = tip
    var canonical: Set<Int64> = []
    for entry in shown.reversed() where entry.number == next {
      canonical.insert(entry.number)
      next = entry.parent
    }
    return shown.map { entry in
      TreeBlock(
        number: entry.number, parent: entry.parent, height: entry.height,
        time: Instant(microseconds: entry.time), producer: Int(entry.producer),
        isHostile: entry.isHostile, isCanonical: canonical.contains(entry.number))
    }
  }
}
