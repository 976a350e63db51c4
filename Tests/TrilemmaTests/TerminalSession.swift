import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program in a terminal of its own: keys go in, and what a screen would get comes out.
final class TerminalSession {
  private let handle: Int32
  private let process: pid_t
  private var isReaped = false
  private(set) var output = ""

  /// `POSIX_SPAWN_SETSID`, which neither C library shows to Swift.
  #if canImport(Glibc)
    private static let newSession: Int16 = 0x80
  #else
    private static let newSession: Int16 = 0x400
  #endif

  struct Failure: Error, CustomStringConvertible { var description: String }

  init(
    _ arguments: String..., environment: [String: String] = [:], columns: UInt16 = 80
  ) throws {
    var controller: Int32 = 0
    var terminal: Int32 = 0
    var name = [CChar](repeating: 0, count: 256)
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&controller, &terminal, &name, nil, &size) == 0 else {
      throw Failure(description: "no pseudo-terminal")
    }
    defer { close(terminal) }
    handle = controller
    _ = fcntl(controller, F_SETFD, FD_CLOEXEC)

    // A session leader that opens the terminal gets it as its own, so that Ctrl-C becomes a signal.
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    posix_spawn_file_actions_addclose(&actions, terminal)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Threads of the test runner block signals, and a child would inherit that.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Self.newSession | Int16(POSIX_SPAWN_SETSIGMASK))

    let variables = Program.standardEnvironment.merging(environment) { $1 }
    var argv: [UnsafeMutablePointer<CChar>?] = ([Program.path] + arguments).map { strdup($0) }
    var envp: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0.key)=\($0.value)") }
    defer { for text in argv + envp { free(text) } }
    argv.append(nil)
    envp.append(nil)
    var started: pid_t = 0
    guard posix_spawn(&started, Program.path, &actions, &attributes, argv, envp) == 0 else {
      close(controller)
      throw Failure(description: "cannot start \(Program.path)")
    }
    process = started
  }

  deinit {
    if !isReaped {
      kill(process, SIGKILL)
      var status: Int32 = 0
      waitpid(process, &status, 0)
    }
    close(handle)
  }

  /// Keys as characters: `\r` is Enter, `\t` Tab, `\u{3}` Ctrl-C, `\u{4}` Ctrl-D, `\u{1B}[A` Up.
  func type(_ keys: String) {
    let bytes = Array(keys.utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        buffer.baseAddress.map { write(handle, $0 + done, buffer.count - done) } ?? -1
      }
      guard count > 0 else { return }
      done += count
    }
  }

  /// What happens when a window is dragged at its corner.
  func resize(columns: UInt16, rows: UInt16 = 24) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(handle, UInt(TIOCSWINSZ), &size)
  }

  /// Waits for the text in what came since the last wait, and returns everything up to its end.
  @discardableResult
  func wait(for text: String, seconds: Double = 20) throws -> String {
    let end = ContinuousClock.now + .seconds(seconds)
    while true {
      if let found = output.range(of: text) {
        let seen = String(output[..<found.upperBound])
        output = String(output[found.upperBound...])
        return seen
      }
      guard ContinuousClock.now < end, readMore() else {
        throw Failure(
          description: "waited for \(text.debugDescription), got \(output.debugDescription)")
      }
    }
  }

  /// Ends the program without asking it, for everything that it has shown.
  func breakOff() -> String {
    kill(process, SIGKILL)
    _ = try? end()
    return output
  }

  /// Waits until the program has ended, for its exit code.
  func end(seconds: Double = 20) throws -> Int32 {
    let limit = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < limit {
      _ = readMore()
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process {
        isReaped = true
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
      }
    }
    throw Failure(description: "did not end; \(output.debugDescription)")
  }

  /// False when the terminal is closed.
  private func readMore() -> Bool {
    var waiting = pollfd(fd: handle, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, 50) > 0 else { return true }
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = read(handle, &chunk, chunk.count)
    guard count > 0 else {
      usleep(10_000)
      return false
    }
    output += String(decoding: chunk[..<count], as: UTF8.self)
    return true
  }
}
