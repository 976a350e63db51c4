import ArgumentParser
import Scenarios
import Syntax
import Terminal

struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Rewrite scenarios in the usual layout; - reads standard input and prints the result."
  )

  @ArgumentParser.Argument(help: "Scenario files; - is standard input.", completion: .scenarios)
  var files: [String] = []
  @Flag(help: "Change nothing; exit with 1 if a file is not in the usual layout.")
  var check = false
  @OptionGroup(title: "Output") var output: OutputFlags

  func run() throws {
    if files.isEmpty { throw ValidationError("fmt needs a scenario: trilemma fmt FILE") }
    var desk = try Desk(output)
    var status = Status.held
    for (file, source) in zip(files, try desk.read(files)) {
      desk.printer.source = source
      status = status.or(format(source, at: file, desk.printer))
    }
    try desk.finish(status)
  }

  private func format(_ source: Source, at file: String, _ printer: Printer) -> Status {
    guard let text = source.formatted() else {
      var session = Session(Session.Options(), interruption: interruption)
      return session.check(source) { report in printer.print(report) }.or(.invalid)
    }
    let isAsBefore = Array(text.utf8) == source.bytes
    if check {
      guard !isAsBefore else { return .held }
      printer.say(StyledText("\(source.name ?? file): not in the usual layout\n"))
      return .claimFailed
    }
    guard file != "-" else {
      printer.results.write(text)
      return .held
    }
    guard !isAsBefore else { return .held }
    do throws(SafeFile.Refusal) {
      try SafeFile(file).write(Array(text.utf8))
      printer.say(StyledText("\(file): formatted\n"))
      return .held
    } catch {
      printer.complain(error.text(file))
      return .fault
    }
  }
}
