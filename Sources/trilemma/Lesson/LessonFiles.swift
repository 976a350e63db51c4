import ArgumentParser
import Lessons

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Lessons as files that the command line names.
enum LessonFiles {
  /// What is said of a path that gives no lesson.
  struct Refusal: Error {
    var texts: [String]
    var status = 66
  }

  /// The lessons that a word of the command line means: one of the course by number or name, or a file.
  static func lesson(_ word: String) throws(Refusal) -> (Lesson, Course) {
    if let lesson = Course.standard.lesson(word) { return (lesson, .standard) }
    guard word.hasSuffix(".md") else {
      let names = Course.standard.lessons.map(\.id)
      throw Refusal(
        texts: [
          "I do not know the lesson `\(word)`",
          "lesson list shows them: \(names.prefix(3).joined(separator: ", ")), ...",
        ],
        status: 64)
    }
    let lesson = try read(word)
    return (lesson, Course(Course.standard.lessons.filter { $0.id != lesson.id } + [lesson]))
  }

  static func read(_ path: String) throws(Refusal) -> Lesson {
    let bytes: [UInt8]
    do throws(ScenarioFile.Refusal) {
      bytes = try ScenarioFile.bytes(of: path)
    } catch {
      throw Refusal(texts: [error.text(path), error.note(path)].compactMap(\.self))
    }
    do throws(LessonFaults) {
      return try Lesson(reading: String(decoding: bytes, as: UTF8.self), file: path)
    } catch {
      throw Refusal(texts: error.faults.map { "\(path):\($0.line): \($0.text)" }, status: 65)
    }
  }

  /// The lesson files of a folder, in the order of their names; a file is itself.
  static func paths(in path: String) -> [String] {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
      let stream = opendir(path)
    else { return [path] }
    defer { closedir(stream) }
    var names: [String] = []
    while names.count < 1000, let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".md"), !name.hasPrefix(".") { names.append(name) }
    }
    let folder = path == "." ? "" : path.hasSuffix("/") ? path : path + "/"
    return names.sorted().map { folder + $0 }
  }
}

extension Desk {
  /// Says why there is no lesson, and leaves.
  func refuse(_ refusal: LessonFiles.Refusal) throws -> Never {
    printer.complain(
      refusal.texts[0],
      note: refusal.texts.count > 1 ? refusal.texts[1...].joined(separator: "\n  ") : nil)
    throw ExitCode(Int32(refusal.status))
  }

  func lesson(_ word: String) throws -> (Lesson, Course) {
    do throws(LessonFiles.Refusal) {
      return try LessonFiles.lesson(word)
    } catch {
      try refuse(error)
    }
  }
}
