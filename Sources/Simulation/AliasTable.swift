/// Draws an index with given weights in constant time: Walker's alias method, built as by Vose (1991).
public struct AliasTable: Hashable, Sendable {
  private let keep: [Double]
  private let alias: [Int32]

  /// Weights need not sum to 1; negative ones count as 0. Without a positive weight all are equal.
  public init(weights: [Double]) {
    precondition(!weights.isEmpty, "an alias table needs a weight")
    let n = weights.count
    let total = weights.reduce(0) { $0 + max(0, $1) }
    var scaled = weights.map { total > 0 ? max(0, $0) / total * Double(n) : 1 }
    var keep = [Double](repeating: 1, count: n)
    var alias = (0..<n).map { Int32($0) }
    var small = (0..<n).filter { scaled[$0] < 1 }
    var large = (0..<n).filter { scaled[$0] >= 1 }
    while let less = small.popLast(), let more = large.last {
      keep[less] = scaled[less]
      alias[less] = Int32(more)
      scaled[more] -= 1 - scaled[less]
      if scaled[more] < 1 {
        large.removeLast()
        small.append(more)
      }
    }
    self.keep = keep
    self.alias = alias
  }

  public var count: Int { keep.count }

  public func draw(_ stream: inout RandomStream) -> Int {
    // The high half of the product chooses the column; the low half is uniform within it.
    let product = stream.next().multipliedFullWidth(by: UInt64(keep.count))
    let i = Int(product.high)
    return Double(product.low >> 11) * 0x1p-53 < keep[i] ? i : Int(alias[i])
  }
}
