import Terminal

/// The inside of a line chart: lines, bands and event columns on a field of cells. Rows count from
/// the bottom.
///
/// Where letters of lines share cells they take turns, two columns each, so that none hides
/// another; a theory shows in every third column of what agrees with it.
struct Plot {
  struct Line {
    var glyph: Character
    var style: Style
    var isTheory: Bool
  }

  private struct Claim {
    var line: Int
    var text: String
    var isOnTop = false
  }

  let columns: Int
  let rows: Int
  let charset: Charset
  private let ink: Ink
  private let lines: [Line]
  private var claims: [[Claim]]
  /// Dots of braille by cell, all lines together.
  private var dots: [UInt32]
  private var under: [(text: String, style: Style)?]

  init(columns: Int, rows: Int, charset: Charset, lines: [Line]) {
    self.columns = columns
    self.rows = rows
    self.charset = charset
    self.lines = lines
    ink = Ink(charset)
    claims = Array(repeating: [], count: columns * rows)
    dots = Array(repeating: 0, count: columns * rows)
    under = Array(repeating: nil, count: columns * rows)
  }

  /// Shades between two paths.
  mutating func shade(from low: Trace, to high: Trace, _ style: Style) {
    for (column, (below, above)) in zip(low.spans, high.spans).enumerated() {
      guard let below, let above else { continue }
      for row in Int(below.low.rounded())...max(Int(below.low.rounded()), Int(above.high.rounded()))
      {
        under[row * columns + column] = (ink.band, style)
      }
    }
  }

  /// An event stands in every row of its column; its number, if any, at the top.
  mutating func mark(column: Int, number: String?) {
    for row in 0..<rows { under[row * columns + column] = (ink.event, .accent) }
    if let number { under[(rows - 1) * columns + column] = (number, .accent) }
  }

  /// An event that came before: a sign at the top alone, so that many of them hide nothing.
  mutating func remark(column: Int, number: String?) {
    under[(rows - 1) * columns + column] = (number ?? ink.event, .accent)
  }

  /// A character of a line in one cell, over all else.
  mutating func set(_ text: String, of line: Int, column: Int, row: Int) {
    claims[row * columns + column].removeAll { $0.line == line }
    claims[row * columns + column].append(Claim(line: line, text: text, isOnTop: true))
  }

  /// Draws points, in order of `x`; `x` and `y` lie between 0 and 1, `y` is nothing for a gap.
  mutating func draw(_ points: [(x: Double, y: Double?)], as line: Int) {
    let path = trace(points)
    switch charset {
    case .ascii: drawLetters(path, as: line)
    case .blocks: drawBoxes(path, as: line)
    case .braille: drawDots(points, as: line)
    }
    if charset != .ascii { letter(path, line) }
  }

  func trace(_ points: [(x: Double, y: Double?)], fine: Bool = false) -> Trace {
    let width = fine ? columns * 2 : columns
    let across = Double(columns - 1) * (fine ? 2 : 1)
    let up = Double(rows - 1) * (fine ? 4 : 1)
    // The middle of a cell lies between its two columns and its four rows of dots.
    let (left, bottom) = fine ? (0.5, 1.5) : (0, 0)
    return Trace(
      points.map { (left + $0.x * across, $0.y.map { bottom + $0 * up }) }, columns: width)
  }

  private mutating func claim(_ text: String, _ line: Int, column: Int, row: Int) {
    claims[row * columns + column].append(Claim(line: line, text: text))
  }

  private mutating func drawLetters(_ path: Trace, as line: Int) {
    let glyph = String(lines[line].glyph)
    for stroke in path.strokes {
      var (low, high) = (stroke.low, stroke.high)
      if let entry = stroke.entry {
        if entry < low - 1 { low = entry + 1 }
        if entry > high + 1 { high = entry - 1 }
      }
      for row in low...high { claim(glyph, line, column: stroke.column, row: row) }
    }
  }

  private mutating func drawBoxes(_ path: Trace, as line: Int) {
    if lines[line].isTheory { return drawLetters(path, as: line) }
    for stroke in path.strokes {
      let low = min(stroke.low, stroke.entry ?? stroke.low)
      let high = max(stroke.high, stroke.entry ?? stroke.high)
      for row in low...high {
        var arms: Arms = []
        if row > low { arms.insert(.down) }
        if row < high { arms.insert(.up) }
        if row == stroke.entry { arms.insert(.left) }
        if row == stroke.exit { arms.insert(.right) }
        claim(arms.character, line, column: stroke.column, row: row)
      }
    }
  }

  private mutating func drawDots(_ points: [(x: Double, y: Double?)], as line: Int) {
    // Bits of the four rows of dots, from below, in the left and right column (Unicode block 2800).
    let bits: [[UInt32]] = [[0x40, 0x04, 0x02, 0x01], [0x80, 0x20, 0x10, 0x08]]
    for stroke in trace(points, fine: true).strokes {
      if lines[line].isTheory, stroke.column % 2 == 1 { continue }
      var (low, high) = (stroke.low, stroke.high)
      if let entry = stroke.entry {
        if entry < low - 1 { low = entry + 1 }
        if entry > high + 1 { high = entry - 1 }
      }
      for dot in low...high {
        let cell = dot / 4 * columns + stroke.column / 2
        dots[cell] |= bits[stroke.column % 2][dot % 4]
        if claims[cell].last?.line != line { claims[cell].append(Claim(line: line, text: "")) }
      }
    }
  }

  /// Sets the letter of a line on it now and then, unless it is the only one.
  private mutating func letter(_ path: Trace, _ line: Int) {
    let isTheory = lines[line].isTheory
    // Dots of braille look alike; elsewhere a theory is drawn with its glyph throughout.
    if isTheory, charset != .braille { return }
    let strokes = path.strokes
    let alike = lines.filter { $0.isTheory == isTheory }.count
    if alike > 1 {
      let every = max(8, columns / 5)
      let offset = every / 2 + every * (line % 3) / 3
      for stroke in strokes where stroke.column % every == offset % every {
        set(String(lines[line].glyph), of: line, column: stroke.column, row: stroke.exit)
      }
    }
    // A point with a gap on both sides would be an unseen speck.
    for (i, stroke) in strokes.enumerated() where stroke.entry == nil && stroke.low == stroke.high {
      let isFollowed = i + 1 < strokes.count && strokes[i + 1].entry != nil
      if !isFollowed {
        set(String(lines[line].glyph), of: line, column: stroke.column, row: stroke.exit)
      }
    }
  }

  /// What a cell shows.
  func cell(column: Int, row: Int) -> (text: String, style: Style)? {
    let index = row * columns + column
    var claims = self.claims[index]
    if let top = claims.last(where: \.isOnTop) {
      claims = [top]
    } else {
      let theory = claims.filter { lines[$0.line].isTheory }
      let measured = claims.filter { !lines[$0.line].isTheory }
      // Corners of box characters would be torn by dots.
      let isFlat = charset != .blocks || measured.allSatisfy { $0.text == "─" }
      claims = measured.isEmpty || !theory.isEmpty && column % 3 == 2 && isFlat ? theory : measured
    }
    guard let last = claims.last else { return under[index] }
    let isTurn = charset == .ascii || claims.allSatisfy { $0.text == last.text }
    let claim = isTurn ? claims[column / 2 % claims.count] : last
    let style = lines[claim.line].style
    if claim.text.isEmpty, let scalar = Unicode.Scalar(0x2800 + dots[index]) {
      return (String(Character(scalar)), style)
    }
    return (claim.text, style)
  }
}
