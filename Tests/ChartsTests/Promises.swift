import Charts
import Terminal
import Testing

/// What every picture promises: it stays inside its page, and is clean text.
func check(
  _ text: StyledText, _ page: Page, sourceLocation: SourceLocation = #_sourceLocation
) {
  var faults: [String] = []
  for line in text.lines {
    let plain = line.plain
    if displayWidth(plain) > page.width { faults.append("too wide") }
    if plain.hasSuffix(" ") { faults.append("trailing blank") }
    if escapingControls(plain) != plain { faults.append("control character") }
    if page.charset == .ascii, !plain.utf8.allSatisfy({ $0 < 0x80 }) {
      faults.append("not ASCII")
    }
  }
  if !faults.isEmpty {
    Issue.record("\(faults) on \(page):\n\(text.plain)", sourceLocation: sourceLocation)
  }
}
