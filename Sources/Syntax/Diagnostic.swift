/// Something to tell the author of a scenario, and where.
///
/// What is told is a `Diagnostic.Message`. Messages are made by static functions that stand in an
/// extension of `Diagnostic.Message` beside the code that raises them, so that a raise reads
/// `diagnose(.unknownStatement(word), at: word.extent)`.
@dynamicMemberLookup
public struct Diagnostic: Hashable, Sendable {
  public var message: Message
  /// The culprit; none where the whole source is meant.
  public var extent: Extent?
  public var source: Source

  public init(_ message: Message, at extent: Extent?, in source: Source) {
    self.message = message
    self.extent = extent
    self.source = source
  }

  /// `diagnostic.code`, `.title`, `.severity`, `.label`, `.notes`.
  public subscript<Value>(dynamicMember key: KeyPath<Message, Value>) -> Value {
    message[keyPath: key]
  }

  /// A warning never stops a run.
  public enum Severity: String, Hashable, Sendable { case error, warning }

  /// What is told, in the reader's words.
  public struct Message: Hashable, Sendable {
    public var code: DiagnosticCode
    public var severity: Severity
    /// What is wrong, in one sentence without a full stop.
    public var title: String
    /// Stands right of the carets: "did you mean `plot`?".
    public var label: String?
    /// Lines below: "Try:  block_interval 10 min    or    block_size 1 MB".
    public var notes: [String]

    public init(
      _ code: DiagnosticCode, _ title: String, severity: Severity = .error, label: String? = nil,
      notes: [String] = []
    ) {
      self.code = code
      self.severity = severity
      self.title = title
      self.label = label
      self.notes = notes
    }
  }
}

extension Diagnostic.Message {
  /// Words of the author inside a message: between backquotes, and cut where they are long.
  public static func quoted(_ text: String) -> String {
    text.unicodeScalars.count <= 32 ? "`\(text)`" : "`\(String(text.unicodeScalars.prefix(29)))...`"
  }

  /// A line that shows the right form, or two of them.
  public static func tryThis(_ forms: String...) -> String {
    "Try:  " + forms.joined(separator: "    or    ")
  }
}

/// A kind of diagnostic under a number that never changes, with what `explain` says about it.
///
/// `Syntax` has T001 to T019. A target that checks more adds its own codes as static members in an
/// extension, and a list of them like `syntax`.
public struct DiagnosticCode: Hashable, Sendable {
  /// `T006`
  public let id: String
  /// What all messages of this code have in common.
  public let title: String
  /// Why it happens and what to do.
  public let cause: String
  /// A scenario that raises it, and the same put right. The wrong one may hold control characters.
  public let examples: Examples
  /// The lesson that teaches what is needed here, by its id.
  public let lesson: String

  public struct Examples: Hashable, Sendable {
    public let wrong: String
    public let right: String
  }

  public init(
    _ id: String, _ title: String, cause: String, wrong: String, right: String, lesson: String
  ) {
    self.id = id
    self.title = title
    self.cause = cause
    self.examples = Examples(wrong: wrong, right: right)
    self.lesson = lesson
  }
}
