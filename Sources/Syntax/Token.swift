/// A piece of the source that the grammar does not divide.
struct Token: Hashable, Sendable {
  enum Kind: UInt8, Hashable, Sendable {
    case end, number, word, text
    case dot, comma, semicolon, colon, openParen, closeParen, openBrace, closeBrace
    case plus, minus, star, slash, caret, percent, question, arrow, range
    case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual
    case and, or, not, inside

    /// Whether a line that ends in it goes on.
    var continuesLine: Bool {
      switch self {
      case .comma, .plus, .minus, .star, .slash, .caret, .arrow, .range, .less, .lessOrEqual,
        .greater, .greaterOrEqual, .equal, .notEqual, .and, .or, .not, .inside:
        true
      default: false
      }
    }
  }

  var kind: Kind
  /// A space, a comment or a line end stands before it.
  var followsSpace: Bool
  /// A line end stands before it.
  var followsLineEnd: Bool
  /// A line end stands before it, and the line before does not go on.
  var startsLine: Bool
  private var lower: Int32
  private var upper: Int32

  init(_ kind: Kind, _ extent: Extent, followsSpace: Bool, followsLineEnd: Bool, startsLine: Bool) {
    self.kind = kind
    self.lower = Int32(extent.lower)
    self.upper = Int32(extent.upper)
    self.followsSpace = followsSpace
    self.followsLineEnd = followsLineEnd
    self.startsLine = startsLine
  }

  var extent: Extent { Extent(Int(lower), Int(upper)) }
}

/// What stands after `#` on a line.
public struct Comment: Hashable, Sendable {
  /// From the `#` to the end of the line.
  public var extent: Extent
}
