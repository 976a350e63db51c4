import ArgumentParser
import Scenarios
import Terminal

/// What a command works with: where its output goes and how it looks.
struct Desk {
  let page: Page
  var printer: Printer
  let wishes: Wishes
  private let file: SafeFile?
  private let filePath: String

  /// - Throws: `ExitCode` 74 after saying why the file of `-o` cannot be written.
  init(_ flags: OutputFlags, surroundings: Surroundings = .current) throws {
    var surroundings = surroundings
    wishes = flags.wishes
    let messages = Outlet(handle: 2)
    let progress = ProgressLine(
      isShown: surroundings.messagesReachTerminal && flags.format != .quiet)
    let colorsMessages = surroundings.colours(
      wishes.color, onTerminal: surroundings.messagesReachTerminal)
    if let path = flags.output, path != "-" {
      // A file looks the same whatever the terminal and the environment say.
      surroundings.results = nil
      surroundings.environment = [:]
      do throws(SafeFile.Refusal) {
        file = try SafeFile(path)
      } catch {
        Printer(
          format: flags.format, colorsMessages: colorsMessages, results: messages,
          messages: messages, progress: progress
        ).complain(error.text(path))
        throw ExitCode(74)
      }
      filePath = path
    } else {
      file = nil
      filePath = ""
    }
    let document = flags.output.flatMap { Document.Form(path: $0) }.map { Document($0) }
    var page = surroundings.page(wishes)
    if document != nil, wishes.charset == .auto { page.charset = .blocks }
    self.page = page
    printer = Printer(
      format: flags.format,
      colorsResults: surroundings.colours(wishes.color, onTerminal: surroundings.results != nil),
      colorsMessages: colorsMessages, results: file == nil ? Outlet(handle: 1) : Outlet(),
      messages: messages, progress: progress)
    printer.isForProjector = wishes.isForProjector
    printer.document = document
  }

  /// Writes the file of `-o` if the results are complete, and gives the exit code to the shell.
  func finish(_ status: Status) throws {
    var code = status.exitCode
    if let file, status.ranSomething {
      if status == .held || status == .claimFailed {
        guard
          let bytes = printer.document.map({ $0.text.map { Array($0.utf8) } })
            ?? printer.results.collected
        else {
          printer.complain(
            "`\(filePath)` was not written, because there was no picture",
            note: "Try: plot, compare, bars, histogram, tree or triangle")
          throw ExitCode(74)
        }
        do throws(SafeFile.Refusal) {
          try file.write(bytes)
        } catch {
          printer.complain(error.text(filePath))
          code = 74
        }
      } else {
        printer.say(
          StyledText("`\(filePath)` was not written, because the results are not complete"))
      }
    }
    if code != 0 { throw ExitCode(code) }
  }
}

extension Status {
  /// The one of two that a shell should hear about.
  func or(_ other: Status) -> Status { other.gravity > gravity ? other : self }

  fileprivate var ranSomething: Bool {
    if case .missingFile = self { false } else { true }
  }

  private var gravity: Int {
    switch self {
    case .held: 0
    case .claimFailed: 1
    case .invalid: 2
    case .missingFile: 3
    case .limitReached: 4
    case .interrupted: 5
    case .fault: 6
    }
  }
}
