import Blockchain
import Quantities
public import Simulation
public import Syntax
public import Terminal

/// A conversation with the simulator: text in, reports out.
///
/// Pure: it touches no file, no clock and no terminal; the caller hands it sources and prints reports.
public struct Session: Sendable {
  public struct Options: Sendable {
    /// Goes before the scenario's own seed.
    public var seed: UInt64?
    /// Goes before the scenario's own `repeat`.
    public var repeats: Int?
    public var threads = 2
    public var page = Page()
    public var overrides: [Override] = []
    public var keepGoing = false
    /// Events of all runs together, beyond which nothing starts.
    public var eventLimit = 400_000_000
    /// Runs of one sweep at the most.
    public var maxRuns = 1000
    /// The part of each sweep that is run; none for all of it.
    public var shard: Shard?
    /// At the prompt declarations are answered and may be repeated.
    public var interactive = false
    /// Reads a data file beside the scenario; nothing reads none.
    public var readFile: (@Sendable (String) throws(DataRefusal) -> [UInt8])?

    public init() {}
  }

  /// `--set base.block_size="2 MB"`: changes a setting right after its declaration.
  public struct Override: Hashable, Sendable {
    public var path: String
    public var value: String

    public init(path: String, value: String) {
      self.path = path
      self.value = value
    }
  }

  public static let version = "0.1"

  public var options: Options {
    get { interpreter.options }
    set { interpreter.options = newValue }
  }

  var interpreter: Interpreter
  /// States before each statement that succeeded, for `undo`.
  private var past: [Moment] = []
  private var statements: [String] = []
  /// What succeeded and may have changed something, in order, without what only looks.
  public private(set) var journal: [String] = []
  private let interruption: Interruption

  private struct Moment: Sendable {
    var interpreter: Interpreter
    var statements: [String]
    var journal: [String]
    var last: String
  }

  /// States that `undo` can return to.
  private static let memory = 50

  public init(
    _ options: Options = Options(), interruption: Interruption = Interruption()
  ) {
    self.interruption = interruption
    self.interpreter = Interpreter(
      options: options, source: Source(name: nil, text: ""), interruption: interruption)
  }

  /// Checks a whole file, then runs it; reports go to `emit` as they come.
  public mutating func run(_ source: Source, emit: (Report) -> Void) -> Status {
    guard let statements = checked(source, emit: emit) else { return .invalid }
    switch statements {
    case .failure(let status): return status
    case .success(let statements):
      interpreter.source = source
      if let name = source.name { interpreter.scenario = Self.title(of: name) }
      return run(statements, emit: emit)
    }
  }

  /// One complete input of the prompt: checked against what is known, then run.
  public mutating func enter(_ text: String, emit: (Report) -> Void) -> Status {
    let source = Source(name: nil, text: text)
    guard let statements = checked(source, emit: emit) else { return .invalid }
    switch statements {
    case .failure(let status): return status
    case .success(let statements):
      interpreter.source = source
      return run(statements, emit: emit)
    }
  }

  /// All checks of a file, without running it.
  ///
  /// Reports what each run and sweep would cost.
  public mutating func check(_ source: Source, emit: (Report) -> Void) -> Status {
    guard let statements = checked(source, tellsCost: true, emit: emit) else { return .invalid }
    if case .failure(let status) = statements { return status }
    return .held
  }

  /// Whether brackets balance and nothing is left open at the end of the line.
  public static func isComplete(_ text: String) -> Bool { Parser.isComplete(text) }

  /// `samples/block-size.tri` is called `block-size`.
  private static func title(of name: String) -> String {
    let file = name.split(separator: "/").last.map(String.init) ?? name
    let title = file.hasSuffix(".tri") ? String(file.dropLast(4)) : file
    return escapingControls(title)
  }
}

extension Session {
  private enum Checked {
    case success([Statement])
    case failure(Status)
  }

  /// Messages of one file at the most.
  private static let messageLimit = 5

  /// The statements of a source that passed every check; nothing after errors.
  private mutating func checked(
    _ source: Source, tellsCost: Bool = false, emit: (Report) -> Void
  ) -> Checked? {
    let parsed = Parser.parse(source)
    let statements = withOverrides(parsed.statements, isFile: source.name != nil)
    var checker = Checker(interpreter)
    // What could be read is checked even where other lines could not be.
    checker.check(statements.statements)
    var errors = parsed.diagnostics.filter { $0.severity == .error }
    // A line that could not be read is not checked as well.
    let unread = Set(errors.compactMap(\.extent).map { source.line(at: $0.lower) })
    errors += (statements.rejections + checker.rejections)
      .filter { !unread.contains(source.line(at: $0.extent.lower)) }
      .map { Diagnostic($0.message, at: $0.extent, in: source) }
    errors.sort { ($0.extent?.lower ?? 0) < ($1.extent?.lower ?? 0) }
    var seen: Set<Int> = []
    errors = errors.filter { error in
      guard let extent = error.extent else { return true }
      return seen.insert(source.line(at: extent.lower)).inserted
    }
    if !errors.isEmpty {
      for error in errors.prefix(Self.messageLimit) { emit(message(error)) }
      let more = errors.count - Self.messageLimit
      if more > 0 {
        emit(
          Report(
            channel: .message, text: StyledText("... and \(more) more\n"),
            seed: interpreter.scope.seed))
      }
      return nil
    }
    if tellsCost {
      let cost = CostTable(expenses: checker.expenses, source: source, options: options)
      emit(
        Report(
          channel: .result, text: cost.text, data: cost.data, seed: checker.scope.seed,
          statement: "check"))
    }
    if let limit = checker.limit {
      emit(message(Diagnostic(limit.message, at: limit.extent, in: source)))
      return .failure(.limitReached)
    }
    let unused = source.name == nil ? [] : Self.unused(statements.statements, source)
    for warning in (unused + checker.warnings).prefix(Self.messageLimit) {
      emit(message(Diagnostic(warning.message, at: warning.extent, in: source)))
    }
    return .success(statements.statements)
  }

  /// Systems that the source names only where it declares them.
  private static func unused(_ statements: [Statement], _ source: Source) -> [Rejection] {
    let words = source.bytes.split { byte in
      !(byte == UInt8(ascii: "_") || (48...57).contains(byte) || (65...90).contains(byte)
        || (97...122).contains(byte))
    }
    return statements.compactMap { statement in
      guard case .declare(let declaration) = statement.kind, declaration.kind.text != "workload",
        words.count(where: { $0.elementsEqual(declaration.name.text.utf8) }) == 1
      else { return nil }
      return reject(
        Message(
          .unusedSystem, "`\(declaration.name.text)` is declared and never used", severity: .warning
        ),
        at: declaration.name.extent)
    }
  }

  private func message(_ diagnostic: Diagnostic) -> Report {
    var text = diagnostic.rendered + StyledText("\n")
    var channel = Report.Channel.message
    if options.interactive, diagnostic.code == .hole {
      // At the prompt a `?` is a question, not a fault.
      text = StyledText(([diagnostic.title] + diagnostic.notes).map { "  \($0)\n" }.joined())
      channel = .result
    }
    return Report(
      channel: channel, text: text, diagnostic: diagnostic, seed: interpreter.scope.seed)
  }

  private mutating func run(_ statements: [Statement], emit: (Report) -> Void) -> Status {
    interpreter.addProbes(statements)
    interpreter.eventsOfAttempts = 0
    let before = (claims: interpreter.claims, failed: interpreter.failedClaims)
    var gravest = Status.held
    for statement in statements {
      if interruption.cause == .user, statement.kind.isLook { return .interrupted }
      let moment = Moment(
        interpreter: interpreter, statements: self.statements, journal: journal,
        last: statement.formatted)
      let status = execute(statement, emit: emit)
      switch status {
      case nil:
        remember(moment, statement)
      case .interrupted?, .limitReached?:
        remember(moment, statement)
        return status!
      case let status?:
        guard interpreter.options.keepGoing else { return status }
        gravest = status
      }
    }
    let failed = interpreter.failedClaims - before.failed
    let claims = interpreter.claims - before.claims
    if claims > 0, !interpreter.options.interactive {
      interpreter.say("  \(claims - failed) of \(claims) claim\(claims == 1 ? "" : "s") held")
      flush(emit, "expect")
    }
    if gravest != .held { return gravest }
    return failed > 0 ? .claimFailed : .held
  }

  /// Carries out one statement; nothing when it came to its end.
  private mutating func execute(_ statement: Statement, emit: (Report) -> Void) -> Status? {
    let source = interpreter.source
    let written = source.text(in: statement.extent)
    do throws(Interpreter.Stop) {
      try interpreter.execute(statement)
    } catch {
      flush(emit, written)
      switch error {
      case .rejected(let rejection):
        emit(message(Diagnostic(rejection.message, at: rejection.extent, in: source)))
        return .invalid
      case .limit(let rejection):
        emit(message(Diagnostic(rejection.message, at: statement.extent, in: source)))
        return .limitReached
      case .interrupted:
        guard interruption.cause == .timeout else { return .interrupted }
        emit(
          Report(
            channel: .message,
            text: StyledText("the time limit is reached; --timeout 5min allows more\n"),
            seed: interpreter.scope.seed))
        return .limitReached
      case .fault(let text):
        emit(message(Diagnostic(Message(.internalFault, text), at: statement.extent, in: source)))
        return .fault
      }
    }
    flush(emit, written)
    return nil
  }

  private mutating func flush(_ emit: (Report) -> Void, _ statement: String) {
    for var report in interpreter.reports {
      if report.statement.isEmpty { report.statement = statement }
      emit(report)
    }
    interpreter.reports = []
  }

  private mutating func remember(_ moment: Moment, _ statement: Statement) {
    if interpreter.options.interactive {
      past.append(moment)
      let room = min(Self.memory, interpreter.keptStates)
      if past.count > room { past.removeFirst(past.count - room) }
    }
    if !statement.onlyLooks { journal.append(statement.formatted) }
    switch statement.kind {
    case .help: break
    case .run(let length):
      // A run that was stopped is kept with the length that it reached.
      let done = (interpreter.now - moment.interpreter.now).microseconds
      let wanted = try? moment.interpreter.evaluator.quantity(of: length).value
      let isWhole = wanted.map { interpreter.now == moment.interpreter.now + .seconds($0) } ?? false
      if isWhole {
        statements.append(statement.formatted)
      } else if done > 0 {
        statements.append("run \(done) us")
      }
    case .declare(let declaration)
    where moment.interpreter.scope.names.contains(declaration.name.text):
      // It began again from time zero, so what happened before is no part of it.
      let name = declaration.name.text
      statements = statements.filter { Self.isSetUp($0) && !Self.declares($0, name) }
      statements.append(statement.formatted)
    case .letting(let name, _):
      statements.removeAll { $0.hasPrefix("let \(name.text) ") }
      statements.append(statement.formatted)
    case .attack:
      if let done = statement.with(tries: interpreter.attempted) {
        statements.append(done.formatted)
      }
    default: statements.append(statement.formatted)
    }
  }

  private static func declares(_ statement: String, _ name: String) -> Bool {
    let words = statement.split(whereSeparator: { " {\n".contains($0) })
    return words.count > 1 && words[1] == name && SystemKind.named(String(words[0])) != nil
  }

  /// Whether a saved statement sets up a session, as opposed to letting something happen.
  private static func isSetUp(_ statement: String) -> Bool {
    let word = String(statement.prefix { $0 != " " })
    return ["let", "price", "seed", "repeat", "warmup"].contains(word)
      || SystemKind.named(word) != nil
  }
}

extension Session {
  /// Takes back the last statement, `run` included.
  public mutating func undo() -> StyledText {
    guard let moment = past.popLast() else { return StyledText("  nothing to take back\n") }
    let options = interpreter.options
    interpreter = moment.interpreter
    interpreter.options = options
    statements = moment.statements
    journal = moment.journal
    let first = moment.last.split(separator: "\n").first.map(String.init) ?? moment.last
    return StyledText("  taken back: \(first)\n")
  }

  /// Back to time zero with everything as declared.
  public mutating func reset() -> StyledText {
    interpreter.reset()
    statements.append("reset")
    journal.append("reset")
    return StyledText("  time zero; what you declared is kept\n")
  }

  /// What succeeded, in order, as a file that gives the same numbers.
  public func saved() -> String {
    var text = "# trilemma \(Self.version)\n"
    let seeded = statements.contains { $0.hasPrefix("seed ") }
    if !seeded || options.seed != nil { text += "seed \(interpreter.scope.seed)\n" }
    if let repeats = options.repeats { text += "repeat \(repeats)\n" }
    for statement in statements {
      if options.seed != nil && statement.hasPrefix("seed ") { continue }
      if options.repeats != nil && statement.hasPrefix("repeat ") { continue }
      text += statement + "\n"
    }
    return text
  }

  public mutating func setTrace(_ on: Bool) {
    interpreter.traces = on
    interpreter.everyWorld { $0.traceLimit = on ? TraceStory.limit : 0 }
  }

  /// A table of what there is: presets, metrics, units, attacks, settings, statements, functions.
  public func listing(_ topic: String) -> Report? {
    guard Scope.tables.contains(topic) else { return nil }
    let table = Listing.table(topic, scope: interpreter.scope, page: options.page)
    return Report(channel: .result, text: table.text, data: table.data, statement: "list \(topic)")
  }

  /// Codes of messages and words of the language that `explain` knows, for completion in a shell.
  public func words(startingWith beginning: String) -> [String] {
    let codes = DiagnosticCode.all.map(\.id)
    let known = Set((codes + Vocabulary.all.map(\.word)).filter { $0.hasPrefix(beginning) })
    return known.sorted()
  }

  /// The word of the language that a slip of the finger could have meant.
  public static func nearestWord(to word: String) -> String? {
    Suggestion.nearest(to: word, among: Vocabulary.all.map(\.word))
  }

  /// What a code or a word means.
  public func explanation(of word: String) -> Report? {
    let code = DiagnosticCode.all.first { $0.id == word.uppercased() }
    guard code != nil || !Vocabulary.entries(of: word).isEmpty || Scope.tables.contains(word) else {
      return nil
    }
    return Report(
      channel: .result, text: Listing.help(word, scope: interpreter.scope),
      statement: "explain \(word)")
  }
}

extension Statement {
  /// An attack with as many attempts as it came to; nothing where it came to none.
  fileprivate func with(tries done: Int) -> Statement? {
    guard case .attack(let name, let system, let label, var settings) = kind,
      let i = settings.firstIndex(where: { $0.name.text == "tries" })
    else { return self }
    guard done > 0 else { return nil }
    settings[i].value = .list([.number(Double(done), settings[i].extent)])
    return Statement(.attack(name: name, on: system, label: label, settings: settings), extent)
  }
}

extension Interpreter {
  /// Conditions whose first moment must be noted while the world runs.
  mutating func addProbes(_ statements: [Statement]) {
    for statement in statements {
      switch statement.kind {
      case .expect(let claim) where claim.probability?.by != nil:
        guard !probes.contains(where: { $0.condition == claim.condition }) else { continue }
        let systems = claim.condition.paths.compactMap {
          scope.systemIndex(ofSubject: $0.parts[0].text)
        }
        probes.append(
          Watch(
            condition: claim.condition, again: false, body: [], isProbe: true,
            systems: systems.map(SystemID.init(index:))))
      case .sweep(_, _, let body), .at(_, _, let body), .every(_, let body), .when(_, _, let body):
        addProbes(body)
      default: break
      }
    }
  }
}

extension DiagnosticCode {
  /// Every code of the program, in order.
  static let all: [DiagnosticCode] = (DiagnosticCode.syntax + scenarioCodes).sorted {
    $0.id < $1.id
  }

  /// Cause and examples, for `trilemma explain CODE`.
  var explanation: StyledText {
    var text = StyledText(id, .bold)
    text.append("  \(title)\n")
    text.append(StyledText("  \(cause)").wrapped(width: 78, indent: 2))
    text.append("\n")
    if !examples.wrong.isEmpty {
      // The wrong one may hold control characters.
      for (word, example) in [("Wrong:", examples.wrong), ("Right:", examples.right)] {
        // Examples of one line stand beside the word, others below one another.
        let lines = example.split(separator: "\n", omittingEmptySubsequences: false)
          .map { escapingControls(String($0)) }
        text.append("  \(word)  \(lines.joined(separator: "\n          "))\n")
      }
    }
    text.append("  Lesson: trilemma lesson start \(lesson)\n")
    return text
  }
}

extension Statement.Kind {
  /// Whether it only shows what is there, which may take long where there is much.
  fileprivate var isLook: Bool {
    switch self {
    case .plot, .plotAgainst, .histogram, .bars, .heatmap, .triangle, .tree, .compare, .explain,
      .show, .expect:
      true
    default: false
    }
  }
}
