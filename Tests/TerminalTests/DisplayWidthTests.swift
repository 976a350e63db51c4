import Terminal
import Testing

struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("größe", 5), ("日本", 4), ("e\u{301}", 1), ("👍🏽", 2), ("🇩🇪", 2),
    ("👨‍👩‍👧", 2), ("☎\u{FE0F}", 2), ("한", 2), ("ﾊ", 1), ("a\u{200B}b", 2),
  ])
  func `a text takes the columns a terminal gives it`(text: String, width: Int) {
    #expect(displayWidth(text) == width)
  }

  @Test(arguments: ["\u{1B}[31m", "a\tb\n", "\r\n", "\u{202E}abc", "\u{7F}", "\u{85}", "\u{2069}"])
  func `a control character takes the columns of its escaped form`(text: String) {
    #expect(displayWidth(text) == escapingControls(text).count)
  }

  @Test(arguments: [
    ("\u{1B}[31mred", "\\u{1B}[31mred"), ("a\nb\tc\r", "a\\nb\\tc\\r"), ("\0", "\\u{0}"),
    ("\u{7F}\u{9B}", "\\u{7F}\\u{9B}"),
    ("\u{202A}\u{202E}\u{2066}\u{2069}", "\\u{202A}\\u{202E}\\u{2066}\\u{2069}"),
    ("plain ü 日", "plain ü 日"), ("a\r\nb", "a\\r\\nb"),
  ])
  func `what steers a terminal is spelled out`(text: String, escaped: String) {
    #expect(escapingControls(text) == escaped)
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdefg", 6, "abc..."), ("abcdefg", 2, ".."), ("abcdefg", 0, ""),
    ("日本語日本", 7, "日本..."), ("a\u{1B}bc", 6, "a\\u..."),
  ])
  func `a text that is too long ends in dots`(text: String, width: Int, cut: String) {
    #expect(truncated(text, to: width) == cut)
  }
}
