import Testing

@testable import Blockchain

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct PowerLawTests {
  /// Producers, Nakamoto coefficient, and the share that they must exceed together.
  static let wanted: [(Int, Int, Double)] = [
    (40, 7, 1.0 / 3), (20, 3, 0.5), (1, 1, 0.5), (2, 2, 0.5), (10, 1, 0.5), (1_000, 1, 0.5),
    (1_000, 500, 0.5), (20, 11, 0.5), (21, 8, 1.0 / 3),
  ]

  @Test(arguments: wanted)
  func `exactly so many are the fewest with more than the threshold`(
    count: Int, nakamoto: Int, threshold: Double
  ) throws {
    let shares = try #require(
      PowerLaw.shares(count: count, nakamoto: nakamoto, threshold: threshold))
    #expect(shares.count == count)
    #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
    #expect(shares.prefix(nakamoto).reduce(0, +) > threshold)
    #expect(shares.prefix(nakamoto - 1).reduce(0, +) <= threshold + 1e-12)
  }

  @Test func `shares fall with one power of the rank`() throws {
    let shares = try #require(PowerLaw.shares(count: 40, nakamoto: 7, threshold: 1.0 / 3))
    let power = log(shares[0] / shares[1]) / log(2)
    for (i, share) in shares.enumerated() {
      #expect(abs(share - shares[0] / pow(Double(i + 1), power)) < 1e-12)
    }
  }

  @Test func `every coefficient up to that of equal shares is possible and none above`() {
    for count in 1...30 {
      for nakamoto in 1...count {
        let shares = PowerLaw.shares(count: count, nakamoto: nakamoto, threshold: 0.5)
        #expect((shares != nil) == (nakamoto <= count / 2 + 1), "\(count) \(nakamoto)")
      }
    }
  }

  @Test(arguments: [(0, 0), (5, 0), (5, 6), (1_001, 3)])
  func `what makes no sense has no shares`(count: Int, nakamoto: Int) {
    #expect(PowerLaw.shares(count: count, nakamoto: nakamoto, threshold: 0.5) == nil)
  }
}
