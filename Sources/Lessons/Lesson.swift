/// A course unit as a Markdown file: text to read, experiments that run, questions and exercises.
///
/// The file reads well by itself; its fenced blocks `tri run`, `ask`, `try` and `note teacher` are active.
public struct Lesson: Sendable {
  public var front: FrontMatter
  /// What the file is made of, in order.
  public var pieces: [Piece]
  /// The file's name, for messages.
  public let file: String
  /// The whole text, of which `Run.outputLines` names parts.
  public let lines: [String]

  public var id: String { front.lesson }

  /// The form of lesson files that this version reads.
  public static let format = 1

  public enum Piece: Hashable, Sendable {
    /// Markdown without active blocks.
    case prose(String)
    case run(Run)
    case question(Question)
    case exercise(Exercise)
    /// For teachers only.
    case note(String)
  }

  /// Statements that the lesson runs in its session.
  public struct Run: Hashable, Sendable {
    public var code: String
    /// What they printed when the file was last promoted; none where nothing is recorded.
    public var output: String?
    public var line: Int
    /// Lines of the file, from 0, between the fences of the recorded output; where it would go if
    /// there is none.
    public var outputLines: Range<Int>
  }
}

/// What a lesson says of itself at its top.
public struct FrontMatter: Hashable, Sendable {
  public var lesson: String
  public var title: String
  /// The lesson that comes before.
  public var needs: String?
  public var minutes: Int
  /// Words of the language that are introduced here.
  public var words: [String]
  /// Claims on which the lesson gives a verdict, by their number in the list of claims.
  public var claims: [String]
}

/// What is wrong with a lesson file, and where.
public struct LessonFault: Error, Hashable, Sendable {
  /// From 1.
  public var line: Int
  public var text: String
  /// Whether recording the outputs anew mends it.
  public var isAboutRecord = false

  public init(_ text: String, line: Int) {
    self.line = line
    self.text = text
  }
}

/// Everything that is wrong with a file that is no lesson.
public struct LessonFaults: Error, Hashable, Sendable {
  public var file: String
  public var faults: [LessonFault]
}
