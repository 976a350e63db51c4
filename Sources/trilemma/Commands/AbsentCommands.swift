import ArgumentParser

/// A command that is known and not there yet: it says so, and what works instead.
protocol AbsentCommand: ParsableCommand {
  static var name: String { get }
  static var instead: String { get }
  var words: [String] { get }
}

extension AbsentCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: name, abstract: "Not in this version.", shouldDisplay: false)
  }

  func run() throws { try Desk(OutputFlags.parse([])).refuse(Self.name, instead: Self.instead) }
}

struct LessonCommand: AbsentCommand {
  static let name = "lesson"
  static let instead = "help at the prompt leads to a first chart"
  @Argument(parsing: .captureForPassthrough) var words: [String] = []
}

extension Desk {
  func refuse(_ name: String, instead: String) throws -> Never {
    printer.complain("`trilemma \(name)` is not in this version", note: "Instead: \(instead)")
    throw ExitCode(64)
  }
}
