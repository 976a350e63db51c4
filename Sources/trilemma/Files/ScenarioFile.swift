import Scenarios
import Syntax

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reading scenarios within bounds.
enum ScenarioFile {
  /// No scenario comes near this; what does is some other file.
  static let limit = 16 * 1024 * 1024

  enum Refusal: Error, Hashable {
    case missing
    case isFolder
    case unreadable(String)
    case tooLarge

    var status: Status {
      switch self {
      case .tooLarge: .limitReached
      case .missing, .isFolder, .unreadable: .missingFile("")
      }
    }

    func text(_ path: String) -> String {
      switch self {
      case .missing: "there is no file `\(path)`"
      case .isFolder: "`\(path)` is a folder, not a scenario"
      case .unreadable(let reason): "cannot read `\(path)`: \(reason)"
      case .tooLarge: "`\(path)` is larger than 16 MiB, too large for a scenario"
      }
    }

    func note(_ path: String) -> String? {
      guard case .missing = self else { return nil }
      let place = FilePlace(path)
      guard place.isFolderPresent else { return "There is no folder `\(place.folder)` either." }
      let near = place.nearPaths()
      return near.isEmpty
        ? nil : "Did you mean " + near.map { "`\($0)`" }.joined(separator: " or ") + "?"
    }
  }

  /// `-` is standard input.
  static func source(_ path: String) throws(Refusal) -> Source {
    path == "-"
      ? Source(name: "standard input", bytes: try bytes(from: 0))
      : Source(name: path, bytes: try bytes(of: path))
  }

  static func bytes(of path: String) throws(Refusal) -> [UInt8] {
    let handle = open(path, O_RDONLY | O_CLOEXEC)
    guard handle >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? .missing : .unreadable(String(cString: strerror(errno)))
    }
    defer { close(handle) }
    return try bytes(from: handle)
  }

  private static func bytes(from handle: Int32) throws(Refusal) -> [UInt8] {
    var status = stat()
    if fstat(handle, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR { throw .isFolder }
      if status.st_mode & S_IFMT == S_IFREG, status.st_size > limit { throw .tooLarge }
    }
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = read(handle, &chunk, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw .unreadable(String(cString: strerror(errno)))
      }
      if count == 0 { return result }
      result.append(contentsOf: chunk[..<count])
      if result.count > limit { throw .tooLarge }
    }
  }
}
