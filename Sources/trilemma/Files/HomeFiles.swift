#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The few files that the program keeps for a person, where the XDG base directories say.
struct HomeFiles {
  var configuration: String?
  var state: String?
  private var home: String?

  /// A base folder that is not absolute is ignored, as the specification asks.
  init(environment: (String) -> String?) {
    func folder(_ variable: String, _ fallback: String) -> String? {
      if let path = environment(variable), path.hasPrefix("/") { return path + "/trilemma" }
      guard let home = environment("HOME"), home.hasPrefix("/") else { return nil }
      return "\(home)/\(fallback)/trilemma"
    }
    home = environment("HOME")
    configuration = folder("XDG_CONFIG_HOME", ".config")
    state = folder("XDG_STATE_HOME", ".local/state")
  }

  static var current: HomeFiles {
    HomeFiles { name in getenv(name).map { String(cString: $0) } }
  }

  var initialScenario: String? { configuration.map { $0 + "/init.tri" } }

  /// The history file; nil where there is no place for it.
  func history() -> String? { place("history") }

  /// What happened in lessons; nil where there is no place for it.
  func progress() -> String? { place("progress") }

  /// A text on its way to an editor and back.
  func draft() -> String? { place("draft.\(getpid()).tri") }

  /// A file of the state folder, which is made for this person alone; nil where that is not possible.
  private func place(_ name: String) -> String? {
    guard let state else { return nil }
    var path = ""
    // A home that does not exist is nobody's, and not to be made.
    if let home, state.hasPrefix(home), access(home, F_OK) != 0 { return nil }
    for part in state.split(separator: "/") {
      path += "/\(part)"
      mkdir(path, 0o700)
    }
    return access(path, W_OK) == 0 ? path + "/\(name)" : nil
  }
}
