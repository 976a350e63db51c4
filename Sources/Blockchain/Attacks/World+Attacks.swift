import Quantities
public import Simulation

/// One of the labels under which attacks of a world add up, in the order in which they were made.
public struct AttackID: Hashable, Sendable {
  public let index: Int
  public init(index: Int) { self.index = index }
}

/// The attacks of one kind on one system that add up.
struct AttackRecord: Sendable {
  let system: SystemID
  var outcome: AttackOutcome
  var launches = 0
}

extension World {
  /// Makes a label known under which the outcomes of one kind of attack on one system add up.
  public mutating func addAttack(
    _ kind: AttackParameters.Kind, on system: SystemID
  ) -> AttackID {
    attacks.append(
      AttackRecord(system: system, outcome: AttackOutcome(kind: kind, share: 0)))
    return AttackID(index: attacks.count - 1)
  }

  /// Starts an attack now; it acts while the world runs.
  public mutating func launch(_ parameters: AttackParameters, as id: AttackID) {
    attacks[id.index].launches += 1
    attacks[id.index].outcome.launches += 1
    attacks[id.index].outcome.share = parameters.share
    let system = attacks[id.index].system.index
    let launch = attacks[id.index].launches
    let lasts = chains[system].launch(
      parameters, label: id.index, launch: launch, at: now)
    restartIfNeeded(system)
    if let lasts {
      queue.schedule(
        .attackEnds(label: Int32(id.index), launch: Int32(launch)),
        at: now + max(.zero, lasts), priority: Priority.attacks)
    }
  }

  /// What has become of the attacks of a label so far.
  public func outcome(of id: AttackID) -> AttackOutcome {
    let record = attacks[id.index]
    var outcome = record.outcome
    if let open = chains[record.system.index].outcomeSoFar(label: id.index) { outcome.merge(open) }
    return outcome
  }

  /// Ends an attack whose time is over.
  ///
  /// - Returns: the system that it was on.
  mutating func endAttack(label: Int, launch: Int) -> SystemID {
    let system = attacks[label].system
    if let outcome = chains[system.index].expire(label: label, launch: launch, at: now) {
      attacks[label].outcome.merge(outcome)
    }
    collectVerdicts(system.index)
    restartIfNeeded(system.index)
    return system
  }

  /// Adds what attacks on a chain have come to.
  mutating func collectVerdicts(_ index: Int) {
    for (label, outcome) in chains[index].takeVerdicts() {
      attacks[label].outcome.merge(outcome)
    }
  }

  /// Makes independent attempts on copies of the present world, reduced to what the attack needs, and
  /// adds what became of them to the label: money and blocks as means per attempt.
  ///
  /// - Returns: whether all were made; not where `interruption` came first.
  public mutating func attempt(
    _ parameters: AttackParameters, times: Int, as id: AttackID, threads: Int = 1,
    interruption: Interruption
  ) -> Bool {
    let chain = chains[attacks[id.index].system.index]
    attacks[id.index].launches += 1
    if chain.rollup != nil {
      var outcome = chain.attemptsOnRollup(
        parameters, times: times, label: id.index, launch: attacks[id.index].launches)
      outcome.launches = 1
      attacks[id.index].outcome.merge(outcome)
      return true
    }
    if chain.parameters.consensus.isVoting {
      var outcome = chain.attemptsOnVotes(parameters, times: times)
      outcome.launches = 1
      attacks[id.index].outcome.merge(outcome)
      return true
    }
    if parameters.kind == .majority, chain.parameters.isSharded {
      var outcome = CommitteeCapture.outcome(
        of: parameters.bounded(), times: times, on: chain.parameters,
        RandomStream(
          seed: seed, chain.name, "committees \(id.index) \(attacks[id.index].launches)"))
      outcome.launches = 1
      attacks[id.index].outcome.merge(outcome)
      return true
    }
    let trial = AttackTrial(
      parameters, on: chain, seed: seed, label: id.index, launch: attacks[id.index].launches)
    guard var outcome = trial.outcome(of: times, threads: threads, interruption: interruption)
    else { return false }
    outcome.launches = 1
    attacks[id.index].outcome.merge(outcome)
    return true
  }

  /// Blocks that an attempt takes, roughly, for the limit on the cost of a run.
  public static func estimatedBlocks(
    of parameters: AttackParameters, on chain: ChainParameters
  ) -> Double {
    let chain = chain.bounded()
    // Those on a rollup are counted, not played one by one.
    if chain.kind == .rollup { return 0.001 }
    // Attempts on committees take a draw each.
    if parameters.kind == .majority, chain.isSharded { return 1 }
    return AttackTrial.estimatedBlocks(of: parameters.bounded(), on: chain)
  }
}
