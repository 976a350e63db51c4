/// What numbers along an axis are: `time` in seconds, `bytes` in bytes, `percent` in shares of 1.
public enum AxisUnit: Hashable, Sendable {
  /// A number of the named unit, which may be empty.
  case number(String)
  case percent
  case time
  /// In steps of 1024 (KiB) when binary, otherwise of 1000 (kB).
  case bytes(binary: Bool)
}

/// One direction of a chart.
public struct Axis: Hashable, Sendable {
  public var unit: AxisUnit
  public var log: Bool
  /// What a horizontal axis counts, written before its unit; time is `t` unless named.
  public var name: String

  public init(unit: AxisUnit, log: Bool = false, name: String = "") {
    self.unit = unit
    self.log = log
    self.name = name
  }
}
