import ArgumentParser
import Scenarios
import Syntax

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Check scenarios, run them and show what they ask for.")

  @ArgumentParser.Argument(help: "Scenario files; - is standard input.", completion: .scenarios)
  var files: [String] = []
  @OptionGroup(title: "Running") var running: RunFlags
  @OptionGroup(title: "Output") var output: OutputFlags

  func validate() throws {
    if running.stay { try output.refuseFile() }
  }

  func run() throws {
    if files.isEmpty, running.statements.isEmpty {
      throw ValidationError("run needs a scenario: trilemma run FILE")
    }
    try RunCommand.run(files, running, desk: Desk(output))
  }

  /// All files are read before the first runs, so that a missing one costs no time.
  static func run(_ files: [String], _ flags: RunFlags, desk: Desk) throws {
    let sources = try desk.read(files)
    var execution = Execution(flags, desk: desk)
    execution.run(sources)
    execution.run(flags.statements)
    try execution.finish()
  }
}

extension Desk {
  /// - Throws: `ExitCode` after saying which files cannot be read.
  func read(_ files: [String]) throws -> [Source] {
    var sources: [Source] = []
    var status = Status.held
    for file in files {
      do throws(ScenarioFile.Refusal) {
        sources.append(try ScenarioFile.source(file))
      } catch {
        printer.complain(error.text(file), note: error.note(file))
        status = status.or(error.status)
      }
    }
    if status != .held { try finish(status) }
    return sources
  }
}
