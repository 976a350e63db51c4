import Simulation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct EstimateTests {
  @Test(arguments: [
    (1.0, 12.706_205), (2, 4.302_653), (4, 2.776_445), (9, 2.262_157), (30, 2.042_272),
  ])
  func `Student's t is that of the tables`(degrees: Double, expected: Double) {
    // Two-sided 5 % points, NIST/SEMATECH e-Handbook 1.3.6.7.2, with more digits from R's qt.
    let t = SpecialFunctions.studentT(outside: 0.05, degrees: degrees)
    #expect(abs(t - expected) < 1e-5)
  }

  @Test func `an interval is t standard errors wide`() throws {
    let estimate = try #require(Estimate([1, 2, 3, 4, 5]))
    #expect(estimate.mean == 3)
    let half = try #require(estimate.halfWidth)
    #expect(abs(half - 2.776_445 * (2.5 / 5).squareRoot()) < 1e-5)
  }

  @Test func `one sample has a mean and no interval`() throws {
    let estimate = try #require(Estimate([7]))
    #expect(estimate.mean == 7 && estimate.halfWidth == nil)
    #expect(Estimate([]) == nil)
  }

  @Test func `Wilson's interval of 10 in 100`() {
    // Newcombe 1998, table I: 0.0552 to 0.1744.
    let interval = Estimate.wilson(successes: 10, of: 100)
    #expect(abs(interval.lowerBound - 0.0552) < 5e-5)
    #expect(abs(interval.upperBound - 0.1744) < 5e-5)
  }

  @Test(arguments: [(0, 0.0), (20, 1.0)])
  func `Wilson's interval of none and of all ends at the edge`(successes: Int, edge: Double) {
    let interval = Estimate.wilson(successes: successes, of: 20)
    #expect(abs((edge == 0 ? interval.lowerBound : interval.upperBound) - edge) < 1e-12)
  }

  @Test(arguments: [
    (0.5, 0.572_364_942_924_700), (3.7, 1.428_072_326_665_388), (10.0, 12.801_827_480_081_469),
    (1e6, 12_815_504.569_147_61),
  ])
  func `the logarithm of the gamma function`(x: Double, expected: Double) {
    // ln sqrt(pi); the others by Python's math.lgamma.
    #expect(abs(SpecialFunctions.logGamma(x) - expected) < 1e-13 * max(1, expected))
  }

  @Test(arguments: [(0.3, 2.0, 3.0, 0.3483), (0.8, 5.0, 1.0, 0.32768)])
  func `the incomplete beta function`(x: Double, a: Double, b: Double, expected: Double) {
    // Polynomials: I_x(2, 3) = 6x^2 - 8x^3 + 3x^4, I_x(5, 1) = x^5.
    let value = SpecialFunctions.logRegularizedBeta(x, complement: 1 - x, a, b)
    #expect(abs(exp(value) - expected) < 1e-12)
  }
}
