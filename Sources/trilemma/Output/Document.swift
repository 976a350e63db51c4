import Scenarios
import Syntax
import Terminal

/// Results as one file for slides or for print, in place of lines of text.
final class Document {
  enum Form: Hashable {
    /// The pictures, one below the other.
    case drawing
    /// Everything: the scenario, its pictures and its tables.
    case page

    /// By the ending of a file's name; nothing for other files.
    init?(path: String) {
      let name = path.lowercased()
      if name.hasSuffix(".svg") {
        self = .drawing
      } else if name.hasSuffix(".html") || name.hasSuffix(".htm") {
        self = .page
      } else {
        return nil
      }
    }
  }

  let form: Form
  private var reports: [Report] = []
  private var sources: [Source] = []

  init(_ form: Form) { self.form = form }

  func note(_ report: Report, of source: Source?) {
    if let source, sources.last?.name != source.name { sources.append(source) }
    reports.append(report)
  }

  private static let pictures = PromptTexts.pictures

  private var pictures: [Report] {
    reports.filter { $0.data.map { Self.pictures.contains($0.kind) } ?? false }
  }

  /// Nothing where there was no picture to draw.
  var text: String? {
    switch form {
    case .drawing:
      let texts = pictures.map(\.text)
      return texts.isEmpty ? nil : Drawing(texts).text
    case .page: return page
    }
  }

  private var page: String {
    let title = sources.last?.name.map(Self.title) ?? "trilemma"
    var body = "<h1>\(Markup.escaped(title))</h1>\n"
    let seed = reports.last.map { ", seed \($0.seed)" } ?? ""
    body += "<p class=\"made\">trilemma \(Session.version)\(seed)</p>\n"
    for report in reports where !report.text.isEmpty {
      if !report.statement.isEmpty {
        body += "<h2><code>\(Markup.escaped(report.statement))</code></h2>\n"
      }
      body += "<pre class=\"result\">\(Markup.spans(report.text))</pre>\n"
    }
    for source in sources {
      let text = String(decoding: source.bytes, as: UTF8.self)
      body += "<h2>The scenario</h2>\n<pre class=\"source\">\(Markup.escaped(text))</pre>\n"
    }
    return """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>\(Markup.escaped(title))</title>
      <style>
      \(Markup.style)
      </style></head><body>
      \(body)</body></html>

      """
  }

  private static func title(_ name: String) -> String {
    let file = name.split(separator: "/").last.map(String.init) ?? name
    return file.hasSuffix(".tri") ? String(file.dropLast(4)) : file
  }
}

/// Texts as a drawing whose letters stand in a grid, as on a terminal.
private struct Drawing {
  private static let cell = (width: 8.4, height: 16.8)
  private static let margin = 16.0

  let text: String

  init(_ texts: [StyledText]) {
    var lines: [[StyledText.Run]] = []
    for text in texts {
      var block = Markup.lines(of: text)
      while block.first?.isEmpty == true { block.removeFirst() }
      while block.last?.isEmpty == true { block.removeLast() }
      if !lines.isEmpty { lines.append([]) }
      lines += block
    }
    let columns = lines.map { $0.reduce(0) { $0 + $1.text.count } }.max() ?? 0
    let width = 2 * Self.margin + Double(columns) * Self.cell.width
    let height = 2 * Self.margin + Double(lines.count) * Self.cell.height
    var body = ""
    for (row, line) in lines.enumerated() where !line.isEmpty {
      let y = Self.margin + (Double(row) + 0.8) * Self.cell.height
      var column = 0
      for run in line {
        // Every word begins at its own column, so that a font of another width does no harm.
        var word = ""
        for character in run.text + " " {
          if character != " " {
            word.append(character)
          } else if !word.isEmpty {
            body += Self.element(word, from: column - word.count, y: y, run.style)
            word = ""
          }
          column += 1
        }
        column -= 1
      }
    }
    text = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.digits(width)) \(Self.digits(height))" \
      width="\(Self.digits(width))" height="\(Self.digits(height))">
      <style>
      svg { background: #fff; font: 14px "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #222; }
      \(Markup.colors(property: "fill"))
      </style>
      <rect width="100%" height="100%" fill="#fff"/>
      \(body)</svg>

      """
  }

  private static func element(
    _ word: String, from column: Int, y: Double, _ style: Style
  ) -> String {
    let x = digits(margin + Double(column) * cell.width)
    let length = digits(Double(word.count) * cell.width)
    return "<text x=\"\(x)\" y=\"\(digits(y))\" textLength=\"\(length)\" "
      + "class=\"\(Markup.name(of: style))\">\(Markup.escaped(word))</text>\n"
  }

  /// With one decimal.
  private static func digits(_ x: Double) -> String {
    let tenths = Int((x * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}

/// Styled text in the languages of the web.
private enum Markup {
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      // Other control characters have no place in these languages.
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  static func name(of style: Style) -> String {
    switch style {
    case .plain: "plain"
    case .bold: "bold"
    case .dim: "dim"
    case .error: "error"
    case .warning: "warning"
    case .good: "good"
    case .accent: "accent"
    case .series(let n): "s\(n % 6)"
    }
  }

  static func spans(_ text: StyledText) -> String {
    text.runs.map { run in
      run.style == .plain
        ? escaped(run.text) : "<span class=\"\(name(of: run.style))\">\(escaped(run.text))</span>"
    }.joined()
  }

  static func lines(of text: StyledText) -> [[StyledText.Run]] {
    var lines: [[StyledText.Run]] = [[]]
    for run in text.runs {
      let parts = run.text.split(separator: "\n", omittingEmptySubsequences: false)
      for (i, part) in parts.enumerated() {
        if i > 0 { lines.append([]) }
        if !part.isEmpty {
          lines[lines.count - 1].append(StyledText.Run(text: String(part), style: run.style))
        }
      }
    }
    return lines
  }

  /// Colours that stay apart in print and for those who see few.
  static func colors(property: String) -> String {
    let series = ["#1f4e9c", "#b5281e", "#1d7a36", "#7a2a8c", "#0f7f88", "#9a6a00"]
    let fixed = [
      ("dim", "#777"), ("error", "#b5281e"), ("warning", "#9a6a00"), ("good", "#1d7a36"),
      ("accent", "#0f7f88"),
    ]
    var rules = series.enumerated().map { ".s\($0) { \(property): \($1); }" }
    rules += fixed.map { ".\($0) { \(property): \($1); }" }
    rules.append(".bold, .error { font-weight: bold; }")
    return rules.joined(separator: "\n")
  }

  static var style: String {
    """
    body { font: 16px/1.45 Georgia, serif; color: #222; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
    h2 { font-size: 1rem; margin: 1.6rem 0 .3rem; }
    pre { font: 13px/1.2 "DejaVu Sans Mono", Menlo, Consolas, monospace; margin: 0; overflow-x: auto; }
    pre.source { background: #f6f6f3; padding: .8rem; white-space: pre-wrap; }
    code { font: 14px "DejaVu Sans Mono", Menlo, Consolas, monospace; white-space: pre-wrap; }
    .made { color: #777; }
    @media print { body { margin: 0; } pre { font-size: 10px; } h2, pre.result { break-inside: avoid; } h2 { break-after: avoid; } }
    \(colors(property: "color"))
    """
  }
}
