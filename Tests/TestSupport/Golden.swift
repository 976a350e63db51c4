import Foundation
public import Testing

/// Compares a text with the file `Goldens/<name>.txt` beside the calling test; `RECORD=1` rewrites
/// the file. A difference is reported with the first line that differs and both versions.
public func golden(
  _ text: String, named name: String, in folder: String = "Goldens",
  file: String = #filePath, sourceLocation: SourceLocation = #_sourceLocation
) {
  let url = URL(fileURLWithPath: file).deletingLastPathComponent()
    .appendingPathComponent(folder).appendingPathComponent(name + ".txt")
  let actual = text.hasSuffix("\n") ? text : text + "\n"
  if ProcessInfo.processInfo.environment["RECORD"] == "1" {
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try actual.write(to: url, atomically: true, encoding: .utf8)
    } catch {
      Issue.record("cannot record \(url.path): \(error)", sourceLocation: sourceLocation)
    }
    return
  }
  guard let data = try? Data(contentsOf: url) else {
    Issue.record(
      "no golden \(folder)/\(name).txt; record it with RECORD=1. The text was:\n\(actual)",
      sourceLocation: sourceLocation)
    return
  }
  let expected = String(decoding: data, as: UTF8.self)
  guard expected != actual else { return }
  Issue.record(
    Comment(rawValue: difference(expected, actual, name: "\(folder)/\(name).txt")),
    sourceLocation: sourceLocation)
}

private func difference(_ expected: String, _ actual: String, name: String) -> String {
  let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
  let line = zip(old, new).prefix { $0 == $1 }.count
  return """
    \(name) differs from line \(line + 1):
    expected: \(line < old.count ? "«\(old[line])»" : "the end")
    actual:   \(line < new.count ? "«\(new[line])»" : "the end")
    ---- expected
    \(expected)---- actual
    \(actual)----
    """
}
