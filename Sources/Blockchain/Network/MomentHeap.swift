/// What happens next in a broadcast: time, kind and node packed into one integer in a binary heap.
///
/// Ties go by kind, then by node, and so never by the order of insertion.
struct MomentHeap: Sendable {
  enum Kind: UInt64 {
    /// The first announcement reaches a node.
    case announcement
    /// A node's request reaches the peer that it asks.
    case request
    /// The oldest upload of a node ends, or would if no other had begun since.
    case upload
  }

  /// Microseconds that fit: 2^46, more than two years.
  static let limit: Int64 = 1 << 46
  /// Nodes that fit.
  static let nodeLimit = 1 << 15

  private var keys: [UInt64] = []

  @inline(__always)
  mutating func push(_ kind: Kind, _ node: Int, at time: Int64) {
    let key =
      UInt64(truncatingIfNeeded: time << 17 | Int64(truncatingIfNeeded: node)) | kind.rawValue << 15
    keys.append(key)
    rise(key, from: keys.count &- 1)
  }

  /// The key rises from a hole as far as it belongs.
  @inline(__always)
  private mutating func rise(_ key: UInt64, from hole: Int) {
    keys.withUnsafeMutableBufferPointer { keys in
      var hole = hole
      while hole > 0 {
        let parent = (hole &- 1) >> 1
        if keys[parent] <= key { break }
        keys[hole] = keys[parent]
        hole = parent
      }
      keys[hole] = key
    }
  }

  /// The earliest, which it takes out.
  @inline(__always)
  mutating func pop() -> (time: Int64, kind: Kind, node: Int)? {
    guard let last = keys.popLast() else { return nil }
    var first = last
    let count = keys.count
    if count > 0 {
      // The hole sinks to a leaf without a look at the last key, which then rises from there: it
      // belongs near the bottom nearly always, and no branch has to be guessed on the way.
      let hole = keys.withUnsafeMutableBufferPointer { keys in
        first = keys[0]
        var hole = 0
        var child = 1
        while child &+ 1 < count {
          child &+= keys[child &+ 1] < keys[child] ? 1 : 0
          keys[hole] = keys[child]
          hole = child
          child = 2 &* hole &+ 1
        }
        if child < count {
          keys[hole] = keys[child]
          hole = child
        }
        return hole
      }
      rise(last, from: hole)
    }
    let kind = Kind(rawValue: first >> 15 & 3) ?? .upload
    return (Int64(truncatingIfNeeded: first >> 17), kind, Int(truncatingIfNeeded: first & 0x7fff))
  }
}
