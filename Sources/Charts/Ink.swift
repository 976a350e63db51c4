import Terminal

/// The characters that the parts of a chart are drawn with.
struct Ink {
  var horizontal, vertical, corner, tickLeft, tickBelow: String
  /// The right edge of a plot, between it and the labels of its lines.
  var rightEdge: String
  var band, event, theory: String
  /// Cells filled from empty to full: from below, and from the left.
  var risen, filled: [String]
  var whisker: (left: String, line: String, right: String)
  var plusMinus: String

  init(_ charset: Charset) {
    switch charset {
    case .ascii:
      (horizontal, vertical, corner, tickLeft, tickBelow) = ("-", "|", "+", "+", "+")
      rightEdge = "|"
      (band, event, theory) = ("'", ":", ".")
      risen = [" ", ".", ".", ":", ":", ":", "#", "#", "#"]
      filled = [" ", ".", ".", ".", "#", "#", "#", "#", "#"]
      whisker = ("|", "-", "|")
      plusMinus = "+-"
    case .blocks, .braille:
      (horizontal, vertical, corner, tickLeft, tickBelow) = ("─", "│", "└", "┤", "┬")
      rightEdge = " "
      (band, event, theory) = ("░", "┆", "·")
      risen = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
      filled = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]
      whisker = ("├", "─", "┤")
      plusMinus = "±"
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
