import ArgumentParser
import Scenarios

struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Print the manual page, as in: trilemma manual > trilemma.1; man -l trilemma.1")

  func run() throws {
    let page = ManualPage(try HelpData.all(), version: "trilemma \(Session.version)")
    Outlet(handle: 1).write(page.text)
  }
}
