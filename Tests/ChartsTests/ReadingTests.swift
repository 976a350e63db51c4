import Terminal
import Testing

@testable import Charts

/// How numbers read in tables and beside bars.
struct ReadingTests {
  @Test(arguments: [
    ([0.1462, 0.00302], "USD", ["0.1462", "0.00302"]),
    ([0.0000176, 0.00031], "USD", ["0.0000176", "0.00031"]),
    ([2.6e-6, 9e-6], "USD", ["0.0000026", "0.000009"]),
    ([4e-12, 9e-12], "10^-12 USD", ["4", "9"]),
  ])
  func `small numbers have decimals before they have powers of ten`(
    values: [Double], unit: String, texts: [String]
  ) {
    let text = ValueText(.number("USD"), values: values)
    #expect(text.unitLabel == unit)
    #expect(values.map { text.text($0) } == texts)
  }

  @Test(arguments: [
    (74.93, 0.0004, "74.93 +- 0.01"), (7.102, 0.31, "7.1 +- 0.3"), (32, 25, "32 +- 25"),
    (10.4999, 0.0018, "10.50 +- 0.01"), (0.002831, 0.000006, "0.002831 +- 0.000006"),
    (23608, 57, "23608 +- 57"), (3191, 3898, "3191 +- 3898"), (0, 0.5, "0.0 +- 0.5"),
  ])
  func `an interval has no more digits than can be told`(
    value: Double, half: Double, text: String
  ) {
    let values = ValueText(.number("USD"), values: [value])
    #expect(values.text(value, halfWidth: half, plusMinus: "+-") == text)
  }

  @Test func `a time and its interval share a unit`() {
    let values = ValueText(.time, values: [221, 0.125])
    #expect(values.text(221, halfWidth: 116, plusMinus: "+-") == "3.7 +- 1.9 min")
    #expect(values.text(172_800 * 2, halfWidth: 8640, plusMinus: "+-") == "4.00 +- 0.10 days")
    #expect(values.text(0.125) == "125 ms")
  }
}
