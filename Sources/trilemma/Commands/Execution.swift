import Scenarios
import Simulation
import Syntax

/// Runs scenarios and statements in turn, and knows the gravest outcome so far.
struct Execution {
  let flags: RunFlags
  var desk: Desk
  private(set) var session: Session
  private(set) var status = Status.held
  private let deadline: Deadline

  init(_ flags: RunFlags, desk: Desk) {
    self.flags = flags
    self.desk = desk
    session = Execution.session(flags, desk: desk)
    deadline = Deadline(after: flags.stay ? flags.timeout?.duration : flags.limit)
  }

  private static func session(
    _ flags: RunFlags, desk: Desk, for source: Source? = nil
  ) -> Session {
    var options = flags.sessionOptions
    let data = DataFile(beside: source?.name)
    options.readFile = { name throws(DataRefusal) in try data.bytes(of: name) }
    options.page = desk.page
    options.interactive = flags.stay
    return Session(options, interruption: interruption)
  }

  /// Each file in a session of its own; the last one stays for what follows.
  mutating func run(_ sources: [Source]) {
    for source in sources where goesOn {
      session = Execution.session(flags, desk: desk, for: source)
      desk.printer.source = source
      work { session, emit in session.run(source, emit: emit) }
    }
    desk.printer.source = nil
  }

  mutating func run(_ statements: [String]) {
    for statement in statements where goesOn {
      work { session, emit in session.enter(statement, emit: emit) }
    }
    for path in flags.overrides.map(\.path) where goesOn && !statements.isEmpty {
      let system = path.prefix { $0 != "." }
      guard !session.knows(String(system)) else { continue }
      desk.printer.complain(
        "`--set \(path)` does not fit: nothing here is called `\(system)`",
        note: "It names a system and its setting:  --set base.block_size=\"2 MB\"")
      status = status.or(.invalid)
    }
  }

  /// Leaves the shell an exit code, or the session to a person.
  func finish() throws {
    deadline.cancel()
    guard flags.stay else { return try desk.finish(status) }
    var prompt = Prompt(session: session, desk: desk, flags: flags, after: status)
    try desk.finish(prompt.converse())
  }

  private var goesOn: Bool { status == .held || status == .claimFailed || flags.keepGoing }

  private mutating func work(_ body: (inout Session, (Report) -> Void) -> Status) {
    let printer = desk.printer
    printer.progress.start(following: interruption)
    let outcome = (flags.stay ? Interrupts.stopRun : .stopProgram).handled {
      body(&session) { report in printer.print(report) }
    }
    printer.progress.stop()
    status = status.or(outcome)
  }
}

extension RunFlags {
  /// Without a person who can press Ctrl-C, a limit holds even if nobody asked for one.
  var limit: Duration? { (timeout ?? .standard).duration }
}
