import Lessons

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The file that holds what happened in lessons, a line for each event, of which nothing is ever taken away.
struct ProgressFile {
  /// None where the person has no place for it.
  var path: String?

  static var current: ProgressFile { ProgressFile(path: HomeFiles.current.progress()) }

  /// More than years of lessons leave behind.
  private static let limit = 64 * 1_000_000

  /// All events in order; lines that cannot be read are passed over.
  func events() -> [ProgressEvent] {
    guard let path else { return [] }
    let handle = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard handle >= 0 else { return [] }
    defer { close(handle) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 256 * 1024)
    while bytes.count < Self.limit {
      let count = read(handle, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap {
      ProgressEvent(line: String(decoding: $0, as: UTF8.self))
    }
  }

  /// Adds an event and waits until it is on the disk; why it could not be kept, if it could not.
  func keep(_ event: ProgressEvent) -> String? {
    guard let path else { return "there is no folder for it; set HOME" }
    let handle = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard handle >= 0 else { return String(cString: strerror(errno)) }
    defer { close(handle) }
    var line = event.line(at: Self.now) + "\n"
    // A line that a failure cut off stays by itself.
    var last: UInt8 = 0
    let end = lseek(handle, 0, SEEK_END)
    if end > 0, pread(handle, &last, 1, end - 1) == 1, last != UInt8(ascii: "\n") {
      line = "\n" + line
    }
    var code = writeAll(Array(line.utf8), to: handle)
    if code == 0, fsync(handle) != 0 { code = errno }
    return code == 0 ? nil : String(cString: strerror(code))
  }

  /// `2026-11-21T18:40:02Z`
  private static var now: String {
    var seconds = time(nil)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var text = [CChar](repeating: 0, count: 32)
    let count = strftime(&text, text.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
    return String(decoding: text[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
