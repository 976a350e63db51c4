import Quantities
import Testing

@testable import Charts

struct ScaleTests {
  private func labels(_ scale: Scale) -> String {
    scale.ticks.compactMap(\.label).joined(separator: " ")
  }

  private func vertical(_ low: Double, _ high: Double, _ unit: AxisUnit, log: Bool = false) -> Scale
  {
    Scale.vertical(from: low, to: high, axis: Axis(unit: unit, log: log), rows: 12).0
  }

  static let ranges: [(Double, Double, AxisUnit, String, String)] = [
    (0.0, 180.0, AxisUnit.number("tx/s"), "0 50 100 150 200", "tx/s"),
    (0, 4.2, .number(""), "0 1 2 3 4 5", ""),
    (-3, 5, .number(""), "-4 -2 0 2 4 6", ""),
    (0, 0.0031, .number("USD"), "0.000 0.001 0.002 0.003 0.004", "USD"),
    (0, 5.5e10, .number("tx"), "0 20 40 60", "billion tx"),
    (0, 3e-12, .number("USD"), "0 1 2 3", "10^-12 USD"),
    (0, 0.97, .percent, "0 25 50 75 100", "%"),
    (0, 0.172, .percent, "0 5 10 15 20", "%"),
    (0, 1e6, .bytes(binary: false), "0.0 0.2 0.4 0.6 0.8 1.0", "MB"),
    (0, 900_000, .bytes(binary: true), "0.00 0.25 0.50 0.75 1.00", "MiB"),
    (0, 100, .time, "0 30 60 90 120", "s"),
    (0, 3000, .time, "0 10 20 30 40 50", "min"),
    (0, 40_000, .time, "0 3 6 9 12", "h"),
    (0, 6.5 * 86_400, .time, "0 2 4 6 8", "days"),
    (0, 3.9 * Unit.year, .time, "0 1 2 3 4", "years"),
  ]

  @Test(arguments: ranges)
  func `ticks are round numbers of their unit`(
    low: Double, high: Double, unit: AxisUnit, expected: String, name: String
  ) {
    let scale = vertical(low, high, unit)
    #expect(labels(scale) == expected)
    #expect(scale.unitLabel == name)
  }

  static let times: [(Double, Int, String, String)] = [
    (21_600, 60, "0 1 2 3 4 5 6", "h"), (1_209_600, 60, "0 2 4 6 8 10 12 14", "days"),
    (21_600, 24, "0 2 4 6", "h"), (90, 60, "0 15 30 45 60 75 90", "s"),
    (600, 60, "0 2 4 6 8 10", "min"), (86_400, 60, "0 6 12 18 24", "h"),
    (31_536_000, 60, "0 2 4 6 8 10", "months"), (0.25, 60, "0 50 100 150 200 250", "ms"),
    (1, 60, "0.0 0.2 0.4 0.6 0.8 1.0", "s"),
  ]

  @Test(arguments: times)
  func `a time axis has the steps of clocks and calendars`(
    end: Double, columns: Int, expected: String, unit: String
  ) {
    let scale = Scale.horizontal(from: 0, to: end, axis: Axis(unit: .time), columns: columns)
    #expect(labels(scale) == expected)
    #expect(scale.unit.name == unit)
  }

  @Test func `a label is never a negative zero`() {
    for step in 1...200 {
      let size = Double(step) * 0.37
      let scale = vertical(-size, size * 0.7, .number(""))
      #expect(!scale.ticks.contains { $0.label?.hasPrefix("-0") ?? false && $0.value == 0 })
      #expect(scale.ticks.contains { $0.value == 0 })
    }
  }

  @Test func `labels of one axis have equally many decimals`() {
    for step in 1...300 {
      let size = Double(step) * 0.013
      let places = Set(
        vertical(0, size, .number("")).ticks.compactMap { tick in
          tick.label.map { $0.split(separator: ".").dropFirst().first?.count ?? 0 }
        })
      #expect(places.count == 1)
    }
  }

  @Test func `a vertical axis has a tick for about every third row, each on a row`() {
    for step in 1...300 {
      let (scale, rows) = Scale.vertical(
        from: 0, to: Double(step), axis: Axis(unit: .number("")), rows: 12)
      #expect((2...6).contains(scale.ticks.count - 1))
      #expect(rows % (scale.ticks.count - 1) == 0)
      #expect(rows <= 12)
    }
  }

  @Test func `a log axis labels decades, and 2 and 5 between few of them`() {
    #expect(labels(vertical(3, 70, .number(""), log: true)) == "1 2 5 10 20 50 100")
    #expect(labels(vertical(3, 40_000, .number(""), log: true)) == "1 10 100 1000 10000 100000")
    #expect(vertical(3, 70, .number(""), log: true).ticks.filter(\.isMinor).count == 4)
  }

  @Test(arguments: [
    (0.4, 30_000.0, AxisUnit.time, "100 ms 1 s 10 s 1 min 10 min 1 h 10 h"),
    (1024, 60_000, .bytes(binary: true), "1 KiB 2 KiB 4 KiB 8 KiB 16 KiB 32 KiB 64 KiB"),
    (1e3, 1e9, .bytes(binary: false), "1 kB 10 kB 100 kB 1 MB 10 MB 100 MB 1 GB"),
    (1e-9, 1e-3, .number(""), "10^-9 10^-8 10^-7 10^-6 10^-5 0.0001 0.001"),
  ])
  func `a log axis of many decades says each in the unit people use`(
    low: Double, high: Double, unit: AxisUnit, expected: String
  ) {
    #expect(labels(vertical(low, high, unit, log: true)) == expected)
  }

  @Test func `zero is shown unless that would cost half of the room`() {
    #expect(Scale.range(of: 40, 100, log: false) == (0, 100))
    #expect(Scale.range(of: 60, 100, log: false) == (60, 100))
    #expect(Scale.range(of: -100, -40, log: false) == (-100, 0))
    #expect(Scale.range(of: 7, 7, log: false) == (0, 7))
  }
}

struct ValueTextTests {
  @Test(arguments: [
    (6.4, 0.52, "6.4 +- 0.5"), (4.21, 0.12, "4.21 +- 0.12"), (134.2, 6.3, "134 +- 6"),
    (1234, 250, "1234 +- 250"), (5, 0, "5"), (5, .nan, "5"),
    (0.00123, 0.00004, "0.00123 +- 0.00004"),
  ])
  func `an interval decides how many digits are told`(value: Double, half: Double, text: String) {
    let values = ValueText(.number("tx/s"), values: [value])
    #expect(values.text(value, halfWidth: half, plusMinus: "+-") == text)
  }

  @Test func `values far apart have their own units`() {
    let values = ValueText(.time, values: [3600, 0.4])
    #expect(values.unitLabel == "")
    #expect(values.text(3600) == "1 h")
    #expect(values.text(0.4) == "400 ms")
    #expect(ValueText(.time, values: [3600, 7200]).unitLabel == "h")
  }
}

struct GlyphTests {
  @Test func `a series has the first letter of its name that is free`() {
    #expect(glyphs(for: ["base", "big", "zk"]) == ["b", "i", "z"])
    #expect(glyphs(for: ["aa", "aa", "aa"]) == ["a", "b", "c"])
    #expect(glyphs(for: ["日本", ""]) == ["a", "b"])
    #expect(glyphs(for: Array(repeating: "x", count: 70)).suffix(2) == ["*", "*"])
  }
}

struct TraceTests {
  @Test func `a spike between two columns stays visible`() {
    var points: [(x: Double, y: Double?)] = (0..<1000).map { (Double($0) / 999 * 49, 0) }
    points[500].y = 12
    let strokes = Trace(points, columns: 50).strokes
    #expect(strokes.count == 50)
    #expect(strokes.map(\.high).max() == 12)
    #expect(strokes.filter { $0.high == 12 }.count == 1)
  }

  @Test func `columns between two points lie on the line through them`() {
    let strokes = Trace([(0, 0), (4, 8)], columns: 5).strokes
    #expect(strokes.map(\.exit) == [0, 2, 4, 6, 8])
    #expect(strokes.dropFirst().map(\.entry) == [0, 2, 4, 6])
  }

  @Test func `a gap is not bridged`() {
    let strokes = Trace([(0, 1), (1, nil), (4, 1)], columns: 5).strokes
    #expect(strokes.map(\.column) == [0, 4])
    #expect(strokes[1].entry == nil)
  }
}

struct BinningTests {
  private func bins(_ values: [Double]) -> [HistogramChart.Bin] {
    values.map { .init(lower: $0, upper: $0, count: 1) }
  }

  @Test
  func `bins are twice the quartile distance over the cube root of the count wide, made round`()
    throws
  {
    // 1000 values 0 ... 999: quartiles 250 and 750, so 2 * 500 / 10 = 100.
    let bins = (0..<1000).map {
      HistogramChart.Bin(lower: Double($0), upper: Double($0 + 1), count: 1)
    }
    let binning = try #require(Binning(bins, axis: Axis(unit: .number("")), most: 50))
    #expect(binning.edges == (0...10).map { Double($0) * 100 })
    #expect(binning.shares.allSatisfy { abs($0 - 0.1) < 1e-9 })
  }

  @Test func `nothing is lost`() throws {
    for axis in [Axis(unit: .time), Axis(unit: .time, log: true)] {
      let binning = try #require(
        Binning(bins([1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 4000]), axis: axis, most: 30))
      let inside = binning.shares.reduce(0, +)
      #expect(abs(inside + (binning.beyond?.share ?? 0) - 1) < 1e-9)
    }
  }

  @Test func `a long tail is cut and told`() throws {
    let binning = try #require(
      Binning(bins((1...1000).map(Double.init) + [1e6]), axis: Axis(unit: .time), most: 40))
    #expect(binning.beyond?.largest == 1e6)
    #expect((binning.edges.last ?? 0) < 2000)
  }

  @Test func `whole numbers have a bin each`() throws {
    let binning = try #require(
      Binning(bins([0, 0, 0, 1, 1, 2]), axis: Axis(unit: .number("")), most: 40))
    #expect(binning.edges == [0, 1, 2, 3])
    #expect(binning.shares.map { ($0 * 6).rounded() } == [3, 2, 1])
  }
}
