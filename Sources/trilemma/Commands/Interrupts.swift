import Dispatch
import Simulation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Shared by every run of this process with the signal handler and the time limit.
let interruption = Interruption()

/// What Ctrl-C means while something runs.
enum Interrupts {
  /// Stops a run and keeps the session. Held for a whole conversation, because a Ctrl-C that comes just
  /// after a run has ended must not end the session either.
  case stopRun
  /// Stops the run, and the program at once when pressed again.
  case stopProgram

  /// Installs the handler for as long as `body` lasts.
  func handled<R>(during body: () throws -> R) rethrows -> R {
    _ = interruption  // Made here, because a signal handler must not allocate.
    var handler = sigaction()
    let act: @convention(c) (Int32) -> Void =
      switch self {
      case .stopRun: { _ in interruption.request(.user) }
      case .stopProgram:
        { _ in
          if interruption.cause == .user { _exit(130) }
          interruption.request(.user)
        }
      }
    #if canImport(Glibc)
      handler.__sigaction_handler.sa_handler = act
    #else
      handler.__sigaction_u.__sa_handler = act
    #endif
    // Without SA_RESTART, so that a blocked system call notices too.
    var previous = sigaction()
    sigaction(SIGINT, &handler, &previous)
    defer { sigaction(SIGINT, &previous, nil) }
    return try body()
  }
}

/// Stops runs when the time is up.
struct Deadline {
  private let timer: (any DispatchSourceTimer)?

  init(after limit: Duration?) {
    guard let limit else {
      timer = nil
      return
    }
    let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "deadline"))
    let (seconds, attoseconds) = limit.components
    let milliseconds = min(seconds, 1_000_000_000) * 1000 + attoseconds / 1_000_000_000_000_000
    timer.schedule(deadline: .now() + .milliseconds(Int(milliseconds)))
    timer.setEventHandler { interruption.request(.timeout) }
    timer.resume()
    self.timer = timer
  }

  func cancel() { timer?.cancel() }
}
