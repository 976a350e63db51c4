/// Something that a learner does in the language; what counts is the state that comes of it.
public struct Exercise: Hashable, Sendable {
  public var id: String
  public var text: String
  /// Conditions of the language; all have to hold.
  public var checks: [String]
  /// From general to particular.
  public var hints: [String]
  public var misses: [Miss]
  public var solution: String
  /// Attempts that have to fail, each with what it shows.
  public var wrongs: [String]
  public var line: Int

  /// What to say to a particular mistake.
  public struct Miss: Hashable, Sendable {
    public var sign: Sign
    public var text: String

    /// By what the mistake is known.
    public enum Sign: Hashable, Sendable {
      case holds(String)
      /// Nothing has this name.
      case lacks(String)
    }
  }
}

extension Exercise {
  /// The statements of the solution.
  var steps: [String] {
    var steps = [""]
    var depth = 0
    for character in solution {
      if "{(".contains(character) { depth += 1 }
      if "})".contains(character) { depth -= 1 }
      if depth == 0, character == "\n" || character == ";" {
        steps.append("")
      } else {
        steps[steps.count - 1].append(character)
      }
    }
    return steps.map(\.trimmed).filter { !$0.isEmpty }
  }

  /// Whether what counts is what a run measures, so that a change after the run does not count.
  var endsWithRun: Bool { steps.last?.hasPrefix("run ") == true }
}
