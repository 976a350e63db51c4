// The generic conversions of the standard library are many times slower than these.

extension Int128 {
  /// The whole number nearest to a number that is not negative; at most 10^38.
  @inlinable
  public init(nearest x: Double) {
    if x < 9e18 {
      self = x > 0 ? Int128(Int64(x + 0.5)) : 0
    } else {
      let bounded = Swift.min(x, 1e38)
      let high = (bounded * 0x1p-64).rounded(.down)
      let low = bounded - high * 0x1p64
      self = Int128(Int64(high)) << 64 + Int128(UInt64(low))
    }
  }

  /// The nearest floating-point number.
  @inlinable
  public var double: Double {
    if let small = Int64(exactly: self) { return Double(small) }
    return Double(Int64(truncatingIfNeeded: self >> 64)) * 0x1p64
      + Double(UInt64(truncatingIfNeeded: self))
  }
}
