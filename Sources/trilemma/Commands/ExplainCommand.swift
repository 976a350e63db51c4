import ArgumentParser
import Scenarios

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain the code of a message (T021) or a word of the language (block_size).")

  @Argument(
    help: ArgumentHelp("A code such as T021, or a word.", valueName: "code|word"),
    completion: .custom { _, _, before in Session().words(startingWith: before) })
  var word = ""
  @OptionGroup(title: "Output") var output: OutputFlags

  func run() throws {
    if word.isEmpty {
      throw ValidationError("explain needs a code or a word: trilemma explain T021")
    }
    let desk = try Desk(output)
    var options = Session.Options()
    options.page = desk.page
    guard let report = Session(options).explanation(of: word) else {
      desk.printer.complain(
        "I do not know the word `\(word)`",
        note: Session.nearestWord(to: word).map { "Did you mean `\($0)`?" }
          ?? "trilemma list shows the words: \(ListCommand.topics.joined(separator: ", "))")
      throw ExitCode(64)
    }
    desk.printer.print(report)
    try desk.finish(.held)
  }
}
