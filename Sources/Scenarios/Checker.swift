import Blockchain
import Measures
import Quantities
import Simulation
import Syntax

/// Checks statements without running them: names, kinds, dimensions, ranges, whether a metric suits its
/// system, and what the runs will cost.
struct Checker {
  var scope: Scope
  let options: Session.Options
  var hasRun: Bool
  var rejections: [Rejection] = []
  var warnings: [Rejection] = []
  /// A limit that the statements would pass; nothing then runs.
  var limit: Rejection?

  var elapsed: Interval
  var cost = 0.0
  /// What each statement that runs something costs.
  var expenses: [Expense] = []
  var swept: [[Path]] = []
  /// Systems of sweep bodies, by which pictures of a sweep may call them.
  var sweptScope: Scope?
  var place = Place.file
  var branchRepeats = 1
  /// When each run so far ends.
  var ends: [Interval] = []
  /// Whether the length of every run so far is known.
  var knowsEnds = true
  /// Every `every` so far: its period, and the events that its body is worth each time.
  var periods: [(seconds: Double, events: Double)] = []
  /// Events of the attempts in the body of the present `every`; nothing outside of one.
  var eventsOfBody: Double?
  /// Attempts have been made, so that there is something to look at without a run.
  var hasAttempted: Bool
  /// Moments that were kept so far.
  var branches: [Kept] = []
  /// Systems and workloads as declared, once a run has begun; `reset` and `sweep` bring them back.
  var declared: Declared?

  struct Declared: Sendable {
    var systems: [Scope.System]
    var workloads: [Scope.Workload]
  }

  enum Place { case file, body, sweep }

  /// Continues where an interpreter stands.
  init(_ interpreter: Interpreter) {
    scope = interpreter.scope
    options = interpreter.options
    hasRun = interpreter.hasRun
    hasAttempted = !interpreter.worlds.isEmpty
    elapsed = interpreter.now - .zero
    swept = interpreter.sweeps.map(\.paths)
    sweptScope = interpreter.sweeps.last?.scope
    ends = interpreter.bench.finished.map { $0.at - .zero }
    scope.isChecking = true
    if hasRun {
      declared = Declared(systems: scope.systems, workloads: scope.workloads)
      scope = scope.present(in: interpreter.worlds)
    }
    branches = interpreter.branches.map { branch in
      var scope = branch.start.scope
      scope.isChecking = true
      let bench = branch.start.bench
      return Kept(
        name: branch.name, scope: bench.hasRun ? scope.present(in: bench.worlds) : scope,
        declared: bench.hasRun
          ? Declared(systems: scope.systems, workloads: scope.workloads) : nil,
        hasRun: bench.hasRun, elapsed: bench.now - .zero,
        ends: bench.finished.map { $0.at - .zero })
    }
    periods = interpreter.bench.agenda.repeating.map {
      ($0.period.seconds, Self.eventsOfBody + attempts(in: $0.body))
    }
    if let repeats = options.repeats { scope.repeats = repeats }
    for action in interpreter.bench.pending { foresee(action) }
  }

  /// Notes what something that is yet to happen may change.
  private mutating func foresee(_ action: Agenda.Action) {
    switch action {
    case .step(let path, _): scope.unsettled.insert(path.text)
    case .body(let body):
      var other = self
      other.inside(.body, body)
      scope.unsettled = other.scope.unsettled
      for i in scope.systems.indices { scope.systems[i].adopted = other.scope.systems[i].adopted }
    }
  }

  var evaluator: Evaluator { Evaluator(scope: scope, worlds: []) }

  mutating func check(_ statements: [Statement]) {
    for statement in statements { check(statement) }
  }

  mutating func note(_ rejection: Rejection) { rejections.append(rejection) }

  /// Collects what a part of a statement rejects.
  mutating func attempt(_ part: (inout Checker) throws(Rejection) -> Void) {
    do throws(Rejection) {
      try part(&self)
    } catch {
      note(error)
    }
  }

  mutating func expectQuantity(
    _ expression: Expression, _ dimension: Dimension, of what: String,
    in range: ClosedRange<Double>? = nil, try examples: [String]
  ) {
    attempt { checker throws(Rejection) in
      let q = try checker.evaluator.quantity(of: expression)
      guard q.dimension == dimension else {
        throw reject(
          .needs(
            what, dimension.name, got: q.dimension.name, written: Evaluator.written(expression),
            try: q.dimension == .number && !q.value.isNaN
              ? dimension.likelyUnits.filter { !what.hasSuffix(" \($0)") }.map {
                "\(what) \(Readable.number(q.value)) \($0)"
              } : examples
          ),
          at: expression.extent)
      }
      guard let range, !q.value.isNaN else { return }
      guard range.contains(q.value) else {
        let low = Readable.quantity(Quantity(range.lowerBound, dimension))
        let high = Readable.quantity(Quantity(range.upperBound, dimension))
        throw reject(
          .outOfRange(what, Evaluator.written(expression), range: "\(low) .. \(high)"),
          at: expression.extent)
      }
    }
  }

  func whole(_ expression: Expression, _ what: String) throws(Rejection) -> Double {
    let q = try evaluator.quantity(of: expression)
    guard q.dimension == .number, q.value.isNaN || q.value == q.value.rounded() else {
      throw reject(
        Message(.wrongDimension, "`\(what)` needs a whole number", notes: ["Try:  \(what) 5"]),
        at: expression.extent)
    }
    return q.value
  }

  mutating func check(_ statement: Statement) {
    if let word = StatementWord.setup(statement), place != .file {
      guard !(place == .sweep && StatementWord.isAllowedInSweep(statement)) else {
        checkTop(statement)
        return
      }
      note(
        reject(
          Message(
            .notAllowedHere, "`\(word)` cannot stand in the body of `\(placeName)`",
            notes: ["Put it before, at the top level."]), at: statement.extent))
      return
    }
    checkTop(statement)
  }

  var placeName: String { place == .sweep ? "sweep" : "at, every, when" }

  mutating func checkTop(_ statement: Statement) {
    for path in statement.readPaths where path.parts.count > 1 {
      let word = path.parts[1]
      guard let ours = Synonyms.understood[word.text] else { continue }
      warnings.append(
        reject(
          Message(
            .otherSpelling, "`\(word.text)` is called `\(ours)` here", severity: .warning),
          at: word.extent))
    }
    warnOfTraps(statement)
    switch statement.kind {
    case .declare(let declaration):
      var found: [Rejection] = []
      let replaces = scope.names.contains(declaration.name.text)
      scope.declare(declaration, replacing: options.interactive) { found.append($0) }
      rejections += found
      keepDeclared(declaration.name.text)
      if replaces, options.interactive { returnToTimeZero() }
    case .letting(let name, let value):
      let isSecond = scope.binding(name.text) != nil && !options.interactive && place == .file
      if Vocabulary.reserved.contains(name.text) || scope.system(name.text) != nil
        || scope.workload(name.text) != nil || scope.label(name.text) != nil || isSecond
      {
        note(
          reject(
            Message(.nameTaken, "`\(name.text)` cannot be the name of a value: it is taken"),
            at: name.extent))
      }
      // A value that is wrong still has its name, so that its uses are not reported too.
      var bound = Quantity(.nan)
      attempt { checker throws(Rejection) in
        bound = try checker.evaluator.quantity(of: value)
      }
      scope.bind(name.text, to: bound)
    case .price(let coin, let value):
      expectQuantity(
        value, .money, of: "price \(coin.text)", in: Limits.price, try: ["price BTC 60_000 USD"])
      if scope.prices.coin(coin.text) == nil {
        note(
          reject(
            .unknown(
              .unknownName, "coin", coin.text, among: scope.prices.coins.map(\.symbol),
              listed: "A chain makes a coin known:  chain a { coin \(coin.text) }"),
            at: coin.extent))
      } else if let dollars = try? evaluator.quantity(of: value), dollars.dimension == .money,
        !dollars.value.isNaN
      {
        scope.prices.set(coin.text, dollars: dollars.value)
      }
    case .seed(let value): checkSetup(value, "seed", Limits.seed)
    case .repeating(let value):
      checkSetup(value, "repeat", Limits.repeats)
      if options.repeats == nil, let n = try? evaluator.quantity(of: value).value, n >= 1,
        n <= 5_000
      {
        scope.repeats = Int(n)
      }
    case .warmup(let value):
      expectQuantity(value, .time, of: "warmup", in: Limits.warmup, try: ["warmup 1 day"])
    case .run(let length): checkRun(length, statement.extent)
    case .at(let time, let relative, let body):
      expectQuantity(time, .time, of: "at", in: Limits.moment, try: ["at 2 h { ... }"])
      if !relative, let t = try? evaluator.quantity(of: time), t.dimension == .time,
        Interval.seconds(t.value) < elapsed
      {
        note(
          reject(
            Message(
              .tooLate, "by then \(Readable.time(elapsed)) have passed, so `at` cannot go back",
              notes: [
                "The first legal time:  at \(Readable.time(elapsed)) { ... }    or    at now + 1 h { ... }"
              ]),
            at: time.extent))
      }
      inside(.body, body)
    case .every(let period, let body):
      expectQuantity(
        period, .time, of: "every", in: Limits.period, try: ["every 1 day { ... }"])
      eventsOfBody = Self.eventsOfBody
      inside(.body, body)
      if let q = try? evaluator.quantity(of: period), q.dimension == .time, q.value > 0 {
        periods.append((q.value, eventsOfBody ?? 0))
      }
      eventsOfBody = nil
    case .when(let condition, _, let body):
      attempt { checker throws(Rejection) in _ = try checker.evaluator.truth(of: condition) }
      inside(.body, body)
    case .set(let path, let value): checkSet(path, value, statement.extent)
    case .ramp(let path, let goal, let length): checkRamp(path, goal, length, statement.extent)
    case .note: break
    case .reset: returnToTimeZero()
    case .sweep(let axes, let repeating, let body):
      checkSweep(axes, repeating, body, statement.extent)
    case .expect(let claim): checkClaim(claim)
    case .plot(let metrics, let subjects, _, let from, let to):
      checkSubjects(subjects)
      for metric in metrics {
        checkMetric(metric, of: subjects, perProducer: true)
        refusePart(of: metric)
      }
      refuseCourse(of: metrics, subjects)
      for moment in [from, to].compactMap({ $0 }) {
        expectQuantity(moment, .time, of: "from", try: ["plot fee of base from 1 h to 2 h"])
      }
      requireRun("plot", statement.extent)
    case .plotAgainst(let metrics, let subjects, let axis, _):
      checkAgainst(metrics, subjects, axis)
    case .histogram(let metric, let subject, _):
      checkSubjects([subject])
      checkMetric(metric, of: [subject], distribution: true)
      requireRun("histogram", statement.extent)
    case .box(let metrics, let subjects, _):
      checkSubjects(subjects)
      for metric in metrics { checkBox(of: metric, subjects) }
      requireRun("box", of: subjects, statement.extent)
    case .bars(let metrics, let subjects, _):
      checkSubjects(subjects)
      for metric in metrics {
        checkMetric(metric, of: subjects, perProducer: true, takesSettings: true)
      }
      requireRun("bars", of: subjects, by: metrics, statement.extent)
    case .compare(let subjects, let metrics):
      checkSubjects(subjects)
      for metric in metrics { checkMetric(metric, of: subjects, takesSettings: true) }
      requireRun("compare", of: subjects, by: metrics, statement.extent)
    case .show(let what, let subject):
      attempt { checker throws(Rejection) in try checker.scope.checkShow(what, subject) }
    case .print(let expressions):
      for expression in expressions {
        attempt { checker throws(Rejection) in _ = try checker.evaluator.value(of: expression) }
      }
    case .help: break
    case .attack:
      if let order = AttackOrder(statement) { checkAttack(order) }
    case .tree(let chain):
      checkTree(chain)
      requireRun("tree", statement.extent)
    case .heatmap(let metric, let system, let x, let y, _):
      for axis in [x, y] { checkAgainst([metric], [Subject(name: system)], axis) }
    case .upgrade(let system, let target, let settings):
      checkUpgrade(system, to: target, settings, statement.extent)
    case .outage(let system, let settings): checkOutage(system, settings)
    case .branch(let name): checkBranch(name)
    case .back(let name): checkBack(to: name)
    case .triangle(let subjects): checkTriangle(subjects)
    case .explain(let path): checkExplain(path)
    }
  }

  /// What is declared after the first run is there after a `reset`, too.
  private mutating func keepDeclared(_ name: String) {
    if let system = scope.system(name) {
      declared?.systems.removeAll { $0.name == name }
      let place = scope.systemIndex(name) ?? 0
      let end = declared?.systems.endIndex ?? 0
      declared?.systems.insert(system, at: min(place, end))
    } else if let workload = scope.workload(name) {
      declared?.workloads.removeAll { $0.name == name }
      declared?.workloads.append(workload)
    }
  }

  private mutating func returnToTimeZero() {
    hasRun = false
    hasAttempted = false
    scope.labels = []
    elapsed = .zero
    periods = []
    ends = []
    swept = []
    branches = []
    restoreDeclared()
  }

  /// Systems and workloads as declared, whatever has happened to them since.
  mutating func restoreDeclared() {
    if let declared {
      scope.systems = declared.systems
      scope.workloads = declared.workloads
    }
    for i in scope.systems.indices { scope.systems[i].adopted = [] }
    scope.unsettled = []
    declared = nil
  }

  mutating func inside(_ inner: Place, _ body: [Statement]) {
    let before = place
    let ran = hasRun
    // What a body sets holds within it; when it happens is known only in the run.
    let systems = scope.systems
    let workloads = scope.workloads
    place = inner
    if inner == .body { hasRun = true }
    check(body)
    hasRun = ran
    place = before
    let inBody = scope.systems
    scope.systems = systems
    for i in systems.indices where inBody.indices.contains(i) {
      scope.systems[i].adopted = inBody[i].adopted
      scope.systems[i].note(inBody[i].parameters.consensus)
    }
    scope.workloads = workloads
  }
}
