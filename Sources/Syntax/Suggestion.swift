/// The word that was probably meant.
public enum Suggestion {
  /// The one candidate nearest to `word`, if it is within `max(1, length / 3)` edits (a letter
  /// added, left out, replaced, or two neighbours swapped) and no other is as near. Case does not
  /// count.
  public static func nearest(to word: String, among candidates: [String]) -> String? {
    let typed = Array(word.lowercased().unicodeScalars)
    guard typed.count <= 40 else { return nil }
    // At least one letter must be right.
    let limit = min(max(1, typed.count / 3), typed.count - 1)
    var best: (candidate: String, edits: Int)?
    var isTied = false
    for candidate in candidates where candidate != best?.candidate {
      let edits = edits(from: typed, to: Array(candidate.lowercased().unicodeScalars))
      guard edits <= limit else { continue }
      if edits < best?.edits ?? .max {
        best = (candidate, edits)
        isTied = false
      } else if edits == best?.edits {
        isTied = true
      }
    }
    return isTied ? nil : best?.candidate
  }

  /// Edits between two words, swaps of neighbours included (optimal string alignment: Damerau 1964,
  /// Levenshtein 1966).
  static func edits(from a: [Unicode.Scalar], to b: [Unicode.Scalar]) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      for j in b.indices {
        var edits = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          edits = min(edits, beforeLast[j - 1] + 1)
        }
        row.append(edits)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
