import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the program finds around it: the environment and the terminals, if there are any.
struct Surroundings {
  /// Zero where the terminal does not tell.
  struct TerminalSize: Hashable {
    var columns = 0
    var rows = 0
  }

  var environment: [String: String] = [:]
  /// Nil where results go into a pipe or a file.
  var results: TerminalSize?
  var messagesReachTerminal = false

  static var current: Surroundings {
    var environment: [String: String] = [:]
    let names = [
      "COLUMNS", "LINES", "TERM", "NO_COLOR", "CLICOLOR_FORCE", "LC_ALL", "LC_CTYPE", "LANG",
    ]
    for name in names {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    return Surroundings(
      environment: environment, results: terminalSize(of: 1),
      messagesReachTerminal: isatty(2) == 1)
  }

  private static func terminalSize(of handle: Int32) -> TerminalSize? {
    guard isatty(handle) == 1 else { return nil }
    var size = winsize()
    guard ioctl(handle, UInt(TIOCGWINSZ), &size) == 0 else { return TerminalSize() }
    return TerminalSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }
}

extension Surroundings {
  /// Room and characters for results. A pipe or a file gets the same bytes everywhere.
  func page(_ wishes: Wishes) -> Page {
    var page = Page()
    if let results {
      page = Page(
        width: size(results.columns, "COLUMNS", otherwise: 80),
        height: size(results.rows, "LINES", otherwise: 24),
        charset: isDumb || !isUTF8 ? .ascii : .blocks)
    }
    if let width = wishes.width {
      page = Page(width: width, height: page.height, charset: page.charset)
    }
    if let charset = wishes.charset.charset { page.charset = charset }
    if wishes.isForProjector {
      page = Page(
        width: min(page.width, Wishes.projectorWidth), height: Wishes.projectorHeight,
        charset: page.charset)
    }
    return page
  }

  /// The wish, then `NO_COLOR`, then `CLICOLOR_FORCE`, then whether a terminal shows it.
  func colours(_ wish: ColorChoice, onTerminal: Bool) -> Bool {
    switch wish {
    case .always: true
    case .never: false
    case .auto:
      if let refused = environment["NO_COLOR"], !refused.isEmpty {
        false
      } else if let forced = environment["CLICOLOR_FORCE"], !forced.isEmpty, forced != "0" {
        true
      } else {
        onTerminal && !isDumb
      }
    }
  }

  private func size(_ told: Int, _ variable: String, otherwise: Int) -> Int {
    if told > 0 { return told }
    guard let value = environment[variable].flatMap({ Int($0) }), value > 0 else {
      return otherwise
    }
    return value
  }

  private var isDumb: Bool { environment["TERM", default: "dumb"] == "dumb" }

  private var isUTF8: Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy
      .compactMap { environment[$0] }.first { !$0.isEmpty }
    guard let locale = locale?.lowercased() else { return false }
    return locale.contains("utf-8") || locale.contains("utf8")
  }
}
