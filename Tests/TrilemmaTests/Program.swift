import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The built executable, which the package manager puts beside the test bundle.
enum Program {
  static let path: String = {
    let own = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    return own.deletingLastPathComponent().appendingPathComponent("trilemma").path
  }()

  struct Outcome {
    var results: String
    var messages: String
    var code: Int32
  }

  /// Runs it without a terminal.
  static func run(
    _ arguments: String..., input: String = "", in folder: URL? = nil,
    environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(list: arguments, input: input, in: folder, environment: environment)
  }

  /// A line of the shell in which `$0` is the program.
  static func shell(_ line: String) throws -> Outcome {
    try run(list: ["-c", line, path], program: "/bin/sh")
  }

  static func run(
    list arguments: [String], program: String = path, input: String = "", in folder: URL? = nil,
    environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = standardEnvironment.merging(environment) { $1 }
    if let folder { process.currentDirectoryURL = folder }
    let scratch = try Scratch()
    let inputFile = scratch.folder.appendingPathComponent("input")
    try Data(input.utf8).write(to: inputFile)
    let files = try ["results", "messages"].map { name in
      let file = scratch.folder.appendingPathComponent(name)
      try Data().write(to: file)
      return file
    }
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    return Outcome(
      results: try String(decoding: Data(contentsOf: files[0]), as: UTF8.self),
      messages: try String(decoding: Data(contentsOf: files[1]), as: UTF8.self),
      code: process.terminationStatus)
  }

  static let standardEnvironment = [
    "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "TERM": "xterm", "LC_ALL": "C.UTF-8",
    "SWIFT_BACKTRACE": "enable=no",
  ]
}

/// A folder that is gone when the test is over.
final class Scratch {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("trilemma-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Makes a file and tells its path.
  @discardableResult
  func file(_ name: String, _ text: String = "") throws -> String {
    let file = folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  func text(_ name: String) -> String? {
    (try? Data(contentsOf: folder.appendingPathComponent(name))).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }
}
