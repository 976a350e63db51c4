import Blockchain
import Charts
import Measures
import Quantities
import Simulation
import Syntax
import Terminal

/// Carries out checked statements: holds what is declared, the replicates and the results.
struct Interpreter: Sendable {
  var scope = Scope()
  var bench = Bench()
  var sweeps: [SweepTable] = []
  /// Moments that were kept, and the one whose future this is.
  var branches: [Branch] = []
  var presentBranch: String?
  var options: Session.Options
  /// Reports that wait to be handed out.
  var reports: [Report] = []
  var scenario = "prompt"
  /// Claims met so far, and those of them that failed.
  var claims = 0
  var failedClaims = 0
  /// Conditions whose first moment is noted while the world runs.
  var probes: [Watch] = []
  /// Attempts that the last attack with `tries` came to.
  var attempted = 0
  /// Events of the attempts since the last input began.
  var eventsOfAttempts = 0.0
  /// Inside a body that time set off.
  var isInBody = false
  /// Set inside the body of a sweep: only failed claims are said there.
  var isQuiet = false
  /// Trace asked for by `:trace on`.
  var traces = false
  var source: Source
  let interruption: Interruption

  init(options: Session.Options, source: Source, interruption: Interruption) {
    self.options = options
    self.source = source
    self.interruption = interruption
    scope.readFile = options.readFile
    if let seed = options.seed { scope.seed = seed }
    if let repeats = options.repeats { scope.repeats = repeats }
  }

  /// Why a statement did not come to its end.
  enum Stop: Error {
    case rejected(Rejection)
    case interrupted
    case limit(Rejection)
    case fault(String)
  }

  var now: Instant { bench.now }
  var hasRun: Bool { bench.hasRun }
  var worlds: [World] { bench.worlds }
  var evaluator: Evaluator { Evaluator(scope: scope, worlds: worlds) }

  /// Makes the replicates at time zero, if there are none yet, and begins the attacks that wait for them.
  mutating func prepare() {
    guard bench.replicates.isEmpty else {
      if !hasRun {
        for i in bench.replicates.indices { bench.replicates[i].watch(probes, scope) }
      }
      return
    }
    bench.replicates = (0..<scope.repeats).map { i in
      var world = scope.world(replicate: i)
      if traces { world.traceLimit = TraceStory.limit }
      for launch in bench.launches {
        world.launch(launch.parameters, as: AttackID(index: launch.label))
      }
      for outage in bench.outages {
        world.beginOutage(of: SystemID(index: outage.system), outage.parameters)
      }
      return Replicate(world: world, watches: bench.watches, probes: probes, scope)
    }
    bench.launches = []
    bench.outages = []
  }

  mutating func execute(_ statement: Statement) throws(Stop) {
    do throws(Rejection) {
      for order in statement.attacks { try declareLabel(of: order) }
      try immediate(statement)
    } catch {
      throw .rejected(error)
    }
    switch statement.kind {
    case .run(let length): try run(for: length)
    case .sweep(let axes, let repeats, let body):
      try sweep(axes, repeating: repeats, body, at: statement.extent)
    case .attack:
      if let order = AttackOrder(statement) { try attack(order) }
    default: break
    }
  }

  /// Everything that takes no simulated time.
  private mutating func immediate(_ statement: Statement) throws(Rejection) {
    switch statement.kind {
    case .run, .sweep, .attack: break
    case .declare(let declaration): try declare(declaration)
    case .letting(let name, let value): scope.bind(name.text, to: try evaluator.quantity(of: value))
    case .price(let coin, let value):
      let dollars = try evaluator.measure(value, .money, for: "price", in: Limits.price)
      scope.price(coin.text, dollars: dollars, isDeclared: !isInBody)
      everyWorld { $0.setPrice(of: coin.text, dollars: dollars) }
      if hasRun { mark("price \(coin.text) \(Readable.quantity(Quantity(dollars, .money)))") }
    case .seed(let value):
      guard options.seed == nil else { break }
      scope.seed = UInt64(
        try evaluator.measure(value, .number, for: "seed", in: Limits.seed))
    case .repeating(let value):
      guard options.repeats == nil else { break }
      scope.repeats = Int(
        try evaluator.measure(value, .number, for: "repeat", in: Limits.repeats))
    case .warmup(let value):
      scope.warmup = try evaluator.interval(value, for: "warmup", in: Limits.warmup)
    case .at(let time, let relative, let body):
      try schedule(body, at: time, relative: relative, statement.extent)
    case .every(let period, let body):
      let length = try evaluator.interval(period, for: "every", in: Limits.period)
      bench.agenda.add(at: firstMultiple(of: length), every: length, .body(body))
    case .when(let condition, let again, let body): watch(condition, again: again, body)
    case .set(let path, let value): try set(path, to: value, at: statement.extent)
    case .ramp(let path, let goal, let length):
      try ramp(path, to: goal, over: length, statement.extent)
    case .note(let text): mark(text)
    case .reset: reset()
    case .expect(let claim): try expect(claim, at: statement.extent)
    case .plot, .plotAgainst, .histogram, .box, .bars, .compare: try picture(statement)
    case .tree(let chain): try tree(of: chain)
    case .show(let what, let subject): try show(what, subject, at: statement.extent)
    case .print(let expressions): try print(expressions, at: statement.extent)
    case .help(let word): help(word)
    case .heatmap(let metric, let system, let x, let y, let log):
      try heatmap(metric, of: system, x, y, log: log)
    case .upgrade(let system, let target, let settings):
      try upgrade(system, to: target, settings, at: statement.extent)
    case .outage(let system, let settings): try outage(system, settings)
    case .branch(let name): try branch(name)
    case .back(let name): try back(to: name)
    case .triangle(let subjects): try triangle(subjects)
    case .explain(let path): try explain(path)
    }
  }

  private mutating func declare(_ declaration: Declaration) throws(Rejection) {
    var first: Rejection?
    let replaces = scope.names.contains(declaration.name.text)
    // Before the first run declarations are made of declarations, though attempts made the worlds.
    scope.declare(declaration, worlds: hasRun ? worlds : [], replacing: options.interactive) {
      if first == nil { first = $0 }
    }
    if let first { throw first }
    // A second declaration of a name goes back to time zero; what was declared stays.
    if replaces { reset() } else if !worlds.isEmpty { join(declaration.name.text) }
    sayDeclared(declaration)
  }

  /// A system or workload declared when there is a world starts now.
  private mutating func join(_ name: String) {
    if let system = scope.system(name) {
      let coin = scope.coin(of: system.parameters)
      let parents = scope.identifiers(of: system.parents)
      everyWorld {
        $0.setPrice(of: coin.symbol, dollars: coin.price)
        _ = $0.add(system.parameters, named: name, on: parents)
      }
    } else if let workload = scope.workload(name) {
      let ids = scope.identifiers(of: workload.systems)
      everyWorld { _ = $0.add(workload.parameters, named: name, on: ids) }
    }
  }

  private mutating func sayDeclared(_ declaration: Declaration) {
    guard options.interactive else { return }
    let name = declaration.name.text
    if let system = scope.system(name) {
      let changes =
        system.changes == 0
        ? "" : ", \(system.changes) setting\(system.changes == 1 ? "" : "s") changed"
      say("  " + system.heading + changes)
    } else if let workload = scope.workload(name) {
      let rate = Readable.quantity(Quantity(workload.parameters.rate, .transactionRate))
      say("  \(name): \(rate) on \(workload.systems.joined(separator: ", "))")
    }
  }

  mutating func everyWorld(_ act: (inout World) -> Void) {
    for i in bench.replicates.indices { act(&bench.replicates[i].world) }
  }

  mutating func mark(_ text: String) {
    bench.marks.append(Mark(at: now, text: text))
  }

  /// Back to time zero with everything as declared.
  mutating func reset() {
    bench = Bench()
    sweeps = []
    branches = []
    presentBranch = nil
    scope.labels = []
    for i in scope.systems.indices { scope.systems[i].adopted = [] }
    scope.restorePrices()
  }

  /// A sentence, broken where the page ends.
  mutating func say(_ text: String, data: DataTable? = nil) {
    say(
      StyledText(text).wrapped(width: options.page.width, indent: 4) + StyledText("\n"), data: data)
  }

  mutating func say(_ text: StyledText, data: DataTable? = nil) {
    guard !isQuiet else { return }
    reports.append(Report(channel: .result, text: text, data: data, seed: scope.seed))
  }

  var caption: Caption {
    Caption(
      scenario: scenario, seed: scope.seed,
      note: scope.repeats > 1 ? "\(scope.repeats) runs" : nil)
  }
}
