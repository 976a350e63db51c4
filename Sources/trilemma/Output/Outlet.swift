#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where bytes go: an open file of the system, or memory until a file is written whole.
final class Outlet {
  private enum Target {
    case handle(Int32)
    case memory
  }

  private let target: Target
  private(set) var collected: [UInt8] = []
  private(set) var isUsed = false

  init(handle: Int32) { target = .handle(handle) }

  /// Collects, for a file that is to appear complete or not at all.
  init() { target = .memory }

  /// Ends the program quietly when nobody reads any more, and with 74 when a disk is full.
  func write(_ text: String) {
    isUsed = true
    switch target {
    case .memory: collected.append(contentsOf: text.utf8)
    case .handle(let handle):
      switch writeAll(Array(text.utf8), to: handle) {
      case 0: break
      case EPIPE: exit(0)
      case let code:
        if handle != 2 {
          _ = writeAll(
            Array("error: cannot write: \(String(cString: strerror(code)))\n".utf8), to: 2)
        }
        exit(74)
      }
    }
  }
}

/// Writes everything; 0, or the system's error number.
func writeAll(_ bytes: [UInt8], to handle: Int32) -> Int32 {
  var done = 0
  while done < bytes.count {
    let count = bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress else { return 0 }
      return write(handle, start + done, buffer.count - done)
    }
    if count < 0 {
      if errno == EINTR { continue }
      if errno == EAGAIN {
        var waiting = pollfd(fd: handle, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, 1000)
        continue
      }
      return errno
    }
    done += count
  }
  return 0
}
