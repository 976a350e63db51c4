#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The editor that a person prefers, for a statement that is easier to write there.
struct TextEditor {
  enum Refusal: Error, Hashable {
    case noFolder
    case failed(String)
  }

  /// `VISUAL`, then `EDITOR`, then `vi`.
  let command: String

  static var preferred: TextEditor {
    for name in ["VISUAL", "EDITOR"] {
      if let value = getenv(name).map({ String(cString: $0) }), !value.trimmed.isEmpty {
        return TextEditor(command: value)
      }
    }
    return TextEditor(command: "vi")
  }

  /// Lets the person edit a text in a file of this program's own, which is removed afterwards.
  func edit(_ text: String, in file: String?) throws(Refusal) -> String {
    guard let file else { throw .noFolder }
    do throws(SafeFile.Refusal) {
      try SafeFile(file).write(Array(text.utf8))
    } catch {
      throw .failed(error.text(file))
    }
    defer { unlink(file) }
    // The shell splits a command such as `code --wait`; the file is an argument of its own.
    let arguments = ["sh", "-c", command + " \"$1\"", "sh", file]
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child = pid_t()
    guard posix_spawnp(&child, "sh", nil, nil, &words, environ) == 0 else {
      throw .failed("cannot start `\(command)`")
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { break }
    }
    guard status == 0 else {
      throw .failed("`\(command)` ended with an error; nothing was entered")
    }
    guard let bytes = try? ScenarioFile.bytes(of: file) else {
      throw .failed("the text that `\(command)` left cannot be read")
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
