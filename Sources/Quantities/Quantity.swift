/// A number with its dimension, in base units: seconds, bytes, transactions, gas, USD, hashes, joules.
public struct Quantity: Hashable, Sendable {
  public var value: Double
  public var dimension: Dimension

  public init(_ value: Double, _ dimension: Dimension = .number) {
    self.value = value
    self.dimension = dimension
  }

  public static func * (a: Quantity, b: Quantity) -> Quantity {
    Quantity(a.value * b.value, a.dimension * b.dimension)
  }
  public static func / (a: Quantity, b: Quantity) -> Quantity {
    Quantity(a.value / b.value, a.dimension / b.dimension)
  }
}
