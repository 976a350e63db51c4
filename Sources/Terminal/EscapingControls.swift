/// The text with everything spelled out that would move the cursor, colour the screen or turn the
/// direction of reading: `\n`, `\t`, `\r`, otherwise `\u{1B}`.
public func escapingControls(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: { $0.escapedForm != nil }) else { return text }
  var escaped = ""
  for scalar in text.unicodeScalars {
    if let form = scalar.escapedForm {
      escaped += form
    } else {
      escaped.unicodeScalars.append(scalar)
    }
  }
  return escaped
}

extension Unicode.Scalar {
  /// How a control character is spelled out; nothing for any other.
  var escapedForm: String? {
    switch value {
    case 0x20...0x7E: return nil
    case 0x09: return "\\t"
    case 0x0A: return "\\n"
    case 0x0D: return "\\r"
    case 0x00...0x1F, 0x7F...0x9F,
      // Marks, embeddings, overrides and isolates of direction; separators of lines.
      0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069:
      return "\\u{" + String(value, radix: 16, uppercase: true) + "}"
    default: return nil
    }
  }
}

/// The text cut to at most so many columns, the cut shown as `...`; controls are escaped.
public func truncated(_ text: String, to width: Int) -> String {
  let text = escapingControls(text)
  guard displayWidth(text) > width else { return text }
  let dots = min(3, max(0, width))
  var kept = ""
  var columns = 0
  for character in text {
    let next = displayWidth(character)
    guard columns + next + dots <= width else { break }
    kept.append(character)
    columns += next
  }
  return kept + String(repeating: ".", count: dots)
}
