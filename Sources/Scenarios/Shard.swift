extension Session {
  /// One of several equal parts of every sweep, so that several machines can share the work.
  public struct Shard: Hashable, Sendable {
    /// From 1.
    public let number: Int
    public let count: Int

    /// Nothing where there is no such part.
    public init?(number: Int, of count: Int) {
      guard (1...100_000).contains(count), (1...count).contains(number) else { return nil }
      self.number = number
      self.count = count
    }

    /// Its rows: neighbours, so that the parts one after the other are the whole.
    func rows(of all: Int) -> Range<Int> {
      (number - 1) * all / count..<number * all / count
    }
  }
}
