/// Whole quarters of counts; what does not divide by four goes to the quarters in turn.
struct Quarters: Hashable, Sendable {
  private var turn = 0

  /// How many of `count` fall to quarter `index` of 0 ..< 4.
  func part(_ index: Int, of count: Int64) -> Int64 {
    count / 4 + (((index - turn) & 3) < Int(count & 3) ? 1 : 0)
  }

  /// Moves on after `count` were divided.
  mutating func passTurn(_ count: Int64) { turn = (turn + Int(count & 3)) & 3 }
}
