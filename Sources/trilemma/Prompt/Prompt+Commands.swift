import Scenarios
import Syntax
import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Prompt {
  /// Does what a line with a colon says, inside an unfinished block too.
  mutating func obey(_ line: String) {
    let command: ColonCommand
    do throws(ColonCommand.Refusal) {
      command = try ColonCommand(line)
    } catch {
      return printer.complain(error.text, note: error.note)
    }
    switch command {
    case .help: showHelp()
    case .undo: printer.say(session.undo())
    case .reset: printer.say(session.reset())
    case .history: printer.say(StyledText(numbered(entered)))
    case .errors:
      if errors.isEmpty { printer.say(StyledText("  no errors so far")) }
      for report in errors { printer.print(report) }
    case .quit: leave()
    case .cancel: leaveDraft()
    case .save(let path): save(path)
    case .load(let path): load(path)
    case .statement(let text): enter(text)
    case .trace(let on):
      session.setTrace(on)
      printer.say(StyledText("  trace \(on ? "on" : "off")"))
    case .time(let on):
      measuresTime = on
      printer.say(StyledText("  time \(on ? "on" : "off")"))
    case .width(let columns):
      wishes.width = columns
      showSettings()
    case .charset(let choice):
      wishes.charset = choice
      showSettings()
    case .color(let choice):
      wishes.color = choice
      showSettings()
    case .settings: showSettings()
    }
  }

  private mutating func showSettings() {
    let surroundings = Surroundings.current
    let page = surroundings.page(wishes)
    session.options.page = page
    printer.colorsResults = surroundings.colours(
      wishes.color, onTerminal: surroundings.results != nil)
    printer.colorsMessages = surroundings.colours(
      wishes.color, onTerminal: surroundings.messagesReachTerminal)
    printer.say(
      StyledText(
        "  width \(page.width)  charset \(page.charset)  color "
          + "\(printer.colorsResults ? "on" : "off")"))
  }

  private func save(_ path: String) {
    let path = expanded(path)
    do throws(SafeFile.Refusal) {
      let file = try SafeFile(path)
      try file.write(Array(session.saved().utf8))
      printer.say(
        StyledText("  saved to \(path)\(file.exists ? ", in place of what was there" : "")"))
    } catch {
      printer.complain(error.text(path))
    }
  }

  private mutating func load(_ path: String) {
    let path = expanded(path)
    do throws(ScenarioFile.Refusal) {
      let source = Source(name: path, bytes: try ScenarioFile.bytes(of: path))
      printer.source = source
      work { session, emit in session.run(source, emit: emit) }
      printer.source = nil
    } catch {
      printer.complain(error.text(path), note: error.note(path))
    }
  }

  /// `~/` is the home folder, as in a shell.
  private func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
    return String(cString: home) + path.dropFirst(1)
  }

  private func numbered(_ statements: [String]) -> String {
    guard !statements.isEmpty else { return "  nothing so far" }
    return statements.enumerated().map { index, statement in
      let number = String(index + 1)
      let margin = String(repeating: " ", count: max(4 - number.count, 0)) + number + "  "
      let lines = statement.split(separator: "\n", omittingEmptySubsequences: false)
      return margin + lines.joined(separator: "\n      ")
    }.joined(separator: "\n")
  }
}
