import Blockchain
import Quantities
import Simulation
import Syntax

extension Interpreter {
  /// Advances every replicate to the end of the run, stopping wherever something is due.
  mutating func run(for length: Expression) throws(Stop) {
    let duration: Interval
    do throws(Rejection) {
      duration = .seconds(try evaluator.quantity(of: length).value)
    } catch {
      throw .rejected(error)
    }
    prepare()
    let start = now
    let target = start + duration
    bench.hasRun = true
    let warmup = scope.warmup
    everyWorld { $0.beginWindow(warmup: warmup) }
    let heights = totalHeight
    let limit = options.eventLimit
    let stretch = stretch(of: duration)
    do throws(Stop) {
      while true {
        if interruption.cause != .none { throw .interrupted }
        let due = min(bench.agenda.next ?? target, target, now + stretch)
        try advance(to: due, from: start, target: target, limit: limit)
        bench.now = due
        for action in bench.agenda.take(upTo: due) { try carryOut(action) }
        if due >= target { break }
      }
    } catch {
      if worlds.count == 1 { bench.now = worlds[0].now }
      if case .interrupted = error {
        say(
          "  stopped at \(Readable.time(now - start)) of \(Readable.time(duration)); results kept")
      }
      throw error
    }
    if !isQuiet { interruption.report(progress: 0) }
    bench.finished.append((at: now, worlds: worlds))
    let blocks = (totalHeight - heights) / max(1, scope.repeats)
    let runs = scope.repeats > 1 ? ", \(scope.repeats) runs" : ""
    say(
      "  \(Readable.time(duration)) simulated, \(blocks) block\(blocks == 1 ? "" : "s")\(runs), seed \(scope.seed)"
    )
    if traces { say(TraceStory.text(of: worlds[0])) }
  }

  /// How far replicates go between two meetings: few enough events that an interrupted run loses little
  /// and its progress shows.
  private func stretch(of duration: Interval) -> Interval {
    let meetings = Int64(min(1_000, max(1, scope.cost(of: duration) / Self.eventsBetweenMeetings)))
    return max(duration / meetings, Interval(microseconds: 1))
  }

  private static let eventsBetweenMeetings = 200_000.0

  private var totalHeight: Int {
    worlds.reduce(0) { sum, world in
      sum + scope.systems.indices.reduce(0) { $0 + Int(world.chain(SystemID(index: $1)).height) }
    }
  }

  mutating func carryOut(_ action: Agenda.Action) throws(Stop) {
    switch action {
    case .body(let body): for statement in body { try execute(statement) }
    case .step(let path, let value):
      do throws(Rejection) {
        try set(path, to: value, at: path.extent, marking: false)
      } catch {
        throw .rejected(error)
      }
    }
  }

  /// Brings all replicates to `due`, each on its own, in parallel; their watches fire on the way.
  private mutating func advance(
    to due: Instant, from start: Instant, target: Instant, limit: Int
  ) throws(Stop) {
    let replicates = bench.replicates
    let template = self.alone
    let outcomes = parallelMap(count: replicates.count, threads: options.threads) { i in
      var runner = ReplicateRunner(replicate: replicates[i], interpreter: template)
      let stop = runner.advance(to: due, limit: limit)
      return ReplicateRunner.Outcome(
        replicate: runner.replicate, reports: runner.reports, failed: runner.failedClaims,
        stop: stop)
    }
    bench.replicates = outcomes.map(\.replicate)
    // What one replicate says stands for all; a claim that failed in any of them counts.
    if let first = outcomes.first { reports += first.reports }
    failedClaims += outcomes.map(\.failed).max() ?? 0
    let span = (target - start).seconds
    if !isQuiet {
      interruption.report(progress: span > 0 ? min(1, (due - start).seconds / span) : 0)
    }
    for outcome in outcomes {
      switch outcome.stop {
      case nil: continue
      case .interrupted?:
        // Replicates stay in step: what some of them did since they last met does not count.
        if replicates.count > 1 { bench.replicates = replicates }
        throw .interrupted
      case let stop?: throw stop
      }
    }
  }

  /// This interpreter without its replicates, to act on one of them.
  private var alone: Interpreter {
    var copy = self
    copy.bench = Bench()
    copy.reports = []
    copy.sweeps = []
    copy.failedClaims = 0
    copy.scope.repeats = 1
    return copy
  }
}

/// Takes one replicate through its own agenda and watches.
struct ReplicateRunner {
  struct Outcome: Sendable {
    var replicate: Replicate
    var reports: [Report]
    var failed: Int
    var stop: Interpreter.Stop?
  }

  var replicate: Replicate
  var interpreter: Interpreter
  var reports: [Report] = []
  var failedClaims = 0

  init(replicate: Replicate, interpreter: Interpreter) {
    self.replicate = replicate
    self.interpreter = interpreter
  }

  mutating func advance(to due: Instant, limit: Int) -> Interpreter.Stop? {
    while true {
      let next = min(replicate.agenda.next ?? due, due)
      let watched = replicate.watches
      let scope = interpreter.scope
      // Without watches nothing is asked after an event.
      let until: ((World, SystemID) -> Bool)? =
        watched.isEmpty
        ? nil
        : { world, system in
          watched.contains { $0.wantsAttention(world, after: system, scope) }
        }
      let advance = replicate.world.advance(
        to: next, interruption: interpreter.interruption, eventLimit: limit, until: until)
      switch advance {
      case .reached:
        if replicate.world.now >= next, let stop = carryOut(replicate.agenda.take(upTo: next)) {
          return stop
        }
        if next >= due { return nil }
      case .conditionHeld: if let stop = fire() { return stop }
      case .interrupted: return .interrupted
      case .limitReached:
        return .limit(
          reject(
            Message(
              .tooExpensive, "the run needs more than \(Readable.number(Double(limit))) events",
              notes: ["Try a shorter run, fewer replicates or larger blocks."]),
            at: Extent(0, 0)))
      case .fault(let text): return .fault(text)
      }
    }
  }

  /// Runs the bodies of all watches that have just become true.
  private mutating func fire() -> Interpreter.Stop? {
    var bodies: [[Statement]] = []
    var kept: [Watch] = []
    for var watch in replicate.watches {
      let holds = watch.holds(replicate.world, interpreter.scope)
      if holds, !watch.held {
        if watch.isProbe { replicate.firstHeld[watch.condition] = replicate.world.now }
        bodies.append(watch.body)
      }
      watch.held = holds
      if !(holds && !watch.again) { kept.append(watch) }
    }
    replicate.watches = kept
    for body in bodies { if let stop = carryOut([.body(body)]) { return stop } }
    return nil
  }

  /// Carries out actions on this replicate alone.
  private mutating func carryOut(_ actions: [Agenda.Action]) -> Interpreter.Stop? {
    guard !actions.isEmpty else { return nil }
    interpreter.bench = Bench(replicates: [Replicate(world: replicate.world)])
    interpreter.bench.now = replicate.world.now
    interpreter.bench.hasRun = true
    do throws(Interpreter.Stop) {
      for action in actions { try interpreter.carryOut(action) }
    } catch {
      return error
    }
    let after = interpreter.bench
    replicate.world = after.replicates[0].world
    replicate.watches += after.replicates[0].watches
    replicate.marks += after.marks
    replicate.agenda.absorb(after.agenda)
    reports += interpreter.reports
    failedClaims += interpreter.failedClaims
    interpreter.reports = []
    interpreter.failedClaims = 0
    return nil
  }
}

extension Watch {
  func holds(_ world: World, _ scope: Scope) -> Bool {
    (try? Evaluator(scope: scope, worlds: [world]).truth(of: condition)) ?? false
  }

  /// Whether its truth changed with this event.
  func wantsAttention(_ world: World, after system: SystemID, _ scope: Scope) -> Bool {
    guard systems.isEmpty || systems.contains(system) else { return false }
    return holds(world, scope) != held
  }
}
