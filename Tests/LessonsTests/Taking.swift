import Scenarios
import Simulation
import Terminal

@testable import Lessons

/// A lesson being taken, with everything that was said.
struct Taking {
  var play: Play
  var session: Session
  var text = ""
  var events: [ProgressEvent] = []

  init(
    _ lesson: Lesson, of course: Course? = nil, record: LessonRecord = LessonRecord(),
    teacher: Bool = false
  ) {
    var options = Session.Options()
    options.interactive = true
    session = Session(options)
    play = Play(
      lesson, of: course ?? Course([lesson]), record: record, options: options,
      interruption: Interruption(), showsNotes: teacher)
    follow { play, session, emit in play.begin(in: &session, emit: emit) }
  }

  /// What the program says to a line.
  @discardableResult
  mutating func type(_ line: String) -> String {
    text = ""
    follow { play, session, emit in play.take(line, in: &session, emit: emit) }
    return text
  }

  private mutating func follow(
    _ body: (inout Play, inout Session, (Play.Output) -> Void) -> Void
  ) {
    var text = ""
    var events: [ProgressEvent] = []
    body(&play, &session) { output in
      switch output {
      case .report(let report): text += report.text.plain
      case .event(let event): events.append(event)
      case .screen: break
      }
    }
    self.text += text
    self.events += events
  }

  var isOver: Bool { play.isOver }
  var record: LessonRecord { play.record }
  var prompt: String { play.prompt }
  var kinds: [ProgressEvent.Kind] { events.map(\.kind) }
}
