import Foundation
import Scenarios
import Testing

struct EditorGrammarTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources/Scenarios/Editors/trilemma.tmLanguage.json")

  @Test func `the grammar for editors is made from the present tables`() throws {
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try Data(EditorGrammar.text.utf8).write(to: Self.file)
    }
    #expect(try String(contentsOf: Self.file, encoding: .utf8) == EditorGrammar.text)
  }

  @Test func `it is JSON whose patterns are regular expressions`() throws {
    let object = try JSONSerialization.jsonObject(with: Data(EditorGrammar.text.utf8))
    let patterns = try #require((object as? [String: Any])?["patterns"] as? [[String: String]])
    #expect(patterns.count > 8)
    for pattern in patterns where pattern["name"]?.contains("unit") != true {
      // Editors have look-behind of any length, which Foundation has not.
      _ = try NSRegularExpression(pattern: #require(pattern["match"]))
    }
  }
}
