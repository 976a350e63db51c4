/// Words that were perhaps meant instead of another one.
struct Suggestion {
  /// Nearest first, words at the same distance in the order given.
  let words: [String]

  /// Considers words within a third of the length in edits (insert, delete, replace, swap), one at
  /// least; case does not count.
  init(for typed: String, among known: [String]) {
    let limit = max(1, typed.count / 3)
    let letters = Array(typed.lowercased())
    let near = known.enumerated().compactMap { index, word -> (Int, Int, String)? in
      guard abs(word.count - letters.count) <= limit else { return nil }
      let distance = Suggestion.distance(letters, Array(word.lowercased()))
      return distance <= limit ? (distance, index, word) : nil
    }
    words = near.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }

  /// Edits between two words, a swap of neighbours counted as one (optimal string alignment).
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var older: [Int] = []
    var previous = Array(0...b.count)
    for i in 1...a.count {
      var current = [i]
      for j in 1...b.count {
        var best = min(
          previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          best = min(best, older[j - 2] + 1)
        }
        current.append(best)
      }
      (older, previous) = (previous, current)
    }
    return previous[b.count]
  }
}
