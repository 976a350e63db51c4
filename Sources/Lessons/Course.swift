/// Lessons in the order in which they build on one another.
public struct Course: Sendable {
  public var lessons: [Lesson]

  /// Puts each lesson behind the one that it needs; otherwise the order stays.
  public init(_ lessons: [Lesson]) {
    var ordered: [Lesson] = []
    var waiting = lessons
    while let next = waiting.firstIndex(where: { lesson in
      guard let needs = lesson.front.needs else { return true }
      return ordered.contains { $0.id == needs } || !waiting.contains { $0.id == needs }
    }) {
      ordered.append(waiting.remove(at: next))
    }
    self.lessons = ordered + waiting
  }

  /// The lessons that ship with the program. Their form is tested, so one that cannot be read is missing.
  public static let standard = Course(
    CourseFiles.all.compactMap { name, bytes in
      try? Lesson(reading: String(decoding: bytes, as: UTF8.self), file: name)
    })

  /// By its number from 1, by its name, or by the start of a name that only one has.
  public func lesson(_ word: String) -> Lesson? {
    if let number = Int(word) {
      return lessons.indices.contains(number - 1) ? lessons[number - 1] : nil
    }
    let word = word.lowercased()
    if let lesson = lessons.first(where: { $0.id == word }) { return lesson }
    let near = lessons.filter { !word.isEmpty && $0.id.hasPrefix(word) }
    return near.count == 1 ? near[0] : nil
  }

  /// From 1; none for a lesson of another course.
  public func number(of lesson: Lesson) -> Int? {
    lessons.firstIndex { $0.id == lesson.id }.map { $0 + 1 }
  }

  public func next(after lesson: Lesson) -> Lesson? {
    number(of: lesson).flatMap { lessons.indices.contains($0) ? lessons[$0] : nil }
  }

  /// Lessons that a lesson builds on, nearest first; a cycle is left out.
  func earlier(than lesson: Lesson) -> [Lesson] {
    var found: [Lesson] = []
    var needs = lesson.front.needs
    while let id = needs, let before = lessons.first(where: { $0.id == id }),
      before.id != lesson.id, !found.contains(where: { $0.id == id })
    {
      found.append(before)
      needs = before.front.needs
    }
    return found
  }

  /// The later lesson that introduces a word which is new to somebody at this lesson.
  func later(than lesson: Lesson, introducing word: String) -> Lesson? {
    let known = ([lesson] + earlier(than: lesson)).contains { $0.front.words.contains(word) }
    guard !known, let place = lessons.firstIndex(where: { $0.id == lesson.id }) else { return nil }
    return lessons[(place + 1)...].first { $0.front.words.contains(word) }
  }
}
