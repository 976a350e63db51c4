#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that is replaced whole or stays as it was.
struct SafeFile {
  enum Refusal: Error, Hashable {
    case isFolder
    case noFolder(String)
    case system(String)

    func text(_ path: String) -> String {
      switch self {
      case .isFolder: "`\(path)` is a folder, not a file"
      case .noFolder(let folder): "there is no folder `\(folder)` to put `\(path)` in"
      case .system(let reason): "cannot write `\(path)`: \(reason)"
      }
    }
  }

  private let path: String
  private let isSpecial: Bool
  private let mode: mode_t?

  var exists: Bool { mode != nil }

  /// Finds out early whether the path can be written, before a long simulation runs for it.
  init(_ given: String) throws(Refusal) {
    // A link goes on pointing at the file that is replaced.
    let resolved = realpath(given, nil)
    path = resolved.map { String(cString: $0) } ?? given
    free(resolved)
    var status = stat()
    if stat(path, &status) == 0 {
      let kind = status.st_mode & S_IFMT
      if kind == S_IFDIR { throw .isFolder }
      isSpecial = kind != S_IFREG
      mode = status.st_mode & 0o7777
      if access(path, W_OK) != 0 { throw .system(SafeFile.reason(errno)) }
    } else {
      isSpecial = false
      mode = nil
    }
    if isSpecial { return }
    let folder = FilePlace(path).folder
    if stat(folder, &status) != 0 || status.st_mode & S_IFMT != S_IFDIR { throw .noFolder(folder) }
    if access(folder, W_OK) != 0 { throw .system(SafeFile.reason(errno)) }
  }

  func write(_ bytes: [UInt8]) throws(Refusal) {
    // Devices and pipes cannot be replaced, only written to.
    let place = isSpecial ? path : "\(path).\(getpid()).part"
    let flags = isSpecial ? O_WRONLY : O_WRONLY | O_CREAT | O_EXCL
    let handle = open(place, flags, 0o666)
    guard handle >= 0 else { throw .system(SafeFile.reason(errno)) }
    var problem = writeAll(bytes, to: handle)
    if !isSpecial, problem == 0 {
      if let mode { fchmod(handle, mode) }
      if fsync(handle) != 0 { problem = errno }
    }
    if close(handle) != 0, problem == 0 { problem = errno }
    if !isSpecial {
      if problem == 0, rename(place, path) != 0 { problem = errno }
      if problem != 0 { unlink(place) }
    }
    if problem != 0 { throw .system(SafeFile.reason(problem)) }
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
