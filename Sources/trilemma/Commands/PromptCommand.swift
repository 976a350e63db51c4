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
    let known = ["run", "check", "list", "explain", "fmt", "lesson", "help"]
    guard let near = Suggestion.nearest(to: word, among: known) else {
      return "I do not know the command `\(word)`; there are run, check, list and explain"
    }
    return "I do not know the command `\(word)`; did you mean `\(near)`?"
  }
}
