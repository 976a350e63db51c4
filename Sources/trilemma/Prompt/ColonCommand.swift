import Syntax

/// A command to the session rather than a statement of the language: `:save first.tri`.
enum ColonCommand: Hashable {
  case help, undo, reset, history, errors, quit, cancel
  case save(String)
  case load(String)
  case width(Int?)
  case charset(CharsetChoice)
  case color(ColorChoice)
  /// Something that the language says itself: `:set seed 7` is `seed 7`.
  case statement(String)
  case settings
  case trace(Bool)
  case time(Bool)
  case projector(Bool)
  /// The last picture once more, as large as the terminal.
  case big
  /// Writes the conversation into a file, or no longer.
  case transcript(String?)
  case edit

  struct Refusal: Error, Hashable {
    var text: String
    var note: String?

    init(_ text: String, note: String? = nil) {
      self.text = text
      self.note = note
    }
  }

  static let names = [
    ":help", ":save", ":load", ":undo", ":reset", ":history", ":set", ":trace", ":time", ":errors",
    ":transcript", ":edit", ":projector", ":big", ":cancel", ":quit",
  ]

  init(_ line: String) throws(Refusal) {
    let line = line.trimmed
    let name = line.prefix { $0 != " " && $0 != "\t" }.lowercased()
    let rest = line.dropFirst(name.count).trimmed
    switch name {
    case ":help", ":h", ":?": self = .help
    case ":undo": self = .undo
    case ":reset": self = .reset
    case ":history": self = .history
    case ":errors": self = .errors
    case ":cancel": self = .cancel
    case ":quit", ":q", ":exit": self = .quit
    case ":save": self = .save(try Self.file(name, rest))
    case ":load": self = .load(try Self.file(name, rest))
    case ":trace": self = .trace(try Self.onOrOff(name, rest))
    case ":time": self = .time(try Self.onOrOff(name, rest))
    case ":projector": self = .projector(try Self.onOrOff(name, rest))
    case ":big": self = .big
    case ":edit": self = .edit
    case ":transcript": self = try Self.recording(rest)
    case ":set": self = try Self.setting(rest)
    case ":lesson":
      throw Refusal("`lesson` has no colon", note: "Try: lesson start 1")
    default:
      let near = Suggestion.nearest(to: name, among: Self.names)
      throw Refusal(
        "I do not know the command `\(name)`",
        note: near.map { "Did you mean `\($0)`?" } ?? "The commands: "
          + Self.names.joined(separator: " "))
    }
  }

  private static func file(_ name: String, _ rest: String) throws(Refusal) -> String {
    let isQuoted = rest.count > 1 && rest.hasPrefix("\"") && rest.hasSuffix("\"")
    let path = isQuoted ? String(rest.dropFirst().dropLast()) : rest
    if path.isEmpty {
      throw Refusal("`\(name)` needs the name of a file", note: "Try: \(name) first.tri")
    }
    return path
  }

  private static func recording(_ rest: String) throws(Refusal) -> ColonCommand {
    guard rest != "off" else { return .transcript(nil) }
    guard rest.hasPrefix("on ") else {
      throw Refusal(
        "`:transcript` takes on with the name of a file, or off",
        note: "Try: :transcript on lesson.md")
    }
    return .transcript(try Self.file(":transcript on", String(rest.dropFirst("on ".count)).trimmed))
  }

  private static func onOrOff(_ name: String, _ rest: String) throws(Refusal) -> Bool {
    switch rest {
    case "on", "yes": return true
    case "off", "no": return false
    default: throw Refusal("`\(name)` takes on or off", note: "Try: \(name) on")
    }
  }

  private static func setting(_ rest: String) throws(Refusal) -> ColonCommand {
    if rest.isEmpty { return .settings }
    let name = String(rest.prefix { $0 != " " })
    let value = rest.dropFirst(name.count).trimmed
    switch name {
    case "width":
      if value == "auto" { return .width(nil) }
      guard let columns = Int(value), (40...120).contains(columns) else {
        throw Refusal("`:set width` takes 40 to 120 columns, or auto")
      }
      return .width(columns)
    case "charset":
      guard let choice = CharsetChoice(rawValue: value) else {
        throw Refusal("`:set charset` takes " + words(CharsetChoice.allCases.map(\.rawValue)))
      }
      return .charset(choice)
    case "color", "colour":
      guard let choice = ColorChoice(rawValue: value) else {
        throw Refusal("`:set color` takes " + words(ColorChoice.allCases.map(\.rawValue)))
      }
      return .color(choice)
    case "seed", "repeat": return .statement("\(name) \(value)")
    default:
      let near = Suggestion.nearest(
        to: name, among: ["width", "charset", "color", "seed", "repeat"])
      throw Refusal(
        "`:set` does not know `\(name)`",
        note: near.map { "Did you mean `\($0)`?" }
          ?? "It sets width, charset, color, seed, repeat; a system's setting: set base.block_size 2 MB"
      )
    }
  }

  private static func words(_ words: [String]) -> String {
    words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
  }
}
