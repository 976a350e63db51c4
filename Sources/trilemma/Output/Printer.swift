import Scenarios
import Syntax
import Terminal

/// Puts reports where they belong, in the form asked for.
struct Printer {
  var format = Format.text
  var colorsResults = false
  var colorsMessages = false
  let results: Outlet
  let messages: Outlet
  /// What is drawn on the terminal meanwhile and has to give way.
  let progress: ProgressLine
  /// The scenario that is being run, for readers of JSON.
  var source: Source?
  /// Asks after each screen; none where nobody could answer.
  var pager: Pager?
  /// Whether nothing is dim.
  var isForProjector = false
  /// Where everything is written down as well.
  var record: Record?
  /// What results are gathered in, in place of lines of text.
  var document: Document?

  func print(_ report: Report) {
    progress.erase()
    if report.channel == .result, let document { return document.note(report, of: source) }
    switch (report.channel, format) {
    case (.result, .quiet): break
    case (.result, .text): write(report.text, to: results, colored: colorsResults)
    case (.result, .json): results.write(JSONLine(result: report, source: source).text + "\n")
    case (.result, .csv):
      if let data = report.data {
        // An empty line tells one table from the next.
        results.write((results.isUsed ? "\r\n" : "") + CommaSeparated(data).text)
      } else {
        write(report.text, to: messages, colored: colorsMessages)
      }
    case (.message, .json): messages.write(JSONLine(message: report, source: source).text + "\n")
    case (.message, _): write(report.text, to: messages, colored: colorsMessages)
    }
  }

  /// Something the program itself has to say.
  func say(_ text: StyledText) {
    progress.erase()
    if format == .json {
      messages.write(JSONLine(message: text.plain).text + "\n")
    } else {
      write(text, to: messages, colored: colorsMessages)
    }
  }

  func complain(_ text: String, note: String? = nil) {
    // Names of files and words of the command line may hold anything.
    let shown = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { escapingControls(String($0)) }.joined(separator: "\n")
    say(
      StyledText("error: ", .error) + StyledText(shown)
        + StyledText(note.map { "\n  \($0)" } ?? ""))
  }

  private func write(_ text: StyledText, to outlet: Outlet, colored: Bool) {
    guard !text.isEmpty else { return }
    let shown = colored ? (isForProjector ? text.bright : text).ansi : text.plain
    let isWhole = text.runs.last?.text.utf8.last == UInt8(ascii: "\n")
    record?.note(shown: text.plain)
    if let pager, outlet === results {
      pager.show(isWhole ? shown : shown + "\n", to: outlet)
    } else {
      outlet.write(isWhole ? shown : shown + "\n")
    }
  }
}
