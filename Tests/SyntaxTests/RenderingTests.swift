import Syntax
import Terminal
import Testing

struct RenderingTests {
  @Test func `a file shows its name, the line and its number`() {
    let text = "seed 1\n\nchain big {\n  block_size = 32 MB\n}"
    #expect(
      complaints(text, file: "block.tri") == """
        error T008: `block_size` takes its value without `=`
          block.tri:4:14
          4 |   block_size = 32 MB
            |              ^
          Try:  block_size 32 MB
        """)
  }

  @Test func `the prompt shows the line alone`() {
    #expect(
      complaints("plt throughput of base") == """
        error T006: I do not know the word `plt`
          | plt throughput of base
          | ^^^ did you mean `plot`?
        """)
  }

  @Test func `columns count display width, a tab as one`() {
    #expect(
      complaints("\tnote \"漢字é e\u{301}\" 7", file: "a.tri") == """
        error T011: `7` has no place in `note` here
          a.tri:1:17
          1 |  note "漢字é e\u{301}" 7
            |                 ^
          Try:  note "fees double"
        """)
  }

  @Test func `control characters are shown, not printed`() {
    #expect(
      complaints("note \"\u{1B}[31m\u{202E}\" 7", file: "a\u{7}.tri") == #"""
        error T011: `7` has no place in `note` here
          a\u{7}.tri:1:15
          1 | note "\u{1B}[31m\u{202E}" 7
            |                           ^
          Try:  note "fees double"
        """#)
  }

  @Test func `a long line is cut around the culprit`() {
    let text =
      "print " + String(repeating: "a, ", count: 60) + "b c, " + String(repeating: "d, ", count: 60)
      + "e"
    #expect(
      complaints(text, file: "a.tri") == """
        error T011: `c` has no place in `print` here
          a.tri:1:189
          1 | ... a, a, a, a, a, a, a, b c, d, d, d, d, d, d, d, d, d, d, d, d, d, ...
            |                            ^
          Try:  print base.fee
        """)
  }

  @Test func `the start of a long line is kept where the culprit stands there`() {
    let text = "plt " + String(repeating: "a, ", count: 60)
    #expect(
      complaints(text) == """
        error T006: I do not know the word `plt`
          | plt a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, ...
          | ^^^ did you mean `plot`?
        """)
  }

  @Test func `a label without room becomes a line of its own`() {
    let text = "compare " + String(repeating: "a, ", count: 18) + "b fee"
    let message = Diagnostic.Message(
      .syntax[0], "title", label: "a label that is long", notes: ["a note"])
    let diagnostic = Diagnostic(message, at: Extent(64, 67), in: Source(text: text))
    #expect(
      diagnostic.rendered.plain == """
        error T001: title
          | compare a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, b fee
          |                                                                 ^^^
          a label that is long
          a note
        """)
  }

  @Test func `a culprit over several lines is marked on its first`() {
    let diagnostic = Diagnostic(
      Diagnostic.Message(.syntax[0], "title"), at: Extent(2, 7), in: Source(text: "abcd\nefgh"))
    #expect(diagnostic.rendered.plain == "error T001: title\n  | abcd\n  |   ^^")
  }

  @Test func `long titles and notes are wrapped, and eight lines are the most`() {
    let words = String(repeating: "word ", count: 80)
    let diagnostic = Diagnostic(
      Diagnostic.Message(.syntax[0], words, severity: .warning, notes: [words]),
      at: Extent(0, 1), in: Source(name: "a.tri", text: "abc"))
    let lines = diagnostic.rendered.plain.split(separator: "\n")
    #expect(lines.count == 8)
    #expect(lines.allSatisfy { $0.count <= 78 })
    #expect(lines[0].hasPrefix("warning T001: word"))
    #expect(lines[1].hasPrefix("  word"))
  }

  @Test func `a diagnostic about a whole file names it`() {
    #expect(
      Parser.parse(Source(name: "a.tri", bytes: [0])).diagnostics.map(\.rendered.plain) == [
        """
        error T001: this is not a text file (line 1 has bytes that are not UTF-8 text)
          a.tri
          A scenario is plain text, saved as UTF-8.
        """
      ])
  }

  @Test func `kind and carets are coloured, the source is not`() {
    let diagnostic = Parser.parse(Source(text: "plt")).diagnostics[0]
    #expect(
      diagnostic.rendered.runs.map(\.style) == [
        .error, .bold, .plain, .dim, .plain, .dim, .error,
      ])
  }

  @Test func `line and column can be read`() {
    let diagnostic = Parser.parse(Source(text: "reset\nreset 7")).diagnostics[0]
    #expect(diagnostic.place?.line == 2)
    #expect(diagnostic.place?.column == 7)
    #expect(diagnostic.code.id == "T011")
    #expect(diagnostic.severity == .error)
  }
}
