public import Terminal

/// How decentralized, secure and scalable systems are: one filled triangle for each, side by side,
/// with the scores at the corners.
///
/// The filled part has its corners at score/100 of the way from the centroid to each corner of the
/// triangle, so that better at everything is larger everywhere.
public struct TriangleChart: Hashable, Sendable {
  /// A system's corner scores, 0 ... 100; nothing where one was not measured.
  public struct Entry: Hashable, Sendable {
    public var name: String
    public var decentralization: Double?
    public var security: Double?
    public var scalability: Double?

    public init(
      name: String, decentralization: Double?, security: Double?, scalability: Double?
    ) {
      self.name = name
      self.decentralization = decentralization
      self.security = security
      self.scalability = scalability
    }
  }

  public var title: String
  public var entries: [Entry]
  public var caption: Caption

  public init(title: String, entries: [Entry], caption: Caption) {
    self.title = title
    self.entries = entries
    self.caption = caption
  }

  public func drawn(on page: Page) -> StyledText {
    let frame = Frame(title: title, unit: "", caption: caption, page: page)
    guard !entries.isEmpty else { return frame.saying("there are no systems to show") }
    let pictures = entries.enumerated().map { i, entry in
      TriangleDrawing(CornerScores(entry), name: entry.name, style: .series(i), page: page)
    }
    let slot = TriangleDrawing.width(for: entries.count, on: page)
    let most = max(1, (page.width + TriangleDrawing.gap) / (slot + TriangleDrawing.gap))
    var lines: [StyledText] = []
    for start in stride(from: 0, to: pictures.count, by: most) {
      if start > 0 { lines.append(StyledText()) }
      lines += beside(Array(pictures[start..<min(start + most, pictures.count)]), width: slot, page)
    }
    return frame.around(lines, notes: notes(on: page))
  }

  private func beside(_ pictures: [TriangleDrawing], width: Int, _ page: Page) -> [StyledText] {
    let rows = TriangleDrawing.rows(width: width, on: page)
    var grid = Grid(columns: page.width, rows: rows)
    for (i, picture) in pictures.enumerated() {
      picture.draw(on: &grid, column: i * (width + TriangleDrawing.gap), width: width)
    }
    let lines = grid.lines
    return lines.last?.isEmpty == true ? lines.dropLast() : lines
  }

  private func notes(on page: Page) -> [StyledText] {
    var legend = [
      "D decentralization", "Sec security", "Scal scalability", "each from 0 to 100",
    ]
    if entries.contains(where: { CornerScores($0).values.contains(nil) }) {
      legend.append("- not measured")
    }
    var notes = legendLines(legend.map { StyledText($0) }, width: page.width - 3)
    // The same in words, for whoever cannot see the picture.
    for entry in entries {
      let scores = CornerScores(entry)
      let parts = (0..<3).map { corner in
        let weakest = scores.weakest.contains(corner) ? " (weakest)" : ""
        return "\(CornerScores.names[corner]) \(scores.text(corner))\(weakest)"
      }
      notes.append(
        StyledText("\(page.shows(entry.name)): \(parts.joined(separator: ", "))"))
    }
    notes.append(StyledText("Scores summarise; the numbers behind them are the truth."))
    return notes
  }
}

/// Three scores in the order of the corners: above, left, right.
struct CornerScores {
  static let letters = ["D", "Sec", "Scal"]
  static let names = ["decentralization", "security", "scalability"]

  let values: [Double?]

  init(_ entry: TriangleChart.Entry) {
    values = [entry.decentralization, entry.security, entry.scalability].map { score in
      score.flatMap { $0.isNaN ? nil : min(max($0, 0), 100) }
    }
  }

  func text(_ corner: Int) -> String {
    values[corner].map { String(Int($0.rounded())) } ?? "-"
  }

  /// The corners with the lowest score as it is written; none where a score is missing or all are
  /// equal.
  var weakest: [Int] {
    let known = values.compactMap { $0?.rounded() }
    guard known.count == 3, let low = known.min(), low < known.max() ?? low else { return [] }
    return (0..<3).filter { known[$0] == low }
  }

  /// Whether a place lies in the filled part; `x` runs from -1 to 1 along the base, `y` from 0 at the
  /// upper corner to 1 at the base.
  func covers(x: Double, y: Double) -> Bool {
    // Barycentric weights; without the least of them, what is left leads from the centroid towards
    // at most two corners.
    let weights = [1 - y, (y - x) / 2, (y + x) / 2]
    let least = min(weights[0], weights[1], weights[2])
    var used = 0.0
    for (weight, score) in zip(weights, values) where weight - least > 1e-9 {
      let reach = (score ?? 0) / 100
      guard reach > 0 else { return false }
      used += (weight - least) / reach
    }
    return used <= 1 + 1e-9
  }
}
