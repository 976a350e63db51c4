public import Quantities

/// How a number came about: its value, its formula, and the numbers that it is made of.
public struct Derivation: Hashable, Sendable {
  public var name: String
  /// In base units; nothing where there is no data.
  public var value: Double?
  /// The unit of the language that it is shown in.
  public var unit: String
  public var dimension: Dimension
  /// `measured`, `by formula`: where it comes from, in words.
  public var origin: String
  public var formula = ""
  public var source = ""
  public var parts: [Derivation] = []
  /// Which of its parts binds, and why, in words.
  public var binds = ""
  /// What an exact formula says in its place, where one exists.
  public var theory: Theory?

  public struct Theory: Hashable, Sendable {
    public var value: Double
    public var formula: String
  }

  init(_ metric: Metric, value: Double?, origin: String) {
    name = metric.name
    self.value = value
    unit = metric.unit
    dimension = metric.dimension
    self.origin = origin
  }

  init(_ name: String, points: Double, origin: String) {
    self.init(name, points, "", .number, origin: origin)
  }

  init(_ name: String, _ value: Double, _ unit: String, _ dimension: Dimension, origin: String) {
    self.name = name
    self.value = value
    self.unit = unit
    self.dimension = dimension
    self.origin = origin
  }
}
