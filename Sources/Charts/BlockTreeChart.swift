public import Quantities
public import Terminal

/// The latest blocks of a chain with their forks: heights from left to right, the chain on one line,
/// honest branches above it and an attacker's below.
public struct BlockTreeChart: Hashable, Sendable {
  public enum Role: Hashable, Sendable {
    case canonical, stale
    /// Made by an attacker, on the chain.
    case hostileCanonical
    /// Made by an attacker and beside the chain: withheld, not yet ahead, or given up.
    case hostileStale

    public var isCanonical: Bool { self == .canonical || self == .hostileCanonical }
    public var isHostile: Bool { self == .hostileCanonical || self == .hostileStale }
  }

  public struct Block: Hashable, Sendable {
    public var number: Int64
    /// The number of the block that this one builds on, which may be older than every block given.
    public var parent: Int64
    public var height: Int64
    public var time: Instant
    /// Who made it; may be empty.
    public var producer: String
    public var role: Role

    public init(
      number: Int64, parent: Int64, height: Int64, time: Instant, producer: String, role: Role
    ) {
      self.number = number
      self.parent = parent
      self.height = height
      self.time = time
      self.producer = producer
      self.role = role
    }
  }

  public var title: String
  /// In any order.
  public var blocks: [Block]
  public var caption: Caption

  public init(title: String, blocks: [Block], caption: Caption) {
    self.title = title
    self.blocks = blocks
    self.caption = caption
  }

  public func drawn(on page: Page) -> StyledText {
    let frame = Frame(title: title, unit: "", caption: caption, page: page)
    guard !blocks.isEmpty else { return frame.saying("there are no blocks to show") }
    let drawing = BlockTreeDrawing(blocks, on: page)
    return frame.around(drawing.lines, notes: drawing.notes)
  }
}
