/// Something that a learner answers with an option or a value.
public struct Question: Hashable, Sendable {
  public var id: String
  public var text: String
  public var kind: Kind
  /// From general to particular.
  public var hints: [String]
  /// Why the answer is what it is.
  public var because: String?
  public var line: Int

  public enum Kind: Hashable, Sendable {
    case choice([Option])
    case number(Answer)
    /// A guess before an experiment, which is never wrong.
    case prediction([Option])
    /// A guess of a value.
    case estimate(Answer)
  }

  public struct Option: Hashable, Sendable {
    public var text: String
    public var isRight: Bool
    /// What is said to somebody who takes it.
    public var reply: String?
  }

  /// A value that the lesson's session works out.
  public struct Answer: Hashable, Sendable {
    public var expression: String
    /// `5 %`, `0.5 pp`, `2 min`; none for a whole number.
    public var tolerance: String?
    /// Values that come of a particular mistake.
    public var misses: [Miss]
  }

  public struct Miss: Hashable, Sendable {
    public var value: String
    public var text: String
  }

  public var isPrediction: Bool {
    switch kind {
    case .prediction, .estimate: true
    case .choice, .number: false
    }
  }

  public var options: [Option]? {
    switch kind {
    case .choice(let options), .prediction(let options): options
    case .number, .estimate: nil
    }
  }
}
