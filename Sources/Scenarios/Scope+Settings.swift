import Blockchain
import Quantities
import Syntax

extension Evaluator {
  /// What a setting's written value means, checked against its shape and range.
  ///
  /// `threshold` is the share of the power beyond which producers rule, which `zipf` needs.
  func content(
    of value: SettingValue, for info: SettingInfo, at extent: Extent, threshold: Double = 0.5
  ) throws(Rejection) -> SettingContent {
    if let hole = Self.hole(in: value) { throw answer(info, at: hole) }
    switch info.shape {
    case .quantity(let dimension, let range, let whole):
      return .number(
        try number(try single(value, info, extent), info, dimension, range, whole: whole))
    case .word(let words): return .word(try word(try single(value, info, extent), info, words))
    case .coin:
      guard case .path(let path) = try single(value, info, extent), path.parts.count == 1 else {
        throw reject(
          Message(.wrongKind, "`coin` needs a symbol such as BTC", notes: ["Try:  coin FOO"]),
          at: extent)
      }
      return .word(path.text)
    case .patience: return try patience(try single(value, info, extent), info)
    case .share: return .number(try share(try single(value, info, extent), info))
    case .shares: return .numbers(try shares(value, info, extent, threshold))
    case .mix: return .mix(try mix(value, info, extent))
    case .counts(let range): return .counts(try counts(value, info, range, extent))
    case .file: return .word(try file(try single(value, info, extent), info))
    }
  }

  private func counts(
    _ value: SettingValue, _ info: SettingInfo, _ range: ClosedRange<Double>, _ extent: Extent
  ) throws(Rejection) -> [Int] {
    guard case .list(let items) = value else {
      throw reject(
        Message(
          .wrongKind, "`\(info.name)` takes \(info.shape.description)",
          notes: ["Try:  " + info.examples.joined(separator: "    or    ")]), at: extent)
    }
    var counts: [Int] = []
    for item in items {
      let x = try number(item, info, .number, range, whole: true)
      counts.append(x.isNaN ? 1 : Int(x.rounded()))
    }
    return counts
  }

  private func file(_ expression: Expression, _ info: SettingInfo) throws(Rejection) -> String {
    if case .text(let name, _) = expression { return name }
    throw reject(
      Message(
        .wrongKind, "`\(info.name)` takes \(info.shape.description)",
        notes: ["Try:  " + info.examples.joined(separator: "    or    ")]), at: expression.extent)
  }

  private static func hole(in value: SettingValue) -> Extent? {
    func isHole(_ expression: Expression) -> Extent? {
      if case .hole(let extent) = expression { extent } else { nil }
    }
    switch value {
    case .list(let items): return items.lazy.compactMap(isHole).first
    case .entries(let entries): return entries.lazy.compactMap { isHole($0.value) }.first
    case .phrase(_, let items): return items.lazy.compactMap(isHole).first
    }
  }

  private func answer(_ info: SettingInfo, at extent: Extent) -> Rejection {
    var notes = ["It takes \(info.shape.description)" + (info.range.map { ", \($0)" } ?? "")]
    if let standard = info.standard ?? SettingHelp.standard(of: info.name) {
      notes.append("Unless set: \(standard)")
    }
    notes.append("Try:  " + info.examples.joined(separator: "    or    "))
    return reject(Message(.hole, "`\(info.name)`: \(info.meaning)", notes: notes), at: extent)
  }

  private func single(
    _ value: SettingValue, _ info: SettingInfo, _ extent: Extent
  ) throws(Rejection) -> Expression {
    if case .list(let items) = value, items.count == 1 { return items[0] }
    if case .list(let items) = value, items.count == 2, case .number(let whole, let at) = items[0],
      items[1].extent.lower == at.upper + 1
    {
      let form = "\(info.name) \(Readable.number(whole)).\(Self.written(items[1]))"
      throw reject(
        Message(
          .wrongKind, "a number has a point, not a comma, before its decimals",
          notes: ["Try:  \(form)"]), at: at.union(items[1].extent))
    }
    throw reject(
      Message(
        .wrongKind, "`\(info.name)` takes one value: \(info.shape.description)",
        notes: ["Try:  " + info.examples.joined(separator: "    or    ")]), at: extent)
  }

  private func number(
    _ expression: Expression, _ info: SettingInfo, _ dimension: Dimension,
    _ range: ClosedRange<Double>, whole: Bool
  ) throws(Rejection) -> Double {
    let value = try self.value(of: expression)
    guard let given = value.quantity else {
      throw reject(
        .needs(
          info.name, dimension.name, got: value.kindName, written: Self.written(expression),
          try: info.examples), at: expression.extent)
    }
    guard let q = given.taken(as: dimension) else {
      throw mismatch(given, expression, info, dimension)
    }
    if q.value.isNaN { return .nan }
    // A hair of rounding in a conversion is no reason to refuse a limit itself.
    guard q.value >= range.lowerBound * (1 - 1e-9), q.value <= range.upperBound * (1 + 1e-9) else {
      throw reject(
        .outOfRange(info.name, Self.written(expression), range: info.range ?? ""),
        at: expression.extent)
    }
    if whole, dimension == .number, (q.value - q.value.rounded()).magnitude > 1e-9 {
      throw reject(
        Message(.outOfRange, "`\(info.name)` must be a whole number"), at: expression.extent)
    }
    return q.value
  }

  private func mismatch(
    _ q: Quantity, _ expression: Expression, _ info: SettingInfo, _ dimension: Dimension
  ) -> Rejection {
    var attempts: [String] = []
    if q.dimension == .number, case .number(let x, _) = expression {
      let mind = Self.unitsInExamples(info)
      let units = mind + dimension.likelyUnits.filter { !mind.contains($0) }
      attempts = units.prefix(2).map { "\(info.name) \(Readable.number(x)) \($0)" }
    } else {
      attempts = [info.examples[0]]
      // What counts blocks is no place for another setting's time.
      if dimension != .number, let other = Self.settingOf(q.dimension, near: info.name) {
        attempts.append("\(other) \(Self.written(expression))")
      }
    }
    var message = Message.needs(
      info.name, dimension.name, got: q.dimension.name, written: Self.written(expression),
      try: attempts)
    if q.dimension == .time, dimension == .number, info.meaning.contains("block") {
      message.notes.append("It counts blocks, not time.")
    }
    if dimension == .transactionRate || dimension == .gasRate, q.dimension != .number {
      message.notes.append(
        Self.isPerBlock(expression)
          ? "A rate is per second: what a block holds, over the seconds between two blocks."
          : "A rate is per second:  \(dimension.likelyUnits[0])")
    }
    if dimension == .bandwidth || q.dimension == .bandwidth {
      message.notes.append("An amount of data is `MB`, a speed is `MB/s` or `Mbit/s`.")
    }
    return reject(message, at: expression.extent)
  }

  /// `3000 tx/block`
  private static func isPerBlock(_ expression: Expression) -> Bool {
    if case .quantity(_, let unit, _) = expression {
      unit.text.hasSuffix("/block") || unit.text.hasSuffix("/blocks")
    } else {
      false
    }
  }

  /// The units that a setting's examples use, which a bare number most likely meant.
  private static func unitsInExamples(_ info: SettingInfo) -> [String] {
    var units: [String] = []
    for example in info.examples {
      if let unit = example.split(separator: " ").last.map(String.init), !units.contains(unit),
        Prices().unit(unit) != nil
      {
        units.append(unit)
      }
    }
    return units
  }

  /// A setting of the chain that takes this dimension, to offer where a value was misplaced.
  private static func settingOf(_ dimension: Dimension, near name: String) -> String? {
    switch dimension {
    case .data: "block_size"
    case .time: "block_interval"
    case .gas: "gas_limit"
    case .hashRate: "hash_rate"
    default: nil
    }
  }

  /// The expression as one would write it.
  static func written(_ expression: Expression) -> String {
    switch expression {
    case .number(let x, _): Readable.number(x)
    // A swept number is written as so many times one.
    case .quantity(let x, let unit, _) where unit.text == "x": Readable.number(x)
    case .quantity(let x, let unit, _): "\(Readable.number(x)) \(unit.text)"
    case .path(let path): path.text
    case .text(let text, _): "\"\(text)\""
    case .unary(.minus, let inner, _): "-" + written(inner)
    default: "that"
    }
  }

  private func word(
    _ expression: Expression, _ info: SettingInfo, _ words: [String]
  ) throws(Rejection) -> String {
    var text = Self.written(expression)
    if let word = info.word(for: text) { return word }
    if let q = try? quantity(of: expression), q.dimension == .number, !q.value.isNaN {
      text = Readable.number(q.value)
      if let word = info.word(for: text) { return word }
    }
    let meant = Synonyms.words[text.lowercased()].flatMap { words.contains($0) ? $0 : nil }
    throw reject(
      Message(
        .unknownChoice, "`\(info.name)` cannot be `\(text)`",
        label: (meant ?? Suggestion.nearest(to: text, among: words)).map {
          "did you mean `\($0)`?"
        },
        notes: ["It is one of: " + words.joined(separator: ", ")]), at: expression.extent)
  }

  private func patience(
    _ expression: Expression, _ info: SettingInfo
  ) throws(Rejection) -> SettingContent {
    let q = try quantity(of: expression)
    guard q.dimension == .time || q.dimension == .number else {
      throw mismatch(q, expression, info, .time)
    }
    if case .number = expression {
      throw reject(
        .needs(
          info.name, "a time or a number of blocks", got: "a bare number",
          written: Self.written(expression),
          try: [
            "patience \(Readable.number(q.value)) blocks",
            "patience \(Readable.number(q.value)) min",
          ]),
        at: expression.extent)
    }
    guard q.value.isNaN || q.value >= 0, !(q.value > Double(Instant.limit.microseconds) / 1e6)
    else {
      throw reject(
        .outOfRange(info.name, Self.written(expression), range: "0 s .. 100000 years"),
        at: expression.extent)
    }
    return q.dimension == .time ? .number(q.value) : .blocks(q.value)
  }
}

extension Quantity {
  /// The same as a value of a dimension, where custom leaves a part unsaid: shares are yearly, costs
  /// monthly, and the price of a machine is for each hash per second. Nothing for other dimensions.
  func taken(as dimension: Dimension) -> Quantity? {
    switch (self.dimension, dimension) {
    case (dimension, _): self
    case (.number, .frequency): Quantity(value / Unit.year, dimension)
    case (.money, .moneyRate): Quantity(value / Unit.month, dimension)
    case (Dimension(money: 1, hashes: -1), .hashPrice): Quantity(value, dimension)
    default: nil
    }
  }
}
