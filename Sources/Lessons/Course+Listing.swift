public import Scenarios
import Terminal

extension Course {
  /// The lessons with how far somebody is.
  public func listing(_ events: [ProgressEvent], width: Int) -> Report {
    var table = TextTable(columns: [
      .init("", .right), .init("lesson"), .init("min", .right), .init("done"), .init("title"),
    ])
    var rows: [[DataTable.Cell]] = []
    for (index, lesson) in lessons.enumerated() {
      let record = LessonRecord(of: lesson.id, from: events)
      let screens = Screen.screens(of: lesson).count
      let done =
        record.isFinished ? "yes" : record.reached > 0 ? "\(100 * record.reached / screens) %" : ""
      table.rows.append(
        ["\(index + 1)", lesson.id, "\(lesson.front.minutes)", done, lesson.front.title].map {
          StyledText($0)
        })
      rows.append([
        .number(Double(index + 1)), .text(lesson.id), .number(Double(lesson.front.minutes) * 60),
        .text(done), .text(lesson.front.title),
      ])
    }
    return Report(
      channel: .result,
      text: table.drawn(on: Page(width: width))
        + StyledText("\n  lesson start 1 begins, or goes on where you left\n"),
      data: DataTable(
        kind: "list", title: "lessons",
        columns: [
          .init(name: "number", unit: ""), .init(name: "lesson", unit: ""),
          .init(name: "length", unit: "s"), .init(name: "done", unit: ""),
          .init(name: "title", unit: ""),
        ], rows: rows),
      statement: "lesson list")
  }

  /// The lesson that somebody is in; otherwise the first that is not finished, or the first of all.
  public func unfinished(_ events: [ProgressEvent]) -> String {
    if let last = events.last(where: { event in lessons.contains { $0.id == event.lesson } }),
      last.kind != .finished
    {
      return last.lesson
    }
    let open = lessons.first { !LessonRecord(of: $0.id, from: events).isFinished }
    return (open ?? lessons.first)?.id ?? ""
  }
}
