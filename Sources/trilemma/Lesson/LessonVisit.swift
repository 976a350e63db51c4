import Lessons
import Scenarios

/// A lesson that is being taken at the prompt, and what the person goes back to afterwards.
struct LessonVisit {
  var play: Play
  /// The session in which the lesson was begun.
  let outer: Session
  /// Whether the program ends with the lesson.
  let leavesProgram: Bool
  let progress = ProgressFile.current
  /// Whether it was said that nothing can be kept.
  var hasComplained = false

  /// Whether a line is for the lesson as it stands, rather than a statement that may go on.
  func takes(_ line: String) -> Bool {
    if line.lowercased() == "quit" { return false }
    if line.hasPrefix("lesson ") || line == "lesson" { return false }
    return line.isEmpty || play.takesLines && line.lowercased() != "exit"
      || Play.commands.contains(line.lowercased())
  }
}
