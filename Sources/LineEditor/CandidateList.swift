/// Completion candidates laid out below the line that is being edited.
struct CandidateList {
  var candidates: [Completion.Candidate]

  /// More than these are counted by group, because nobody reads 200 words to find one.
  static let limit = 30

  /// The lines to print, at most `width` columns wide unless a single word is wider.
  func lines(width: Int) -> [String] {
    candidates.count > Self.limit ? groups(width: width) : columns(width: width)
  }

  private func columns(width: Int) -> [String] {
    let widest = candidates.map(\.text.count).max() ?? 0
    let perLine = max(1, (width - 2) / (widest + 2))
    let rows = (candidates.count + perLine - 1) / perLine
    return (0..<rows).map { row in
      let words = stride(from: row, to: candidates.count, by: rows).map { candidates[$0].text }
      let padded = words.dropLast().map {
        $0 + String(repeating: " ", count: widest + 2 - $0.count)
      }
      return "  " + padded.joined() + (words.last ?? "")
    }
  }

  /// `metrics 24: backlog, capacity, fee, ...`, in the order in which the groups first appear.
  private func groups(width: Int) -> [String] {
    var order: [String] = []
    var members: [String: [String]] = [:]
    for candidate in candidates {
      if members[candidate.group] == nil { order.append(candidate.group) }
      members[candidate.group, default: []].append(candidate.text)
    }
    let lines = order.map { group in
      let words = members[group] ?? []
      var line = "  \(group.isEmpty ? "words" : group) \(words.count): "
      for (index, word) in words.enumerated() {
        let separator = index == 0 ? "" : ", "
        guard line.count + separator.count + word.count + 5 <= width else {
          return line + (index == 0 ? "..." : ", ...")
        }
        line += separator + word
      }
      return line
    }
    return lines + ["  \(candidates.count) words fit here; a letter or two narrows them"]
  }
}
