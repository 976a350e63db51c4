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

  /// - Parameter groups: The labels of each of several plots below one another, and the rows of each.
  /// - Returns: One for each plot.
  static func beside(_ groups: [[Label]], rows: [Int], page: Page) -> [EndLabels] {
    let all = groups.flatMap(\.self)
    let widest = all.map { displayWidth($0.text) }.max() ?? 0
    let narrow = all.map { displayWidth($0.glyph) }.max() ?? 0
    let haveRows = zip(groups, rows).allSatisfy { $0.count <= $1 }
    let isBeside = haveRows && widest <= page.width * 35 / 100
    let width = isBeside ? widest : haveRows ? narrow : 0
    return groups.map { EndLabels(labels: $0, width: width, isBeside: isBeside) }
  }

  func draw(on grid: inout Grid, column: Int, row top: Int, rows: Int) {
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
      grid.write(label.glyph, label.style, column: column, row: top + row)
      if isBeside {
        let rest = label.text.dropFirst(label.glyph.count)
        grid.write(String(rest), column: column + displayWidth(label.glyph), row: top + row)
      }
    }
  }

  /// The entries below the picture, none where every label stands beside it.
  func legend(width: Int) -> [StyledText] {
    guard !isBeside else { return [] }
    return labels.map { label in
      let room = width - displayWidth(label.glyph) - displayWidth(label.value) - 2
      return StyledText(label.glyph, label.style)
        + StyledText(" \(truncated(label.name, to: room)) \(label.value)")
    }
  }
}
