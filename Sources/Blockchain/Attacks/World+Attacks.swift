public import Simulation

/// One of the labels under which attacks of a world add up, in the order in which they were made.
public struct AttackID: Hashable, Sendable {
  public let index: Int
  public init(index: Int) { self.index = index }
}

extension World {
  /// Makes a label known under which the outcomes of one kind of attack on one system add up.
  public mutating func addAttack(
    _ kind: AttackParameters.Kind, on system: SystemID
  ) -> AttackID {
    attacks.append((system, AttackOutcome(kind: kind, share: 0)))
    return AttackID(index: attacks.count - 1)
  }

  /// Starts an attack now; it acts while the world runs.
  public mutating func launch(_ parameters: AttackParameters, as id: AttackID) {
    attacks[id.index].outcome.launches += 1
  }

  /// What has become of the attacks of a label so far.
  public func outcome(of id: AttackID) -> AttackOutcome { attacks[id.index].outcome }

  /// Makes independent attempts on copies of the present world, reduced to what the attack needs, and
  /// adds what became of them to the label.
  ///
  /// - Returns: whether all were made; not where `interruption` came first.
  public mutating func attempt(
    _ parameters: AttackParameters, times: Int, as id: AttackID, interruption: Interruption
  ) -> Bool {
    true
  }

  /// Blocks that the attempts will take, roughly, for the limit on the cost of a run.
  public static func estimatedBlocks(
    of parameters: AttackParameters, on chain: ChainParameters
  ) -> Double { 100 }
}
