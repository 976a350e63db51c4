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
  private(set) var rejections: [Rejection] = []
  private(set) var warnings: [Rejection] = []
  /// A limit that the statements would pass; nothing then runs.
  private(set) var limit: Rejection?

  private var elapsed: Interval
  private var cost = 0.0
  private var swept: [[Path]] = []
  /// Systems of sweep bodies, by which pictures of a sweep may call them.
  private var sweptScope: Scope?
  private var place = Place.file
  private var branchRepeats = 1
  /// When each run so far ends.
  private var ends: [Interval] = []
  /// Whether the length of every run so far is known.
  private var knowsEnds = true
  /// Periods of every `every` so far.
  private var periods: [Double] = []
  /// Systems and workloads as they were before the first run, which `reset` brings back.
  private var declared: ([Scope.System], [Scope.Workload])?

  enum Place { case file, body, sweep }

  /// Continues where an interpreter stands.
  init(_ interpreter: Interpreter) {
    scope = interpreter.scope
    options = interpreter.options
    hasRun = interpreter.hasRun
    elapsed = interpreter.now - .zero
    swept = interpreter.sweeps.map(\.paths)
    sweptScope = interpreter.sweeps.last?.scope
    periods = interpreter.bench.agenda.periods.map(\.seconds)
    ends = interpreter.bench.finished.map { $0.at - .zero }
    scope.isChecking = true
    if let repeats = options.repeats { scope.repeats = repeats }
  }

  private var evaluator: Evaluator { Evaluator(scope: scope, worlds: []) }

  mutating func check(_ statements: [Statement]) {
    for statement in statements { check(statement) }
  }

  private mutating func note(_ rejection: Rejection) { rejections.append(rejection) }

  /// Collects what a part of a statement rejects.
  private mutating func attempt(_ part: (inout Checker) throws(Rejection) -> Void) {
    do throws(Rejection) {
      try part(&self)
    } catch {
      note(error)
    }
  }

  private mutating func expectQuantity(
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
              ? dimension.likelyUnits.map { "\(what) \(Readable.number(q.value)) \($0)" } : examples
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

  private func whole(_ expression: Expression, _ what: String) throws(Rejection) -> Double {
    let q = try evaluator.quantity(of: expression)
    guard q.dimension == .number, q.value.isNaN || q.value == q.value.rounded() else {
      throw reject(
        Message(.wrongDimension, "`\(what)` needs a whole number", notes: ["Try:  \(what) 5"]),
        at: expression.extent)
    }
    return q.value
  }

  private mutating func check(_ statement: Statement) {
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

  private var placeName: String { place == .sweep ? "sweep" : "at, every, when" }

  private mutating func checkTop(_ statement: Statement) {
    for path in statement.readPaths where path.parts.count > 1 {
      let word = path.parts[1]
      guard let ours = Synonyms.understood[word.text] else { continue }
      warnings.append(
        reject(
          Message(
            .otherSpelling, "`\(word.text)` is called `\(ours)` here", severity: .warning),
          at: word.extent))
    }
    switch statement.kind {
    case .declare(let declaration):
      var found: [Rejection] = []
      scope.declare(declaration, replacing: options.interactive) { found.append($0) }
      rejections += found
    case .letting(let name, let value):
      let isSecond = scope.binding(name.text) != nil && !options.interactive && place == .file
      if Vocabulary.reserved.contains(name.text) || scope.system(name.text) != nil
        || scope.workload(name.text) != nil || isSecond
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
      if let q = try? evaluator.quantity(of: period), q.dimension == .time, q.value > 0 {
        periods.append(q.value)
      }
      inside(.body, body)
    case .when(let condition, _, let body):
      attempt { checker throws(Rejection) in _ = try checker.evaluator.truth(of: condition) }
      inside(.body, body)
    case .set(let path, let value): checkSet(path, value, statement.extent)
    case .ramp(let path, let goal, let length): checkRamp(path, goal, length, statement.extent)
    case .note: break
    case .reset:
      hasRun = false
      elapsed = .zero
      periods = []
      ends = []
      swept = []
      if let declared { (scope.systems, scope.workloads) = declared }
    case .sweep(let axes, let repeating, let body):
      checkSweep(axes, repeating, body, statement.extent)
    case .expect(let claim): checkClaim(claim)
    case .plot(let metrics, let subjects, _, let from, let to):
      checkSubjects(subjects)
      for metric in metrics {
        checkMetric(metric, of: subjects, perProducer: true)
        refusePart(of: metric)
      }
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
    case .bars(let metric, let subjects, _):
      checkSubjects(subjects)
      checkMetric(metric, of: subjects, perProducer: true)
      requireRun("bars", statement.extent)
    case .compare(let subjects, let metrics):
      checkSubjects(subjects)
      for metric in metrics { checkMetric(metric, of: subjects) }
      requireRun("compare", statement.extent)
    case .show(let what, let subject):
      attempt { checker throws(Rejection) in try checker.scope.checkShow(what, subject) }
    case .print(let expressions):
      for expression in expressions {
        attempt { checker throws(Rejection) in _ = try checker.evaluator.value(of: expression) }
      }
    case .help: break
    case .attack(let name, let on, _, _):
      attempt { checker throws(Rejection) in try checker.checkAttack(name, on) }
    case .upgrade, .outage, .heatmap, .triangle, .tree, .branch, .back, .explain:
      note(StatementWord.refusal(statement))
    }
  }

  private mutating func inside(_ inner: Place, _ body: [Statement]) {
    let before = place
    let ran = hasRun
    place = inner
    if inner == .body { hasRun = true }
    check(body)
    hasRun = ran
    place = before
  }

  private mutating func checkSetup(
    _ value: Expression, _ word: String, _ range: ClosedRange<Double>
  ) {
    attempt { checker throws(Rejection) in
      let n = try checker.whole(value, word)
      guard n.isNaN || range.contains(n) else {
        throw reject(
          .outOfRange(
            word, Evaluator.written(value),
            range: "\(Readable.number(range.lowerBound)) .. \(Readable.number(range.upperBound))"),
          at: value.extent)
      }
      let present = word == "seed" ? Double(checker.scope.seed) : Double(checker.scope.repeats)
      guard !checker.hasRun || n == present else {
        throw reject(
          Message(
            .tooLate, "`\(word)` holds for the whole session, so it comes before the first run",
            notes: ["`reset` goes back to time zero; then  \(word) \(Evaluator.written(value))"]),
          at: value.extent)
      }
    }
  }

  /// Events that carrying out the body of an `every` once is worth.
  private static let costOfBody = 200.0

  private mutating func checkRun(_ length: Expression, _ extent: Extent) {
    expectQuantity(
      length, .time, of: "run", in: Limits.run, try: ["run 7 days", "run 6 h"])
    if !hasRun { declared = (scope.systems, scope.workloads) }
    hasRun = true
    guard let q = try? evaluator.quantity(of: length), q.dimension == .time, !q.value.isNaN,
      Limits.run.contains(q.value)
    else {
      knowsEnds = false
      return
    }
    let duration = Interval.seconds(q.value)
    elapsed = elapsed + duration
    ends.append(elapsed)
    if (elapsed - .zero) > (Instant.limit - .zero) {
      note(reject(Message(.outOfRange, "time ends after 100 000 years"), at: extent))
      return
    }
    let bodies = periods.reduce(0) { $0 + duration.seconds / $1 } * Self.costOfBody
    cost += (scope.cost(of: duration) + bodies) * Double(branchRepeats)
    if cost > Double(options.eventLimit), limit == nil {
      limit = reject(
        Message(
          .tooExpensive,
          "this needs about \(Readable.scientific(cost, digits: 2)) events; the limit is \(Readable.scientific(Double(options.eventLimit), digits: 2))",
          notes: ["Try a shorter run, fewer replicates or fewer values in a sweep."]), at: extent)
    }
    let worlds = Double(scope.repeats * max(1, scope.systems.count) * branchRepeats)
    if worlds > Limits.worlds, limit == nil {
      limit = reject(
        Message(
          .tooExpensive,
          "this keeps \(Readable.number(worlds)) systems at once; the limit is \(Readable.number(Limits.worlds))",
          notes: ["Fewer replicates, fewer systems or fewer values in a sweep."]), at: extent)
    }
    warn(duration, extent)
  }

  private mutating func warn(_ duration: Interval, _ extent: Extent) {
    guard place != .sweep else { return }
    for system in scope.systems where system.parameters.nominalInterval > duration {
      warnings.append(
        reject(
          Message(
            .shortRun,
            "in \(Readable.time(duration)) `\(system.name)` may not find a block (one each \(Readable.time(system.parameters.nominalInterval)))",
            severity: .warning), at: extent))
    }
    for workload in scope.workloads {
      for name in workload.systems {
        guard let system = scope.system(name) else { continue }
        let room = capacity(of: system, under: workload)
        guard let room, workload.parameters.rate > 50 * room else { continue }
        warnings.append(
          reject(
            Message(
              .overload,
              "`\(workload.name)` wants \(Readable.quantity(Quantity(workload.parameters.rate, .transactionRate))), `\(name)` carries about \(Readable.quantity(Quantity(room, .transactionRate)))",
              severity: .warning), at: extent))
      }
    }
  }

  /// What a chain would carry of this workload, before anything runs.
  private func capacity(of system: Scope.System, under workload: Scope.Workload) -> Double? {
    var world = World(seed: 0, prices: scope.prices)
    let id = world.add(system.parameters, named: system.name)
    _ = world.add(workload.parameters, named: workload.name, on: [id])
    return world.chain(id).capacity
  }

  private mutating func checkSet(_ path: Path, _ value: SettingValue, _ extent: Extent) {
    attempt { checker throws(Rejection) in
      let setting = Setting(name: path.parts[path.parts.count - 1], value: value, extent: extent)
      guard path.parts.count == 2 else {
        throw reject(
          Message(
            .wrongKind, "`set` needs a system and its setting",
            notes: ["Try:  set \(checker.scope.systems.first?.name ?? "base").block_size 8 MB"]),
          at: path.extent)
      }
      if let i = checker.scope.systemIndex(path.parts[0].text) {
        var parameters = checker.scope.systems[i].parameters
        try checker.scope.apply(
          setting, to: &parameters, system: path.parts[0].text, worlds: [])
        // What is set later must not change what earlier statements mean.
        if checker.place == .file { checker.scope.systems[i].parameters = parameters }
      } else if let i = checker.scope.workloadIndex(path.parts[0].text) {
        var parameters = checker.scope.workloads[i].parameters
        try checker.scope.apply(setting, to: &parameters, worlds: [])
        if checker.place == .file { checker.scope.workloads[i].parameters = parameters }
      } else {
        throw checker.scope.unknownName(path.parts[0])
      }
    }
  }

  private mutating func checkRamp(
    _ path: Path, _ goal: Expression, _ length: Expression, _ extent: Extent
  ) {
    expectQuantity(
      length, .time, of: "over", in: Limits.moment,
      try: ["ramp shopping.rate to 200 tx/s over 1 h"])
    attempt { checker throws(Rejection) in
      let present = try checker.evaluator.value(of: .path(path))
      guard present.quantity != nil else {
        throw reject(
          Message(.wrongKind, "`\(path.text)` is a word and cannot change steadily"),
          at: path.extent)
      }
    }
    guard rejections.isEmpty else { return }
    checkSet(path, .list([goal]), extent)
  }

  private mutating func checkSweep(
    _ axes: [SweepAxis], _ repeating: Expression?, _ body: [Statement], _ extent: Extent
  ) {
    var inner = self
    inner.place = .sweep
    inner.hasRun = false
    inner.elapsed = .zero
    var runs = 1.0
    for axis in axes {
      do throws(Rejection) {
        let points = try axis.points(evaluator)
        runs *= Double(points.count)
        for (i, path) in axis.paths.enumerated() {
          try inner.check(swept: path, values: points.map { $0[i] })
        }
      } catch {
        note(error)
      }
    }
    if let repeating {
      checkSweepRepeat(repeating)
      if options.repeats == nil, let n = try? evaluator.quantity(of: repeating).value, n >= 1 {
        inner.scope.repeats = Int(min(n, 5_000))
      }
    }
    if runs > Double(options.maxRuns), limit == nil {
      limit = reject(
        Message(
          .tooExpensive,
          "the sweep has \(Readable.number(runs)) runs; the limit is \(options.maxRuns)",
          notes: ["Fewer values, or a larger --max-runs"]), at: extent)
    }
    inner.branchRepeats = Int(max(1, min(runs, 1e6)))
    inner.rejections = []
    inner.check(body)
    rejections += inner.rejections
    cost = inner.cost
    limit = limit ?? inner.limit
    swept.append(axes.flatMap(\.paths))
    sweptScope = inner.scope
  }

  private mutating func checkSweepRepeat(_ repeating: Expression) {
    attempt { checker throws(Rejection) in
      let n = try checker.whole(repeating, "repeat")
      guard n.isNaN || Limits.repeats.contains(n) else {
        throw reject(
          .outOfRange("repeat", Evaluator.written(repeating), range: "1 .. 5000"),
          at: repeating.extent)
      }
    }
  }

  /// Every swept value must be legal for its setting; a new name takes the first one.
  private mutating func check(swept path: Path, values: [SweptValue]) throws(Rejection) {
    guard let target = scope.swept(path) else {
      if path.parts.count == 1, Vocabulary.settings.contains(path.text) {
        throw reject(
          Message(
            .unknownName, "several systems have a `\(path.text)`, or none",
            notes: [
              "Say which:  sweep \(scope.systems.first?.name ?? "base").\(path.text) over ..."
            ]),
          at: path.extent)
      }
      if let quantity = values.first?.quantity { scope.bind(path.text, to: quantity) }
      return
    }
    for value in values.reversed() {
      var parameters = self
      parameters.rejections = []
      parameters.place = .file
      parameters.checkSet(target, .list([value.expression(at: path.extent)]), path.extent)
      if let first = parameters.rejections.first { throw first }
      scope = parameters.scope
    }
  }

  private mutating func checkClaim(_ claim: Claim) {
    attempt { checker throws(Rejection) in
      guard case .truth = try checker.evaluator.value(of: claim.condition) else {
        throw reject(
          Message(
            .wrongKind, "`expect` needs a condition",
            notes: ["Try:  expect base.throughput > 1 tx/s"]), at: claim.condition.extent)
      }
      if let tolerance = claim.tolerance {
        guard case .binary(let operation, _, let target, _) = claim.condition,
          operation == .equal || operation == .notEqual
        else {
          throw reject(
            Message(
              .wrongKind, "`within` needs an equality", notes: ["Try:  expect A = B within 5 %"]),
            at: tolerance.extent)
        }
        _ = try checker.evaluator.margin(tolerance, around: checker.evaluator.quantity(of: target))
      }
      if let probability = claim.probability { try checker.check(probability) }
    }
  }

  private func check(_ probability: Claim.Probability) throws(Rejection) {
    let bound = try evaluator.quantity(of: probability.bound)
    guard bound.dimension == .number, bound.value.isNaN || (0...1).contains(bound.value) else {
      throw reject(
        Message(.outOfRange, "a probability is 0 % .. 100 %"), at: probability.bound.extent)
    }
    if let by = probability.by {
      let moment = try evaluator.quantity(of: by)
      guard moment.dimension == .time else {
        throw reject(
          .needs(
            "within", "a time", got: moment.dimension.name, written: Evaluator.written(by),
            try: ["within 6 h"]), at: by.extent)
      }
    }
    let small = min(bound.value, 1 - bound.value)
    guard small.isNaN || small <= 0 || Double(scope.repeats) >= (3 / small - 1e-9) else {
      let needed = (3 / small).rounded(.up)
      throw reject(
        Message(
          .tooFewReplicates,
          "\(scope.repeats) replicate\(scope.repeats == 1 ? "" : "s") cannot tell a probability of \(Readable.number(bound.value * 100)) %",
          notes: ["It takes at least 3 / share:  repeat \(Readable.number(needed))"]),
        at: probability.bound.extent)
    }
  }

  private mutating func checkSubjects(_ subjects: [Subject]) {
    for subject in subjects {
      if let branch = subject.branch {
        note(
          reject(
            .notInThisVersion("in \(branch.text)", "comparing branches", instead: "`compare A, B`"),
            at: branch.extent))
      }
      if let at = subject.at {
        expectQuantity(at, .time, of: "at", try: ["compare base at 1 day, base at 2 days"])
        if knowsEnds, let q = try? evaluator.quantity(of: at), q.dimension == .time, !q.value.isNaN,
          !ends.contains(.seconds(q.value))
        {
          note(
            reject(
              Message(
                .noData, "no run ends at \(Readable.time(Interval.seconds(q.value)))",
                notes: ends.isEmpty
                  ? [] : ["Runs end at: " + ends.map { Readable.time($0) }.joined(separator: ", ")]),
              at: at.extent))
        }
      }
      guard scope.system(subject.name.text) == nil else { continue }
      if scope.workload(subject.name.text) != nil {
        note(
          reject(
            Message(
              .wrongKind, "`\(subject.name.text)` is a workload; pictures show systems",
              notes: ["Systems here: \(scope.systems.map(\.name).joined(separator: ", "))"]),
            at: subject.name.extent))
      } else {
        note(scope.unknownName(subject.name))
      }
    }
  }

  private mutating func checkMetric(
    _ metric: Path, of subjects: [Subject], distribution: Bool = false, perProducer: Bool = false
  ) {
    let systems = subjects.compactMap { scope.system($0.name.text) }
    let names = systems.isEmpty ? [] : systems
    attempt { checker throws(Rejection) in
      guard !names.isEmpty else {
        // The system is wrong already; the metric's name can still be checked.
        _ = try checker.scope.metric(
          metric.parts[0], of: ChainParameters(), system: "a chain")
        return
      }
      for system in names {
        let known = try checker.scope.metric(
          metric.parts[0], of: system.parameters, system: system.name)
        if distribution, known.kind != .distribution {
          throw reject(
            Message(
              .wrongKind, "`\(known.name)` is one number, not a distribution",
              notes: [
                "Distributions: "
                  + Metric.all.filter { $0.kind == .distribution }.map(\.name).joined(
                    separator: ", ")
              ]), at: metric.extent)
        }
        if known.isPerProducer, metric.parts.count == 1, perProducer { continue }
        _ = try checker.scope.resolve(
          Path([Word(system.name, metric.extent)] + metric.parts))
      }
    }
  }

  /// A course over time has one value at a time.
  private mutating func refusePart(of metric: Path) {
    let known = Metric.spelled(metric.parts[0].text)
    guard metric.parts.count > 1 || known?.isPerProducer == true else { return }
    let name = metric.parts[0].text
    note(
      reject(
        Message(
          .wrongKind,
          known?.isPerProducer == true
            ? "`\(name)` is counted over the whole run and has no course in time"
            : "a plot over time shows the median of each block, not `.\(metric.parts[1].text)`",
          notes: [
            known?.isPerProducer == true
              ? "Try:  bars \(name) of base"
              : "Try:  plot \(name) of base    or    histogram \(name) of base"
          ]), at: metric.extent))
  }

  private mutating func checkAgainst(_ metrics: [Path], _ subjects: [Subject], _ axis: Path) {
    guard let last = swept.last else {
      note(
        reject(
          Message(
            .noData, "`against` draws a sweep, and there was none",
            notes: ["Try:  sweep base.block_size over 1 MB, 4 MB { run 1 day }"]), at: axis.extent))
      return
    }
    let outer = scope
    if let sweptScope { scope = sweptScope }
    checkSubjects(subjects)
    for metric in metrics { checkMetric(metric, of: subjects) }
    scope = outer
    let known = last.contains {
      $0.text == axis.text || $0.parts.last?.text == axis.parts.last?.text
    }
    if !known {
      note(
        reject(
          .unknown(
            .unknownName, "swept setting", axis.text, among: last.map(\.text),
            listed: "The last sweep went over: " + last.map(\.text).joined(separator: ", ")),
          at: axis.extent))
    }
  }

  private mutating func requireRun(_ word: String, _ extent: Extent) {
    guard !hasRun, place == .file, rejections.isEmpty else { return }
    note(
      reject(
        Message(
          .noData, "`\(word)` shows a run, and nothing has run yet", notes: ["Try:  run 1 day"]),
        at: extent))
  }

  private func checkAttack(_ name: Word, _ on: Word) throws(Rejection) {
    guard let attack = Attack.named(name.text) else {
      throw reject(
        .unknown(
          .unsuitedAttack, "attack", name.text, among: Attack.all.map(\.name),
          listed: "Attacks: double_spend, majority, selfish_mining, ...   (? attacks)"),
        at: name.extent)
    }
    guard let system = scope.system(on.text) else { throw scope.unknownName(on) }
    let consensus = system.parameters.consensus.rawValue
    guard attack.suits.contains(consensus) else {
      let fitting = scope.systems.filter { attack.suits.contains($0.parameters.consensus.rawValue) }
        .map(\.name)
      throw reject(
        Message(
          .unsuitedAttack,
          "`attack \(attack.name)` suits \(attack.suits.joined(separator: ", ")), but `\(on.text)` is \(consensus)",
          notes: fitting.isEmpty
            ? [] : ["Systems here that it suits: " + fitting.joined(separator: ", ")]),
        at: on.extent)
    }
    throw reject(
      .notInThisVersion(
        "attack \(attack.name)", attack.meaning, instead: "the closed forms (? functions)"),
      at: name.extent)
  }
}
