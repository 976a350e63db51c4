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
    case .undo:
      printer.say(session.undo())
      lessonSessionChanged()
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
    case .projector(let on):
      wishes.isForProjector = on
      printer.isForProjector = on
      showSettings()
    case .big: repeatPicture()
    case .transcript(let path): writeRecord(path)
    case .edit: edit()
    }
  }

  /// Draws the last picture on the whole terminal; it is no part of the session.
  private func repeatPicture() {
    guard let picture else {
      return printer.complain("there was no picture yet", note: "Try: plot backlog of base")
    }
    var wishes = wishes
    wishes.isForProjector = false
    wishes.width = nil
    var copy = session
    copy.options.page = Surroundings.current.page(wishes)
    _ = copy.enter(picture) { printer.print($0) }
  }

  private mutating func writeRecord(_ path: String?) {
    guard let path else {
      guard let record = printer.record else {
        return printer.complain("nothing is being written", note: "Try: :transcript on lesson.md")
      }
      printer.record = nil
      record.finish()
      printer.say(
        StyledText(
          record.problem.map { "  `\(record.path)` is not complete: \($0)" }
            ?? "  written to \(record.path)"))
      return
    }
    let file = expanded(path)
    do throws(SafeFile.Refusal) {
      let record = try Record(file, heading: PromptTexts.heading)
      printer.record?.finish()
      printer.record = nil
      printer.say(StyledText("  everything from here on goes to \(file), too"))
      printer.record = record
    } catch {
      printer.complain(error.text(file))
    }
  }

  /// Opens the last statement, or an empty page, in the person's editor and enters what comes of it.
  private mutating func edit() {
    do throws(TextEditor.Refusal) {
      let text = try TextEditor.preferred.edit(
        entered.last.map { $0 + "\n" } ?? "", in: home.draft())
      guard !text.trimmed.isEmpty else { return printer.say(StyledText("  nothing to enter")) }
      let record = printer.record
      printer.record = nil
      printer.say(StyledText(text.trimmed, .dim))
      printer.record = record
      enter(text.trimmed)
    } catch {
      switch error {
      case .noFolder: printer.complain("there is no place for the text", note: "Set HOME")
      case .failed(let reason): printer.complain(reason, note: "VISUAL or EDITOR names the editor")
      }
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
          + "\(printer.colorsResults ? "on" : "off")"
          + (wishes.isForProjector ? "  projector" : "")))
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
