import Terminal

/// What stands above and below every picture: title with unit, scenario and seed, notes.
struct Frame {
  var title: String
  var unit: String
  var caption: Caption
  var page: Page

  func around(_ body: [StyledText], notes: [StyledText] = []) -> StyledText {
    var below = notes
    if let note = caption.note, !note.isEmpty { below.append(StyledText(page.shows(note))) }
    let wrapped = below.flatMap { note in
      note.wrapped(width: page.width - 3, indent: 2).lines.map { StyledText("   ") + $0 }
    }
    return StyledText(lines: (heading + body + wrapped).map(\.withoutTrailingBlanks))
  }

  /// A sentence in place of the picture.
  func saying(_ sentence: String) -> StyledText {
    around(
      [StyledText("  ") + StyledText(page.shows(sentence))].flatMap {
        $0.wrapped(width: page.width, indent: 2).lines
      })
  }

  private var heading: [StyledText] {
    let unitText = unit.isEmpty ? "" : " (\(truncated(page.shows(unit), to: page.width / 3)))"
    let source = origin
    let room = page.width - displayWidth(unitText)
    let name = truncated(page.shows(title), to: room)
    let full = StyledText(name + unitText, .bold)
    let gap = page.width - full.width - displayWidth(source)
    guard gap < 2, !full.isEmpty else {
      return [full + StyledText(String(repeating: " ", count: max(0, gap)) + source)]
    }
    return [full, StyledText(source)]
  }

  private var origin: String {
    let seed = "seed \(caption.seed)"
    guard !caption.scenario.isEmpty else { return seed }
    let room = page.width - seed.utf8.count - "scenario:   ".utf8.count
    return "scenario: \(truncated(page.shows(caption.scenario), to: room))  \(seed)"
  }
}
