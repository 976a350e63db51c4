import Terminal
import Testing

@testable import Lessons

struct `Markdown on a terminal` {
  private static let page = """
    # A title

    Some *plain* text with `code`, **weight** and a [link](https://example.org/a),
    which goes on here, and on, until the line is longer than a narrow terminal is wide.

    - first
    - second item that is long enough to be broken over two lines of a narrow terminal
      1. inner
    > **True.** A quote that says a verdict and is long enough to be broken as well.

    | size | nodes |
    |-----:|:------|
    | 1 MB | 81 % of all who might run one |
    | 32 MB | 45 % |

    ```text
    +--+
    |  |  as it is
    ```
    """

  @Test func `at 60 columns`() {
    #expect(
      Markdown.shown(Self.page, width: 60).plain == """
        A title
        =======

        Some plain text with `code`, weight and a link
        (https://example.org/a), which goes on here, and on, until
        the line is longer than a narrow terminal is wide.

          - first
          - second item that is long enough to be broken over two
            lines of a narrow terminal
            1. inner

        | True. A quote that says a verdict and is long enough to be
        | broken as well.

           size  nodes
          -----  -----------------------------
           1 MB  81 % of all who might run one
          32 MB  45 %

            +--+
            |  |  as it is
        """)
  }

  @Test(arguments: [40, 60, 80, 120])
  func `no line is wider than the terminal`(width: Int) {
    for line in Markdown.shown(Self.page, width: width).lines {
      #expect(displayWidth(line.plain) <= width, "\(line.plain)")
    }
  }

  @Test(arguments: [
    ("2 * 3 * 4", "2 * 3 * 4"), ("snake_case_name", "snake_case_name"), ("a ** b", "a ** b"),
    ("*open", "*open"), ("\\*not\\*", "*not*"), ("**bold *and* more**", "bold and more"),
    ("[to](03-next.md)", "to"), ("[open", "[open"), ("`a*b*c`", "`a*b*c`"),
  ])
  func `marks that mark nothing stay`(text: String, shown: String) {
    #expect(Markdown.inline(text).plain == shown)
  }

  @Test func `control characters do not reach the terminal`() {
    let shown = Markdown.shown(
      "evil \u{1B}[2J\n\n```\n\u{1B}[31m\n```\n[a](http://\u{7}x)", width: 60)
    #expect(!shown.plain.unicodeScalars.contains { $0.value == 0x1B || $0.value == 7 })
  }

  @Test func `any text is shown without a crash`() {
    let pieces = [
      "`", "*", "**", "_", "|", "|-", "> ", "#", "- ", "1. ", "```", "\n", " ", "a", "[", "](", ")",
      "\\", "é",
    ]
    var seed: UInt64 = 7
    for _ in 0..<2000 {
      var text = ""
      for _ in 0..<30 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(seed >> 33) % pieces.count]
      }
      for line in Markdown.shown(text, width: 40).lines {
        #expect(displayWidth(line.plain) <= 40, "\(text)")
      }
    }
  }
}
