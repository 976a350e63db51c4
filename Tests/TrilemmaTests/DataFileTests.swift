import Foundation
import Scenarios
import Testing

@testable import trilemma

@Suite struct `Data files` {
  /// A folder with a scenario, data and links, and a file outside of it.
  private func withFolder(_ body: (String) throws -> Void) throws {
    let home = FileManager.default.temporaryDirectory.appending(path: "data-\(UUID().uuidString)")
    let inner = home.appending(path: "scenarios")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: home) }
    try Data("inside".utf8).write(to: inner.appending(path: "data.csv"))
    try Data("outside".utf8).write(to: home.appending(path: "secret.csv"))
    try FileManager.default.createSymbolicLink(
      atPath: inner.appending(path: "leaving.csv").path(), withDestinationPath: "../secret.csv")
    try FileManager.default.createSymbolicLink(
      atPath: inner.appending(path: "staying.csv").path(), withDestinationPath: "data.csv")
    try body(inner.path())
  }

  private func refusal(_ name: String, _ file: DataFile) -> DataRefusal? {
    do throws(DataRefusal) {
      _ = try file.bytes(of: name)
      return nil
    } catch {
      return error
    }
  }

  @Test func `a file beside the scenario is read, by whatever name it has there`() throws {
    try withFolder { folder in
      let file = DataFile(beside: folder + "/scenario.tri")
      let inside = Array("inside".utf8)
      let (plain, link) = (try file.bytes(of: "data.csv"), try file.bytes(of: "staying.csv"))
      #expect(plain == inside && link == inside)
    }
  }

  @Test(arguments: ["../secret.csv", "leaving.csv", "..", ".", "", "/etc/passwd"])
  func `no other file is`(name: String) throws {
    try withFolder { folder in
      #expect(refusal(name, DataFile(beside: folder + "/scenario.tri")) == .outside)
    }
  }

  @Test func `what is missing, too large or a pipe is refused`() throws {
    try withFolder { folder in
      let file = DataFile(beside: folder + "/scenario.tri")
      #expect(refusal("nothing.csv", file) == .missing)
      mkfifo(folder + "/pipe.csv", 0o600)
      #expect(refusal("pipe.csv", file) == .unreadable("it is not a plain file"))
      _ = FileManager.default.createFile(atPath: folder + "/huge.csv", contents: nil)
      truncate(folder + "/huge.csv", 64_000_001)
      #expect(refusal("huge.csv", file) == .tooLarge)
    }
  }
}
