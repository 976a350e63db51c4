/// A letter for each of several series: the first of its name that no earlier one has, else any
/// letter or digit that is free, else `*`.
func glyphs(for names: [String]) -> [Character] {
  let spare = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
  var taken: Set<Character> = []
  return names.map { name in
    let own = name.first { $0.isASCII && ($0.isLetter || $0.isNumber) && !taken.contains($0) }
    let glyph = own ?? spare.first { !taken.contains($0) } ?? "*"
    taken.insert(glyph)
    return glyph
  }
}
