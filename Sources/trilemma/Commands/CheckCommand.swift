import ArgumentParser
import Scenarios
import Syntax
import Terminal

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check scenarios completely without running them, and tell what they would cost.",
    discussion: "--seed, --repeat, --set, --max-runs and --shard count as with `trilemma run`.")

  @ArgumentParser.Argument(help: "Scenario files; - is standard input.", completion: .scenarios)
  var files: [String] = []
  @OptionGroup(visibility: .hidden) var running: RunFlags
  @OptionGroup(title: "Output") var output: OutputFlags

  func run() throws {
    if files.isEmpty { throw ValidationError("check needs a scenario: trilemma check FILE") }
    var desk = try Desk(output)
    var status = Status.held
    for source in try desk.read(files) {
      var options = running.sessionOptions
      options.page = desk.page
      let data = DataFile(beside: source.name)
      options.readFile = { name throws(DataRefusal) in try data.bytes(of: name) }
      var session = Session(options, interruption: interruption)
      desk.printer.source = source
      let printer = desk.printer
      let outcome = session.check(source) { report in printer.print(report) }
      if outcome == .held, output.format != .quiet {
        printer.say(StyledText("\(source.name ?? "scenario"): no errors\n"))
      }
      status = status.or(outcome)
    }
    try desk.finish(status)
  }
}
