/// A half-open range of byte offsets in a source.
public struct Extent: Hashable, Sendable {
  public var lower: Int
  public var upper: Int

  public init(_ lower: Int, _ upper: Int) {
    self.lower = lower
    self.upper = upper
  }

  /// The smallest extent that covers both.
  public func union(_ other: Extent) -> Extent {
    Extent(min(lower, other.lower), max(upper, other.upper))
  }
}

/// A word of the source with its place.
public struct Word: Hashable, Sendable {
  public var text: String
  public var extent: Extent

  public init(_ text: String, _ extent: Extent) {
    self.text = text
    self.extent = extent
  }
}

/// `NAME(.PART)*`: an object and what is read from it: `base`, `base.fee`, `base.fee.p99.9`.
public struct Path: Hashable, Sendable {
  public var parts: [Word]

  public init(_ parts: [Word]) { self.parts = parts }

  /// The parts joined by dots.
  public var text: String { parts.map(\.text).joined(separator: ".") }
  public var extent: Extent { parts[0].extent.union(parts[parts.count - 1].extent) }
}

/// An expression and where it stands.
public indirect enum Expression: Hashable, Sendable {
  case number(Double, Extent)
  /// A number with the unit that follows it directly: `10 min`, `20 tx/s`.
  case quantity(Double, unit: Word, Extent)
  case text(String, Extent)
  /// `base.fee`, `cap`, `pow`; what it means is decided by the checker.
  case path(Path)
  /// `?`: asks what belongs here.
  case hole(Extent)
  case unary(UnaryOperator, Expression, Extent)
  case binary(BinaryOperator, Expression, Expression, Extent)
  /// `a in low .. high`
  case within(Expression, low: Expression, high: Expression, Extent)
  /// `a -> MiB`
  case convert(Expression, unit: Word, Extent)
  case call(Word, [Argument], Extent)

  public var extent: Extent {
    switch self {
    case .number(_, let e), .quantity(_, _, let e), .text(_, let e), .hole(let e),
      .unary(_, _, let e), .binary(_, _, _, let e), .within(_, _, _, let e),
      .convert(_, _, let e), .call(_, _, let e):
      e
    case .path(let path): path.extent
    }
  }
}

public struct Argument: Hashable, Sendable {
  /// Given as `name: value`.
  public var name: Word?
  public var value: Expression

  public init(name: Word?, value: Expression) {
    self.name = name
    self.value = value
  }
}

public enum UnaryOperator: String, Hashable, Sendable {
  case minus = "-"
  case not
}

public enum BinaryOperator: String, Hashable, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case power = "^"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "="
  case notEqual = "!="
  case and, or
}

/// What stands after the name of a setting.
public enum SettingValue: Hashable, Sendable {
  /// One value, or several with commas between: `10 min`, `30 %, 29 %`, `pow`.
  case list([Expression])
  /// Words with values: `mix payments 70 %, swaps 30 %`.
  case entries([Entry])
  /// `zipf 40 7`: a word and further values without commas.
  case phrase(Word, [Expression])

  public struct Entry: Hashable, Sendable {
    public var name: Word
    public var value: Expression

    public init(name: Word, value: Expression) {
      self.name = name
      self.value = value
    }
  }
}

/// `NAME VALUE` in a block.
public struct Setting: Hashable, Sendable {
  public var name: Word
  public var value: SettingValue
  public var extent: Extent

  public init(name: Word, value: SettingValue, extent: Extent) {
    self.name = name
    self.value = value
    self.extent = extent
  }
}

/// `KIND NAME [on A, B] [between A, B] [from BASE] [{ settings }]`
public struct Declaration: Hashable, Sendable {
  /// `chain`, `channels`, `rollup`, `plasma`, `sidechain`, `exchange`, `bridge`, `workload`
  public var kind: Word
  public var name: Word
  public var on: [Word]
  public var between: [Word]
  public var from: Word?
  public var settings: [Setting]

  public init(
    kind: Word, name: Word, on: [Word] = [], between: [Word] = [], from: Word? = nil,
    settings: [Setting] = []
  ) {
    self.kind = kind
    self.name = name
    self.on = on
    self.between = between
    self.from = from
    self.settings = settings
  }
}

/// `A .. B [by STEP | by xFACTOR]`, or values with commas between; pairs are tuples.
public enum SweepValues: Hashable, Sendable {
  case range(low: Expression, high: Expression, step: Step?)
  /// One row for each swept path together: `(1 MB, 10 s), (2 MB, 20 s)` or plain values.
  case list([[Expression]])

  public enum Step: Hashable, Sendable {
    case by(Expression)
    case times(Double, Extent)
  }
}

/// `PATH, PATH over VALUES`
public struct SweepAxis: Hashable, Sendable {
  public var paths: [Path]
  public var values: SweepValues

  public init(paths: [Path], values: SweepValues) {
    self.paths = paths
    self.values = values
  }
}

/// A system in a picture: `eth`, `eth at 30 days`, `eth in A`.
public struct Subject: Hashable, Sendable {
  public var name: Word
  public var at: Expression?
  public var branch: Word?

  public init(name: Word, at: Expression? = nil, branch: Word? = nil) {
    self.name = name
    self.at = at
    self.branch = branch
  }
}

/// `expect [probability of (] COND [)] [within T] [because "…"]`
public struct Claim: Hashable, Sendable {
  public var condition: Expression
  public var tolerance: Expression?
  /// Set for `expect probability of (COND) [within T] < SHARE`.
  public var probability: Probability?
  public var because: String?

  /// `within` there is the moment by which the condition is to have held.
  public struct Probability: Hashable, Sendable {
    public var comparison: BinaryOperator
    public var bound: Expression
    public var by: Expression?

    public init(comparison: BinaryOperator, bound: Expression, by: Expression?) {
      self.comparison = comparison
      self.bound = bound
      self.by = by
    }
  }

  public init(
    condition: Expression, tolerance: Expression? = nil, probability: Probability? = nil,
    because: String? = nil
  ) {
    self.condition = condition
    self.tolerance = tolerance
    self.probability = probability
    self.because = because
  }
}

public struct Statement: Hashable, Sendable {
  public var kind: Kind
  public var extent: Extent

  public init(_ kind: Kind, _ extent: Extent) {
    self.kind = kind
    self.extent = extent
  }

  public indirect enum Kind: Hashable, Sendable {
    case declare(Declaration)
    case letting(name: Word, value: Expression)
    case price(coin: Word, value: Expression)
    case seed(Expression)
    case repeating(Expression)
    case warmup(Expression)
    case run(Expression)
    /// `at T { … }`; `relative` for `at now + T`.
    case at(Expression, relative: Bool, body: [Statement])
    case every(Expression, body: [Statement])
    case when(Expression, again: Bool, body: [Statement])
    /// `set base.block_size 8 MB`
    case set(Path, SettingValue)
    case ramp(Path, to: Expression, over: Expression)
    case upgrade(system: Word, to: Word?, settings: [Setting])
    case attack(name: Word, on: Word, label: Word?, settings: [Setting])
    case outage(system: Word, settings: [Setting])
    case note(String)
    case reset
    case sweep([SweepAxis], repeating: Expression?, body: [Statement])
    case expect(Claim)
    /// `plot METRICS of SUBJECTS [log] [from T to T]`
    case plot(metrics: [Path], of: [Subject], log: Bool, from: Expression?, to: Expression?)
    /// `plot METRIC of SYSTEMS against SETTING [log]`
    case plotAgainst(metrics: [Path], of: [Subject], axis: Path, log: Bool)
    case heatmap(metric: Path, of: Word, x: Path, y: Path, log: Bool)
    case histogram(metric: Path, of: Subject, log: Bool)
    case box(metrics: [Path], of: [Subject], log: Bool)
    case bars(metrics: [Path], of: [Subject], log: Bool)
    case triangle([Subject])
    case tree(Word)
    case compare([Subject], by: [Path])
    case branch(Word)
    case back(Word)
    case explain(Path)
    /// `show base`, `show preset bitcoin`, `show metrics`, `show attack_tree of arb`
    case show(Word, subject: Word?)
    case print([Expression])
    /// `? word`, or a bare `?`
    case help(Word?)
  }
}
