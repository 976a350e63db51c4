import ArgumentParser
import Terminal

/// How results are to look, as far as somebody said so.
struct Wishes: Hashable {
  var width: Int?
  var charset = CharsetChoice.auto
  var color = ColorChoice.auto
  /// Pictures that can be read from the last row of a room: few columns and rows.
  var isForProjector = false

  /// The most that a picture takes on a projector.
  static let projectorWidth = 60
  static let projectorHeight = 14
}

enum CharsetChoice: String, CaseIterable, ExpressibleByArgument {
  case auto, ascii, blocks, braille

  var charset: Charset? { Charset(rawValue: rawValue) }
}

enum ColorChoice: String, CaseIterable, ExpressibleByArgument { case auto, always, never }

/// In which form results are written.
enum Format: Hashable { case text, json, csv, quiet }
