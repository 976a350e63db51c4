import Syntax
import Terminal
import Testing

/// SplitMix64 (Steele, Lea, Flood 2014), so that every run tries the same texts.
private struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

struct FuzzTests {
  private static let pieces: [String] = [
    "{", "}", "(", ")", ",", ";", "\n", "\"", "'", "?", ".", "..", "->", "-", "=", "%", "1", "e9",
    "of",
    "and", "not", "in", "x2", "#", "/", "//", "/*", "*/", "\\", "“", "–", "é", "\u{0}", "\u{7}",
    "漢", "\r", "\t", "_", "again", "over", "by", "within", "run ", "at ", "chain ", "plot ", ":",
  ]

  private func check(_ bytes: [UInt8]) {
    let parsed = Parser.parse(Source(name: "a.tri", bytes: bytes))
    for diagnostic in parsed.diagnostics {
      let lines = diagnostic.rendered.plain.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 8)
      for line in lines { #expect(line.unicodeScalars.count <= 78) }
      #expect(!diagnostic.rendered.plain.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }
    guard parsed.diagnostics.isEmpty else { return }
    let again = Parser.parse(Source(text: parsed.statements.formatted))
    #expect(withoutPlaces(again.statements) == withoutPlaces(parsed.statements))
  }

  @Test func `mutated scenarios are read or refused, and what is read can be written back`() {
    var dice = Dice(state: 42)
    let texts = corpus + [firstLook]
    for _ in 0..<4000 {
      var bytes = Array(texts.randomElement(using: &dice)!.utf8)
      if Bool.random(using: &dice) {
        bytes += [10] + Array(texts.randomElement(using: &dice)!.utf8)
      }
      for _ in 0..<Int.random(in: 1...4, using: &dice) {
        let place = Int.random(in: 0...bytes.count, using: &dice)
        switch Int.random(in: 0..<4, using: &dice) {
        case 0 where place < bytes.count: bytes.remove(at: place)
        case 1 where place < bytes.count:
          bytes[place] = UInt8.random(in: 0...255, using: &dice)
        case 2:
          let end = min(bytes.count, place + Int.random(in: 0...9, using: &dice))
          bytes.removeSubrange(place..<end)
        default:
          bytes.insert(contentsOf: Self.pieces.randomElement(using: &dice)!.utf8, at: place)
        }
      }
      check(bytes)
      _ = Parser.isComplete(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test func `random signs are read or refused`() {
    var dice = Dice(state: 7)
    for _ in 0..<1500 {
      let count = Int.random(in: 1...25, using: &dice)
      let text = (0..<count).map { _ in Self.pieces.randomElement(using: &dice)! + " " }.joined()
      check(Array(text.utf8))
    }
  }
}
