import ArgumentParser
import Scenarios
import Syntax

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What happens without a subcommand: `-e`, standard input, or the prompt.
struct PromptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prompt", abstract: "Open the prompt.", shouldDisplay: false)

  @OptionGroup(title: "Running") var running: RunFlags
  @OptionGroup(title: "Output") var output: OutputFlags
  @ArgumentParser.Argument(help: .hidden) var words: [String] = []

  func validate() throws {
    if running.stay { try output.refuseFile() }
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
    guard running.stay || isatty(0) == 1 else {
      return try RunCommand.run(["-"], running, desk: desk)
    }
    try output.refuseFile()
    var options = running.sessionOptions
    options.page = desk.page
    options.interactive = true
    let data = DataFile(beside: nil)
    options.readFile = { name throws(DataRefusal) in try data.bytes(of: name) }
    let session = Session(
      options, interruption: interruption)
    var prompt = Prompt(session: session, desk: desk, flags: running)
    try desk.finish(prompt.converse())
  }

  /// What to say to a first word that is no command.
  static func unknown(_ word: String) -> String {
    if (try? ScenarioFile.bytes(of: word)) != nil { return "to run a file: trilemma run \(word)" }
    let known = commands
    if word == "version" { return "the version is told by `trilemma --version`" }
    guard let near = Suggestion.nearest(to: word, among: known) else {
      return "I do not know the command `\(word)`; there are "
        + known.dropLast().joined(separator: ", ") + " and \(known[known.count - 1])"
    }
    return "I do not know the command `\(word)`; did you mean `\(near)`?"
  }

  /// The argument parser answers `help nonsense` with the help of the whole program.
  static func refuseHelp(_ arguments: ArraySlice<String>) throws {
    guard arguments.first == "help", let word = arguments.dropFirst().first,
      !word.hasPrefix("-"), !commands.contains(word)
    else { return }
    throw ValidationError(unknown(word))
  }

  /// The words that may stand first.
  private static var commands: [String] {
    let shown = Trilemma.configuration.subcommands.filter {
      $0.configuration.shouldDisplay || $0 == LessonCommand.self
    }
    return shown.compactMap { $0.configuration.commandName } + ["help"]
  }
}
