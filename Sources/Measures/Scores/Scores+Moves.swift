extension Scores {
  /// What a corner would gain if one of its numbers were twice as good, the others held.
  public struct Move: Hashable, Sendable {
    public var name: String
    public var gain: Double
  }

  /// The moves of a corner that gain anything, the best first.
  public func moves(of corner: Corner) -> [Move] {
    func twice(_ power: Power) -> Power {
      Power(
        permanent: power.permanent * 2, temporary: power.temporary * 2, for: power.duration)
    }
    let changes: [(String, (inout Inputs) -> Void)] =
      switch corner {
      case .decentralization:
        [
          (
            "twice the parties behind each power",
            {
              $0.powers = Powers(
                safety: twice($0.powers.safety), censor: twice($0.powers.censor),
                halt: twice($0.powers.halt), upgrade: twice($0.powers.upgrade))
            }
          ),
          ("twice as many who can verify", { $0.verifyShare = min(1, $0.verifyShare * 2) }),
          ("twice the nodes", { $0.fullNodes *= 2 }),
          ("half the cost to join", { $0.joinCost = $0.joinCost.map { $0 / 2 } }),
        ]
      case .security:
        [
          ("twice the cost of an attack", { $0.attackCost = $0.attackCost.map { $0 * 2 } }),
          ("half the risk", { $0.loss /= 2 }),
          ("twice the tolerance", { $0.tolerance = min(0.5, $0.tolerance * 2) }),
        ]
      case .scalability:
        [
          ("twice the capacity", { $0.capacity *= 2 }), ("half the fee", { $0.fee /= 2 }),
          (
            "half the times",
            {
              $0.inclusion /= 2
              $0.finality /= 2
            }
          ),
        ]
      }
    let before = self[corner]
    return changes.compactMap { name, change in
      var moved = inputs
      change(&moved)
      let gain = Scores(moved, weights: weights)[corner] - before
      return gain > 0.05 ? Move(name: name, gain: gain) : nil
    }.sorted { $0.gain > $1.gain }
  }
}
