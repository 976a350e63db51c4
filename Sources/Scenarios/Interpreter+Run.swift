import Blockchain
import Quantities
import Simulation
import Syntax
import Terminal

extension Interpreter {
  /// Advances every replicate to the end of the run, stopping wherever something is due.
  mutating func run(for length: Expression) throws(Stop) {
    let duration: Interval
    do throws(Rejection) {
      duration = try evaluator.interval(length, for: "run", in: Limits.run)
    } catch {
      throw .rejected(error)
    }
    guard scope.cost(of: duration) <= Double(options.eventLimit) else {
      throw .limit(Self.tooExpensive(options.eventLimit, at: length.extent))
    }
    guard now + duration <= .limit else {
      throw .rejected(
        reject(Message(.outOfRange, "time ends after 100 000 years"), at: length.extent))
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
    var meetings: Int64 = 0
    do throws(Stop) {
      while true {
        meetings = min(meetings + 1, Self.meetingsAtFirst)
        if interruption.cause != .none { throw .interrupted }
        let due = min(
          bench.agenda.next ?? target, target,
          now + max(stretch * meetings / Self.meetingsAtFirst, Interval(microseconds: 1)))
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
        tellStory()
      }
      throw error
    }
    if !isQuiet { interruption.report(progress: 0) }
    bench.finished.append((at: now, worlds: worlds))
    if bench.finished.count > keptStates { bench.finished.removeFirst() }
    let blocks = (totalHeight - heights) / max(1, scope.repeats)
    let runs = scope.repeats > 1 ? ", \(scope.repeats) runs" : ""
    say(
      "  \(Readable.time(duration)) simulated, \(blocks) block\(blocks == 1 ? "" : "s")\(runs), seed \(scope.seed)"
    )
    tellStory()
  }

  /// What happened in the first replicate since the last story.
  private mutating func tellStory() {
    guard traces, let world = worlds.first else { return }
    let story = TraceStory(
      story: world.story, page: options.page, namesSystems: scope.systems.count > 1)
    if !world.story.isEmpty { say(story.text) }
    everyWorld { $0.beginStory() }
  }

  /// Earlier states that memory allows to keep.
  var keptStates: Int {
    max(1, Limits.keptSystems / max(1, scope.repeats * scope.systems.count))
  }

  /// How far replicates go between two meetings: few enough events that an interrupted run loses little
  /// and its progress shows.
  private func stretch(of duration: Interval) -> Interval {
    // A single one answers an interruption by itself, wherever it is.
    let least = bench.replicates.count > 1 ? Self.leastMeetings : 1
    let meetings = Int64(
      min(10_000, max(least, scope.cost(of: duration) / Self.eventsBetweenMeetings)))
    return max(duration / meetings, Interval(microseconds: 1))
  }

  private static let eventsBetweenMeetings = 20_000.0
  private static let leastMeetings = 100.0
  /// The first ones are closer together, because what is seen for the first time takes long.
  private static let meetingsAtFirst: Int64 = 50

  private var totalHeight: Int {
    worlds.reduce(0) { sum, world in
      sum + scope.systems.indices.reduce(0) { $0 + Int(world.chain(SystemID(index: $1)).height) }
    }
  }

  static func tooExpensive(_ limit: Int, at extent: Extent) -> Rejection {
    reject(
      Message(
        .tooExpensive, "the run needs more than \(Readable.number(Double(limit))) events",
        notes: ["Try a shorter run, fewer replicates or larger blocks."]), at: extent)
  }

  mutating func carryOut(_ action: Agenda.Action) throws(Stop) {
    let wasInBody = isInBody
    isInBody = true
    defer { isInBody = wasInBody }
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
    let template = self.alone
    // Several replicates always come to the next meeting, which is near, so that they stay in step.
    let interruption = bench.replicates.count > 1 ? Interruption() : interruption
    // Taken out, so that each is changed in place and not copied.
    var replicates = bench.replicates
    bench.replicates = []
    let outcomes = replicates.updateInParallel(threads: options.threads) { replicate in
      var runner = ReplicateRunner(
        replicate: replicate, interpreter: template, interruption: interruption)
      replicate = Replicate(world: World(seed: 0))
      let stop = runner.advance(to: due, limit: limit)
      replicate = runner.replicate
      return ReplicateRunner.Outcome(
        reports: runner.reports, claims: runner.claims, failed: runner.failedClaims,
        scope: runner.interpreter.scope,
        eventsOfAttempts: runner.interpreter.eventsOfAttempts, stop: stop)
    }
    bench.replicates = replicates
    take(outcomes)
    let span = (target - start).seconds
    if !isQuiet {
      interruption.report(progress: span > 0 ? min(1, (due - start).seconds / span) : 0)
    }
    if let stop = outcomes.compactMap(\.stop).first { throw stop }
  }

  /// What replicates said and named on their way.
  private mutating func take(_ outcomes: [ReplicateRunner.Outcome]) {
    // The first one speaks for all, unless a claim failed only in another.
    let speaker = outcomes.firstIndex { $0.failed > 0 } ?? 0
    for var report in outcomes[speaker].reports {
      if speaker > 0 {
        report.text = StyledText("  seed \(scope.seed &+ UInt64(speaker)): ") + report.text
      }
      reports.append(report)
    }
    claims += outcomes.map(\.claims).max() ?? 0
    failedClaims += outcomes.map(\.failed).max() ?? 0
    scope.prices = outcomes[0].scope.prices
    eventsOfAttempts = outcomes.map(\.eventsOfAttempts).max() ?? eventsOfAttempts
    for i in scope.systems.indices {
      for consensus in outcomes.flatMap({ $0.scope.systems[i].adopted }) {
        scope.systems[i].note(consensus)
      }
    }
    for i in scope.labels.indices {
      let before = scope.labels[i].launch
      let after = outcomes.map { $0.scope.labels[i].launch }
      scope.labels[i].launch = after.first { $0 != before } ?? before
    }
    for binding in outcomes.flatMap(\.scope.bindings) where scope.binding(binding.name) == nil {
      let values = outcomes.compactMap { $0.scope.binding(binding.name)?.value }
      scope.bind(binding.name, to: Quantity(Measured(values).mean, binding.quantity.dimension))
    }
  }

  /// This interpreter without its replicates, to act on one of them.
  private var alone: Interpreter {
    var copy = self
    copy.bench = Bench()
    copy.reports = []
    copy.sweeps = []
    copy.claims = 0
    copy.failedClaims = 0
    copy.scope.repeats = 1
    return copy
  }
}

/// Takes one replicate through its own agenda and watches.
struct ReplicateRunner {
  struct Outcome: Sendable {
    var reports: [Report]
    var claims: Int
    var failed: Int
    var scope: Scope
    var eventsOfAttempts: Double
    var stop: Interpreter.Stop?
  }

  var replicate: Replicate
  var interpreter: Interpreter
  let interruption: Interruption
  var reports: [Report] = []
  var claims = 0
  var failedClaims = 0

  init(replicate: Replicate, interpreter: Interpreter, interruption: Interruption) {
    self.replicate = replicate
    self.interpreter = interpreter
    self.interruption = interruption
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
        to: next, interruption: interruption, eventLimit: limit, until: until)
      switch advance {
      case .reached:
        if replicate.world.now >= next, let stop = carryOut(replicate.agenda.take(upTo: next)) {
          return stop
        }
        if next >= due { return nil }
      case .conditionHeld: if let stop = fire() { return stop }
      case .interrupted: return .interrupted
      case .limitReached:
        return .limit(Interpreter.tooExpensive(limit, at: Extent(0, 0)))
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
        if watch.isProbe { replicate.note(watch.condition) }
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
    interpreter.bench.agenda = replicate.agenda
    do throws(Interpreter.Stop) {
      for action in actions { try interpreter.carryOut(action) }
    } catch {
      return error
    }
    let after = interpreter.bench
    replicate.world = after.replicates[0].world
    replicate.watches += after.replicates[0].watches
    replicate.marks += after.marks
    replicate.agenda = after.agenda
    reports += interpreter.reports
    claims += interpreter.claims
    failedClaims += interpreter.failedClaims
    interpreter.reports = []
    interpreter.claims = 0
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
