import ArgumentParser
import Scenarios
import Syntax

struct ListCommand: ParsableCommand {
  static let topics = [
    "presets", "metrics", "units", "attacks", "settings", "statements", "functions",
    "grammar",
  ]

  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List what there is: \(topics.joined(separator: ", ")).")

  @ArgumentParser.Argument(
    help: "One of \(topics.joined(separator: ", ")).", completion: .list(topics))
  var topic: String?
  @OptionGroup(title: "Output") var output: OutputFlags

  func validate() throws {
    guard let topic, !Self.topics.contains(topic) else { return }
    let near = Suggestion.nearest(to: topic, among: Self.topics)
    throw ValidationError(
      "I cannot list `\(topic)`; "
        + (near.map { "did you mean `\($0)`?" }
          ?? "there are \(Self.topics.joined(separator: ", "))"))
  }

  func run() throws {
    let desk = try Desk(output)
    var options = Session.Options()
    options.page = desk.page
    guard let topic else {
      desk.printer.results.write(Self.topics.map { "trilemma list \($0)\n" }.joined())
      return try desk.finish(.held)
    }
    if topic == "grammar" {
      desk.printer.results.write(EditorGrammar.text)
      return try desk.finish(.held)
    }
    guard let report = Session(options).listing(topic) else {
      desk.printer.complain("\(topic) are not in this version")
      throw ExitCode(64)
    }
    desk.printer.print(report)
    try desk.finish(.held)
  }
}
