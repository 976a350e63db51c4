import Terminal

/// Something that happened in a lesson and is kept: one line of the progress file.
public struct ProgressEvent: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The lesson was begun, by the fingerprint of its file.
    case began
    /// So many screens have been seen to their end.
    case reached
    case predicted
    case right
    case wrong
    case passed
    case failed
    case hinted
    case skipped
    case restarted
    case finished
  }

  public var lesson: String
  public var kind: Kind
  /// The question or exercise; `-` where there is none.
  public var id: String
  /// What was typed.
  public var text: String

  public init(_ kind: Kind, lesson: String, id: String = "-", text: String = "") {
    self.lesson = lesson
    self.kind = kind
    self.id = id
    self.text = text
  }

  /// Longer texts are no answers of a person.
  static let textLimit = 4000

  /// `2026-11-21T18:40:02Z  bigger-blocks  passed  make-big  chain big from base { block_size 32 MB }`
  ///
  /// - Parameter time: when it happened, without blanks.
  public func line(at time: String) -> String {
    let text = String(self.text.prefix(Self.textLimit))
    return [time, lesson, kind.rawValue, id, Self.escaped(text)].joined(separator: "  ").trimmed
  }

  /// Nothing for a line that is not of this form, such as one that a failure cut off.
  public init?(line: String) {
    var rest = Substring(line)
    func word() -> String {
      let word = rest.prefix { $0 != " " }
      rest = rest.dropFirst(word.count).drop { $0 == " " }
      return String(word)
    }
    guard word().contains("T") else { return nil }
    lesson = word()
    guard let kind = Kind(rawValue: word()) else { return nil }
    self.kind = kind
    id = word()
    guard !lesson.isEmpty, !id.isEmpty else { return nil }
    text = Self.unescaped(rest)
  }

  private static func escaped(_ text: String) -> String {
    escapingControls(
      text.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\"))
  }

  private static func unescaped(_ text: Substring) -> String {
    var result = ""
    var isEscaped = false
    for character in text {
      if isEscaped {
        result.append(character == "n" ? "\n" : character == "t" ? "\t" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        result.append(character)
      }
    }
    return result
  }
}

/// What a learner has done in one lesson so far, gathered from the events.
public struct LessonRecord: Hashable, Sendable {
  /// What became of one question or exercise.
  public struct Given: Hashable, Sendable {
    public var text = ""
    public var tries = 0
    public var hints = 0
    public var isSkipped = false
    /// Answered, passed or skipped.
    public var isDone = false
  }

  /// In the order in which they were first met.
  public var ids: [String] = []
  public var given: [String: Given] = [:]
  /// Screens seen to their end, of the file with this fingerprint.
  public var reached = 0
  public var fingerprint = ""
  public var isFinished = false

  public init() {}

  /// - Parameter events: in order, of any lessons.
  public init(of lesson: String, from events: [ProgressEvent]) {
    for event in events where event.lesson == lesson { add(event) }
  }

  mutating func add(_ event: ProgressEvent) {
    switch event.kind {
    case .began: fingerprint = event.text
    case .reached: reached = Int(event.text) ?? reached
    case .restarted: self = LessonRecord()
    case .finished: isFinished = true
    case .predicted, .right, .passed: change(event) { $0.take(event.text, isDone: true) }
    case .wrong, .failed: change(event) { $0.take(event.text, isDone: $0.isDone) }
    case .hinted: change(event) { $0.hints += 1 }
    case .skipped:
      change(event) { given in
        given.isSkipped = !given.isDone
        given.isDone = true
      }
    }
  }

  private mutating func change(_ event: ProgressEvent, _ body: (inout Given) -> Void) {
    if given[event.id] == nil { ids.append(event.id) }
    body(&given[event.id, default: Given()])
  }
}

extension LessonRecord.Given {
  fileprivate mutating func take(_ text: String, isDone: Bool) {
    self.text = text
    tries += 1
    self.isDone = isDone
    if isDone { isSkipped = false }
  }
}
