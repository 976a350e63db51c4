import Lessons
import Scenarios
import Terminal

extension Prompt {
  /// `lesson list`, `lesson start 4`, or `lesson 4` for short.
  mutating func obeyLesson(_ line: String) {
    let words = line.split(separator: " ").map(String.init)
    let events = ProgressFile.current.events()
    switch words.first {
    case nil, "list":
      printer.print(Course.standard.listing(events, width: session.options.page.width))
    case "test", "export", "grade", "new":
      printer.complain(
        "`lesson \(words[0])` is a command of the shell", note: "Try: trilemma lesson \(line)")
    default:
      let name = words[0] == "start" ? words.dropFirst().first : words[0]
      do throws(LessonFiles.Refusal) {
        let (lesson, course) = try LessonFiles.lesson(name ?? Course.standard.unfinished(events))
        begin(lesson, of: course)
      } catch {
        printer.complain(error.texts[0], note: error.texts.dropFirst().first)
      }
    }
  }

  /// Shows the first screen of a lesson that was not seen to its end; lines go to the lesson from then on.
  mutating func begin(
    _ lesson: Lesson, of course: Course, showsNotes: Bool = false, leavesProgram: Bool = false
  ) {
    let outer = visit?.outer ?? session
    var options = session.options
    options.seed = nil
    options.repeats = nil
    let play = Play(
      lesson, of: course,
      record: LessonRecord(of: lesson.id, from: ProgressFile.current.events()), options: options,
      interruption: interruption, showsNotes: showsNotes)
    visit = LessonVisit(
      play: play, outer: outer, leavesProgram: visit?.leavesProgram ?? leavesProgram)
    follow { play, session, emit in play.begin(in: &session, emit: emit) }
  }

  /// Hands a complete line to the lesson.
  mutating func learn(_ line: String) {
    printer.record?.note(typed: line)
    follow { play, session, emit in play.take(line, in: &session, emit: emit) }
    if visit?.play.isOver == true { leave() }
  }

  /// The lesson looks at what `:undo` or `:load` made of the session.
  mutating func lessonSessionChanged() {
    guard visit != nil else { return }
    follow { play, session, emit in play.sessionChanged(&session, emit: emit) }
  }

  /// Back to what was there before the lesson; false without a lesson.
  mutating func leaveLesson() -> Bool {
    guard let visit, !visit.leavesProgram else { return false }
    session = visit.outer
    self.visit = nil
    printer.say(
      StyledText(
        "  back at the prompt; what you did is kept, `lesson start` goes on from here", .dim))
    return true
  }

  private mutating func follow(
    _ body: @escaping (inout Play, inout Session, (Play.Output) -> Void) -> Void
  ) {
    guard var visit else { return }
    let printer = printer
    let clearsScreen = wishes.isForProjector && Surroundings.current.results != nil
    work { session, emit in
      body(&visit.play, &session) { output in
        switch output {
        case .report(let report): emit(report)
        case .event(let event):
          guard let problem = visit.progress.keep(event), !visit.hasComplained else { return }
          visit.hasComplained = true
          printer.say(
            StyledText("  what you do cannot be kept for another time: \(problem)", .warning))
        case .screen:
          // One step to a screen, so that nothing else is in the picture.
          if clearsScreen { printer.results.write("\u{1B}[2J\u{1B}[H") }
        }
      }
      return .held
    }
    self.visit = visit
  }
}
