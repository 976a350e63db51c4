import ArgumentParser
import Scenarios

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program: with a subcommand, or alone for the prompt.
@main
struct Trilemma: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trilemma",
    abstract: "Build blockchains and measure the trilemma.",
    discussion: """
      Alone it opens the prompt; with something on standard input it runs that as a scenario.

        trilemma run samples/bitcoin-baseline.tri
        trilemma -e 'chain base from bitcoin' -e 'run 1 day' -e 'plot throughput of base'

      Exit codes: 0 all held; 1 a claim failed; 64 usage; 65 the scenario has errors and nothing ran;
      66 no such file; 70 internal fault; 74 input or output; 124 a limit was reached; 130 interrupted.
      """,
    version: "trilemma \(Session.version)",
    subcommands: [
      RunCommand.self, CheckCommand.self, ListCommand.self, ExplainCommand.self,
      FormatCommand.self, LessonCommand.self, MergeCommand.self,
    ])

  @OptionGroup(title: "Running") var running: RunFlags
  @OptionGroup(title: "Output") var output: OutputFlags
  @Argument(help: .hidden) var words: [String] = []

  static func main() {
    // A reader that has seen enough is no failure; `Outlet` ends the program quietly.
    signal(SIGPIPE, SIG_IGN)
    main(nil)
  }

  func validate() throws {
    guard let word = words.first else { return }
    throw ValidationError(Self.unknown(word))
  }

  func run() throws {
    let desk = try Desk(output)
    if !running.statements.isEmpty {
      var execution = Execution(running, desk: desk)
      execution.run(running.statements)
      return try execution.finish()
    }
    if running.stay || isatty(0) == 1 {
      var options = running.sessionOptions
      options.page = desk.page
      options.interactive = true
      let session = Session(
        options, interruption: interruption, readFile: ScenarioFile.reader(in: "."))
      var prompt = Prompt(session: session, desk: desk, flags: running)
      return try desk.finish(prompt.converse())
    }
    try RunCommand.run(["-"], running, desk: desk)
  }

  /// What to say to a first word that is no command.
  static func unknown(_ word: String) -> String {
    if (try? ScenarioFile.bytes(of: word)) != nil { return "to run a file: trilemma run \(word)" }
    let known = ["run", "check", "list", "explain", "fmt", "lesson", "help"]
    guard let near = Suggestion(for: word, among: known).words.first else {
      return "I do not know the command `\(word)`; there are run, check, list and explain"
    }
    return "I do not know the command `\(word)`; did you mean `\(near)`?"
  }
}
