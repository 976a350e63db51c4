/// Where a picture comes from, so that anyone can draw it again.
public struct Caption: Hashable, Sendable {
  public var scenario: String
  public var seed: UInt64
  /// A sentence below the picture.
  public var note: String?

  public init(scenario: String, seed: UInt64, note: String? = nil) {
    self.scenario = scenario
    self.seed = seed
    self.note = note
  }
}
