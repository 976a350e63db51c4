/// The sides of a cell that a line of box characters touches.
struct Arms: OptionSet {
  let rawValue: Int
  static let up = Arms(rawValue: 1)
  static let down = Arms(rawValue: 2)
  static let left = Arms(rawValue: 4)
  static let right = Arms(rawValue: 8)

  var character: String {
    ["·", "│", "│", "│", "─", "╯", "╮", "┤", "─", "╰", "╭", "├", "─", "┴", "┬", "┼"][rawValue]
  }

  /// The same in ASCII.
  var plain: String {
    if isDisjoint(with: [.up, .down]) { return "-" }
    return isDisjoint(with: [.left, .right]) ? "|" : "+"
  }
}
