#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Classes of fees in equal ratios, 10^(6/128), over 24 decades: they order bids; bids stay exact.
///
/// A fee counts per share of a block that its transaction takes, so kinds compete for space.
struct FeeScale: Hashable, Sendable {
  static let classes = 512
  static let logRatio = 6 * log(10.0) / 128

  /// Base units for a whole block at which class 0 begins.
  let bottom: Double

  /// Where a fee lies on the scale; its class is the whole part, within the classes.
  func position(_ unitsPerBlock: Double) -> Double {
    unitsPerBlock > bottom ? log(unitsPerBlock / bottom) / Self.logRatio : 0
  }

  static func fold(_ position: Double) -> Int {
    position >= Double(classes - 1) ? classes - 1 : position > 0 ? Int(position) : 0
  }
}
