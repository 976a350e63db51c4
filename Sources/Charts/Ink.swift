import Terminal

/// The characters that the parts of a chart are drawn with.
struct Ink {
  var horizontal, vertical, corner, tickLeft, tickBelow: String
  /// The right edge of a plot, between it and the labels of its lines.
  var rightEdge: String
  var band, event: String
  /// One for each of several theories.
  var theories: [String]
  /// Cells filled from empty to full: from below, and from the left.
  var risen, filled: [String]
  var whisker: (left: String, line: String, right: String)
  var plusMinus: String
  /// From light to dark, in five steps.
  var shades: [String]
  /// The middle half of a distribution, and what is marked on it.
  var box: (filled: String, median: String, mean: String)
  /// Left of a part of a tree: with further parts below, as the last, and beside what is below it.
  var branch: (next: String, last: String, through: String)
  /// What is left out, and what points at a mark.
  var dots, pointer: String
  /// The outline of a triangle and its inside.
  var triangle:
    (
      top: String, rising: String, falling: String, base: String, left: String, right: String,
      full: String, empty: String
    )

  init(_ charset: Charset) {
    switch charset {
    case .ascii:
      (horizontal, vertical, corner, tickLeft, tickBelow) = ("-", "|", "+", "+", "+")
      rightEdge = "|"
      (band, event) = ("'", ":")
      theories = [".", "~", "="]
      risen = [" ", ".", ".", ":", ":", ":", "#", "#", "#"]
      filled = [" ", ".", ".", ".", "#", "#", "#", "#", "#"]
      whisker = ("|", "-", "|")
      plusMinus = "+-"
      shades = [" ", ".", ":", "+", "#"]
      box = ("=", "M", "*")
      branch = ("+- ", "+- ", "|  ")
      (dots, pointer) = ("...", "<-")
      triangle = ("+", "/", "\\", "-", "+", "+", "#", ".")
    case .blocks, .braille:
      (horizontal, vertical, corner, tickLeft, tickBelow) = ("─", "│", "└", "┤", "┬")
      rightEdge = " "
      (band, event) = ("░", "┆")
      theories = ["·", "×", "°"]
      risen = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
      filled = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]
      whisker = ("├", "─", "┤")
      plusMinus = "±"
      shades = [" ", "░", "▒", "▓", "█"]
      box = ("▒", "┃", "×")
      branch = ("├─ ", "└─ ", "│  ")
      (dots, pointer) = ("…", "←")
      triangle = ("▴", "╱", "╲", "─", "└", "┘", "█", "·")
    }
  }
}

extension Page {
  /// A text from outside as this page can show it: one line, without control characters, ASCII only
  /// where that is asked for.
  func shows(_ text: String) -> String {
    let text = escapingControls(text)
    guard charset == .ascii else { return text }
    return String(text.map { $0.isASCII ? $0 : "?" })
  }

  var ink: Ink { Ink(charset) }
}
