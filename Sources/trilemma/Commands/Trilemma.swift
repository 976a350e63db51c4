import ArgumentParser
import Scenarios
import Terminal

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
    discussion: ProgramTexts.discussion,
    version: "trilemma \(Session.version)",
    subcommands: [
      RunCommand.self, CheckCommand.self, ListCommand.self, ExplainCommand.self,
      BenchmarkCommand.self,
      FormatCommand.self, LessonCommand.self, MergeCommand.self, ManualCommand.self,
      PromptCommand.self,
    ],
    defaultSubcommand: PromptCommand.self)

  @OptionGroup(title: "Running") var running: RunFlags
  @OptionGroup(title: "Output") var output: OutputFlags

  static func main() {
    // A reader that has seen enough is no failure; `Outlet` ends the program quietly.
    signal(SIGPIPE, SIG_IGN)
    do {
      try PromptCommand.refuseHelp(CommandLine.arguments.dropFirst())
      var command = try parseAsRoot()
      try command.run()
    } catch let error where isMisuse(error) {
      let said = message(for: error).split(separator: "\n", omittingEmptySubsequences: false)
        .map { escapingControls(String($0)) }.joined(separator: "\n")
      let text = "error: \(said)\n  trilemma --help shows what there is\n"
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
