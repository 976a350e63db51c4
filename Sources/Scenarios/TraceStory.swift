import Blockchain
import Quantities
import Terminal

/// The moments of a run as lines to read.
enum TraceStory {
  /// Moments kept at the most: what a screen holds.
  static let limit = 20

  static func text(of world: World) -> StyledText {
    var text = StyledText()
    for line in world.trace.suffix(limit) {
      text.append("  \(Readable.time(line.time))  ", .dim)
      text.append(escapingControls(line.text) + "\n")
    }
    return text
  }
}
