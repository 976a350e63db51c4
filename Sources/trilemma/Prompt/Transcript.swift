/// Takes the prompts, and the output between them, out of a pasted transcript.
struct Transcript {
  private var expectsOutput = false

  /// What was typed on a line of the transcript, or nil for a line of output.
  ///
  /// A line without a prompt is output only while more of the same paste follows one with a prompt.
  mutating func typed(_ line: String, isMoreWaiting: () -> Bool) -> String? {
    if Self.isBanner(line) {
      expectsOutput = isMoreWaiting()
      return nil
    }
    if let rest = Self.withoutPrompt(line) {
      expectsOutput = isMoreWaiting()
      return rest
    }
    guard expectsOutput else { return line }
    expectsOutput = isMoreWaiting()
    return nil
  }

  /// The line with which a conversation begins.
  static func isBanner(_ line: String) -> Bool {
    line.hasPrefix("trilemma ") && line.contains("  seed ")
  }

  /// Nil for a line that does not begin with a prompt.
  static func withoutPrompt(_ line: String) -> String? {
    var rest = Substring(line)
    var found = false
    while let next = ["trilemma>", "...>"].lazy.compactMap({ beyond($0, in: rest) }).first {
      rest = next
      found = true
    }
    return found ? String(rest) : nil
  }

  private static func beyond(_ prompt: String, in line: Substring) -> Substring? {
    let trimmed = line.drop { $0 == " " }
    guard trimmed.hasPrefix(prompt) else { return nil }
    let rest = trimmed.dropFirst(prompt.count)
    return rest.first == " " ? rest.dropFirst() : rest.isEmpty ? rest : nil
  }
}
