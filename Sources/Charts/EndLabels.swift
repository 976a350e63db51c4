import Terminal

/// The names of lines beside their ends, moved to neighbouring rows where they would collide; below
/// the picture where they have no room.
struct EndLabels {
  struct Label {
    var glyph: String
    var name: String
    var value: String
    var style: Style
    /// Row of the last value, from the bottom.
    var row: Int

    var text: String { name.isEmpty ? "\(glyph) \(value)" : "\(glyph) \(name) \(value)" }
  }

  var labels: [Label]
  /// Columns beside the plot.
  let width: Int
  private let isBeside: Bool

  init(_ labels: [Label], rows: Int, page: Page) {
    self.labels = labels
    let widest = labels.map { displayWidth($0.text) }.max() ?? 0
    isBeside = labels.count <= rows && widest <= page.width * 35 / 100
    let narrow = labels.map { displayWidth($0.glyph) }.max() ?? 0
    width = isBeside ? widest : labels.count <= rows ? narrow : 0
  }

  func draw(on grid: inout Grid, column: Int, rows: Int) {
    guard width > 0 else { return }
    let order = labels.indices.sorted {
      (-labels[$0].row, $0) < (-labels[$1].row, $1)
    }
    // From the top: at the own row or below the label before; then up again from the bottom.
    var places: [Int] = []
    for i in order { places.append(max(rows - 1 - labels[i].row, (places.last ?? -1) + 1)) }
    for k in places.indices { places[k] = min(places[k], rows - places.count + k) }
    for (i, row) in zip(order, places) {
      let label = labels[i]
      grid.write(label.glyph, label.style, column: column, row: row)
      if isBeside {
        let rest = label.text.dropFirst(label.glyph.count)
        grid.write(String(rest), column: column + displayWidth(label.glyph), row: row)
      }
    }
  }

  /// The lines below the picture, nothing where every label stands beside it.
  func legend(width: Int) -> [StyledText] {
    guard !isBeside else { return [] }
    var lines: [StyledText] = []
    for label in labels {
      let room = width - displayWidth(label.glyph) - displayWidth(label.value) - 2
      let entry =
        StyledText(label.glyph, label.style)
        + StyledText(" \(truncated(label.name, to: room)) \(label.value)")
      if let last = lines.last, last.width + 3 + entry.width <= width {
        lines[lines.count - 1] = last + StyledText("   ") + entry
      } else {
        lines.append(entry)
      }
    }
    return lines
  }
}
