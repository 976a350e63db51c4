import Foundation
import Yams

extension FrontMatter {
  private static let keys = ["lesson", "title", "needs", "minutes", "words", "claims", "format"]

  /// - Parameter text: YAML between the two `---` lines at the top of a lesson.
  /// - Parameter line: of the file, from 1, at which the text begins.
  init(reading text: String, line: Int) throws(LessonFaults.Several) {
    let loaded: Any?
    do {
      loaded = try Yams.load(yaml: text)
    } catch {
      throw .init(
        "the front matter is not YAML; a text that holds a colon needs quotes", line: line)
    }
    guard let entries = loaded as? [String: Any] else {
      throw .init("the front matter needs lines such as `lesson: bigger-blocks`", line: line)
    }
    var faults: [LessonFault] = []
    func value(of key: String) -> String {
      guard let value = entries[key] else {
        faults.append(LessonFault("the front matter has no `\(key)`", line: line))
        return ""
      }
      let written = "\(value)".trimmed
      if written.isEmpty || written.contains("\n") {
        faults.append(LessonFault("`\(key)` of the front matter takes one line", line: line))
      }
      return written
    }
    func list(_ key: String) -> [String] {
      if let items = entries[key] as? [Any] { return items.map { "\($0)".trimmed } }
      guard let value = entries[key], !(value is NSNull) else { return [] }
      return "\(value)".split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
    }
    lesson = value(of: "lesson")
    title = value(of: "title")
    needs = entries["needs"].map { "\($0)".trimmed }
    words = list("words")
    claims = list("claims")
    minutes = entries["minutes"] as? Int ?? 0
    if !lesson.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }) {
      faults.append(
        LessonFault("`lesson` takes small letters, digits and hyphens, not `\(lesson)`", line: line)
      )
    }
    if !(1...120).contains(minutes) {
      faults.append(LessonFault("`minutes` takes a whole number from 1 to 120", line: line))
    }
    if entries["words"] == nil {
      faults.append(LessonFault("the front matter has no `words`", line: line))
    }
    if entries["format"] as? Int != Lesson.format {
      faults.append(LessonFault("`format` has to be \(Lesson.format)", line: line))
    }
    for key in entries.keys.sorted() where !Self.keys.contains(key) {
      faults.append(LessonFault("the front matter does not know `\(key)`", line: line))
    }
    if !faults.isEmpty { throw .init(faults) }
  }
}

extension LessonFaults {
  /// Faults on their way to the file that they are of.
  struct Several: Error {
    var faults: [LessonFault]

    init(_ faults: [LessonFault]) { self.faults = faults }

    init(_ text: String, line: Int) { faults = [LessonFault(text, line: line)] }
  }
}
