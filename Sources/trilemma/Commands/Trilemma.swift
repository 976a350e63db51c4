import ArgumentParser
import Scenarios

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program. Its flags stand here, so that they may come before a subcommand or after it.
@main
struct Trilemma: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trilemma",
    abstract: "Build blockchains and measure the trilemma.",
    discussion: """
      Alone it opens the prompt; with something on standard input it runs that
      as a scenario.

        trilemma run samples/bitcoin-baseline.tri
        trilemma -e 'chain base from bitcoin' -e 'run 1 day' -e 'show base'

      Exit codes: 0 all held; 1 a claim failed; 64 usage; 65 errors in the
      scenario, nothing ran; 66 no such file; 70 internal fault; 74 input or
      output; 124 a limit was reached; 130 interrupted.
      """,
    version: "trilemma \(Session.version)",
    subcommands: [
      RunCommand.self, CheckCommand.self, ListCommand.self, ExplainCommand.self,
      BenchmarkCommand.self,
      FormatCommand.self, LessonCommand.self, MergeCommand.self, PromptCommand.self,
    ],
    defaultSubcommand: PromptCommand.self)

  @OptionGroup(title: "Running") var running: RunFlags
  @OptionGroup(title: "Output") var output: OutputFlags

  static func main() {
    // A reader that has seen enough is no failure; `Outlet` ends the program quietly.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let error where isMisuse(error) {
      let text = "error: \(message(for: error))\n  trilemma --help shows what there is\n"
      Outlet(handle: 2).write(text)
      exit(withError: ExitCode(64))
    } catch {
      exit(withError: error)
    }
  }

  private static func isMisuse(_ error: any Error) -> Bool {
    !(error is ExitCode) && exitCode(for: error) == .validationFailure
  }
}
