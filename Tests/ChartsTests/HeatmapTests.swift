import Testing

@testable import Charts

struct HeatmapTests {
  @Test func `levels run from 0 at the lowest to 9 at the highest value`() {
    let linear = Levels(low: 10, high: 100, isLog: false)
    #expect([10, 20, 55.1, 100].map { linear.level(of: $0) } == [0, 1, 5, 9])
    let decades = Levels(low: 1, high: 1e9, isLog: true)
    #expect([1, 10, 1e5, 1e9].map { decades.level(of: $0) } == [0, 1, 5, 9])
    #expect((0...9).allSatisfy { decades.level(of: decades.value(at: $0)) == $0 })
  }

  @Test func `four decades or more are a step each, and never more than ten steps`() {
    let four = Levels(low: 0.02, high: 30, isLog: true)
    #expect([0.02, 0.1, 0.99, 1, 30].map { four.level(of: $0) } == [0, 1, 1, 2, 3])
    #expect((0..<four.count).map { four.shade(of: $0) } == [0, 1, 3, 4])
    #expect(Levels(low: 0.2, high: 30, isLog: true).decades == nil)
    let many = Levels(low: 1e-14, high: 1e12, isLog: true)
    #expect(many.count == 9 && many.decades?.step == 3)
    #expect(many.level(of: 1e12) == 8 && many.level(of: 1e-14) == 0)
  }

  @Test func `numbers of a side share a unit unless they are times of several`() {
    typealias Side = HeatmapChart.Side
    let sizes = Side(name: "size", unit: .bytes(binary: false), values: [1e6, 32e6])
    #expect(sizes == Side(name: "size", unit: "MB", labels: ["1", "32"]))
    let times = Side(name: "interval", unit: .time, values: [10, 600])
    #expect(times == Side(name: "interval", labels: ["10 s", "10 min"]))
    let minutes = Side(name: "interval", unit: .time, values: [60, 600])
    #expect(minutes == Side(name: "interval", unit: "min", labels: ["1", "10"]))
  }

  @Test(arguments: [
    ([0.5, 88.4], ["0.5", "88.4"]), ([0.2, 2.25], ["0.20", "2.25"]), ([120, 3.4], ["120", "3"]),
    ([0.012, 0.03], ["0.0120", "0.0300"]),
  ])
  func `neighbouring cells have equally many decimals`(values: [Double], texts: [String]) throws {
    let text = ValueText(.number(""), values: values)
    let places = try #require(text.places(for: values))
    #expect(values.map { text.text($0, places: places) } == texts)
  }

  @Test func `values decades apart have decimals of their own`() {
    let values = [0.001, 2, 600]
    #expect(ValueText(.number(""), values: values).places(for: values) == nil)
  }
}
