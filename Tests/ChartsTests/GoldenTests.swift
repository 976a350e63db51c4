import Charts
import Terminal
import TestSupport
import Testing

struct GoldenTests {
  @Test(arguments: Samples.lines.map(\.0), Charset.allCases)
  func `a line chart looks as recorded`(name: String, charset: Charset) {
    let chart = Samples.lines.first { $0.0 == name }!.1
    golden(sheet(charset) { chart.drawn(on: $0) }, named: "line \(name) \(charset)")
  }

  @Test(arguments: Charset.allCases)
  func `data without an ordinary picture have a defined one`(charset: Charset) {
    let page = Page(width: 60, height: 16, charset: charset)
    let pictures = Samples.odd.map { "== \($0.0)\n\($0.1.drawn(on: page).plain)" }
    golden(pictures.joined(separator: "\n\n"), named: "line odd \(charset)")
  }

  @Test(arguments: Charset.allCases)
  func `bar charts look as recorded`(charset: Charset) {
    golden(
      Samples.bars.map { bar in "== \(bar.0)\n" + sheet(charset) { bar.1.drawn(on: $0) } }
        .joined(separator: "\n\n"), named: "bars \(charset)")
  }

  @Test(arguments: Charset.allCases)
  func `histograms look as recorded`(charset: Charset) {
    golden(
      Samples.histograms.map { chart in "== \(chart.0)\n" + sheet(charset) { chart.1.drawn(on: $0) }
      }
      .joined(separator: "\n\n"), named: "histograms \(charset)")
  }

  @Test(arguments: Charset.allCases)
  func `tables look as recorded`(charset: Charset) {
    golden(
      Samples.tables.map { table in "== \(table.0)\n" + sheet(charset) { table.1.drawn(on: $0) } }
        .joined(separator: "\n\n"), named: "tables \(charset)")
  }

  @Test(arguments: Charset.allCases)
  func `triangles look as recorded`(charset: Charset) {
    golden(
      Samples.triangles.map { chart in "== \(chart.0)\n" + sheet(charset) { chart.1.drawn(on: $0) }
      }
      .joined(separator: "\n\n"), named: "triangles \(charset)")
  }

  @Test(arguments: Charset.allCases)
  func `box charts look as recorded`(charset: Charset) {
    golden(
      Samples.boxes.map { chart in "== \(chart.0)\n" + sheet(charset) { chart.1.drawn(on: $0) } }
        .joined(separator: "\n\n"), named: "boxes \(charset)")
  }

  @Test(arguments: Charset.allCases)
  func `heat maps look as recorded`(charset: Charset) {
    golden(
      Samples.heatmaps.map { chart in "== \(chart.0)\n" + sheet(charset) { chart.1.drawn(on: $0) }
      }
      .joined(separator: "\n\n"), named: "heatmaps \(charset)")
  }

  @Test(arguments: Charset.allCases)
  func `attack trees look as recorded`(charset: Charset) {
    golden(
      Samples.attackTrees.map { chart in
        "== \(chart.0)\n" + sheet(charset) { chart.1.drawn(on: $0) }
      }
      .joined(separator: "\n\n"), named: "attack trees \(charset)")
  }

  @Test(arguments: Charset.allCases)
  func `block trees look as recorded`(charset: Charset) {
    golden(
      Samples.blockTrees.map { chart in
        "== \(chart.0)\n" + sheet(charset) { chart.1.drawn(on: $0) }
      }
      .joined(separator: "\n\n"), named: "block trees \(charset)")
  }

  /// Every width and character set; a picture that looks like one before it is only named.
  @Test(arguments: ChartKind.allCases)
  func `odd data have a defined picture in every kind of chart`(kind: ChartKind) {
    var text = ""
    for data in OddData.allCases {
      text += "==== \(data.rawValue)\n"
      var seen: [String: String] = [:]
      for width in [40, 80, 120] {
        for charset in Charset.allCases {
          let page = Page(width: width, height: 14, charset: charset)
          let picture = kind.drawn(data, on: page)
          check(picture, page)
          let name = "\(charset) \(width)"
          if let first = seen[picture.plain] {
            text += "-- \(name): as \(first)\n"
          } else {
            seen[picture.plain] = name
            text += "-- \(name)\n\(picture.plain)\n"
          }
        }
      }
    }
    golden(text, named: "odd \(kind.rawValue)")
  }

  @Test(arguments: [(60, 14), (80, 24), (120, 40)])
  func `a chart with an event leaves the rows of its page`(width: Int, height: Int) {
    let rows = Samples.throughput.drawn(on: Page(width: width, height: height)).lines.count
    #expect(rows <= height)
    #expect(rows <= 17)
  }

  @Test func `colour adds nothing but escapes`() {
    let text = Samples.crowd.drawn(on: Page(charset: .blocks))
    var bare = text.ansi
    while let start = bare.firstIndex(of: "\u{1B}"), let end = bare[start...].firstIndex(of: "m") {
      bare.removeSubrange(start...end)
    }
    #expect(bare == text.plain)
    #expect(text.ansi != text.plain)
  }

  /// One picture at three widths.
  private func sheet(_ charset: Charset, _ draw: (Page) -> StyledText) -> String {
    [40, 80, 120].map { draw(Page(width: $0, charset: charset)).plain }.joined(separator: "\n\n")
  }
}
