public import Quantities
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
  /// When adversaries held a part of the producers' power, the latest launches.
  var spans: [Span] = []

  struct Span: Hashable, Sendable {
    var start: Instant
    var end: Instant?
    var share: Double
  }
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
    if parameters.kind.takesPower {
      let share = min(max(parameters.share.isNaN ? 0 : parameters.share, 0), 1)
      attacks[id.index].spans =
        attacks[id.index].spans.suffix(999)
        + [AttackRecord.Span(start: now, end: nil, share: share)]
    }
    let system = attacks[id.index].system.index
    let launch = attacks[id.index].launches
    tell(ofAttack: id.index, "begins")
    let lasts = chains[system].launch(
      parameters, label: id.index, launch: launch, at: now)
    restartIfNeeded(system)
    if traceLimit > 0 { gatherMoments() }
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
      tell(ofAttack: label, "is over: " + outcome.inWords)
    }
    closeSpan(of: label)
    collectVerdicts(system.index)
    restartIfNeeded(system.index)
    return system
  }

  /// Adds what attacks on a chain have come to.
  mutating func collectVerdicts(_ index: Int) {
    for (label, outcome) in chains[index].takeVerdicts() {
      attacks[label].outcome.merge(outcome)
      tell(ofAttack: label, outcome.inWords)
      closeSpan(of: label)
    }
  }

  /// The part of a system's power that adversaries held at a moment: that of the strongest attack.
  public func attackShare(on system: SystemID, at moment: Instant) -> Double {
    var most = 0.0
    for record in attacks where record.system == system {
      for span in record.spans where span.start <= moment && span.end.map({ moment < $0 }) ?? true {
        most = max(most, span.share)
      }
    }
    return most
  }

  private mutating func closeSpan(of label: Int) {
    guard let last = attacks[label].spans.indices.last else { return }
    if attacks[label].spans[last].end == nil { attacks[label].spans[last].end = now }
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
    if chain.parameters.kind == .channels {
      let launch = attacks[id.index].launches
      var outcome = chain.attemptsOnChannels(
        parameters, times: times,
        RandomStream(seed: seed, chain.name, "attempts \(id.index) \(launch)"))
      outcome.launches = 1
      attacks[id.index].outcome.merge(outcome)
      return true
    }
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
    if chain.kind == .channels { return 1 }
    // Those on a rollup are counted, not played one by one.
    if chain.kind == .rollup { return 0.001 }
    // Attempts on committees take a draw each.
    if parameters.kind == .majority, chain.isSharded { return 1 }
    return AttackTrial.estimatedBlocks(of: parameters.bounded(), on: chain)
  }
}
