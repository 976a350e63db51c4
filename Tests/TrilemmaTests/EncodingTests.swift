import Scenarios
import Syntax
import Terminal
import Testing

@testable import trilemma

/// Results as JSON and as comma-separated values.
struct EncodingTests {
  private let table = DataTable(
    kind: "table", title: "a \"b\"",
    columns: [.init(name: "system", unit: ""), .init(name: "throughput", unit: "tx/s")],
    rows: [[.text("big, bold"), .number(0.1 + 0.2)], [.text("say \"hi\"\n"), .missing]])

  @Test func `a table becomes one line of JSON`() {
    let report = Report(
      channel: .result, text: StyledText("x"), data: table, seed: 18_446_744_073_709_551_615,
      statement: "compare a")
    let expected =
      #"{"schema":"trilemma/1","version":"0.1","file":"a.tri","seed":18446744073709551615,"#
      + #""statement":"compare a","kind":"table","title":"a \"b\"","#
      + #""columns":[{"name":"system","unit":""},{"name":"throughput","unit":"tx/s"}],"#
      + #""rows":[["big, bold",0.30000000000000004],["say \"hi\"\n",null]]}"#
    #expect(JSONLine(result: report, source: Source(name: "a.tri", bytes: [])).text == expected)
  }

  @Test func `a result without a table is its text`() {
    let report = Report(channel: .result, text: StyledText("x", .bold), seed: 1, statement: "help")
    #expect(
      JSONLine(result: report, source: nil).text
        == #"{"schema":"trilemma/1","version":"0.1","seed":1,"statement":"help","kind":"text","#
        + #""text":"x"}"#)
  }

  @Test(arguments: [
    (1, "1"), (-0.5, "-0.5"), (1e-7, "1e-07"), (1e300, "1e+300"), (123_456_789, "123456789"),
    (.nan, "null"), (.infinity, "null"),
  ])
  func `numbers keep their precision, and what is no number is null`(number: Double, text: String) {
    #expect(JSONValue.number(number).text == text)
  }

  @Test func `control characters are escaped`() {
    #expect(JSONValue.text("\u{1}\t\r\u{1B}é").text == #""\u0001\t\r\u001bé""#)
  }

  @Test func `comma-separated values have units in the header and quotes where needed`() {
    #expect(
      CommaSeparated(table).text
        == "system,throughput[tx/s]\r\n\"big, bold\",0.30000000000000004\r\n"
        + "\"say \"\"hi\"\"\n\",\r\n")
  }

  @Test(arguments: [
    (0, 1, 1), (2, 1, 3), (3, 2, 1), (6, 2, 3), (7, 2, 4), (99, 2, 4),
  ])
  func `places count lines and characters from one`(offset: Int, line: Int, column: Int) {
    let place = TextPlace(of: offset, in: Array("ab\naéb".utf8))
    #expect(place.line == line)
    #expect(place.column == column)
  }
}
