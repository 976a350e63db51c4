/// Included transactions that are not final yet, block by block.
///
/// At most 1 024 blocks with 512 moments of submission each: beyond that, neighbours merge.
struct Unfinalized: Sendable {
  struct Block: Sendable {
    var height: Int64
    var epoch: Int64
    var waits: [BlockContents.Wait]
  }

  private static let blockLimit = 1024
  private static let waitLimit = 512
  private var blocks: [Block] = []

  mutating func append(_ block: Block) {
    var block = block
    Self.thin(&block.waits)
    blocks.append(block)
    if blocks.count > Self.blockLimit { mergePairs() }
  }

  /// Takes the blocks up to a height out.
  mutating func finalize(throughHeight height: Int64) -> [Block] {
    finalize { $0.height <= height }
  }

  /// Takes the blocks up to an epoch out.
  mutating func finalize(throughEpoch epoch: Int64) -> [Block] {
    finalize { $0.epoch <= epoch }
  }

  /// Forgets blocks that were taken off the chain.
  mutating func drop(above height: Int64) {
    while let last = blocks.last, last.height > height { blocks.removeLast() }
  }

  /// Counts all blocks as made in this epoch, as where epochs begin.
  mutating func restart(epoch: Int64) {
    for i in blocks.indices { blocks[i].epoch = epoch }
  }

  private mutating func finalize(_ isFinal: (Block) -> Bool) -> [Block] {
    let n = blocks.firstIndex { !isFinal($0) } ?? blocks.count
    guard n > 0 else { return [] }
    let final = Array(blocks.prefix(n))
    blocks.removeFirst(n)
    return final
  }

  private mutating func mergePairs() {
    blocks = stride(from: 0, to: blocks.count, by: 2).map { i in
      guard i + 1 < blocks.count else { return blocks[i] }
      var joined = blocks[i + 1]
      joined.waits = (blocks[i].waits + joined.waits).sorted { $0.submitted < $1.submitted }
      Self.thin(&joined.waits)
      return joined
    }
  }

  private static func thin(_ waits: inout [BlockContents.Wait]) {
    while waits.count > waitLimit {
      waits = stride(from: 0, to: waits.count, by: 2).map { i in
        guard i + 1 < waits.count else { return waits[i] }
        let (a, b) = (waits[i], waits[i + 1])
        let part = Double(b.count) / Double(a.count + b.count)
        let later = Int64((Double(b.submitted - a.submitted) * part).rounded())
        return BlockContents.Wait(submitted: a.submitted + later, count: a.count + b.count)
      }
    }
  }
}
