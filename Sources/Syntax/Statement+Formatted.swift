#if canImport(Glibc)
  import Glibc
#endif

/// Statements written back in the one form that the language prefers: a block over several lines,
/// two spaces deeper. What is written reads back as the same tree; comments are not kept.
extension Statement {
  public var formatted: String {
    var writer = Writer()
    writer.write(self)
    return writer.text
  }
}

extension [Statement] {
  /// One after the other, each with its line end.
  public var formatted: String { map { $0.formatted + "\n" }.joined() }
}

extension Expression {
  /// As it is written where any expression may stand.
  public var formatted: String { written(.or) }

  /// With parentheses if it binds less tightly than `level`.
  func written(_ level: Precedence) -> String {
    let text: String
    let own: Precedence
    switch self {
    case .number(let value, _): return Writer.number(value)
    case .quantity(let value, let unit, _): return Writer.number(value) + " " + unit.text
    case .text(let text, _): return Writer.quoted(text)
    case .path(let path): return path.text
    case .hole: return "?"
    case .call(let name, let arguments, _):
      let list = arguments.map { argument in
        (argument.name.map { $0.text + ": " } ?? "") + argument.value.formatted
      }
      return name.text + "(" + list.joined(separator: ", ") + ")"
    case .unary(.minus, let value, _): (text, own) = ("-" + value.written(.sign), .sign)
    case .unary(.not, let value, _): (text, own) = ("not " + value.written(.not), .not)
    case .binary(.power, let left, let right, _):
      (text, own) = (left.written(.primary) + " ^ " + right.written(.sign), .power)
    case .binary(let sign, let left, let right, _):
      own = sign.precedence
      // Comparisons do not chain; other operators group to the left.
      let leftLevel = own == .comparison ? own.next : own
      text = left.written(leftLevel) + " " + sign.rawValue + " " + right.written(own.next)
    case .within(let value, let low, let high, _):
      own = .comparison
      text = value.written(.conversion) + " in " + low.written(.sum) + " .. " + high.written(.sum)
    case .convert(let value, let unit, _):
      (text, own) = (value.written(.conversion) + " -> " + unit.text, .conversion)
    }
    return own < level ? "(" + text + ")" : text
  }
}

extension SettingValue {
  public var formatted: String {
    switch self {
    case .list(let values): Writer.list(values) { $0.written(.sum) }
    case .entries(let entries): Writer.list(entries) { $0.name.text + " " + $0.value.written(.sum) }
    case .phrase(let word, let values):
      ([word.text] + values.map { $0.written(.sum) }).joined(separator: " ")
    }
  }
}

/// Writes statements with indentation.
private struct Writer {
  private(set) var text = ""
  private var depth = 0

  static func list<Element>(_ elements: [Element], _ form: (Element) -> String) -> String {
    elements.map(form).joined(separator: ", ")
  }

  /// Whole numbers in groups of three from 10_000 on, others in the shortest form that reads back.
  static func number(_ value: Double) -> String {
    guard value < 1e15, let whole = Int64(exactly: value) else { return value.description }
    var digits = String(whole)
    if whole < 10_000 { return digits }
    var place = digits.count - 3
    while place > 0 {
      digits.insert("_", at: digits.index(digits.startIndex, offsetBy: place))
      place -= 3
    }
    return digits
  }

  static func quoted(_ text: String) -> String {
    var written = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": written += "\\\""
      case "\\": written += "\\\\"
      case "\n": written += "\\n"
      default: written.unicodeScalars.append(scalar)
      }
    }
    return written + "\""
  }

  mutating func write(_ statement: Statement) {
    switch statement.kind {
    case .declare(let declaration): write(declaration)
    case .letting(let name, let value): add("let \(name.text) = \(value.formatted)")
    case .price(let coin, let value): add("price \(coin.text) \(value.written(.sum))")
    case .seed(let value): add("seed \(value.written(.sum))")
    case .repeating(let value): add("repeat \(value.written(.sum))")
    case .warmup(let value): add("warmup \(value.written(.sum))")
    case .run(let value): add("run \(value.written(.sum))")
    case .at(let time, let isRelative, let body):
      add("at \(isRelative ? "now + " : "")\(time.written(.sum))")
      write(body)
    case .every(let time, let body):
      add("every \(time.written(.sum))")
      write(body)
    case .when(let condition, let again, let body):
      add("when \(condition.formatted)\(again ? " again" : "")")
      write(body)
    case .set(let path, let value): add("set \(path.text) \(value.formatted)")
    case .ramp(let path, let target, let time):
      add("ramp \(path.text) to \(target.written(.sum)) over \(time.written(.sum))")
    case .upgrade(let system, let target, let settings):
      add("upgrade \(system.text)\(target.map { " to " + $0.text } ?? "")")
      write(settings)
    case .attack(let name, let system, let label, let settings):
      add("attack \(name.text) on \(system.text)\(label.map { " as " + $0.text } ?? "")")
      write(settings)
    case .outage(let system, let settings):
      add("outage \(system.text)")
      write(settings)
    case .note(let text): add("note \(Self.quoted(text))")
    case .reset: add("reset")
    case .sweep(let axes, let count, let body):
      add("sweep \(axes.map(Self.axis).joined(separator: " and "))")
      if let count { add(" repeat \(count.written(.sum))") }
      write(body)
    case .expect(let claim): write(claim)
    default: add(Self.picture(statement.kind))
    }
  }

  private mutating func add(_ piece: String) { text += piece }

  private mutating func write(_ declaration: Declaration) {
    add("\(declaration.kind.text) \(declaration.name.text)")
    if !declaration.on.isEmpty { add(" on " + Self.list(declaration.on, \.text)) }
    if !declaration.between.isEmpty { add(" between " + Self.list(declaration.between, \.text)) }
    if let base = declaration.from { add(" from " + base.text) }
    write(declaration.settings)
  }

  private mutating func write(_ settings: [Setting]) {
    if settings.isEmpty { return }
    block(settings) { writer, setting in
      // A setting that is only asked for has no value.
      writer.add(setting.name.text == "?" ? "?" : setting.name.text + " " + setting.value.formatted)
    }
  }

  private mutating func write(_ body: [Statement]) {
    if body.isEmpty { return add(" { }") }
    block(body) { $0.write($1) }
  }

  private mutating func block<Element>(
    _ elements: [Element], _ write: (inout Writer, Element) -> Void
  ) {
    add(" {\n")
    depth += 1
    for element in elements {
      add(String(repeating: "  ", count: depth))
      write(&self, element)
      add("\n")
    }
    depth -= 1
    add(String(repeating: "  ", count: depth) + "}")
  }

  private mutating func write(_ claim: Claim) {
    if let probability = claim.probability {
      add("expect probability of (\(claim.condition.formatted))")
      if let moment = probability.by { add(" within \(moment.written(.sum))") }
      add(" \(probability.comparison.rawValue) \(probability.bound.written(.conversion))")
    } else {
      add("expect \(claim.condition.formatted)")
      if let tolerance = claim.tolerance { add(" within \(tolerance.written(.sum))") }
    }
    if let because = claim.because { add(" because \(Self.quoted(because))") }
  }

  private static func axis(_ axis: SweepAxis) -> String {
    let values: String
    switch axis.values {
    case .range(let low, let high, let step):
      let by =
        switch step {
        case .by(let size)?: " by \(size.written(.sum))"
        case .times(let factor, _)?:
          " by x\(number(factor))"
        case nil: ""
        }
      values = "\(low.written(.sum)) .. \(high.written(.sum))\(by)"
    case .list(let rows):
      values = list(rows) { row in
        let values = list(row) { $0.written(.sum) }
        return row.count == 1 ? values : "(\(values))"
      }
    }
    return "\(list(axis.paths, \.text)) over \(values)"
  }

  private static func subjects(_ subjects: [Subject]) -> String {
    list(subjects) { subject in
      subject.name.text + (subject.at.map { " at " + $0.written(.sum) } ?? "")
        + (subject.branch.map { " in " + $0.text } ?? "")
    }
  }

  private static func picture(_ kind: Statement.Kind) -> String {
    func log(_ isLog: Bool) -> String { isLog ? " log" : "" }
    switch kind {
    case .plot(let metrics, let systems, let isLog, let start, let end):
      var text = "plot \(list(metrics, \.text)) of \(subjects(systems))\(log(isLog))"
      if let start, let end { text += " from \(start.written(.sum)) to \(end.written(.sum))" }
      return text
    case .plotAgainst(let metrics, let systems, let axis, let isLog):
      return
        "plot \(list(metrics, \.text)) of \(subjects(systems)) against \(axis.text)\(log(isLog))"
    case .heatmap(let metric, let system, let x, let y, let isLog):
      return "heatmap \(metric.text) of \(system.text) against \(x.text), \(y.text)\(log(isLog))"
    case .histogram(let metric, let system, let isLog):
      return "histogram \(metric.text) of \(subjects([system]))\(log(isLog))"
    case .box(let metrics, let systems, let isLog):
      return "box \(list(metrics, \.text)) of \(subjects(systems))\(log(isLog))"
    case .bars(let metrics, let systems, let isLog):
      return "bars \(list(metrics, \.text)) of \(subjects(systems))\(log(isLog))"
    case .triangle(let systems): return "triangle \(subjects(systems))"
    case .tree(let chain): return "tree \(chain.text)"
    case .compare(let systems, let metrics):
      return "compare \(subjects(systems))"
        + (metrics.isEmpty ? "" : " by " + list(metrics, \.text))
    case .branch(let name): return "branch \(name.text)"
    case .back(let name): return "back to \(name.text)"
    case .explain(let path): return "explain \(path.text)"
    case .show(let what, let subject):
      let of = what.text == "preset" ? " " : " of "
      return "show \(what.text)" + (subject.map { of + $0.text } ?? "")
    case .print(let values): return "print \(list(values, \.formatted))"
    case .help(let word): return word.map { "? " + $0.text } ?? "?"
    default: return ""
    }
  }
}
