import Terminal
import Testing

struct LayoutTests {
  @Test(arguments: [
    ("one two three four", 9, 0, ["one two", "three", "four"]),
    ("one two three four", 9, 2, ["one two", "  three", "  four"]),
    ("abcdefghij kl", 4, 0, ["abcd", "efgh", "ij", "kl"]),
    ("abcdefghij", 4, 2, ["abcd", "  ef", "  gh", "  ij"]),
    ("a\nb c", 10, 2, ["a", "b c"]), ("", 5, 0, [""]), ("日本 語", 4, 0, ["日本", "語"]),
    ("  kept margin", 40, 0, ["  kept margin"]),
  ])
  func `words are kept whole where they fit`(text: String, width: Int, indent: Int, lines: [String])
  {
    #expect(StyledText(text).wrapped(width: width, indent: indent).lines.map(\.plain) == lines)
  }

  @Test func `wrapping keeps styles`() {
    let text = StyledText("red", .error) + StyledText("gin and more", .good)
    let wrapped = text.wrapped(width: 7)
    #expect(wrapped.plain == "redgin\nand\nmore")
    #expect(wrapped.runs.first == StyledText("red", .error).runs.first)
  }

  @Test func `padding counts columns`() {
    #expect(StyledText("日本").padded(to: 6).plain == "日本  ")
    #expect(StyledText("ab").padded(to: 4, toTheRight: true).plain == "  ab")
    #expect(StyledText("abcdef").padded(to: 4).plain == "abcdef")
    #expect(StyledText("a\nbcd").padded(to: 2).plain == "a \nbcd")
  }

  @Test func `cutting keeps styles and the width`() {
    let text = (StyledText("abc", .good) + StyledText("defgh")).truncated(to: 7)
    #expect(text.plain == "abcd...")
    #expect(text.runs.first?.style == .good)
    #expect(StyledText("日本語").truncated(to: 5).plain == "日...")
  }
}

struct TextTableTests {
  private func table(_ columns: Int) -> TextTable {
    TextTable(
      columns: (0..<columns).map {
        .init($0 == 0 ? "name" : "column \($0)", $0 == 0 ? .left : .right)
      },
      rows: ["base", "big"].map { name in
        [StyledText(name)] + (1..<columns).map { StyledText(String($0 * 11)) }
      })
  }

  @Test func `columns are aligned under underlined titles`() {
    #expect(
      table(3).drawn(on: Page()).plain == """
        name  column 1  column 2
        ----  --------  --------
        base        11        22
        big         11        22
        """)
  }

  @Test func `columns without room go on below, with the first again`() {
    #expect(
      table(5).drawn(on: Page(width: 40)).plain == """
        name  column 1  column 2  column 3
        ----  --------  --------  --------
        base        11        22        33
        big         11        22        33

        name  column 4
        ----  --------
        base        44
        big         44
        """)
  }

  @Test func `a cell wider than the page is cut, its control characters escaped`() {
    let table = TextTable(
      columns: [.init("a"), .init("b")],
      rows: [[StyledText(String(repeating: "x", count: 90)), StyledText("\u{1B}[1m\n")], []])
    let text = table.drawn(on: Page(width: 40))
    #expect(text.width <= 40)
    #expect(text.plain.contains("xxx...  \\u{1B}[1m\\n"))
  }
}
