import ArgumentParser
import Scenarios
import Syntax
import Terminal

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check scenarios completely without running them, and tell what they would cost.")

  @ArgumentParser.Argument(help: "Scenario files; - is standard input.", completion: .scenarios)
  var files: [String] = []
  @Option(
    name: .customLong("repeat"), help: "Runs with one seed after the other, as with trilemma run.")
  var repeats: Int?
  @Option(help: "Simulations that one sweep may ask for, as with trilemma run.")
  var maxRuns: Int?
  @OptionGroup(title: "Output") var output: OutputFlags

  func validate() throws {
    for (name, value) in [("--repeat", repeats), ("--max-runs", maxRuns)] {
      if let value, value < 1 { throw ValidationError("\(name) takes 1 or more, not \(value)") }
    }
  }

  func run() throws {
    if files.isEmpty { throw ValidationError("check needs a scenario: trilemma check FILE") }
    var desk = try Desk(output)
    var status = Status.held
    for source in try desk.read(files) {
      var options = Session.Options()
      options.page = desk.page
      options.repeats = repeats
      if let maxRuns { options.maxRuns = maxRuns }
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
