import ArgumentParser
import Lessons
import Scenarios
import Simulation
import Terminal

struct LessonExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write what you did in a lesson as a hand-in (JSON) and as a page to read (Markdown)."
  )

  @ArgumentParser.Argument(help: "A number or a name. (default: the last one that you took)")
  var lesson: String?
  @Option(help: "Who hands it in.") var name: String
  @OptionGroup(title: "Output") var output: OutputFlags

  func validate() throws {
    if name.allSatisfy(\.isWhitespace) { throw ValidationError("--name takes who hands it in") }
  }

  func run() throws {
    var flags = output
    flags.output = nil
    let desk = try Desk(flags)
    let events = ProgressFile.current.events()
    guard let word = lesson ?? events.last?.lesson else {
      desk.printer.complain("you have not taken a lesson yet", note: "Try: trilemma lesson start 1")
      throw ExitCode(66)
    }
    let (lesson, _) = try desk.lesson(word)
    let record = LessonRecord(of: lesson.id, from: events)
    guard !record.ids.isEmpty else {
      desk.printer.complain(
        "there are no answers of yours in `\(lesson.id)` yet",
        note: "Try: trilemma lesson start \(lesson.id)")
      throw ExitCode(66)
    }
    let handIn = HandIn(of: lesson, by: name, record: record)
    guard output.output != "-" else {
      return desk.printer.results.write(String(decoding: handIn.json, as: UTF8.self))
    }
    let path = output.output ?? "\(lesson.id)-\(Self.fileName(name)).json"
    let page = (path.hasSuffix(".json") ? String(path.dropLast(5)) : path) + ".md"
    let markdown = handIn.markdown(
      with: lesson, options: Session.Options(), interruption: interruption)
    for (path, bytes) in [(path, handIn.json), (page, Array(markdown.utf8))] {
      do throws(SafeFile.Refusal) {
        try SafeFile(path).write(bytes)
      } catch {
        desk.printer.complain(error.text(path))
        throw ExitCode(74)
      }
    }
    desk.printer.say(StyledText("written to \(path), and to read \(page)"))
  }

  /// A name as a part of a file's name.
  static func fileName(_ name: String) -> String {
    let letters = name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" }
    let joined = String(letters).split(separator: "-").joined(separator: "-")
    return joined.isEmpty ? "hand-in" : String(joined.prefix(40))
  }
}

struct LessonGradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade",
    abstract: "Run every answer of hand-ins again, under limits, and say what is right.")

  /// Wall-clock time for one hand-in, where counting events does not bound it.
  static let limit = Duration.seconds(2)

  @ArgumentParser.Argument(help: "A number, a name, or a file of your own.") var lesson: String
  @ArgumentParser.Argument(help: "Hand-ins of `lesson export`.") var files: [String] = []
  @OptionGroup(title: "Output") var output: OutputFlags

  func validate() throws {
    if files.isEmpty {
      throw ValidationError("grade needs hand-ins: trilemma lesson grade \(lesson) *.json")
    }
  }

  func run() throws {
    let desk = try Desk(output)
    let (lesson, _) = try desk.lesson(lesson)
    let grader = Grader(of: lesson, options: Session.Options(), interruption: interruption)
    var grades: [Grade] = []
    var hasStopped = false
    Interrupts.stopProgram.handled {
      for file in files where !hasStopped {
        let deadline = Deadline(after: Self.limit)
        grades.append(Self.grade(file, grader))
        deadline.cancel()
        hasStopped = interruption.cause == .user
        if !hasStopped { interruption.clear() }
      }
    }
    desk.printer.print(grader.report(of: grades, width: desk.page.width))
    try desk.finish(hasStopped ? .interrupted : .held)
  }

  private static func grade(_ file: String, _ grader: Grader) -> Grade {
    let name = escapingControls(file)
    do throws(ScenarioFile.Refusal) {
      return grader.grade(try ScenarioFile.bytes(of: file), file: name)
    } catch {
      return Grade(file: name, name: "", reasons: [escapingControls(error.text(file))])
    }
  }
}
