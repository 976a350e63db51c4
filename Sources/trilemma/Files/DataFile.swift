import Scenarios

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reading data files of one folder, and of no other place.
struct DataFile: Sendable {
  var folder: String

  /// No network comes near this.
  static let limit = 64 * 1_000_000

  /// Beside a scenario; in the current folder for one that has no file.
  init(beside scenario: String?) {
    folder = scenario.map { FilePlace($0).folder } ?? "."
  }

  /// The bytes of a plain file of the folder. A link is followed where it stays there.
  func bytes(of name: String) throws(DataRefusal) -> [UInt8] {
    guard !name.isEmpty, !name.contains("/"), name != ".", name != ".." else { throw .outside }
    let path = folder == "/" ? "/" + name : folder + "/" + name
    guard let real = Self.real(path) else {
      throw errno == ENOENT ? .missing : .unreadable(String(cString: strerror(errno)))
    }
    guard let home = Self.real(folder), FilePlace(real).folder == home else { throw .outside }
    // Not one that waits for somebody to write.
    let handle = open(real, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard handle >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
    defer { close(handle) }
    var status = stat()
    guard fstat(handle, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable("it is not a plain file")
    }
    guard status.st_size <= Self.limit else { throw .tooLarge }
    var result: [UInt8] = []
    result.reserveCapacity(Int(status.st_size))
    var chunk = [UInt8](repeating: 0, count: 256 * 1024)
    while true {
      let count = read(handle, &chunk, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw .unreadable(String(cString: strerror(errno)))
      }
      if count == 0 { return result }
      result.append(contentsOf: chunk[..<count])
      if result.count > Self.limit { throw .tooLarge }
    }
  }

  /// A path without links and dots.
  private static func real(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }
}
