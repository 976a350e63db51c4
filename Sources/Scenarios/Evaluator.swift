import Blockchain
import Measures
import Quantities
import Simulation
import Syntax

/// Computes expressions: over the replicates of a run, or, before there is one, with every measured
/// number unknown (NaN), which checks names and dimensions without running anything.
struct Evaluator {
  var scope: Scope
  /// The replicates that a read number is the mean over; empty before the run.
  var worlds: [World]

  func value(of expression: Expression) throws(Rejection) -> Value {
    switch expression {
    case .number(let x, _): return .number(x)
    case .quantity(let x, let unit, _): return .quantity(try quantity(x, unit), shownIn: nil)
    case .text(let text, _): return .text(text)
    case .hole(let extent):
      throw reject(
        Message(.hole, "`?` asks what belongs here: a value such as `10 min`, `4 MB`, `base.fee`"),
        at: extent)
    case .path(let path): return try value(of: path)
    case .unary(.minus, let inner, _):
      let q = try quantity(of: inner)
      return .number(-q.value, q.dimension)
    case .unary(.not, let inner, _): return .truth(try condition(inner).map { !$0 })
    case .binary(.and, let a, let b, _):
      let both = [try condition(a), try condition(b)]
      return .truth(both.contains(false) ? false : both.contains(nil) ? nil : true)
    case .binary(.or, let a, let b, _):
      let both = [try condition(a), try condition(b)]
      return .truth(both.contains(true) ? true : both.contains(nil) ? nil : false)
    case .binary(let operation, let a, let b, let extent):
      return try combined(a, operation, b, extent)
    case .within(let inner, let low, let high, _):
      let x = try quantity(of: inner)
      let from = try matching(quantity(of: low), x, at: low)
      let to = try matching(quantity(of: high), x, at: high)
      return .truth(
        [x, from, to].contains { $0.value.isNaN }
          ? nil : x.value >= from.value && x.value <= to.value)
    case .convert(let inner, let unit, let extent):
      let q = try quantity(of: inner)
      let one = try quantity(1, unit)
      guard one.dimension == q.dimension else {
        throw reject(
          Message(
            .cannotCombine, "cannot show \(q.dimension.name) in `\(unit.text)`",
            notes: ["Units that fit: " + q.dimension.likelyUnits.joined(separator: ", ")]),
          at: extent)
      }
      return .quantity(q, shownIn: unit.text)
    case .call(let name, let arguments, let extent):
      return try called(name, arguments, extent)
    }
  }

  /// The value as a quantity; anything else is rejected.
  func quantity(of expression: Expression) throws(Rejection) -> Quantity {
    let value = try value(of: expression)
    guard let quantity = value.quantity else {
      throw reject(
        Message(
          .wrongKind, "a number belongs here, but this is \(value.kindName)",
          notes: value.kindName == "a text" ? ["Numbers stand without quotation marks."] : []),
        at: expression.extent)
    }
    return quantity
  }

  /// Whether a condition holds; one without data does not.
  func truth(of expression: Expression) throws(Rejection) -> Bool {
    try condition(expression) ?? false
  }

  /// Whether a condition holds, if there is data for it.
  private func condition(_ expression: Expression) throws(Rejection) -> Bool? {
    let value = try value(of: expression)
    guard case .truth(let truth) = value else {
      throw reject(
        Message(
          .wrongKind, "a condition belongs here, but this is \(value.kindName)",
          notes: ["A condition compares, as in:  base.fee > 1 USD"]), at: expression.extent)
    }
    return truth
  }

  /// A number that a statement cannot do without: known, of this dimension and within these limits.
  func measure(
    _ expression: Expression, _ dimension: Dimension, for what: String,
    in range: ClosedRange<Double>
  ) throws(Rejection) -> Double {
    let q = try quantity(of: expression)
    guard !q.value.isNaN else {
      throw reject(
        Message(.noData, "`\(what)` needs a number, but `\(Self.written(expression))` has no data"),
        at: expression.extent)
    }
    guard q.dimension == dimension, range.contains(q.value) else {
      let low = Readable.quantity(Quantity(range.lowerBound, dimension))
      let high = Readable.quantity(Quantity(range.upperBound, dimension))
      throw reject(
        .outOfRange(what, Readable.quantity(q), range: "\(low) .. \(high)"), at: expression.extent)
    }
    return q.value
  }

  /// A length of time that a statement cannot do without.
  func interval(
    _ expression: Expression, for what: String, in range: ClosedRange<Double>
  ) throws(Rejection) -> Interval {
    .seconds(try measure(expression, .time, for: what, in: range))
  }

  /// A number in a unit of the language, in base units.
  func quantity(_ x: Double, _ unit: Word) throws(Rejection) -> Quantity {
    if let one = scope.prices.unit(unit.text) { return Quantity(x * one.value, one.dimension) }
    if unit.text == "m" {
      throw reject(
        Message(
          .ambiguousUnit, "`m` could be minutes or months",
          notes: ["Try:  \(Readable.number(x)) min    or    \(Readable.number(x)) months"]),
        at: unit.extent)
    }
    if let (bytes, bits) = Self.bytesOrBits[unit.text] {
      let n = Readable.number(x)
      throw reject(
        Message(
          .ambiguousUnit, "`\(unit.text)` could be bytes or bits, and a byte is 8 bits",
          notes: ["Try:  \(n) \(bytes)    or    \(n) \(bits)"]), at: unit.extent)
    }
    let known = Unit.all.flatMap { [$0.name] + $0.aliases } + scope.prices.coins.map(\.symbol)
    // Two spellings of one unit are no two suggestions: of `minute` and `minutes` the second is taken.
    let plural =
      Suggestion.nearest(to: unit.text, among: known) == nil
      ? Suggestion.nearest(to: unit.text, among: known.filter { $0.hasSuffix("s") }) : nil
    throw reject(
      .unknown(
        .unknownUnit, "unit", unit.text, among: known,
        listed: Synonyms.countWords.contains(unit.text.lowercased())
          ? "A count has no unit:  \(Readable.number(x))"
          : "Units: us, ms, s, min, h, days, MB, tx/s, USD ... (? units)",
        synonyms: Synonyms.units.merging(
          plural.map { [unit.text.lowercased(): $0] } ?? [:]
        ) { ours, _ in ours }),
      at: unit.extent)
  }

  private static func sample(_ dimension: Dimension) -> String {
    dimension.likelyUnits.first.map { "`1 \($0)`" } ?? "`1 \(dimension.symbol)`"
  }

  /// Spellings that leave open which of the two is meant.
  private static let bytesOrBits = [
    "Mb": ("MB", "Mbit"), "mb": ("MB", "Mbit"), "Gb": ("GB", "Gbit"), "gb": ("GB", "Gbit"),
    "kb": ("kB", "kbit"), "Kb": ("kB", "kbit"), "Mb/s": ("MB/s", "Mbit/s"),
    "mb/s": ("MB/s", "Mbit/s"),
  ]

  /// The second operand of a sum or comparison, once it is sure that both go together.
  private func matching(
    _ q: Quantity, _ other: Quantity, at expression: Expression
  ) throws(Rejection) -> Quantity {
    // A literal zero is zero of anything.
    if q.dimension == .number, q.value == 0 { return Quantity(0, other.dimension) }
    if let taken = q.taken(as: other.dimension) { return taken }
    throw reject(
      Message(
        .cannotCombine, "\(other.dimension.name) and \(q.dimension.name) do not go together",
        notes: q.dimension == .number && !q.value.isNaN
          ? [
            "Try:  "
              + other.dimension.likelyUnits.map { "\(Readable.number(q.value)) \($0)" }
              .joined(separator: "    or    ")
          ]
          : [other.dimension, q.dimension].contains { $0 == .number }
            ? []
            : [
              "The first is such as \(Self.sample(other.dimension)), the second \(Self.sample(q.dimension))."
            ]),
      at: expression.extent)
  }

  private func combined(
    _ a: Expression, _ operation: BinaryOperator, _ b: Expression, _ extent: Extent
  ) throws(Rejection) -> Value {
    if let words = try comparedWords(a, operation, b) { return words }
    let x = try quantity(of: a)
    let y = try quantity(of: b)
    switch operation {
    case .multiply, .divide:
      if operation == .divide, y.value == 0 {
        throw reject(Message(.outsideDomain, "division by zero"), at: b.extent)
      }
      let result = operation == .multiply ? x * y : x / y
      guard result.dimension.isReasonable else {
        throw reject(
          Message(.cannotCombine, "a dimension to such a power has no meaning"), at: extent)
      }
      return .quantity(try finite(result, x, y, at: extent), shownIn: nil)
    case .power:
      guard y.dimension == .number else {
        throw reject(Message(.cannotCombine, "a power must be a bare number"), at: b.extent)
      }
      if x.dimension == .number {
        let power = Elementary.pow(x.value, y.value)
        guard power.isFinite || x.value.isNaN || y.value.isNaN else {
          throw reject(Message(.outsideDomain, "this power has no value"), at: extent)
        }
        return .number(power)
      }
      guard y.value == y.value.rounded(), y.value.magnitude <= 8,
        let dimension = x.dimension.raised(to: Int(y.value))
      else {
        throw reject(
          Message(.cannotCombine, "\(x.dimension.name) can only be raised to a small whole power"),
          at: extent)
      }
      return .number(Elementary.pow(x.value, y.value), dimension)
    default: break
    }
    // Whichever side is lenient adapts to the other.
    let (left, right) = try aligned(x, a, y, b)
    let dimension = left.dimension
    switch operation {
    case .add, .subtract:
      let sum = operation == .add ? left.value + right.value : left.value - right.value
      return .quantity(
        try finite(Quantity(sum, dimension), left, right, at: extent), shownIn: nil)
    default: break
    }
    guard !left.value.isNaN, !right.value.isNaN else { return .truth(nil) }
    switch operation {
    case .less: return .truth(left.value < right.value)
    case .lessOrEqual: return .truth(left.value <= right.value)
    case .greater: return .truth(left.value > right.value)
    case .greaterOrEqual: return .truth(left.value >= right.value)
    case .equal: return .truth(Self.equal(left.value, right.value))
    default: return .truth(!Self.equal(left.value, right.value))
    }
  }

  /// A result of finite numbers is finite.
  private func finite(
    _ result: Quantity, _ x: Quantity, _ y: Quantity, at extent: Extent
  ) throws(Rejection) -> Quantity {
    guard result.value.isFinite || x.value.isNaN || y.value.isNaN else {
      throw reject(Message(.outsideDomain, "the result is too large"), at: extent)
    }
    return result
  }

  private func aligned(
    _ x: Quantity, _ a: Expression, _ y: Quantity, _ b: Expression
  ) throws(Rejection) -> (Quantity, Quantity) {
    if x.dimension == y.dimension { return (x, y) }
    if let fitted = try? matching(x, y, at: a) { return (fitted, y) }
    return (x, try matching(y, x, at: b))
  }

  /// Equal as whole numbers, or after rounding to four significant digits.
  static func equal(_ a: Double, _ b: Double) -> Bool {
    if a == b { return true }
    guard a.isFinite, b.isFinite else { return false }
    // Whole numbers are counts, and counts are equal or not.
    if a == a.rounded(), b == b.rounded(), max(a.magnitude, b.magnitude) < 1e15 { return false }
    return Readable.scientific(a) == Readable.scientific(b)
  }

  /// `base.consensus = pow`
  private func comparedWords(
    _ a: Expression, _ operation: BinaryOperator, _ b: Expression
  ) throws(Rejection) -> Value? {
    guard operation == .equal || operation == .notEqual, case .path(let path) = a,
      path.parts.count == 2, let info = scope.setting(path), case .word(let words) = info.shape
    else { return nil }
    guard let word = info.word(for: Self.written(b)) else {
      throw reject(
        Message(
          .unknownChoice, "`\(info.name)` is one of \(words.joined(separator: ", "))"),
        at: b.extent)
    }
    guard case .word(let present) = try value(of: path) else { return nil }
    return .truth((present == word) == (operation == .equal))
  }
}

extension Evaluator {
  private func value(of path: Path) throws(Rejection) -> Value {
    switch try scope.resolve(path) {
    case .binding(let quantity): return .quantity(quantity, shownIn: nil)
    case .object(let name):
      throw reject(scope.isNoValue(name), at: path.extent)
    case .metric(let metric, let statistic, let system, let producer):
      return measured(.metric(metric, statistic, system: system, producer: producer))
    case .outcome(let field, let label): return measured(.outcome(field, label: label))
    case .attackSetting(let setting, let label):
      // Before the run nobody knows which launch will be the last.
      guard let launch = scope.labels[label].launch, !scope.isChecking else {
        return Self.value(of: .unset, setting.info)
      }
      return Self.value(of: setting.read(launch, .dollar), setting.info)
    case .chainSetting(let setting, _) where isUnsettled(path, setting.info):
      return Self.value(of: .unset, setting.info)
    case .workloadSetting(let setting, _) where isUnsettled(path, setting.info):
      return Self.value(of: .unset, setting.info)
    case .chainSetting(let setting, let system):
      return Self.value(of: chainContent(setting, system), setting.info)
    case .workloadSetting(let setting, let workload):
      let parameters =
        worlds.first?.workload(WorkloadID(index: workload)).parameters
        ?? scope.workloads[workload].parameters
      return Self.value(
        of: setting.read(parameters, .dollar), setting.info
      )
    }
  }

  /// Whether only the run will tell what a number is set to.
  private func isUnsettled(_ path: Path, _ info: SettingInfo) -> Bool {
    guard scope.isChecking, scope.unsettled.contains(path.text) else { return false }
    switch info.shape {
    case .quantity, .share: return true
    default: return false
    }
  }

  private func chainContent(
    _ setting: KnownSetting<ChainParameters>, _ system: Int
  ) -> SettingContent {
    guard let world = worlds.first else {
      let parameters = scope.systems[system].parameters
      return setting.read(parameters, scope.coin(of: parameters))
    }
    let parameters = world.chain(SystemID(index: system)).parameters
    return setting.read(parameters, scope.coin(of: parameters))
  }

  private func measured(_ measurement: Measurement) -> Value {
    let unit = measurement.unit
    var worlds = worlds
    // What follows from the rules alone is known before anything has run.
    if worlds.isEmpty, !scope.isChecking, measurement.followsFromRules {
      worlds = [scope.world(replicate: 0)]
    }
    return .quantity(
      Quantity(measurement.mean(over: worlds), measurement.dimension),
      shownIn: unit == "%" || unit == "gwei" || unit.contains("/") ? unit : nil)
  }

  private static func value(of content: SettingContent, _ info: SettingInfo) -> Value {
    switch content {
    case .number(let x):
      if info.shape == .share { return .quantity(Quantity(x), shownIn: "%") }
      guard case .quantity(let dimension, _, _) = info.shape else { return .number(x, .time) }
      return .quantity(Quantity(x, dimension), shownIn: info.unit)
    case .blocks(let n): return .quantity(Quantity(n), shownIn: "blocks")
    case .word(let word): return .word(word)
    case .numbers, .mix, .counts: return .text(info.written(content))
    case .unset:
      if case .quantity(let dimension, _, _) = info.shape { return .number(.nan, dimension) }
      if case .word = info.shape { return .word("-") }
      return .number(.nan)
    }
  }

  private func called(
    _ name: Word, _ arguments: [Argument], _ extent: Extent
  ) throws(Rejection) -> Value {
    guard let function = Function.named(name.text) else {
      throw reject(
        .unknown(
          .unknownFunction, "function", name.text, among: Function.all.map(\.name),
          listed: "Functions: min, max, sqrt, double_spend, clearing_price, ...   (? functions)"),
        at: name.extent)
    }
    if case .closed(let parameters, let unit, let form) = function.form {
      return try closed(function, parameters, unit, form, arguments, extent)
    }
    if let named = arguments.first(where: { $0.name != nil })?.name {
      throw reject(
        Message(.wrongArguments, "`\(name.text)` takes its arguments without names"),
        at: named.extent)
    }
    var values: [Quantity] = []
    for argument in arguments { values.append(try quantity(of: argument.value)) }
    if case .folding(let fold) = function.form {
      guard let first = values.first else {
        throw wrongCount(function, "at least one argument", extent)
      }
      for i in values.indices.dropFirst() {
        values[i] = try matching(values[i], first, at: arguments[i].value)
      }
      return .number(fold(values.map(\.value)), first.dimension)
    }
    guard values.count == 1 else { throw wrongCount(function, "one argument", extent) }
    let x = values[0]
    switch function.form {
    case .keeping(let form): return .number(form(x.value), x.dimension)
    case .squareRoot:
      guard x.dimension.exponents.allSatisfy({ $0 % 2 == 0 }) else {
        throw reject(Message(.cannotCombine, "\(x.dimension.name) has no square root"), at: extent)
      }
      guard !(x.value < 0) else { throw outsideDomain(function, extent) }
      var half = x.dimension
      half.time /= 2
      half.data /= 2
      half.transactions /= 2
      half.gas /= 2
      half.money /= 2
      half.hashes /= 2
      half.energy /= 2
      return .number(x.value.squareRoot(), half)
    case .plain(let form):
      guard x.dimension == .number else {
        throw reject(
          Message(.cannotCombine, "`\(name.text)` takes a bare number, not \(x.dimension.name)"),
          at: arguments[0].value.extent)
      }
      let y = form(x.value)
      if !x.value.isNaN, !y.isFinite { throw outsideDomain(function, extent) }
      return .number(y)
    case .folding, .closed: return .number(.nan)
    }
  }

  private func closed(
    _ function: Function, _ parameters: [Function.Parameter], _ unit: String?,
    _ form: @Sendable ([Double?]) -> Double?, _ arguments: [Argument], _ extent: Extent
  ) throws(Rejection) -> Value {
    var slots = [Double?](repeating: nil, count: parameters.count)
    var given = [Bool](repeating: false, count: parameters.count)
    let form0 = "\(function.name)(\(parameters.map(\.name).joined(separator: ", ")))"
    for (position, argument) in arguments.enumerated() {
      var index = position
      if let name = argument.name {
        guard let found = parameters.firstIndex(where: { $0.name == name.text }) else {
          throw reject(
            Message(
              .wrongArguments, "`\(function.name)` has no argument `\(name.text)`",
              notes: ["It reads:  \(form0)"]), at: name.extent)
        }
        index = found
      }
      guard index < parameters.count, !given[index] else {
        throw wrongCount(function, form0, extent)
      }
      given[index] = true
      // `population: none` says what would hold without it.
      if case .none = parameters[index].standard, case .path(let path) = argument.value,
        path.text == "none"
      {
        continue
      }
      slots[index] = try fitted(parameters[index], argument.value)
    }
    for (i, parameter) in parameters.enumerated() where !given[i] {
      switch parameter.standard {
      case .required:
        throw reject(
          Message(
            .wrongArguments, "`\(function.name)` needs its argument `\(parameter.name)`",
            notes: ["It reads:  \(form0)", "Try:  \(function.examples[0])"]), at: extent)
      case .value(let x): slots[i] = x
      case .none: break
      }
    }
    let one = unit.flatMap { scope.prices.unit($0) } ?? Quantity(1)
    if slots.contains(where: { $0?.isNaN ?? false }) { return .number(.nan, one.dimension) }
    guard let result = form(slots), !result.isNaN else { throw outsideDomain(function, extent) }
    return .quantity(
      Quantity(result * one.value, one.dimension), shownIn: unit == "gwei" ? unit : nil)
  }

  /// The argument in the unit that the closed form wants.
  private func fitted(
    _ parameter: Function.Parameter, _ expression: Expression
  ) throws(Rejection) -> Double {
    let q = try quantity(of: expression)
    if let unit = parameter.unit {
      if q.dimension == .number { return q.value }
      if q.dimension == parameter.dimension, let one = scope.prices.unit(unit) {
        return q.value / one.value
      }
    }
    guard q.dimension == parameter.dimension else {
      throw reject(
        .needs(
          parameter.name, parameter.dimension.name, got: q.dimension.name,
          written: Readable.quantity(q),
          try: q.dimension == .number
            ? parameter.dimension.likelyUnits.map { "\(Readable.number(q.value)) \($0)" } : []),
        at: expression.extent)
    }
    return q.value
  }

  private func wrongCount(_ function: Function, _ needed: String, _ extent: Extent) -> Rejection {
    reject(
      Message(
        .wrongArguments, "`\(function.name)` takes \(needed)",
        notes: ["Try:  \(function.examples[0])"]), at: extent)
  }

  private func outsideDomain(_ function: Function, _ extent: Extent) -> Rejection {
    reject(
      Message(
        .outsideDomain, "`\(function.name)` has no value for these arguments",
        notes: ["\(function.name): \(function.meaning)", "Try:  \(function.examples[0])"]),
      at: extent)
  }
}
