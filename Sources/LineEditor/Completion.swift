/// What could stand where the cursor is: the words, and where the one they replace begins.
public struct Completion: Sendable {
  public struct Candidate: Hashable, Sendable {
    public var text: String
    /// What sort of word it is, in the plural: `metrics`, `settings`.
    public var group: String

    public init(_ text: String, group: String) {
      self.text = text
      self.group = group
    }
  }

  /// Offset in bytes of UTF-8, in the text before the cursor, of the word to be replaced.
  public var start: Int
  public var candidates: [Candidate]

  public init(start: Int, candidates: [Candidate]) {
    self.start = start
    self.candidates = candidates
  }
}

extension Completion {
  /// What a press of Tab does.
  enum Step: Hashable {
    case nothing
    /// Takes away so many characters (scalars) before the cursor and puts in the text.
    case replace(Int, with: String)
    case list([Candidate])
  }

  /// A single candidate and a longer common beginning are put in; otherwise there is a choice to show.
  func step(before text: String) -> Step {
    guard let first = candidates.first else { return .nothing }
    let typed = String(decoding: text.utf8.dropFirst(max(start, 0)), as: UTF8.self)
    var common = Array(first.text.unicodeScalars)
    for candidate in candidates.dropFirst() {
      let other = candidate.text.unicodeScalars
      common = Array(zip(common, other).prefix { $0 == $1 }.map(\.0))
    }
    var replacement = String.UnicodeScalarView()
    replacement.append(contentsOf: common)
    let length = typed.unicodeScalars.count
    if candidates.count == 1 || common.count > length {
      let text = String(replacement)
      return text == typed ? .nothing : .replace(length, with: text)
    }
    return .list(candidates)
  }
}
