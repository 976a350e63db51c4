/// Text in which each run of characters has a style; whether styles show is decided when it is printed.
public struct StyledText: Hashable, Sendable {
  public struct Run: Hashable, Sendable {
    public var text: String
    public var style: Style

    public init(text: String, style: Style) {
      self.text = text
      self.style = style
    }
  }

  public private(set) var runs: [Run] = []

  public init() {}

  public init(_ text: String, _ style: Style = .plain) { append(text, style) }

  public var isEmpty: Bool { runs.isEmpty }

  public mutating func append(_ text: String, _ style: Style = .plain) {
    guard !text.isEmpty else { return }
    if let last = runs.last, last.style == style {
      runs[runs.count - 1].text += text
    } else {
      runs.append(Run(text: text, style: style))
    }
  }

  public mutating func append(_ other: StyledText) {
    for run in other.runs { append(run.text, run.style) }
  }

  public static func + (a: StyledText, b: StyledText) -> StyledText {
    var sum = a
    sum.append(b)
    return sum
  }

  /// The same with nothing dim, which a projector swallows.
  public var bright: StyledText {
    var text = StyledText()
    for run in runs { text.append(run.text, run.style == .dim ? .plain : run.style) }
    return text
  }

  /// The characters alone.
  public var plain: String { runs.map(\.text).joined() }

  /// With ANSI escapes (16 colours) around each styled run.
  public var ansi: String { runs.map { $0.style.escape($0.text) }.joined() }
}

/// One of few looks; it never carries meaning alone.
public enum Style: Hashable, Sendable {
  case plain, bold, dim, error, warning, good, accent
  /// Colour of the n-th series of a chart, from 0.
  case series(Int)

  func escape(_ text: String) -> String {
    let code: String
    switch self {
    case .plain: return text
    case .bold: code = "1"
    case .dim: code = "2"
    case .error: code = "1;31"
    case .warning: code = "33"
    case .good: code = "32"
    case .accent: code = "36"
    case .series(let n): code = ["34", "31", "32", "35", "36", "33"][n % 6]
    }
    // A style never spans a line break, so that pagers and prompts stay clean.
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "\u{1B}[\(code)m\($0)\u{1B}[0m" }
      .joined(separator: "\n")
  }
}

/// The characters that a picture may use.
public enum Charset: String, Hashable, Sendable, CaseIterable { case ascii, blocks, braille }

/// How much room a picture has, and with which characters it is drawn.
public struct Page: Hashable, Sendable {
  /// Columns, 40 ... 120.
  public var width: Int
  /// Rows that one picture may take at most.
  public var height: Int
  public var charset: Charset

  public init(width: Int = 80, height: Int = 24, charset: Charset = .ascii) {
    self.width = min(max(width, 40), 120)
    self.height = max(height, 8)
    self.charset = charset
  }
}
