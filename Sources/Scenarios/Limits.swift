import Quantities

/// What statements may ask for at the most, in base units; the checker and the interpreter both keep to
/// it.
enum Limits {
  static let run = 1e-6...100_000 * Unit.year
  static let moment = 0...100_000 * Unit.year
  static let period = 1e-3...100_000 * Unit.year
  static let warmup = 0...100 * Unit.year
  static let price = 0...1e12
  static let seed = 0...9e15
  static let repeats = 1.0...5_000
  /// Worlds that a session keeps at once: replicates times systems, and in a sweep times its rows.
  static let worlds = 10_000.0
  /// Systems in earlier states, for `compare … at` and undo.
  static let keptSystems = 2_000
}
