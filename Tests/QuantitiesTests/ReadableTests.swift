import Testing

@testable import Quantities

@Suite struct `How numbers read` {
  @Test(
    arguments: [
      (0, "0"), (-0.0, "0"), (1056, "1056"), (7.00280112, "7.003"), (0.25, "0.25"),
      (1 / 3.0, "0.3333"),
      (123_456.789, "123457"), (9999.96, "10000"), (2.0e-5, "2e-5"), (1.23456e9 + 0.5, "1.235e9"),
      (-12.5, "-12.5"), (1e15, "1e15"), (.nan, "-"), (.infinity, "inf"), (0.99996, "1"),
    ] as [(Double, String)])
  func `a bare number has four significant digits`(x: Double, text: String) {
    #expect(Readable.number(x) == text)
  }

  @Test(arguments: [
    (Quantity(753, .time), "12.55 min"), (Quantity(90, .time), "90 s"), (Quantity(0, .time), "0 s"),
    (Quantity(32e6, .data), "32 MB"), (Quantity(0.24, .money), "0.24 USD"),
    (Quantity(17e9, .money), "17 bnUSD"), (Quantity(7, .transactionRate), "7 tx/s"),
    (Quantity(1060e18, .hashRate), "1060 EH/s"), (Quantity(0.5), "0.5"),
  ])
  func `a quantity chooses its unit`(quantity: Quantity, text: String) {
    #expect(Readable.quantity(quantity) == text)
  }

  @Test(arguments: [
    (Interval.minutes(134), "2 h 14 min"), (.days(3), "3 days"), (.seconds(0.4), "400 ms"),
    (.hours(25), "1 day 1 h"), (.seconds(60), "1 min"),
  ])
  func `a length of time has at most two units`(interval: Interval, text: String) {
    #expect(Readable.time(interval) == text)
  }

  @Test func `a fixed number rounds half away from zero and has no negative zero`() {
    #expect(Readable.fixed(2.5, places: 0) == "3")
    #expect(Readable.fixed(-0.001, places: 1) == "0.0")
    #expect(Readable.fixed(-1.25, places: 1) == "-1.3")
  }
}
