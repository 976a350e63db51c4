import ArgumentParser
import Lessons
import Scenarios
import Simulation
import Syntax
import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct LessonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson", abstract: "Take lessons, write them, grade them.",
    subcommands: [
      LessonListCommand.self, LessonStartCommand.self, LessonTestCommand.self,
      LessonExportCommand.self, LessonGradeCommand.self, LessonNewCommand.self,
    ],
    defaultSubcommand: LessonListCommand.self)
}

struct LessonListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The lessons, and how far you are.")

  @OptionGroup(title: "Output") var output: OutputFlags
  @ArgumentParser.Argument(help: .hidden) var words: [String] = []

  func validate() throws {
    guard let word = words.first else { return }
    let known = LessonCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
    let near = Suggestion.nearest(to: word, among: known)
    throw ValidationError(
      "lesson has no command `\(word)`; "
        + (near.map { "did you mean `lesson \($0)`?" }
          ?? "to take a lesson: trilemma lesson start 1"))
  }

  func run() throws {
    let desk = try Desk(output)
    desk.printer.print(
      Course.standard.listing(ProgressFile.current.events(), width: desk.page.width))
    try desk.finish(.held)
  }
}

struct LessonStartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Take a lesson, from where you left it.")

  @ArgumentParser.Argument(
    help: "A number, a name, or a file of your own. (default: the first that is not finished)")
  var lesson: String?
  @Flag(help: "Show the notes for teachers, too.") var teacher = false
  @OptionGroup(title: "Output") var output: OutputFlags

  func validate() throws { try output.refuseFile() }

  func run() throws {
    let desk = try Desk(output)
    let progress = ProgressFile.current
    let (lesson, course) = try desk.lesson(lesson ?? Course.standard.unfinished(progress.events()))
    var options = Session.Options()
    options.page = desk.page
    options.interactive = true
    var prompt = Prompt(
      session: Session(options, interruption: interruption), desk: desk,
      flags: try RunFlags.parse([]))
    prompt.begin(lesson, of: course, showsNotes: teacher, leavesProgram: true)
    try desk.finish(prompt.converse())
  }
}

struct LessonTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Prove that lessons run as they say: outputs, solutions, mistakes, words.")

  @ArgumentParser.Argument(help: "Lesson files or folders of them.") var paths: [String] = []
  @Flag(help: "Write what the runs print now into the files.") var promote = false
  @OptionGroup(title: "Output") var output: OutputFlags

  /// Wall-clock time for one lesson; it is to be run again whenever somebody resumes.
  static let limit = Duration.seconds(30)

  func validate() throws {
    if paths.isEmpty { throw ValidationError("test needs lessons: trilemma lesson test lessons") }
  }

  func run() throws {
    let desk = try Desk(output)
    var status = Status.held
    for path in paths { status = status.or(try test(path, desk)) }
    try desk.finish(status)
  }

  private func test(_ path: String, _ desk: Desk) throws -> Status {
    let files = LessonFiles.paths(in: path)
    guard !files.isEmpty else {
      desk.printer.complain("`\(path)` holds no lessons (*.md)")
      throw ExitCode(66)
    }
    // A single file is proved with those beside it, because lessons build on one another.
    let place = FilePlace(path)
    let beside =
      files == [path]
      ? LessonFiles.paths(in: place.folder).filter { FilePlace($0).name != place.name } : []
    var lessons: [Lesson] = []
    var status = Status.held
    for file in (files + beside).sorted() {
      do throws(LessonFiles.Refusal) {
        lessons.append(try LessonFiles.read(file))
      } catch {
        guard files.contains(file) else { continue }
        if error.status == 66 { try desk.refuse(error) }
        for text in error.texts { desk.printer.say(StyledText(text)) }
        status = .claimFailed
      }
    }
    // A lesson that builds on the course of the program need not stand beside it.
    let own = Set(lessons.map(\.id))
    let course = Course(Course.standard.lessons.filter { !own.contains($0.id) } + lessons)
    for lesson in lessons where files.contains(lesson.file) {
      status = status.or(try prove(lesson, in: course, desk))
    }
    return status
  }

  private func prove(_ lesson: Lesson, in course: Course, _ desk: Desk) throws -> Status {
    var proof: Proof?
    let deadline = Deadline(after: Self.limit)
    Interrupts.stopProgram.handled {
      proof = Proof(of: lesson, in: course, options: Session.Options(), interruption: interruption)
    }
    deadline.cancel()
    if interruption.cause == .user { throw ExitCode(130) }
    interruption.clear()
    guard let proof else { return .fault }
    var faults = course.faults(of: lesson) + proof.faults
    if promote, let promoted = proof.promoted {
      do throws(SafeFile.Refusal) {
        try SafeFile(lesson.file).write(Array(promoted.utf8))
      } catch {
        desk.printer.complain(error.text(lesson.file))
        throw ExitCode(74)
      }
      faults.removeAll(where: \.isAboutRecord)
      desk.printer.results.write("promoted \(lesson.file)\n")
    }
    for fault in faults {
      desk.printer.say(StyledText("\(lesson.file):\(fault.line): \(fault.text)"))
    }
    if faults.isEmpty { desk.printer.results.write("ok \(lesson.file)\n") }
    return faults.isEmpty ? .held : .claimFailed
  }
}

struct LessonNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Begin a lesson of your own: a file that passes `lesson test`.")

  @ArgumentParser.Argument(help: "Its name: small letters, digits and hyphens.") var name: String
  @Option(help: "Its title.") var title: String?
  @OptionGroup(title: "Output") var output: OutputFlags

  func validate() throws {
    guard !name.isEmpty,
      name.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") })
    else { throw ValidationError("a lesson's name takes small letters, digits and hyphens") }
    if Course.standard.lesson(name)?.id == name {
      throw ValidationError("the course has a lesson `\(name)`; choose another name")
    }
  }

  func run() throws {
    var flags = output
    flags.output = nil
    let desk = try Desk(flags)
    let path = output.output ?? "\(name).md"
    let text = Skeleton.text(id: name, title: (title ?? name).replacing("\"", with: "'"))
    let file: SafeFile
    do throws(SafeFile.Refusal) {
      file = try SafeFile(path)
    } catch {
      desk.printer.complain(error.text(path))
      throw ExitCode(74)
    }
    if file.exists {
      desk.printer.complain("`\(path)` is there already", note: "Another place: -o FILE")
      throw ExitCode(74)
    }
    do {
      let lesson = try Lesson(reading: text, file: path)
      let proof = Proof(of: lesson, in: Course([lesson]), options: Session.Options())
      try file.write(Array((proof.promoted ?? text).utf8))
    } catch let error as LessonFaults {
      desk.printer.complain(error.faults.first?.text ?? "the title cannot be used")
      throw ExitCode(65)
    } catch let error as SafeFile.Refusal {
      desk.printer.complain(error.text(path))
      throw ExitCode(74)
    }
    desk.printer.say(
      StyledText(
        "written to \(path); try: trilemma lesson test \(path), trilemma lesson start \(path)"))
  }
}
