import Syntax
import Testing

struct LimitTests {
  /// The titles of all diagnostics of a text.
  private func titles(_ text: String) -> [String] {
    Parser.parse(Source(text: text)).diagnostics.map(\.title)
  }

  @Test(arguments: [
    ("", "{", 100_000, "this `{` belongs to no statement"),
    ("", "at 1 h {", 100_000, "more than 64 brackets inside each other; I stop reading here"),
    ("print ", "(", 100_000, "more than 64 brackets inside each other; I stop reading here"),
    ("print ", "f(", 100_000, "more than 64 brackets inside each other; I stop reading here"),
    ("print ", "- ", 100_000, "more than 64 brackets inside each other; I stop reading here"),
    ("print ", "not ", 100_000, "more than 64 brackets inside each other; I stop reading here"),
    ("print 2", " ^ 2", 100_000, "more than 64 brackets inside each other; I stop reading here"),
    ("print 1", " + 1", 100_000, "an expression has more than 400 operators"),
    ("print 1", " -> h", 100_000, "an expression has more than 400 operators"),
    ("", "1 ", 1_000_001, "the file has more than 1000000 words and signs; it ends here for me"),
    ("", "}", 100_000, "this `}` has no `{` before it"),
    ("run ", "1e400", 1, "`1e400` is too large a number"),
    ("run ", "9", 500, "`99999999999999999999999999999...` is too large a number"),
    ("note ", "'", 100_001, "a text stands between two `\"`"),
    ("", "/*", 100_000, "a comment starts with `#`, not with `/*`"),
    ("chain a", "-a", 100_000, "a name has `_`, not `-`"),
  ])
  func `a text beyond a limit gets one error`(
    start: String, piece: String, count: Int, expected: String
  ) {
    #expect(titles(start + String(repeating: piece, count: count)) == [expected])
  }

  @Test func `64 brackets inside each other are read`() {
    let text =
      "print " + String(repeating: "(", count: 64) + "1" + String(repeating: ")", count: 64)
    #expect(formatted(text) == "print 1\n")
  }

  @Test func `an expression of 400 operators is read`() {
    let text = "print 1" + String(repeating: " + 1", count: 400) + "\n"
    #expect(formatted(text) == text)
  }

  @Test func `every statement has its operators for itself`() {
    let line = "print 1" + String(repeating: " + 1", count: 300) + "\n"
    #expect(formatted(line + line) == line + line)
  }

  @Test(arguments: [(5_000_000, "5.0"), (10_000_000, "10.0")])
  func `a file beyond 4 MB is refused at once`(size: Int, written: String) {
    let source = Source(name: "big.tri", bytes: [UInt8](repeating: UInt8(ascii: "\n"), count: size))
    let parsed = Parser.parse(source)
    #expect(parsed.statements.isEmpty)
    #expect(
      parsed.diagnostics.map(\.title) == ["the file has \(written) MB; a scenario may have 4 MB"])
  }

  @Test(
    arguments: [
      [0x72, 0x00], [0xFF, 0xFE], [0x80], [0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF0, 0x80, 0x80, 0x80],
    ] as [[UInt8]])
  func `a file that is not text gets one error and nothing else`(bytes: [UInt8]) {
    let bytes = Array("run 2 h\nfoo bar\n".utf8) + bytes + Array("\nbaz".utf8)
    let parsed = Parser.parse(Source(bytes: bytes))
    #expect(parsed.statements.isEmpty)
    #expect(
      parsed.diagnostics.map(\.title) == [
        "this is not a text file (line 3 has bytes that are not UTF-8 text)"
      ])
  }

  @Test func `at most 100 errors are reported`() {
    #expect(titles(String(repeating: "foo\n", count: 10_000)).count == 100)
    #expect(titles(String(repeating: "print a == b\n", count: 10_000)).count == 100)
  }

  @Test func `an empty file is an empty scenario`() {
    #expect(formatted("") == "")
    #expect(formatted(" \n# only a comment") == "")
  }
}
