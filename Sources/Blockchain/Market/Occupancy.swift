/// Which of many queues hold something, so that the highest is found without looking at each.
struct Occupancy: Sendable {
  private var words: [UInt64]

  init(count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

  mutating func insert(_ index: Int) { words[index >> 6] |= 1 << UInt64(index & 63) }
  mutating func remove(_ index: Int) { words[index >> 6] &= ~(1 << UInt64(index & 63)) }

  /// The highest occupied index below `bound`.
  func highest(below bound: Int) -> Int? {
    guard bound > 0 else { return nil }
    var word = (bound - 1) >> 6
    let shift = UInt64(63 - (bound - 1) & 63)
    var bits = words[word] & (UInt64.max >> shift)
    while true {
      if bits != 0 { return word << 6 | (63 - bits.leadingZeroBitCount) }
      if word == 0 { return nil }
      word -= 1
      bits = words[word]
    }
  }

  /// The lowest occupied index.
  var lowest: Int? {
    for (i, bits) in words.enumerated() where bits != 0 {
      return i << 6 | bits.trailingZeroBitCount
    }
    return nil
  }
}
