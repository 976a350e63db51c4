/// Statements: where they start and end, and what each consists of.
extension Parser {
  /// Statements up to the end of the source, or to the `}` of the block that was opened.
  mutating func statements(in opening: Token?) -> [Statement] {
    var statements: [Statement] = []
    while true {
      switch token.kind {
      case .semicolon:
        advance()
      case .end:
        if let opening, !hasGivenUp, hole == nil {
          diagnose(.openBracket("{", "}"), at: opening.extent)
        }
        return statements
      case .closeBrace:
        if opening != nil {
          advance()
          return statements
        }
        diagnose(.strayBracket("}", "{"), at: token.extent)
        advance()
      default:
        let start = index
        do {
          statements.append(try statement())
        } catch {
          skip(from: start)
        }
      }
    }
  }

  private mutating func statement() throws(Failure) -> Statement {
    let outer = (keyword, depth)
    defer { (keyword, depth) = outer }
    let first = token
    hole = nil
    operators = 0
    openParens = 0
    if first.kind == .question { return try help() }
    guard first.kind == .word else { throw failStart() }
    keyword = Word(text(first), first.extent)
    var kind: Statement.Kind
    if let statement = Keyword.Statement(rawValue: keyword.text), !isAssignment {
      advance()
      if statement != .let { refuseSign(after: keyword.text) }
      kind = try self.statement(statement)
    } else if Keyword.Kind(rawValue: keyword.text) != nil, !isAssignment {
      kind = .declare(try declaration())
    } else {
      throw failUnknown()
    }
    if !isEnd {
      guard token.kind == .question, peek().kind == .end || peek().startsLine else {
        throw leftover()
      }
      advance()
      kind = .help(keyword)
    }
    return Statement(kind, first.extent.union(previous.extent))
  }

  /// `cap = 4 MB`, which lacks its `let`; `seed = 42` is a statement with a sign too many.
  private var isAssignment: Bool {
    peek().kind == .equal && !peek().startsLine && !Keyword.isReserved(text(token))
  }

  private mutating func help() throws(Failure) -> Statement {
    let question = advance()
    keyword = Word("?", question.extent)
    var word: Word?
    if !isEnd {
      if token.kind == .word {
        let path = try path()
        word = Word(path.text, path.extent)
        if token.kind == .slash, path.parts.count == 1 {
          index -= 1
          word = unit() ?? word
        }
      } else if [.and, .or, .not, .inside].contains(token.kind) {
        word = self.word()
      } else {
        word = unit()
      }
      if !isEnd { throw leftover() }
    }
    return Statement(.help(word), question.extent.union(previous.extent))
  }

  private mutating func declaration() throws(Failure) -> Declaration {
    var declaration = Declaration(kind: word(), name: try newName("a name"))
    var hasSettings = false
    if token.kind == .equal || token.kind == .colon, !isEnd {
      let sign = advance()
      diagnose(.signInDeclaration(declaration.name.text, text(sign)), at: sign.extent)
      if token.kind == .word, !isEnd, !isConnective(token) { declaration.from = word() }
    }
    while true {
      let clause = token
      if take(.on) {
        if !declaration.on.isEmpty { diagnose(.twice("on"), at: clause.extent) }
        declaration.on = try names("a system")
      } else if take(.between) {
        if !declaration.between.isEmpty { diagnose(.twice("between"), at: clause.extent) }
        declaration.between = [try name("a system")]
        while skip(.comma) || skip(.and) { declaration.between.append(try name("a system")) }
      } else if take(.from) {
        if declaration.from != nil { diagnose(.twice("from"), at: clause.extent) }
        declaration.from = try name("a preset or a system")
      } else if clause.kind == .openBrace, let settings = try settingsIfAny() {
        if hasSettings { diagnose(.twice("{"), at: clause.extent) }
        hasSettings = true
        declaration.settings += settings
      } else {
        return declaration
      }
    }
  }

  private mutating func statement(_ keyword: Keyword.Statement) throws(Failure) -> Statement.Kind {
    switch keyword {
    case .let: return try letting()
    case .price:
      let coin = try name("a coin")
      refuseSign(after: "price " + coin.text)
      return .price(coin: coin, value: try expression(.sum))
    case .seed: return .seed(try expression(.sum))
    case .repeat: return .repeating(try expression(.sum))
    case .warmup: return .warmup(try expression(.sum))
    case .run: return .run(try expression(.sum))
    case .at: return try at()
    case .every: return .every(try expression(.sum), body: try body())
    case .when:
      let condition = try expression()
      let isEarly = take(.again)
      let body = try body()
      return .when(condition, again: take(.again) || isEarly, body: body)
    case .set:
      let path = try path("a setting such as `base.block_size`")
      return .set(
        path, try settingValue(of: Word(path.text, path.extent), after: "set \(path.text)"))
    case .ramp: return try ramp()
    case .upgrade:
      let system = try name("a system")
      let target = take(.to) ? try name("a preset") : nil
      return .upgrade(system: system, to: target, settings: try settingsIfAny() ?? [])
    case .attack: return try attack()
    case .outage:
      return .outage(system: try name("a system"), settings: try settingsIfAny() ?? [])
    case .note: return .note(try requiredText())
    case .reset: return .reset
    case .sweep: return try sweep()
    case .expect: return .expect(try claim())
    case .plot: return try plot()
    case .heatmap:
      let metric = try path("a metric")
      try require(.of)
      let system = try name("a system")
      try require(.against)
      let x = try path("a setting")
      guard skip(.comma) || (hole != nil && isEnd) else { throw fail(.needsSecondAxis, at: gap) }
      let y = try path("a second setting")
      return .heatmap(metric: metric, of: system, x: x, y: y, log: take(.log))
    case .histogram:
      let metric = try metrics()[0]
      try require(.of)
      return .histogram(metric: metric, of: try subject(), log: take(.log))
    case .bars:
      let metrics = try metrics()
      try require(.of)
      return .bars(metrics: metrics, of: try subjects(), log: take(.log))
    case .box:
      let metrics = try metrics()
      try require(.of)
      return .box(metrics: metrics, of: try subjects(), log: take(.log))
    case .triangle: return .triangle(try subjects())
    case .tree: return .tree(try name("a chain"))
    case .compare:
      let subjects = try subjects()
      return .compare(subjects, by: take(.by) ? try paths("a metric") : [])
    case .branch: return .branch(try newName("a name"))
    case .back:
      try require(.to)
      return .back(try name("a branch"))
    case .explain: return .explain(try path("a metric such as `base.fee`"))
    case .show:
      let what = try name("what to show")
      let isOf = take(.of)
      let hasSubject = isOf || (token.kind == .word && !isEnd)
      return .show(what, subject: hasSubject ? try name("a name") : nil)
    case .print:
      var values = [try expression()]
      while skip(.comma) { values.append(try expression()) }
      return .print(values)
    }
  }

  private mutating func letting() throws(Failure) -> Statement.Kind {
    let name = try newName("a name")
    if !skip(.equal), hole == nil || !isEnd {
      let sign = token.kind == .colon && !isEnd ? advance() : nil
      if isEnd { throw fail(.letWithoutSign(name.text, value: nil), at: gap) }
      diagnose(.letWithoutSign(name.text, value: restOfLine()), at: sign?.extent ?? token.extent)
    }
    return .letting(name: name, value: try expression())
  }

  private mutating func at() throws(Failure) -> Statement.Kind {
    guard spells(token, "now"), !isEnd else {
      return .at(try expression(.sum), relative: false, body: try body())
    }
    let now = advance()
    var time = Expression.number(0, now.extent)
    if skip(.plus) {
      time = try expression(.sum)
    } else if token.kind != .openBrace, hole == nil || !isEnd {
      throw fail(.nowWithoutPlus, at: gap)
    }
    return .at(time, relative: true, body: try body())
  }

  private mutating func body() throws(Failure) -> [Statement] {
    guard token.kind == .openBrace else {
      if hole != nil, isEnd { return [] }
      if token.kind == .question, peek().kind == .end || peek().startsLine { return [] }
      guard isEnd else { throw leftover() }
      throw fail(.needs("`{ ... }`", in: keyword.text), at: gap)
    }
    hintBrace()
    let opening = advance()
    try enter()
    let outer = keyword
    let body = statements(in: opening)
    (keyword, hole) = (outer, nil)
    depth -= 1
    return body
  }

  private mutating func ramp() throws(Failure) -> Statement.Kind {
    let path = try path("a setting such as `shopping.rate`")
    var target: Expression?
    var time: Expression?
    while true {
      if target == nil, take(.to) {
        target = try expression(.sum)
      } else if time == nil, take(.over) {
        time = try expression(.sum)
      } else {
        break
      }
    }
    if target == nil { try require(.to) }
    if time == nil { try require(.over) }
    let missing = Expression.hole(hole ?? gap)
    return .ramp(path, to: target ?? missing, over: time ?? missing)
  }

  private mutating func attack() throws(Failure) -> Statement.Kind {
    if token.kind == .number, !isEnd { throw fail(.shareAsAttack, at: token.extent) }
    let name = try name("an attack")
    var system: Word?
    var label: Word?
    var settings: [Setting]?
    while true {
      if system == nil, take(.on) {
        system = try self.name("a system")
      } else if label == nil, take(.as) {
        label = try newName("a name")
      } else if settings == nil, let block = try settingsIfAny() {
        settings = block
      } else {
        break
      }
    }
    if system == nil { try require(.on) }
    guard let target = system ?? holeHere() else { throw Failure() }
    return .attack(name: name, on: target, label: label, settings: settings ?? [])
  }

  private mutating func requiredText() throws(Failure) -> String {
    guard token.kind == .text, !isEnd else {
      if token.kind == .question, !isEnd { hole = advance().extent }
      if hole != nil, isEnd { return "?" }
      throw fail(.needsText(keyword.text, restOfLine()), at: gap)
    }
    return unquoted(advance())
  }

  private mutating func claim() throws(Failure) -> Claim {
    if spells(token, "probability"), spells(peek(), "of") { return try probability() }
    var claim = Claim(condition: try expression())
    if take(.within) { claim.tolerance = try expression(.sum) }
    if take(.because) { claim.because = try requiredText() }
    return claim
  }

  private mutating func probability() throws(Failure) -> Claim {
    advance()
    advance()
    let opening = token
    guard skip(.openParen) else { throw fail(.probabilityForm, at: gap) }
    openParens += 1
    let condition = try expression()
    try close(opening)
    let moment = take(.within) ? try expression(.sum) : nil
    guard !isEnd, let sign = BinaryOperator(token.kind), sign.precedence == .comparison else {
      throw fail(.probabilityForm, at: gap)
    }
    advance()
    let bound = try expression(.conversion)
    return Claim(
      condition: condition,
      probability: .init(comparison: sign, bound: bound, by: moment),
      because: take(.because) ? try requiredText() : nil)
  }

  /// The metrics of a picture; `base.fee` without `of` gets the right form.
  private mutating func metrics() throws(Failure) -> [Path] {
    let metrics = try paths("a metric")
    if isEnd, hole == nil, let first = metrics.first, first.parts.count > 1 {
      let metric = Path(Array(first.parts.dropFirst())).text
      let form = "\(keyword.text) \(metric) of \(first.parts[0].text)"
      throw fail(.metricWithoutOf(form), at: first.extent)
    }
    return metrics
  }

  private mutating func plot() throws(Failure) -> Statement.Kind {
    let metrics = try metrics()
    try require(.of)
    let subjects = try subjects()
    var log = false
    var axis: Path?
    var times: (Expression, Expression)?
    while true {
      if !log, take(.log) {
        log = true
      } else if axis == nil, times == nil, take(.against) {
        axis = try path("a setting such as `base.block_size`")
      } else if axis == nil, times == nil, take(.from) {
        let start = try expression(.sum)
        try require(.to)
        times = (start, try expression(.sum))
      } else {
        break
      }
    }
    if let axis { return .plotAgainst(metrics: metrics, of: subjects, axis: axis, log: log) }
    return .plot(metrics: metrics, of: subjects, log: log, from: times?.0, to: times?.1)
  }

  private mutating func sweep() throws(Failure) -> Statement.Kind {
    var axes = [try sweepAxis()]
    while take(.and) { axes.append(try sweepAxis()) }
    let count = take(.repeat) ? try expression(.sum) : nil
    return .sweep(axes, repeating: count, body: try body())
  }

  private mutating func sweepAxis() throws(Failure) -> SweepAxis {
    let paths = try paths("a setting such as `base.block_size`")
    try require(.over)
    var rows = [try sweepRow(of: paths)]
    if paths.count == 1, skip(.range) {
      let low = rows[0][0]
      let high = try expression(.sum)
      return SweepAxis(paths: paths, values: .range(low: low, high: high, step: try step()))
    }
    while skip(.comma) { rows.append(try sweepRow(of: paths)) }
    return SweepAxis(paths: paths, values: .list(rows))
  }

  /// One value for each swept path, in parentheses when there are several.
  private mutating func sweepRow(of paths: [Path]) throws(Failure) -> [Expression] {
    let opening = token
    guard paths.count > 1, !isEnd, opening.kind == .openParen else {
      let value = try expression(.sum)
      if paths.count > 1, hole == nil {
        throw fail(.rowSize(1, paths: paths.count), at: value.extent)
      }
      return [value]
    }
    advance()
    openParens += 1
    var row = [try expression(.sum)]
    while skip(.comma) { row.append(try expression(.sum)) }
    try close(opening)
    if row.count != paths.count, hole == nil {
      throw fail(
        .rowSize(row.count, paths: paths.count), at: opening.extent.union(previous.extent))
    }
    return row
  }

  /// `by 4 MB` or `by x2`
  private mutating func step() throws(Failure) -> SweepValues.Step? {
    guard take(.by) else { return nil }
    let first = token
    let word = first.kind == .word && !isEnd ? text(first) : ""
    guard word.utf8.first == UInt8(ascii: "x"), word.utf8.count > 1,
      word.utf8.dropFirst().allSatisfy({ Byte.isDigit($0) || $0 == UInt8(ascii: "_") })
    else { return .by(try expression(.sum)) }
    advance()
    // `x1.5` is lexed like a path.
    if token.kind == .dot, !token.followsSpace, peek().kind == .word {
      advance()
      advance()
    }
    let extent = first.extent.union(previous.extent)
    let written = source.text(in: extent).dropFirst().filter { $0 != "_" }
    guard let factor = Double(written), factor >= 0.0001, factor < 1e15 else {
      throw fail(.factorOutOfRange, at: extent)
    }
    return .times(factor, extent)
  }
}
