import Terminal

/// Entries of a legend, as many beside each other as fit on a line.
func legendLines(_ entries: [StyledText], width: Int) -> [StyledText] {
  var lines: [StyledText] = []
  for entry in entries {
    if let last = lines.last, last.width + 3 + entry.width <= width {
      lines[lines.count - 1] = last + StyledText("   ") + entry
    } else {
      lines.append(entry)
    }
  }
  return lines
}
