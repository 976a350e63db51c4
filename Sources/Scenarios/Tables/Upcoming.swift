/// Words of the language that this version recognises, checks and refuses with what there is instead.
enum Upcoming {
  /// What to use today instead of each, where something comes close.
  struct Word: Sendable {
    var name: String
    var meaning: String
    var instead: String
  }

  static let chainSettings: [Word] = []

  static let consensus: [Word] = []

  static let metrics: [Word] = []

  static let presets: [Word] = [

    ].map {
      Word(name: $0, meaning: "a preset of a later version", instead: "`bitcoin` or `ethereum`")
    }

  static func find(_ name: String, in words: [Word]) -> Word? { words.first { $0.name == name } }
}
