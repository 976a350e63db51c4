import Testing

@testable import Simulation

struct RandomStreamTests {
  @Test func `the generator gives the published numbers of xoshiro256**`() {
    // Vector of the reference implementation for the state 1, 2, 3, 4, as in Rust's rand_xoshiro.
    var stream = RandomStream(seed: 0, "any")
    (stream.s0, stream.s1, stream.s2, stream.s3) = (1, 2, 3, 4)
    let expected: [UInt64] = [
      11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
    ]
    #expect(expected.map { _ in stream.next() } == expected)
  }

  @Test func `the seed is spread by SplitMix64`() {
    // Vector for the seed 1234567 (Rosetta Code, "Pseudo-random numbers/Splitmix64").
    var mixer = SplitMix64(state: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
    ]
    #expect(expected.map { _ in mixer.next() } == expected)
  }

  @Test func `a stream depends on its seed and names alone`() {
    var a = RandomStream(seed: 42, "bitcoin", "blocks")
    var b = RandomStream(seed: 42, "bitcoin", "blocks")
    #expect((0..<10).map { _ in a.next() } == (0..<10).map { _ in b.next() })
  }

  @Test(arguments: [
    RandomStream(seed: 43, "bitcoin", "blocks"), RandomStream(seed: 42, "bitcoin", "producers"),
    RandomStream(seed: 42, "bitcoinblocks"), RandomStream(seed: 42, "blocks", "bitcoin"),
  ])
  func `another seed or name gives another stream`(other: RandomStream) {
    #expect(other != RandomStream(seed: 42, "bitcoin", "blocks"))
  }

  @Test func `an index below a bound is even over it`() {
    var stream = RandomStream(seed: 1, "index")
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[stream.index(below: 7)] += 1 }
    // Standard deviation of a count: sqrt(70 000 * 1/7 * 6/7) = 92.6.
    #expect(counts.allSatisfy { abs($0 - 10_000) < 4 * 93 })
  }
}
